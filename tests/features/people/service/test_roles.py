"""Roles have a reason, a beginning and perhaps an end; who holds none is a member."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.audit.entries import Entry
from bot.audit.reading import Asked, search
from bot.errors import Denied, Rejected, RejectedFields
from bot.features.people import repository, service
from bot.features.people.models import RoleGrant
from bot.features.people.service import PersonWish
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, NOW, TODAY, Cast

FRIDAY = date(2026, 11, 20)
AUDITOR = PersonWish(DEE, None, frozenset({"lead", "auditor"}), None, "yearly audit", FRIDAY)


async def appoint(cast: Cast, wish: PersonWish, *, by: str = EVE, at: datetime = NOW) -> service.PersonDetails:
    who = await cast.who(by)
    async with cast.database.write() as session:
        return await service.save_person(session, who, wish, now=at)


async def wrong(cast: Cast, wish: PersonWish, *, by: str = EVE) -> dict[str, str]:
    with pytest.raises(RejectedFields) as refused:
        await appoint(cast, wish, by=by)
    return {field: rejected.key for field, rejected in refused.value.fields.items()}


async def grants(cast: Cast, slack_user: str) -> list[RoleGrant]:
    key = (await cast.member(slack_user)).key
    async with cast.database.read() as session:
        return await repository.grants_of(session, cast.workspace_id, key)


async def test_a_role_is_kept_with_who_gave_it_why_and_until_when(cast: Cast) -> None:
    details = await appoint(cast, AUDITOR)
    assert details.roles == ["lead", "auditor"]
    given = (await grants(cast, DEE))[-1]
    assert (given.role, given.reason, given.first_on, given.last_on) == ("auditor", "yearly audit", TODAY, FRIDAY)
    assert (given.granted_by, given.granted_at) == ((await cast.member(EVE)).key, NOW)


async def test_a_role_ends_by_itself_after_its_last_day(cast: Cast) -> None:
    await appoint(cast, AUDITOR)
    assert await cast.roles(DEE, FRIDAY) == {"lead", "auditor"}
    assert await cast.roles(DEE, FRIDAY + timedelta(days=1)) == {"lead"}


async def test_an_administrator_whose_time_is_over_administers_no_more(cast: Cast) -> None:
    await cast.hold(CHEN, "admin", until=TODAY)
    chen = await cast.who(CHEN)
    async with cast.database.read() as session:
        assert await service.may_administer(session, chen, on=TODAY)
        assert not await service.may_administer(session, chen, on=TODAY + timedelta(days=1))


async def test_a_role_taken_is_gone_at_once_and_stays_on_record(cast: Cast) -> None:
    await appoint(cast, AUDITOR)
    later = NOW + timedelta(minutes=5)
    await appoint(cast, replace(AUDITOR, roles=frozenset({"lead"}), reason="done early", until=None), at=later)
    assert await cast.roles(DEE) == {"lead"}
    taken = (await grants(cast, DEE))[-1]
    assert (taken.revoked_at, taken.revoked_reason) == (later, "done early")
    await appoint(cast, replace(AUDITOR, until=None), at=later)
    assert [grant.role for grant in await grants(cast, DEE)] == ["lead", "auditor", "auditor"]


async def test_what_stays_as_it_is_needs_no_reason_and_writes_nothing(cast: Cast) -> None:
    before = await grants(cast, DEE)
    await appoint(cast, PersonWish(DEE, ANA, frozenset({"lead"}), "en"))
    assert [grant.key for grant in await grants(cast, DEE)] == [grant.key for grant in before]


async def test_every_wrong_field_is_named(cast: Cast) -> None:
    wish = replace(AUDITOR, reason=" ", until=TODAY - timedelta(days=1))
    assert await wrong(cast, wish) == {"reason": "people-error-no-reason", "until": "people-error-past-end"}
    assert await wrong(cast, replace(AUDITOR, reason="x" * 301)) == {"reason": "people-error-long-reason"}


@pytest.mark.parametrize("by", [ANA, EVE])
async def test_nobody_gives_themselves_a_role(cast: Cast, by: str) -> None:
    held = frozenset(await cast.roles(by))
    for role in ("hr", "auditor", "operator", "committee", "lead", "admin"):
        if role not in held:
            wish = PersonWish(by, None, held | {role}, None, "I need it")
            assert await wrong(cast, wish, by=by) == {"roles": "people-error-own-role"}
    assert await cast.roles(by) == held


async def test_an_administrator_gives_no_role_that_sees_others(cast: Cast) -> None:
    for role in ("hr", "auditor", "committee"):
        wish = PersonWish(CHEN, ANA, frozenset({role}), None, "for me")
        assert await wrong(cast, wish, by=ANA) == {"roles": "people-error-only-hr"}
    await appoint(cast, PersonWish(CHEN, ANA, frozenset({"operator"}), None, "on call"), by=ANA)
    assert await cast.roles(CHEN) == {"operator"}


async def test_without_hr_an_administrator_names_the_first(cast: Cast) -> None:
    await cast.hold(EVE)
    await appoint(cast, PersonWish(EVE, None, frozenset({"hr"}), None, "people partner"), by=ANA)
    assert await cast.roles(EVE) == {"hr"}


async def test_who_lost_the_role_while_the_form_was_open_is_refused(cast: Cast) -> None:
    await cast.hold(CHEN, "admin")
    wish, who = PersonWish(BO, ANA, frozenset({"lead"}), None, "leads"), await cast.who(CHEN)
    async with cast.database.read() as session:
        await service.person_details(session, who, BO, now=NOW)
    await cast.hold(CHEN)
    with pytest.raises(Rejected, match="people-error-not-administrator"):
        await appoint(cast, wish, by=CHEN)
    assert await cast.roles(BO) == set()


async def test_two_who_give_the_same_role_at_once_give_it_once(cast: Cast) -> None:
    wish = PersonWish(BO, ANA, frozenset({"operator"}), None, "on call")
    await asyncio.gather(appoint(cast, wish, by=ANA), appoint(cast, wish, by=EVE))
    assert [grant.role for grant in await grants(cast, BO)] == ["operator"]


async def test_a_table_gives_several_roles_or_none(cast: Cast) -> None:
    report = await cast.load(f"member,role\n{BO},auditor|lead\n{EVE},member\n{CHEN},审计|运维\n")
    assert (report.changed, report.problems) == (3, [])
    assert [await cast.roles(each) for each in (BO, EVE, CHEN)] == [{"auditor", "lead"}, set(), {"auditor", "operator"}]
    assert (await cast.load(f"member,role\n{BO},lead|auditor\n")).changed == 0
    problems = (await cast.load(f"member,role\n{BO},member|hr\n")).problems
    assert [problem.key for problem in problems] == ["people-import-unknown-role"]


async def test_a_role_of_another_workspace_counts_for_nothing(cast: Cast) -> None:
    async with cast.database.write() as session:
        elsewhere = Cast(cast.database, (await service.ensure_workspace(session, "T0OTHER", "Other")).key)
    await elsewhere.sync({"id": BO, "profile": {"real_name": "Bo elsewhere"}})
    await elsewhere.hold(BO, "hr", "admin")
    assert await cast.roles(BO) == set()


async def test_the_log_has_the_reason_and_the_last_day_of_a_role(cast: Cast) -> None:
    await appoint(cast, replace(AUDITOR, manager=ANA))
    async with cast.database.read() as session:
        found = await search(session, cast.workspace_id, Asked(), limit=2)
    by = (await cast.member(EVE)).key
    details = {"from": ["lead"], "to": ["lead", "auditor"], "until": "2026-11-20"}
    to_ana = {"from": None, "to": (await cast.member(ANA)).key}
    assert [(each.action, each.actor_id, each.details, each.reason) for each in reversed(found)] == [
        ("member.role_changed", by, details, "yearly audit"),
        ("member.manager_changed", by, to_ana, "yearly audit"),
    ]
    await appoint(cast, replace(AUDITOR, manager=ANA, reason=""))
    async with cast.database.read() as session:
        assert await search(session, cast.workspace_id, Asked(), limit=2) == found, "nothing has changed"


async def test_who_would_give_what_only_hr_gives_is_kept_with_the_roles(cast: Cast) -> None:
    with pytest.raises(RejectedFields) as refused:
        await appoint(cast, PersonWish(DEE, ANA, frozenset({"lead", "hr", "the boss"}), None, "asked"), by=ANA)
    (unknown, manager) = (refused.value.fields[field] for field in ("roles", "manager"))
    assert (type(unknown), unknown.key) == (Rejected, "people-error-unknown-role")
    assert isinstance(manager, Denied)
    assert isinstance(manager.entry, Entry)
    assert manager.entry.details == {"roles": ["hr"]}
