"""Members name who should rate them before a cycle opens; managers agree, and nobody else has a say."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.errors import Denied, Rejected
from bot.features.reviews import service
from bot.features.reviews.service.named import forget_names, stored_about
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.reviews.cast import AFTER, FINN, GIL, HAL, IDA, OPENED, PREPARED, SETTINGS, Office

MORNING = datetime(2026, 12, 22, 9, 0, tzinfo=UTC)


async def naming(office: Office) -> int:
    cycle = await office.draft()
    who = await office.who(EVE)
    async with office.database.write() as session:
        await service.ask_for_names(session, who, cycle.key, now=PREPARED, settings=SETTINGS)
    return cycle.key


async def name(office: Office, user: str, cycle_id: int, *raters: str, now: datetime = MORNING) -> service.Named:
    who = await office.who(user)
    async with office.database.write() as session:
        return await service.name_raters(session, who, cycle_id, raters, now=now, settings=SETTINGS)


async def approve(office: Office, user: str, cycle_id: int, about: str, *raters: str) -> None:
    who, subject = await office.who(user), await office.key(about)
    users = list(raters) or None
    async with office.database.write() as session:
        await service.approve_names(session, who, cycle_id, subject, users=users, now=MORNING, settings=SETTINGS)


async def test_approved_names_are_asked_and_no_others(everywhere: Office) -> None:
    office = everywhere
    cycle_id = await naming(office)
    assert [each.name for each in (await name(office, BO, cycle_id, FINN, GIL)).raters] == ["Gil Amar", "Finn Roy"]
    await name(office, CHEN, cycle_id, IDA)
    await name(office, HAL, cycle_id, FINN)
    await approve(office, ANA, cycle_id, BO)
    await approve(office, ANA, cycle_id, CHEN, HAL, FINN)
    await office.open(cycle_id, now=OPENED)
    pairs = await office.pairs(cycle_id)
    assert {(FINN, BO), (GIL, BO), (HAL, CHEN), (FINN, CHEN)} <= pairs
    raters = Counter(subject for _, subject in pairs)
    assert min(raters.values()) >= 3
    assert max(Counter(rater for rater, _ in pairs).values()) <= 8
    assert await exported(office, BO) == [], "they go when the cycle opens"


async def test_prompts_know_who_is_to_name_and_how_many_wait_for_whom(everywhere: Office) -> None:
    """Bo names, Ana approves; Dee leads the other team, and Eve from HR is in none."""
    office = everywhere
    cycle_id = await naming(office)

    async def known(user: str, now: datetime = MORNING) -> list[tuple[int | None, int, bool]]:
        who = await office.who(user)
        async with office.database.read() as session:
            found = await service.namings_of(session, who, now=now, settings=SETTINGS)
        assert {each.cycle.key for each in found} <= {cycle_id}
        return [(each.named, each.waiting, each.is_ending) for each in found]

    assert [await known(user) for user in (BO, ANA, EVE)] == [[(0, 0, False)], [(0, 0, False)], [(None, 0, False)]]
    await name(office, BO, cycle_id, FINN, GIL)
    await name(office, CHEN, cycle_id, FINN)
    assert await known(BO) == [(2, 0, False)]
    assert [await known(user) for user in (ANA, DEE)] == [[(0, 2, False)], [(0, 0, False)]]
    await approve(office, ANA, cycle_id, BO)
    assert await known(ANA, OPENED - timedelta(days=1)) == [(0, 1, True)]
    assert await known(ANA, OPENED) == [], "too late"


async def test_changing_ones_names_asks_for_approval_again(office: Office) -> None:
    cycle_id = await naming(office)
    await name(office, BO, cycle_id, FINN)
    await approve(office, ANA, cycle_id, BO)
    assert await exported(office, BO) == [{"month": "2026-12", "rater": "Finn Roy", "approved": True}]
    assert not (await name(office, BO, cycle_id, FINN, HAL)).is_approved
    assert [each["approved"] for each in await exported(office, BO)] == [False, False]
    assert await exported(office, FINN) == [], "Finn is not told"
    async with office.database.write() as session:
        await forget_names(session, office.workspace_id, await office.key(FINN))
    assert [each["rater"] for each in await exported(office, BO)] == ["Hal Berg"]


async def exported(office: Office, user: str) -> list[dict[str, object]]:
    async with office.database.read() as session:
        return (await stored_about(session, office.workspace_id, await office.key(user)))["named_raters"]


async def test_nobody_but_the_direct_manager_has_a_say(office: Office) -> None:
    cycle_id = await naming(office)
    await name(office, BO, cycle_id, FINN)
    for user in (BO, CHEN, DEE, EVE):
        with pytest.raises(Denied):
            await approve(office, user, cycle_id, BO)
        who = await office.who(user)
        async with office.database.read() as session:
            with pytest.raises(Denied):
                await service.names_of_report(
                    session, who, cycle_id, await office.key(BO), now=MORNING, settings=SETTINGS
                )
    with pytest.raises(Rejected, match="reviews-error-not-named"):
        await approve(office, ANA, cycle_id, BO, ANA)
    who = await office.who(ANA)
    async with office.database.read() as session:
        found = await service.names_of_reports(session, who, cycle_id, now=MORNING, settings=SETTINGS)
    assert [(each.member.name, each.is_approved) for each in found] == [("Bo Lindgren", False)]


async def test_nobody_names_too_late_too_many_or_whom_they_may_not(office: Office) -> None:
    cycle_id = await naming(office)
    for wrong in (ANA, BO, EVE, "U0NOBODY", ""):
        with pytest.raises(Rejected, match="reviews-error-not-named"):
            await name(office, BO, cycle_id, wrong)
    with pytest.raises(Rejected, match="reviews-error-unknown"):
        await name(office, EVE, cycle_id, BO)
    with pytest.raises(Rejected, match="reviews-error-unknown"):
        await name(office, BO, 4711, FINN)
    for late in (OPENED, AFTER):
        with pytest.raises(Rejected, match="reviews-error-too-late-to-name"):
            await name(office, BO, cycle_id, FINN, now=late)


async def test_eve_asks_for_names_before_the_opening_only_and_a_discarded_cycle_forgets_them(office: Office) -> None:
    cycle_id = await naming(office)
    await name(office, BO, cycle_id, FINN)
    who = await office.who(EVE)
    async with office.database.write() as session:
        await service.discard(session, who, cycle_id, now=MORNING)
    assert await exported(office, BO) == []
    other = await office.draft()
    assert other.opens_on == date(2026, 12, 25)
    async with office.database.write() as session:
        with pytest.raises(Rejected, match="reviews-error-too-late-to-name"):
            await service.ask_for_names(session, who, other.key, now=OPENED, settings=SETTINGS)
    dee = await office.who(DEE)
    async with office.database.write() as session:
        with pytest.raises(Denied):
            await service.ask_for_names(session, dee, other.key, now=MORNING, settings=SETTINGS)
