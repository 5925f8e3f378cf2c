"""Nobody sees a card that is not theirs to see, and a team's post gives nobody away."""

import json
import re
from datetime import date

import pytest

from bot.delivery.promises import Occasion
from bot.errors import Denied, Rejected
from bot.features.scorecards.jobs import RENDERERS
from bot.slack.messages import Message, view_payload
from bot.slack.outcomes import OpenModal, Outcome, Tell
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.scorecards.cast import CLOSING, FIGURES, OCTOBER, Firm

NOVEMBER, LAST_NOVEMBER = date(2026, 11, 1), date(2025, 11, 1)


def said(outcome: Outcome) -> str:
    assert isinstance(outcome, (Tell, OpenModal))
    payload = outcome.message.payload() if isinstance(outcome, Tell) else view_payload(outcome.view)
    return json.dumps(payload, ensure_ascii=False)


async def post(firm: Firm, team_id: int, *, period: str = "2026-10") -> str:
    """The post and its thread."""
    occasion = Occasion(firm.workspace_id, "C0GROWTH", {"team_id": team_id, "period": period}, CLOSING)
    async with firm.database.read() as session:
        shown = [await RENDERERS[kind](session, occasion) for kind in ("scorecards.team", "scorecards.team_details")]
    assert isinstance(shown[0], Message)
    return json.dumps([each.payload() for each in shown if isinstance(each, Message)], ensure_ascii=False)


async def test_the_teams_post_holds_sums_and_nobodys_name_or_figure(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    text = await post(firm, firm.growth)
    assert "MQL count: *148* (target 300, attainment 49.3%)" in text
    assert "Lead conversion rate: *2.83%*" in text  # 170 of 6,000, not the mean of three rates
    assert "3 cards are out." in text
    for name in ("Ana", "Bo", "Lindgren", "陈琳", BO, CHEN, "*S*", "*A*"):
        assert name not in text, name
    for figures in (FIGURES[ANA], FIGURES[BO], FIGURES[CHEN]):
        for value in figures.values():
            assert not re.search(rf"(?<![\d.,]){value:,}(?![\d.,]*\d)", text), value


async def test_a_team_under_the_minimum_shows_no_figure_at_all(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    text = await post(firm, firm.brand)
    assert "at least 3 people" in text
    for value in ("777", "31", "23", "1,111", "%"):
        assert value not in text, value
    stored = (await firm.team_cards())[firm.brand]
    assert stored.score is None
    assert all(figure["value"] is None for figure in json.loads(stored.figures))


async def test_what_only_one_person_has_told_is_not_shown_as_the_teams(firm: Firm) -> None:
    await firm.tell_all()
    await firm.cast.change(CHEN, is_active=False)
    await firm.cast.load(f"member,team,manager,role,channel,lead\n{EVE},Growth,,hr,,\n")
    await firm.tell(EVE, OCTOBER, uv=100, leads=4)
    await firm.close()
    text = await post(firm, firm.growth)
    assert "Not shown, because fewer than 3 people contributed: UV growth, MQL count" in text
    assert "98" not in text  # Ana's and Bo's MQL together
    assert "Lead conversion rate: *" in text


@pytest.mark.parametrize(
    "asked", [f"<@{BO}>", f"<@{BO}> 2026-10", "@Bo Lindgren oct", f"<@{BO}> why", "@bo@example.com"]
)
async def test_dee_cannot_open_bos_card_by_command(firm: Firm, asked: str) -> None:
    await firm.tell_all()
    await firm.close()
    with pytest.raises(Rejected) as refused:
        await firm.command(DEE, asked)
    assert (refused.value.key, refused.value.params) == ("people-error-not-visible", {})


@pytest.mark.parametrize("asked", ["<@U0NOBODY>", "@Nobody", "@Bo Lindgre", "@Bo Lindgre 2026-10", "@Twin Name"])
async def test_the_refusal_does_not_tell_who_is_here(firm: Firm, asked: str) -> None:
    await firm.cast.change(BO, name="Twin Name")
    await firm.cast.change(CHEN, name="Twin Name")
    with pytest.raises(Rejected) as refused:
        await firm.command(DEE, asked)
    assert (refused.value.key, refused.value.params) == ("people-error-not-visible", {})
    with pytest.raises(Rejected, match=r"people-error-(unknown|ambiguous)-member"):
        await firm.command(EVE, asked.replace("Lindgre", "Lindgrem"))


async def test_the_refusal_is_the_same_whether_there_is_a_card_or_not(firm: Firm) -> None:
    with pytest.raises(Rejected) as before:
        await firm.command(DEE, f"<@{BO}> 2026-10")
    await firm.tell_all()
    await firm.close()
    with pytest.raises(Rejected) as after:
        await firm.command(DEE, f"<@{BO}> 2026-10")
    assert (before.value.key, before.value.params) == (after.value.key, after.value.params)


@pytest.mark.parametrize(
    "forged",
    [
        *("{bo}:2026-10:1", "{bo}:2026-10:2", "99999:2026-10:1", "x:2026-10:1", "", "1:2", "²:2026-10:1"),
        *("9" * 18 + ":2026-10:1", "9" * 30 + ":2026-10:1", "9" * 5_000 + ":2026-10:1", "{bo}:2026-10:" + "9" * 30),
        *("{bo}:october:1", "{bo}:9999-99:1", "{bo}:2026-Q4:1", "٣:2026-10:1"),
    ],
)
async def test_a_forged_button_opens_nothing(firm: Firm, forged: str) -> None:
    await firm.tell_all()
    await firm.close()
    with pytest.raises(Denied, match="people-error-not-visible"):
        await firm.press(DEE, "scorecards.why", forged.format(bo=await firm.key(BO)))


async def test_managers_and_hr_see_the_card_they_ask_for(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    for viewer in (ANA, EVE):
        assert "Bo Lindgren" in said(await firm.command(viewer, f"<@{BO}> 2026-10"))
        assert "Bo Lindgren" in said(await firm.press(viewer, "scorecards.why", f"{await firm.key(BO)}:2026-10:1"))


async def test_the_posts_button_opens_the_pressers_own_card(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    assert "58" in said(await firm.press(BO, "scorecards.open_mine", "2026-10"))
    chens = said(await firm.press(CHEN, "scorecards.open_mine", "2026-10"))
    assert "合格线索量\uff1a50" in chens
    assert "58" not in chens
    with pytest.raises(Rejected, match="scorecards-error-no-card-yet"):
        await firm.press(EVE, "scorecards.open_mine", "2026-10")
    with pytest.raises(Rejected, match="scorecards-error-month"):
        await firm.press(BO, "scorecards.open_mine", "junk")


async def test_when_one_more_contributes_the_difference_is_not_told(firm: Firm) -> None:
    """Eve joins the three in November: score and figures of four beside those of three would be hers."""
    await firm.tell_all()
    await firm.close()
    october = await post(firm, firm.growth)
    assert "Growth · October 2026 · " in october
    await firm.cast.load(f"member,team,manager,role,channel,lead\n{EVE},Growth,,hr,,\n")
    for slack_user in (ANA, BO, CHEN, EVE):
        await firm.tell(slack_user, NOVEMBER, uv=1_000, leads=40, mql=50)
        await firm.tell(slack_user, LAST_NOVEMBER, uv=900)
    await firm.close("2026-11", now=CLOSING.replace(month=12))
    text = await post(firm, firm.growth, period="2026-11")
    assert "There is no team score this time" in text
    assert "MQL" not in text
    stored = (await firm.team_cards())[firm.growth]
    assert (stored.period, stored.score, stored.contributors) == ("2026-11", None, "{}")


async def test_the_post_tells_how_the_team_moved(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    for slack_user in (ANA, BO, CHEN):
        await firm.tell(slack_user, NOVEMBER, uv=1_000, leads=40, mql=50)
        await firm.tell(slack_user, LAST_NOVEMBER, uv=900)
    await firm.close("2026-11", now=CLOSING.replace(month=12))
    text = await post(firm, firm.growth, period="2026-11")
    assert re.search(r"Growth · November 2026 · [\d.]+\*   ▲ 8 since October 2026", text)
    assert "*Moved most*" in text
    assert "▲ Lead conversion rate: 94.4% → 133.3% of target" in text
