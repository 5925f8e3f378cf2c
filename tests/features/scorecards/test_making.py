"""Cards are made ahead in batches, and what comes out is what would have been made at once."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import delete, update
from sqlmodel import col, select

from bot.delivery.models import PICTURE
from bot.errors import Rejected
from bot.features.goals.rules.progress import Part
from bot.features.goals.service import TeamGoals
from bot.features.metrics.models import RollUp
from bot.features.people.rules.presence import Attendance, Calendar
from bot.features.points.service import Given
from bot.features.scorecards import service
from bot.features.scorecards.jobs import handlers, keep_close
from bot.features.scorecards.models import Card, MonthMaking, StagedCard, StagedTeam
from bot.features.scorecards.service.closing import steps
from bot.features.scorecards.service.closing.inputs import Close, Told
from bot.features.scorecards.service.closing.staging import fingerprints_of
from bot.features.scorecards.service.personal import forget_cards
from bot.scheduling.service import fire_due
from scoring.periods import Period
from scoring.rows import Corrected, Mean, Rating
from scoring.rows import RollUp as Rolled
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.scorecards.cast import CLOSING, SETTINGS, Firm

OCTOBER = "2026-10"
IN_DECEMBER = datetime(2026, 12, 7, 8, 0, tzinfo=UTC)
LOCKED, EVE_OF_IT = datetime(2026, 11, 5, 8, 0, tzinfo=UTC), datetime(2026, 11, 6, 8, 0, tzinfo=UTC)


async def want(firm: Firm, *, anew: bool = False) -> None:
    async with firm.database.write() as session:
        await service.want_cards(session, firm.workspace_id, OCTOBER, now=LOCKED, anew=anew)


async def step(firm: Firm) -> bool:
    """Whether more is to be done at once."""
    async with firm.database.write() as session:
        return await service.step(session, firm.workspace_id, now=LOCKED, settings=SETTINGS) == LOCKED


async def made(firm: Firm) -> None:
    while await step(firm):
        pass


async def rows(firm: Firm, table: type[Any]) -> Sequence[Any]:
    async with firm.database.read() as session:
        return (await session.exec(select(table).order_by(col(table.id)))).all()


async def told(firm: Firm) -> set[str]:
    """Whom anything was promised that they will see."""
    return {each.recipient for each in (await firm.deliveries()).values() if each.operation != PICTURE}


async def at_once(firm: Firm) -> list[dict[str, Any]]:
    """Cards of a close that is taken back."""
    async with firm.database.write() as session:
        await service.close_month(session, firm.workspace_id, OCTOBER, now=CLOSING, settings=SETTINGS)
        found = (await session.exec(select(Card).order_by(col(Card.member_id)))).all()
        plain = [each.model_dump(exclude={"id"}) for each in found]
        await session.rollback()
    return plain


async def progress(firm: Firm) -> tuple[int, int] | None:
    async with firm.database.read() as session:
        return await service.progress_of(session, firm.workspace_id, OCTOBER)


async def correct(firm: Firm, user: str) -> None:
    async with firm.database.write() as session:
        theirs = update(RollUp).where(col(RollUp.member_id) == await firm.key(user), col(RollUp.figure) == "mql")
        await session.exec(theirs.values(total=Decimal(49), last=Decimal(49), peak=Decimal(49)))


async def test_a_batch_is_a_transaction_and_after_a_crash_the_next_one_goes_on(
    firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "BATCH", 1)
    await firm.tell_all()
    await want(firm)
    await step(firm)
    assert await progress(firm) == (0, 4)
    await step(firm)
    assert await progress(firm) == (3, 4), "Growth, and never a part of it"
    first = await rows(firm, StagedCard)
    with suppress(ConnectionResetError):
        async with firm.database.write() as session:
            await service.step(session, firm.workspace_id, now=LOCKED, settings=SETTINGS)
            raise ConnectionResetError
    assert await progress(firm) == (3, 4)
    await want(firm)
    await made(firm)
    assert await progress(firm) == (4, 4)
    assert [each.id for each in (await rows(firm, StagedCard))[:3]] == [each.id for each in first], "made once"
    assert list(await firm.cards()) == []
    assert await told(firm) == set()


async def test_what_was_made_ahead_comes_out_as_if_it_had_been_made_at_once(firm: Firm) -> None:
    await firm.tell_all()
    await want(firm)
    await made(firm)
    before = {each.member_id: each for each in await rows(firm, StagedCard)}
    await correct(firm, BO)
    expected = await at_once(firm)
    assert expected[1]["receipt"] != before[await firm.key(BO)].receipt, "his figure was corrected since"
    assert expected[3]["receipt"] == before[await firm.key(DEE)].receipt
    await firm.close()
    assert [each.model_dump(exclude={"id"}) for each in await firm.cards()] == expected
    for table in (MonthMaking, StagedTeam, StagedCard):
        assert list(await rows(firm, table)) == []


async def test_only_what_has_changed_is_made_again(firm: Firm) -> None:
    await firm.tell_all()
    await want(firm)
    await made(firm)
    first = {each.member_id: each.id for each in await rows(firm, StagedCard)}
    await correct(firm, DEE)
    await want(firm, anew=True)
    assert await progress(firm) == (4, 4), "nobody has begun"
    await made(firm)
    again = {each.member_id: each.id for each in await rows(firm, StagedCard)}
    assert {key for key in first if first[key] != again[key]} == {await firm.key(DEE)}


async def test_a_wish_that_comes_while_cards_are_made_is_not_lost(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "BATCH", 1)
    await firm.tell_all()
    await want(firm)
    await step(firm)
    await step(firm)  # Growth is made
    await correct(firm, BO)
    await want(firm, anew=True)
    await want(firm, anew=True)
    await made(firm)
    (row,) = await rows(firm, MonthMaking)
    assert (row.wishes, row.made) == (2, 2), "pressed twice, made once more"
    staged = {each.member_id: each.receipt for each in await rows(firm, StagedCard)}
    assert '"value":49' in staged[await firm.key(BO)]


async def test_whoever_is_forgotten_or_moves_keeps_no_card_that_was_made(firm: Firm) -> None:
    await firm.tell_all()
    await want(firm)
    await made(firm)
    async with firm.database.write() as session:
        await forget_cards(session, firm.workspace_id, await firm.key(CHEN), now=LOCKED)
    assert await firm.key(CHEN) not in {each.member_id for each in await rows(firm, StagedCard)}
    await firm.cast.change(BO, joined_on=date(2026, 11, 2))
    await firm.close()
    assert {each.member_id for each in await firm.cards()} == {await firm.key(user) for user in (ANA, CHEN, DEE)}


async def test_a_month_about_which_nobody_said_anything_is_let_be(firm: Firm) -> None:
    await want(firm)
    await made(firm)
    assert list(await rows(firm, MonthMaking)) == []


async def test_a_month_of_which_everything_was_taken_back_keeps_no_other_waiting(firm: Firm) -> None:
    """Its cards were made when there were figures, and it was to come out."""
    await firm.tell_all()
    await want(firm)
    await made(firm)
    async with firm.database.write() as session:
        await session.exec(delete(RollUp).where(col(RollUp.month) == date(2026, 10, 1)))
        await service.want_release(session, firm.workspace_id, OCTOBER, now=LOCKED)
    await firm.tell(BO, date(2026, 11, 1), mql=50)
    async with firm.database.write() as session:
        await service.want_release(session, firm.workspace_id, "2026-11", now=IN_DECEMBER)
    for _ in range(8):
        async with firm.database.write() as session:
            await service.step(session, firm.workspace_id, now=IN_DECEMBER, settings=SETTINGS)
    assert {each.period for each in await firm.cards()} == {"2026-11"}
    for table in (MonthMaking, StagedTeam, StagedCard):
        assert list(await rows(firm, table)) == []


async def test_a_month_that_came_out_meanwhile_is_not_made_again(firm: Firm) -> None:
    """Whoever wanted it had looked before."""
    await firm.tell_all()
    await firm.close()
    await want(firm, anew=True)
    async with firm.database.write() as session:
        await service.want_release(session, firm.workspace_id, OCTOBER, now=LOCKED)
    assert list(await rows(firm, MonthMaking)) == []


async def test_nothing_comes_out_of_a_month_that_is_held(firm: Firm) -> None:
    await firm.tell_all()
    async with firm.database.write() as session:
        await service.want_release(session, firm.workspace_id, OCTOBER, now=LOCKED)
        await session.exec(update(MonthMaking).values(held_at=LOCKED))
    await made(firm)
    with pytest.raises(Rejected, match="scorecards-error-held"):
        await firm.close()
    assert list(await firm.cards()) == []
    async with firm.database.write() as session:
        await session.exec(update(MonthMaking).values(held_at=None))
    await made(firm)
    assert len(await firm.cards()) == 4


async def fire(firm: Firm, now: datetime) -> None:
    fired = 1
    while fired:
        async with firm.database.write() as session:
            fired = await fire_due(session, handlers(SETTINGS), now=now, workspace_id=firm.workspace_id)


async def test_by_the_calendar_cards_are_made_then_shown_to_hr_and_then_they_are_out(firm: Firm) -> None:
    await firm.tell_all()
    async with firm.database.write() as session:
        at = {"minute": 9 * 60, "zone": "Europe/Berlin", "now": datetime(2026, 10, 20, 8, 0, tzinfo=UTC)}
        await keep_close(session, firm.workspace_id, day=7, making_day=5, **cast("Any", at))
    await fire(firm, LOCKED)
    assert await progress(firm) == (4, 4)
    assert await told(firm) == set()
    await fire(firm, EVE_OF_IT)
    (row,) = await rows(firm, MonthMaking)
    assert (row.wishes, row.made, row.tells) == (2, 2, False)
    seen = [each for each in (await firm.deliveries()).values() if each.operation != PICTURE]
    assert {each.kind: each.recipient for each in seen} == {service.SOON: EVE}
    await fire(firm, CLOSING)
    assert len(await firm.cards()) == 4


async def test_a_month_that_somebody_else_plans_at_this_moment_is_not_left_for_tomorrow(firm: Firm) -> None:
    """Two replicas at nine: one fires the steps and sees no month yet, the other one plans it and commits later."""
    await firm.tell_all()
    async with firm.database.write() as session:
        at = {"minute": 9 * 60, "zone": "Europe/Berlin", "now": datetime(2026, 10, 20, 8, 0, tzinfo=UTC)}
        await keep_close(session, firm.workspace_id, day=7, making_day=5, **cast("Any", at))
        assert await service.step(session, firm.workspace_id, now=LOCKED, settings=SETTINGS) == LOCKED + steps.AGAIN
        before = LOCKED.replace(day=4)
        assert await service.step(session, firm.workspace_id, now=before, settings=SETTINGS) is None


def test_every_input_is_in_the_fingerprint() -> None:
    """A new kind of input has to be added here, and to the fingerprint."""
    month = date(2026, 10, 1)
    told = Told(
        rows=[Rolled(1, "mql", month, 1, 2.0, 2.0, 2.0)],
        corrected=[Corrected("care", 1, month, 3, 4.0)],
        given=[Rating("care", 1, 2, month, 4.0)],
        means=[Mean("care", 1, month, 3, 4.0)],
        targets={"mql": [5.0]},
        months=[month],
        attendance={1: Attendance(Calendar())},
        goals={9: TeamGoals(68.0, (Part(7, 10, 68.0),))},
        special={1: (Given(3, Decimal(2)),)},
    )
    close = cast("Close", SimpleNamespace(period=Period.parse(OCTOBER), settings=SETTINGS))
    rules = cast("Any", SimpleNamespace(hash="7", groups=("traffic",), scheme_version_id=1))
    roster = cast("Any", [(SimpleNamespace(key=1, joined_on=None), SimpleNamespace(key=9))])
    joined = cast("Any", [(SimpleNamespace(key=1, joined_on=month), SimpleNamespace(key=9))])
    found = [fingerprints_of(close, rules, some, told)[9] for some in (roster, joined)]
    others: dict[str, Any] = {"targets": {}, "attendance": {1: Attendance(Calendar(), month.replace(day=9))}}
    for each in fields(Told):
        empty = others.get(each.name, [])
        found.append(fingerprints_of(close, rules, roster, replace(told, **{each.name: empty}))[9])
    rules.groups = ("traffic", "content")
    found.append(fingerprints_of(close, rules, roster, told)[9])
    assert len(set(found)) == len(found)
    rules.groups = ("traffic",)
    assert fingerprints_of(close, rules, roster, told)[9] == found[0]
