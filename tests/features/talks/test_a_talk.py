"""Preparing, arranging, noting and signing: what the two of them do with each other."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.errors import Denied, Rejected, RejectedFields
from bot.features.talks import service
from bot.features.talks.models import HELD, OPEN, Talk, TalkItem, TalkOutcome, TalkPreparation, TalkReply
from bot.features.talks.rules import keys
from bot.features.talks.rules.texts import ItemWish
from bot.features.talks.service import OutcomeWish
from bot.slack.messages import view_payload
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.talks.cast import MONDAY, Month

SECRET = "amber-heron"
DAY = timedelta(days=1)


async def shown(month: Month, user: str, about: str = BO, *, now: datetime = MONDAY) -> str:
    key = await month.firm.key(about)
    outcome: Any = await month.press(user, "talks.prepare", f"{key}:2026-10:1", now=now)
    return repr(view_payload(outcome.view))


async def test_the_sheet_begins_with_what_went_well(everywhere: Month) -> None:
    """Before the daily look has come to it, too; its manager is asked all the same."""
    seen = await shown(everywhere, ANA)
    assert seen.index("What went well") < seen.index("Questions to ask")
    assert seen.count("• ") >= 4
    assert "What are you proud of this month?" in seen
    own = await shown(everywhere, BO)
    assert "Questions to ask" not in own
    assert "What went well" in own
    await everywhere.look()
    assert [user for _, user in await everywhere.told(keys.ASKED)] == [ANA]
    assert len(await everywhere.rows(Talk)) == 2


async def test_nobody_else_opens_a_sheet_and_all_are_refused_in_the_same_words(month: Month) -> None:
    await month.look()
    talk, bo = (await month.talk(BO)).key, await month.firm.key(BO)
    words = set()
    for user in (CHEN, DEE, EVE):
        for name, value in [
            ("prepare", f"{bo}:2026-10"),
            ("prepare", "999:2026-10"),
            ("prepare", "nonsense"),
            *((each, str(talk)) for each in ("open_one", "open_notes", "open_time", "open_outcome", "finish")),
            *((each, f"{talk}:1") for each in ("sign", "open_comment", "agree")),
        ]:
            with pytest.raises(Denied) as refused:
                await month.press(user, f"talks.{name}", value)
            words.add(refused.value.key)
        with pytest.raises(Denied):
            await month.command(user, "@Bo Lindgren")
    assert len(words) == 1


async def test_what_somebody_prepares_is_theirs_until_they_share_it(everywhere: Month) -> None:
    await everywhere.look()
    talk = (await everywhere.talk(BO)).key
    fields = {"highlights": {"value": SECRET}, "topics": {"value": "more time"}}
    share = {"share": {"selected_options": [{"value": "share"}]}}
    await everywhere.submit(BO, "talks.keep_notes", {"talk": talk}, fields)
    assert SECRET in await shown(everywhere, BO)
    assert SECRET not in await shown(everywhere, ANA)
    await everywhere.submit(BO, "talks.keep_notes", {"talk": talk}, fields | share)
    assert SECRET in await shown(everywhere, ANA)
    await everywhere.submit(ANA, "talks.keep_notes", {"talk": talk}, {"topics": {"value": "ana-only"}})
    assert "ana-only" not in await shown(everywhere, BO)
    await everywhere.cast.report_to(BO, DEE, on=(MONDAY + DAY).date())
    assert len(await everywhere.rows(TalkPreparation)) == 2
    seen = await shown(everywhere, DEE, now=MONDAY + DAY)
    assert SECRET not in seen
    assert "ana-only" not in seen


async def test_one_proposes_a_time_and_the_other_agrees_in_their_own_zone(everywhere: Month) -> None:
    await everywhere.look()
    talk = (await everywhere.talk(CHEN)).key
    at = {"day": {"selected_date": "2026-11-11"}, "time": {"selected_time": "09:30"}}
    for _ in range(2):
        await everywhere.submit(ANA, "talks.propose", {"talk": talk}, at)
    row = await everywhere.talk(CHEN)
    assert row.meet_at == datetime(2026, 11, 11, 8, 30, tzinfo=UTC), "half past nine in Berlin"
    assert [user for _, user in await everywhere.told(keys.PROPOSED)] == [CHEN], "once"
    assert "16:30" in await shown(everywhere, CHEN, CHEN)
    with pytest.raises(Denied):
        await everywhere.press(ANA, "talks.agree", f"{talk}:2026-11-11T08:30")
    with pytest.raises(Rejected):
        await everywhere.press(CHEN, "talks.agree", f"{talk}:2026-11-11T09:30")
    for _ in range(2):
        await everywhere.press(CHEN, "talks.agree", f"{talk}:2026-11-11T08:30")
    assert (await everywhere.talk(CHEN)).is_agreed
    assert [user for _, user in await everywhere.told(keys.AGREED)] == [ANA]
    assert sorted(user for _, user in await everywhere.told(keys.SOON)) == [ANA, CHEN]
    later = {"day": {"selected_date": "2026-11-12"}, "time": {"selected_time": "10:00"}}
    await everywhere.submit(CHEN, "talks.propose", {"talk": talk}, later)
    row = await everywhere.talk(CHEN)
    assert (row.meet_at, row.is_agreed) == (datetime(2026, 11, 12, 2, 0, tzinfo=UTC), False)


def items(month: Month, owner: int, text: str = "Learn SQL", due: date = date(2026, 11, 30)) -> dict[str, Any]:
    return {
        "item_1": {"value": text},
        "owner_1": {"selected_option": {"value": str(owner)}},
        "due_1": {"selected_date": due.isoformat()},
    }


HELD_ON = {"held_on": {"selected_date": "2026-11-09"}}


async def test_both_sign_what_came_of_it(everywhere: Month) -> None:
    await everywhere.look()
    talk, bo = (await everywhere.talk(BO)).key, await everywhere.firm.key(BO)
    fields = {**HELD_ON, "summary": {"value": SECRET}, **items(everywhere, bo)}
    for _ in range(2):
        await everywhere.submit(ANA, "talks.keep_outcome", {"talk": talk}, fields)
    (outcome,) = await everywhere.rows(TalkOutcome)
    row = await everywhere.talk(BO)
    assert (row.state, row.held_on, outcome.revision) == (HELD, date(2026, 11, 9), 1)
    assert [user for _, user in await everywhere.told(keys.NOTED)] == [BO]
    with pytest.raises(Denied):
        await everywhere.press(ANA, "talks.sign", f"{talk}:{outcome.key}")
    assert "waits for you" in await shown(everywhere, BO)
    await everywhere.submit(
        BO, "talks.keep_comment", {"talk": talk, "outcome": outcome.key}, {"comment": {"value": "And a mentor"}}
    )
    for _ in range(2):
        await everywhere.press(BO, "talks.sign", f"{talk}:{outcome.key}")
    assert [each.kind for each in await everywhere.rows(TalkReply)] == ["commented", "confirmed"]
    assert "Signed by Ana Costa and Bo Lindgren" in await shown(everywhere, ANA)
    assert "And a mentor" in await shown(everywhere, ANA)


async def test_a_change_is_another_version_that_is_signed_anew(everywhere: Month) -> None:
    """Both send the form at the same moment: nothing is lost, and nobody signs what they have not read."""
    await everywhere.look()
    talk, bo = (await everywhere.talk(BO)).key, await everywhere.firm.key(BO)
    await everywhere.submit(
        ANA, "talks.keep_outcome", {"talk": talk}, {**HELD_ON, "summary": {"value": "Ana's"}, **items(everywhere, bo)}
    )
    (first,) = await everywhere.rows(TalkOutcome)
    (item,) = await everywhere.rows(TalkItem)
    await everywhere.press(BO, "talks.finish", item.key)
    await everywhere.submit(
        BO, "talks.keep_outcome", {"talk": talk}, {**HELD_ON, "summary": {"value": "Bo's"}, **items(everywhere, bo)}
    )
    with pytest.raises(Denied):
        await everywhere.press(BO, "talks.sign", f"{talk}:{first.key}")
    with pytest.raises(Rejected) as refused:
        await everywhere.press(ANA, "talks.sign", f"{talk}:{first.key}")
    assert refused.value.key == "talks-error-newer"
    assert [each.revision for each in await everywhere.rows(TalkOutcome)] == [1, 2]
    current = [each for each in await everywhere.rows(TalkItem) if each.is_current]
    assert [each.done_on for each in current] == [MONDAY.date()], "what is done stays done"
    with pytest.raises(Denied):
        await everywhere.press(BO, "talks.finish", item.key)


async def test_what_was_agreed_comes_back_on_its_day_and_on_the_next_sheet(everywhere: Month) -> None:
    await everywhere.look()
    talk, bo, ana = (await everywhere.talk(BO)).key, await everywhere.firm.key(BO), await everywhere.firm.key(ANA)
    who = {user: await everywhere.cast.who(user) for user in (ANA, BO, DEE)}
    wish = OutcomeWish(
        MONDAY.date(),
        "Good talk",
        [
            ItemWish(1, "Learn SQL", bo, date(2026, 11, 30)),
            ItemWish(2, "Book a course", ana, date(2026, 11, 20)),
        ],
    )
    async with everywhere.database.write() as session:
        await service.note_outcome(session, who[ANA], talk, wish, now=MONDAY)
    async with everywhere.database.read() as session:
        for user, on, due in ((BO, 29, []), (BO, 30, ["Learn SQL"]), (ANA, 20, ["Book a course"])):
            found = await service.items_due(session, who[user], date(2026, 11, on), asked=())
            assert [each.item.text for each in found] == due
    await everywhere.cast.report_to(BO, DEE, on=(MONDAY + 2 * DAY).date())
    await everywhere.look(MONDAY + 2 * DAY)
    async with everywhere.database.read() as session:
        for user, due in ((ANA, []), (DEE, ["Book a course"])):
            found = await service.items_due(session, who[user], date(2026, 11, 20), asked=())
            assert [each.item.text for each in found] == due, "the new manager's"
    pressed: Any = await everywhere.press(DEE, "talks.prepare", f"{bo}:2026-10", now=MONDAY + 2 * DAY)
    seen = repr(view_payload(pressed.view))
    assert "Learn SQL" in seen
    assert "Good talk" not in seen, "that is between Bo and Ana"
    assert "talks.open_outcome" not in seen
    async with everywhere.database.write() as session:
        with pytest.raises(Rejected) as refused:
            await service.note_outcome(session, who[DEE], talk, wish, now=MONDAY + 2 * DAY)
    assert refused.value.key == "talks-error-former"
    december = datetime(2026, 12, 8, 7, 0, tzinfo=UTC)
    await everywhere.firm.tell(BO, date(2026, 11, 1), leads=80, mql=58, cost=4_292)
    await everywhere.firm.close("2026-11", now=december - DAY)
    await everywhere.look(december)
    pressed = await everywhere.press(DEE, "talks.prepare", f"{bo}:2026-11", now=december)
    seen = repr(view_payload(pressed.view))
    assert "Learn SQL" in seen
    assert "was due by" in seen
    assert "What got in the way of what we agreed on last time?" in seen


async def test_what_will_not_do_is_named_beside_its_field(month: Month) -> None:
    await month.look()
    talk, bo, eve = (await month.talk(BO)).key, await month.firm.key(BO), await month.firm.key(EVE)
    for fields, field in (
        ({"held_on": {"selected_date": "2026-11-10"}, "summary": {"value": "x"}}, "held_on"),
        ({**HELD_ON, "summary": {"value": " "}}, "summary"),
    ):
        with pytest.raises(Rejected) as refused:
            await month.submit(ANA, "talks.keep_outcome", {"talk": talk}, fields)
        assert refused.value.field == field
    wrong = {**items(month, eve, due=date(2026, 11, 8)), "item_2": {"value": "y" * 201}}
    with pytest.raises(RejectedFields) as several:
        await month.submit(ANA, "talks.keep_outcome", {"talk": talk}, {**HELD_ON, "summary": {"value": "x"}, **wrong})
    assert set(several.value.fields) == {"owner_1", "due_1", "item_2", "owner_2", "due_2"}
    assert await month.rows(TalkOutcome) == []
    assert (await month.talk(BO)).state == OPEN
    assert bo != eve
