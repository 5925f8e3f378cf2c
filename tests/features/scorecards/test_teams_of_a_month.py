"""Whoever changes teams is scored with the team in which the month found them at its end."""

from datetime import UTC, date, datetime

import pytest

from bot.features.people import service as people
from bot.features.scorecards import service
from bot.slack.outcomes import Tell
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.scorecards.cast import CLOSING, OCTOBER, Firm
from tests.scenarios.readback import lines


async def close(firm: Firm) -> dict[str, int]:
    """Slack id → the team on their card of October."""
    for slack_user in (ANA, BO, CHEN, DEE, EVE):
        await firm.tell(slack_user, OCTOBER, uv=1_000, leads=30)
    await firm.close()
    keys = {await firm.key(slack_user): slack_user for slack_user in (ANA, BO, CHEN, DEE, EVE)}
    return {keys[card.member_id]: card.team_id for card in await firm.cards()}


async def test_who_moved_after_the_month_is_scored_with_the_team_of_its_end(firm: Firm) -> None:
    await firm.cast.load(f"member,team\n{BO},Brand\n", on=date(2026, 11, 2))
    assert (await close(firm))[BO] == firm.growth


async def test_who_moved_on_its_last_day_is_scored_with_the_new_team(firm: Firm) -> None:
    await firm.cast.load(f"member,team\n{BO},Brand\n", on=date(2026, 10, 31))
    assert (await close(firm))[BO] == firm.brand


@pytest.mark.parametrize("month", ["2026-10", "now"])
async def test_the_card_says_by_which_teams_rules_it_is_to_who_moved_in_the_month_and_to_nobody_else(
    firm: Firm, month: str
) -> None:
    for user in (BO, CHEN):
        await firm.cast.load(f"member,team\n{user},Brand\n", on=date(2026, 10, 20))
    await firm.cast.load(f"member,team\n{DEE},Growth\n", on=date(2026, 11, 2))
    now = datetime(2026, 10, 28, 9, 0, tzinfo=UTC)
    if month != "now":
        await close(firm)
        now = CLOSING
    for user, note in (
        (BO, "Rules and targets are those of the last one, Brand; figures of the whole month count"),
        (CHEN, "考核方案和目标值以最后所在的“Brand”为准"),
        (ANA, None),
        (DEE, None),
    ):
        shown = await firm.command(user, month, now=now)
        assert isinstance(shown, Tell)
        said = "\n".join(lines(shown.message.payload()["blocks"]))
        assert note in said if note else "last one" not in said
    if month == "now":
        return
    async with firm.database.read() as session:
        sent = await service.card_to_send(session, firm.workspace_id, await firm.key(BO), month, 1)
    assert sent
    assert sent.last_team == "Brand"


async def test_who_went_during_the_month_is_scored_with_the_team_they_were_in_last(firm: Firm) -> None:
    ana = await firm.cast.who(ANA)
    wish = people.TeamWish(firm.growth, "Growth", None, None, ANA, [ANA, CHEN])
    async with firm.database.write() as session:
        await people.save_team(session, ana, wish, now=CLOSING.replace(month=10, day=20))
    assert (await close(firm))[BO] == firm.growth


async def test_who_went_before_the_month_has_no_card_of_it(firm: Firm) -> None:
    ana = await firm.cast.who(ANA)
    wish = people.TeamWish(firm.growth, "Growth", None, None, ANA, [ANA, CHEN])
    async with firm.database.write() as session:
        await people.save_team(session, ana, wish, now=CLOSING.replace(month=9, day=20))
    assert BO not in await close(firm)


async def test_who_came_into_a_first_team_before_the_close_is_scored_with_it(firm: Firm) -> None:
    await firm.cast.load(f"member,team\n{EVE},Brand\n", on=date(2026, 11, 3))
    assert (await close(firm))[EVE] == firm.brand


async def test_a_team_that_is_only_planned_scores_nobody_yet(firm: Firm) -> None:
    await firm.cast.load(f"member,team\n{EVE},Brand\n", on=date(2026, 12, 1))
    assert EVE not in await close(firm)
