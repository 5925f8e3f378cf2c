"""Eve enters Bo's parental leave; nobody else may, and nobody hears why he is away."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from bot.audit.models import AuditEntry
from bot.errors import Denied, Rejected, RejectedFields
from bot.features.people import service
from bot.features.people.models import ABSENCES, Absence
from bot.features.people.service import AwayWish, DaysAway
from tests.features.people.cast import ANA, BO, DEE, EVE, NOW, TODAY, Cast

MONDAY, FRIDAY = date(2026, 12, 7), date(2026, 12, 11)
LEAVE = AwayWish(BO, MONDAY, FRIDAY, "leave")


async def enter(cast: Cast, wish: AwayWish = LEAVE, by: str = EVE) -> DaysAway:
    async with cast.database.write() as session:
        return await service.enter_days_away(session, await cast.who(by), wish, now=NOW)


async def rows(cast: Cast) -> list[tuple[date, date, str]]:
    async with cast.database.read() as session:
        found = (await session.exec(select(Absence).order_by(col(Absence.first_on)))).all()
    return [(each.first_on, each.last_on, each.kind) for each in found]


async def test_hr_enters_days_and_the_person_sees_them_with_their_kind(cast: Cast) -> None:
    found = await enter(cast)
    assert [each[1:] for each in found.stretches] == [(MONDAY, FRIDAY)]
    bo = await cast.who(BO)
    async with cast.database.read() as session:
        presence = await service.presence_of(session, bo, today=TODAY)
        last = (await session.exec(select(AuditEntry).order_by(col(AuditEntry.seq).desc()))).first()
    assert [(each.first_on, each.kind) for each in presence.absences] == [(MONDAY, "leave")]
    assert last
    assert (last.action, last.actor_id, last.subject_id) == (
        "member.absence_changed",
        (await cast.member(EVE)).key,
        str(bo.member_id),
    )
    assert "leave" not in last.details


async def test_hr_sees_on_which_days_somebody_is_away_and_not_why(cast: Cast) -> None:
    bo = await cast.who(BO)
    async with cast.database.write() as session:
        await service.go_away(session, bo, "2026-12-01 sick", now=NOW, today=TODAY)
        found = await service.days_away_of(session, await cast.who(EVE), BO, now=NOW)
    assert "sick" not in repr(found)
    assert [each[1:] for each in found.stretches] == [(date(2026, 12, 1), date(2026, 12, 1))]


async def test_hr_cannot_find_out_why_by_trying(cast: Cast) -> None:
    bo = await cast.who(BO)
    async with cast.database.write() as session:
        await service.go_away(session, bo, "2026-12-07..2026-12-11 sick", now=NOW, today=TODAY)
    answers = set()
    for kind in ABSENCES:
        with pytest.raises(RejectedFields) as refused:
            await enter(cast, AwayWish(BO, MONDAY, FRIDAY, kind))
        answers.add(str([(field, each.key, each.params) for field, each in refused.value.fields.items()]))
    assert len(answers) == 1
    assert await rows(cast) == [(MONDAY, FRIDAY, "sick")]


async def test_days_are_called_off_again_and_those_that_are_over_stay(cast: Cast) -> None:
    found = await enter(cast, AwayWish(BO, TODAY - timedelta(days=2), TODAY + timedelta(days=2), "sick"))
    async with cast.database.write() as session:
        eve = await cast.who(EVE)
        after = await service.end_days_away(session, eve, found.stretches[0][0], now=NOW)
    assert after.stretches == ()
    assert await rows(cast) == [(TODAY - timedelta(days=2), TODAY - timedelta(days=1), "sick")]


async def test_neither_manager_nor_administrator_nor_colleague_enters_or_sees_days(cast: Cast) -> None:
    entered = (await enter(cast)).stretches[0][0]
    for viewer in (ANA, BO, DEE):
        who = await cast.who(viewer)
        for wish in (LEAVE, AwayWish("U0NOBODY", MONDAY, None, "sick")):
            with pytest.raises(Denied, match="people-error-not-visible"):
                await enter(cast, wish, by=viewer)
        async with cast.database.write() as session:
            for refused in (
                service.days_away_of(session, who, BO, now=NOW),
                service.end_days_away(session, who, entered, now=NOW),
                service.end_days_away(session, who, 999_999, now=NOW),
            ):
                with pytest.raises(Denied, match="people-error-not-visible"):
                    await refused
    assert await rows(cast) == [(MONDAY, FRIDAY, "leave")]


async def test_days_that_cannot_be_are_told_beside_the_field(cast: Cast) -> None:
    await enter(cast)
    for wish, field, key in (
        (AwayWish(BO, FRIDAY, MONDAY, "sick"), "first", "people-error-days-backwards"),
        (AwayWish(BO, TODAY - timedelta(days=32), TODAY, "sick"), "first", "people-error-too-long-ago"),
        (AwayWish(BO, MONDAY, MONDAY + timedelta(days=400), "leave"), "first", "people-error-too-long-away"),
        (AwayWish(BO, MONDAY, None, "fired"), "kind", "people-error-bad-kind"),
        (AwayWish(BO, FRIDAY, FRIDAY, "sick"), "first", "people-error-away-already"),
    ):
        with pytest.raises(RejectedFields) as refused:
            await enter(cast, wish)
        assert {name: each.key for name, each in refused.value.fields.items()} == {field: key}


async def test_somebody_who_left_and_days_that_are_gone(cast: Cast) -> None:
    await cast.change(BO, is_active=False)
    with pytest.raises(Rejected, match="people-error-no-active-member"):
        await enter(cast)
    with pytest.raises(Rejected, match="people-error-no-days-away"):
        async with cast.database.write() as session:
            await service.end_days_away(session, await cast.who(EVE), 999_999, now=NOW)
