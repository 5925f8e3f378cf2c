"""Bo has read his card and says so; whoever has not is reminded once, in their own hours."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.delivery.promises import Occasion
from bot.errors import Denied
from bot.features.people import service as people
from bot.features.scorecards import service
from bot.features.scorecards.jobs import RENDERERS
from bot.features.scorecards.service.personal import forget_cards, stored_about
from bot.slack.messages import Message, view_payload
from bot.slack.outcomes import OpenModal, ReplaceModal, Tell
from bot.turn import Turn
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.scorecards.cast import CLOSING, Firm
from tests.features.scorecards.test_slack import said

THURSDAY = datetime(2026, 11, 12, 8, 0, tzinfo=UTC)
"""Three working days lie between Saturday the 7th and it."""


@pytest.fixture
async def out(firm: Firm) -> Firm:
    await firm.tell_all()
    await firm.close()
    return firm


async def remind(firm: Firm, now: datetime = THURSDAY) -> list[str]:
    """Who is told, and of nobody else."""
    async with firm.database.write() as session:
        await service.remind_of_unread(session, firm.workspace_id, now=now)
    rows = (await firm.deliveries()).values()
    return sorted(row.recipient for row in rows if row.kind == service.UNREAD)


async def shown(firm: Firm, kind: str, user: str, now: datetime = THURSDAY) -> Message | None:
    about = {"member_id": await firm.key(user), "period": "2026-10", "revision": 1}
    async with firm.database.read() as session:
        message = await RENDERERS[kind](session, Occasion(firm.workspace_id, user, about, now))
    assert message is None or isinstance(message, Message)
    return message


async def test_read_once_and_the_message_shows_it(out: Firm) -> None:
    bo = await out.key(BO)
    for _ in range(2):
        assert isinstance(await out.press(BO, "scorecards.read", f"{bo}:2026-10:1"), Tell)
    updates = [row for row in (await out.deliveries()).values() if row.operation == "update"]
    assert [(row.kind, row.updates_key) for row in updates] == [("scorecards.card", f"card:{bo}:2026-10:1")]
    text = json.dumps((await shown(out, "scorecards.card", BO) or Message("")).payload(), ensure_ascii=False)
    assert "✓ Read on Sat, Nov 7" in text
    assert "scorecards.read" not in text
    async with out.database.read() as session:
        assert await service.unread_of(session, await out.cast.who(BO)) is None
        assert await service.unread_of(session, await out.cast.who(CHEN))
    async with out.database.write() as session:
        (kept,) = (await stored_about(session, out.workspace_id, bo))["card_readings"]
        assert kept == {"period": "2026-10", "revision": 1, "read_at": CLOSING}
        await forget_cards(session, out.workspace_id, bo, now=CLOSING)
        assert (await stored_about(session, out.workspace_id, bo))["card_readings"] == []


async def test_nobody_reads_for_somebody_else(out: Firm) -> None:
    bo = await out.key(BO)
    for user in (ANA, CHEN, DEE, EVE):
        with pytest.raises(Denied):
            await out.press(user, "scorecards.read", f"{bo}:2026-10:1")


async def test_who_has_no_manager_is_not_asked_to_prepare_a_talk(out: Firm) -> None:
    for user, leads in ((BO, True), (DEE, False)):
        told = json.dumps((await shown(out, "scorecards.card", user) or Message("")).payload())
        read = await out.press(user, "scorecards.read", f"{await out.key(user)}:2026-10:1", in_modal=True)
        assert isinstance(read, ReplaceModal)
        for text in (told, said(await out.command(user, "")), str(view_payload(read.view))):
            assert ("talks.prepare" in text) is leads


async def test_the_manager_sees_who_and_hr_how_many(out: Firm) -> None:
    await out.press(BO, "scorecards.read", f"{await out.key(BO)}:2026-10:1")
    assert "Read on" in said(await out.command(ANA, f"<@{BO}>"))
    assert "Not marked as read yet" in said(await out.command(ANA, f"<@{CHEN}>"))
    of_hr = said(await out.command(EVE, f"<@{BO}>"))
    assert ("talks.prepare" in said(await out.command(ANA, f"<@{BO}>")), "talks.prepare" in of_hr) == (True, False)
    assert "Read on" not in of_hr
    assert "Not marked as read yet" not in of_hr
    listed = said(await out.command(ANA, "read"))
    assert "✓ Bo Lindgren, Sat, Nov 7" in listed
    assert "not marked as read yet" in listed
    counted = said(await out.command(EVE, "read"))
    assert "1 of 4 have said" in counted
    assert "Bo" not in counted
    assert "Nobody who reports to you" in said(await out.command(DEE, "read"))


async def test_one_reminder_after_three_working_days_of_ones_own(out: Firm) -> None:
    await out.press(BO, "scorecards.read", f"{await out.key(BO)}:2026-10:1")
    async with out.database.write() as session:
        turn = Turn(await out.cast.who(DEE), CLOSING, session)
        await people.go_away(session, turn.who, "2026-11-10..2026-11-12", now=CLOSING, today=CLOSING.date())
    assert await remind(out, THURSDAY - timedelta(days=1)) == []
    for _ in range(2):
        assert await remind(out) == [ANA, CHEN]
    monday = THURSDAY + timedelta(days=4)
    assert await remind(out, monday) == [ANA, CHEN]
    assert await remind(out, monday + timedelta(days=1)) == [ANA, CHEN, DEE], "her three days are over now"
    message = await shown(out, service.UNREAD, ANA)
    assert message
    assert "October 2026" in message.text
    assert "118" not in message.text


async def test_no_reminder_once_it_is_read_or_on_a_day_off(out: Firm) -> None:
    assert await shown(out, service.UNREAD, ANA)
    sunday = datetime(2026, 11, 15, 9, 0, tzinfo=UTC)
    assert await shown(out, service.UNREAD, ANA, sunday) is None
    await out.press(ANA, "scorecards.read", f"{await out.key(ANA)}:2026-10:1")
    assert await shown(out, service.UNREAD, ANA) is None


async def test_in_a_window_the_window_shows_it(out: Firm) -> None:
    opened = await out.press(BO, "scorecards.open_mine", "2026-10")
    assert isinstance(opened, OpenModal)
    replaced = await out.press(BO, "scorecards.read", f"{await out.key(BO)}:2026-10:1", in_modal=True)
    assert isinstance(replaced, ReplaceModal)


async def test_it_is_kept_as_long_as_the_card(out: Firm) -> None:
    await out.press(BO, "scorecards.read", f"{await out.key(BO)}:2026-10:1")
    async with out.database.write() as session:
        for rows in service.old_cards(out.workspace_id, date(2026, 11, 1)):
            while await rows.batch(session):
                pass
    assert await out.cards() == []
