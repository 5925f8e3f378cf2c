"""Entries that HR or auditors have verified or excluded: who may, what follows at once, and what is kept of it."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import col, select

from bot.audit.models import AuditEntry
from bot.db.pruning import in_batches
from bot.errors import Denied, Rejected
from bot.features.metrics import service
from bot.features.metrics.models import EXCLUDED, OPEN, VERIFIED, EntryVerdict
from bot.features.metrics.service.personal import forget_texts, stored_about
from bot.features.people.models import RoleGrant
from bot.turn import Turn, Who
from tests.features.metrics.cast import LONG_AGO, NOW, TODAY, Cast

NOVEMBER = date(2026, 11, 1)
WHY = "fake traffic"


async def check(
    cast: Cast, who: Who, chosen: Sequence[str], verdict: str, reason: str = "", *, about: Who | None = None
) -> int:
    async with cast.database.write() as session:
        place = service.Place((about or cast.bo).member_id, NOVEMBER)
        return await service.check(Turn(who, NOW, session), place, "leads", chosen, verdict=verdict, reason=reason)


async def tokens(cast: Cast) -> list[str]:
    """Of Bo's entries as a form shows them, the first day first."""
    async with cast.database.write() as session:
        found = await service.figure_to_check(
            Turn(cast.eve, NOW, session), service.Place(cast.bo.member_id, NOVEMBER), "leads"
        )
        return [service.entry_token(each, found.found) for each in found.entries]


async def leads(cast: Cast) -> tuple[int, Decimal, Decimal] | None:
    """Days, sum and last value of Bo's roll-up."""
    return next((row[3:6] for row in await cast.roll_ups() if row[0] == cast.bo.member_id), None)


async def verdicts(cast: Cast) -> list[EntryVerdict]:
    async with cast.database.read() as session:
        return list((await session.exec(select(EntryVerdict).order_by(col(EntryVerdict.id)))).all())


@pytest.fixture
async def told(cast: Cast) -> Cast:
    """Dee is an auditor, Chen an administrator."""
    for typed in ("leads 10 2026-11-02", "leads 30 2026-11-03"):
        await cast.tell(cast.bo, typed)
    async with cast.database.write() as session:
        for who, role in ((cast.dee, "auditor"), (cast.chen, "admin")):
            held = {"member_id": who.member_id, "role": role, "reason": "audit", "first_on": LONG_AGO}
            session.add(RoleGrant(workspace_id=cast.workspace_id, granted_at=NOW, **held))
    return cast


async def test_hr_and_auditors_check_others(told: Cast) -> None:
    for who in (told.ana, told.bo, told.chen):
        with pytest.raises(Denied):
            await check(told, who, [], VERIFIED)
        async with told.database.write() as session:
            turn = Turn(who, NOW, session)
            with pytest.raises(Denied):
                await service.month_to_check(turn, service.Place(told.bo.member_id, NOVEMBER))
            with pytest.raises(Denied):
                await service.place_to_check(turn, "<@U0BO>")
    for who in (told.eve, told.dee):
        with pytest.raises(Denied):
            await check(told, who, [], VERIFIED, about=who)
    assert await verdicts(told) == []
    assert await check(told, told.dee, [], VERIFIED) == 2
    assert await check(told, told.eve, (await tokens(told))[:1], EXCLUDED, WHY) == 1
    async with told.database.read() as session:
        logged = (await session.exec(select(AuditEntry).where(col(AuditEntry.action).like("entries.%")))).all()
    assert [each.action for each in logged if each.action != "entries.read"] == ["entries.verified", "entries.excluded"]


async def test_what_is_excluded_leaves_the_sums_at_once_and_can_come_back(told: Cast) -> None:
    """The only entry leaves nothing, no zero; what is corrected begins anew."""
    first, second = await tokens(told)
    assert await leads(told) == (2, 40, 30)
    await check(told, told.eve, [], VERIFIED)
    assert await leads(told) == (2, 40, 30)
    first, second = await tokens(told)
    await check(told, told.eve, [second], EXCLUDED, WHY)
    assert await leads(told) == (1, 10, 10)
    await check(told, told.eve, [first], EXCLUDED, WHY)
    assert await leads(told) is None
    async with told.database.write() as session:
        await service.rebuild_rollups(session, told.workspace_id)
        so_far = await service.month_so_far(session, told.bo, TODAY)
    assert await leads(told) is None
    assert next(line.value for line in so_far if line.figure.id == "leads") is None
    await told.fix(told.bo, "leads 12 2026-11-03 recounted")
    assert await leads(told) == (1, 12, 12)
    first, second = await tokens(told)
    assert second.endswith(":0"), "a new revision has not been checked"
    assert await check(told, told.eve, [first], OPEN) == 1
    assert await leads(told) == (2, 22, 12)
    async with told.database.write() as session:
        await service.rebuild_rollups(session, told.workspace_id)
    assert await leads(told) == (2, 22, 12)


async def test_twice_and_at_once_is_once(told: Cast) -> None:
    first, second = await tokens(told)
    done = await asyncio.gather(*(check(told, who, [first], EXCLUDED, WHY) for who in (told.eve, told.dee, told.eve)))
    assert sorted(done) == [0, 0, 1]
    (kept,) = await verdicts(told)
    assert (kept.number, kept.verdict, kept.reason) == (1, EXCLUDED, WHY)
    assert await check(told, told.eve, [], VERIFIED) == 1, "what is excluded is not among those to verify"
    assert await check(told, told.eve, [], VERIFIED) == 0
    assert await check(told, told.dee, [second], VERIFIED) == 0


async def test_nobody_overrules_what_they_have_not_seen(told: Cast) -> None:
    first, second = await tokens(told)
    await check(told, told.dee, [first], EXCLUDED, WHY)
    await told.fix(told.bo, "leads 31 2026-11-03 recounted")
    for stale in (first, second, "999999:0", "x"):
        with pytest.raises(Rejected, match="check-changed"):
            await check(told, told.eve, [stale], VERIFIED)
    for chosen, verdict, reason, key in (
        ([first], EXCLUDED, " ", "check-reason"),
        ([], EXCLUDED, WHY, "check-none"),
        ([first], "fine", "", "check-verdict"),
        ([first], EXCLUDED, "x" * 121, "too-long"),
    ):
        with pytest.raises(Rejected, match=key):
            await check(told, told.eve, chosen, verdict, reason)
    assert len(await verdicts(told)) == 1


async def test_it_is_kept_as_long_as_the_figure_and_words_as_long_as_words(told: Cast) -> None:
    await check(told, told.eve, await tokens(told), EXCLUDED, WHY)
    async with told.database.write() as session:
        bo = await stored_about(session, told.workspace_id, told.bo.member_id)
        assert await stored_about(session, told.workspace_id, told.chen.member_id) == {each: [] for each in bo}
        assert [(each["on"], each["revision"], each["verdict"], each["reason"]) for each in bo["entry_verdicts"]] == [
            (date(2026, 11, 2), 1, EXCLUDED, WHY),
            (date(2026, 11, 3), 1, EXCLUDED, WHY),
        ]
        old = service.old_reasons(told.workspace_id, date(2026, 11, 3))
        assert (await old.count(session), await old.batch(session)) == (1, 1)
    assert [each.reason for each in await verdicts(told)] == [None, WHY]
    async with told.database.write() as session:
        await forget_texts(session, told.workspace_id, told.eve.member_id)
    assert [(each.verdict, each.reason) for each in await verdicts(told)] == [(EXCLUDED, None)] * 2
    figures = service.OldFigures(told.workspace_id, NOVEMBER + timedelta(days=30))
    assert await in_batches(told.database, figures.batch) == 2
    assert (await verdicts(told), await told.entries(told.bo)) == ([], [])
