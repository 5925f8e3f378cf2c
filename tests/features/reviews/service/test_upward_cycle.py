"""Ana's five reports say what they think of her as a manager; what remains is rough, and of four it is nothing."""

from datetime import date

import pytest
from sqlmodel import select

from bot.errors import Denied, Rejected
from bot.features.reviews import service
from bot.features.reviews.models import KeptRating
from bot.features.reviews.rules.dates import Dates
from bot.features.reviews.rules.kinds import BY_HR, Kind
from scoring.periods import Period
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.reviews.cast import (
    AFTER,
    BRAND,
    GIL,
    GROWTH,
    LAST_DAY,
    MIA,
    MONTH,
    PREPARED,
    SETTINGS,
    Office,
)
from tests.features.reviews.upward import QUESTIONS, across, all_tell, upward

OWN = [*GROWTH][1:]
REPORTS = {(each, ANA) for each in GROWTH if each != ANA} | {(each, DEE) for each in BRAND if each != DEE}


async def test_a_round_about_ana_and_dee(everywhere: Office) -> None:
    office = everywhere
    cycle_id = await upward(office)
    plan = await office.open(cycle_id)
    assert plan.short == {}
    assert await office.pairs(cycle_id) == REPORTS
    (asked,) = await office.asked_of(CHEN, cycle_id)
    assert tuple(each.metric for each in asked.questions) == QUESTIONS
    assert await office.asked_of(ANA, cycle_id) == []
    values = dict(zip(OWN, (4, 4, 5, 3, 3), strict=True))
    await all_tell(office, cycle_id, {(rater, manager): values.get(rater, 2) for rater, manager in REPORTS})
    await office.close()
    await office.release(cycle_id)
    ana, dee = await office.shown(ANA, ANA, cycle_id), await office.shown(DEE, DEE, cycle_id)
    assert {each.metric for each in ana.results} == set(QUESTIONS)
    for each in (*ana.results, *dee.results):
        assert each.score
        assert (each.raters, each.groups) == (5, {})
        assert each.score.corrected in ({3.5, 4.0} if each in ana.results else {2.0})
    assert len(ana.comments) == 25
    async with office.database.read() as session:
        assert (await session.exec(select(KeptRating))).all() == []
        cycles = await service.released_cycles(session, office.workspace_id, [Period.parse(MONTH).start])
    assert cycles == {}  # nothing for cards
    with pytest.raises(Denied):
        await office.shown(BO, ANA, cycle_id)
    assert (await office.shown(EVE, ANA, cycle_id)).results == ana.results


async def test_of_four_reports_nobody_is_asked_and_hr_is_told(office: Office) -> None:
    await office.cast.report_to(GIL, DEE)
    cycle_id = await upward(office)
    plan = await office.open(cycle_id)
    users = await office.users()
    assert {users[each]: offers for each, offers in plan.short.items()} == {ANA: ()}
    assert {manager for _, manager in await office.pairs(cycle_id)} == {DEE}
    assert (GIL, DEE) in await office.pairs(cycle_id)
    assert await office.asked_of(BO, cycle_id) == []


async def test_who_declines_is_replaced_by_nobody_and_then_nothing_is_shown(office: Office) -> None:
    cycle_id = await upward(office)
    await office.open(cycle_id)
    assert await office.decline(BO, cycle_id, ANA) is None
    who, ana = await office.who(EVE), await office.key(ANA)
    async with office.database.write() as session:
        given = {"now": LAST_DAY, "settings": SETTINGS}
        with pytest.raises(Rejected, match="no-peer"):
            await service.ask_instead(session, who, cycle_id, ana, **given)
    await all_tell(office, cycle_id, {pair: 4 for pair in REPORTS if pair[0] != BO})
    await office.close()
    await office.release(cycle_id)
    shown = await office.shown(ANA, ANA, cycle_id)
    assert {(each.raters, each.score) for each in shown.results} == {(4, None)}
    assert shown.comments == ()


async def test_of_another_team_only_its_manager_is_asked_about(office: Office) -> None:
    cycle_id = await upward(office, team_ids=[await office.team("Brand")])
    await office.open(cycle_id)
    assert {manager for _, manager in await office.pairs(cycle_id)} == {DEE}


async def test_two_rounds_of_a_kind_are_apart_and_rounds_of_other_kinds_go_beside_them(office: Office) -> None:
    await office.opened()
    await upward(office)
    await across(office)
    for again in (upward, across):
        with pytest.raises(Rejected, match="reviews-error-overlap"):
            await again(office)
        await again(office, is_test=True)
    with pytest.raises(Rejected, match="reviews-error-overlap"):
        await upward(office, team_ids=[await office.team("Growth")])


@pytest.mark.parametrize("user", [ANA, BO])
async def test_only_hr_prepares_them(office: Office, user: str) -> None:
    for kind in (Kind.UPWARD, Kind.CROSS):
        with pytest.raises(Denied):
            await office.draft(user, kind=kind)
        with pytest.raises(Rejected, match="over"):
            await office.draft(kind=kind, now=AFTER)


@pytest.mark.parametrize("kind", [Kind.PROJECT, "", "self"])
async def test_other_kinds_are_not_for_hr_to_prepare(office: Office, kind: str) -> None:
    with pytest.raises(Rejected, match="reviews-error-kind"):
        await office.draft(kind=kind)


@pytest.mark.parametrize("kind", BY_HR)
async def test_days_that_hr_has_chosen_hold_for_every_kind(office: Office, kind: Kind) -> None:
    days = Dates(date(2026, 12, 22), date(2027, 1, 8))
    cycle = await office.draft(kind=kind, dates=days)
    assert (cycle.kind, cycle.opens_on, cycle.closes_on) == (kind, days.opens_on, days.closes_on)
    with pytest.raises(Rejected, match="reviews-error-few-days"):
        await office.draft(kind=kind, dates=Dates(date(2026, 12, 24), date(2026, 12, 25)), is_test=True)


async def test_before_the_opening_hr_sees_of_which_managers_nobody_will_be_asked(office: Office) -> None:
    await office.cast.report_to(GIL, DEE)
    cycle_id = await upward(office)
    who = await office.who(EVE)
    given = {"now": PREPARED, "settings": SETTINGS}
    async with office.database.read() as session:
        found = await service.unrated(session, who, cycle_id, offset=0, **given)
        assert [each.name for each in found.managers] == ["Ana Costa"]
        assert (await service.status(session, who, cycle_id, **given)).unrated == 1
        with pytest.raises(Denied):
            await service.unrated(session, await office.who(ANA), cycle_id, offset=0, **given)
    await office.open(cycle_id)
    async with office.database.read() as session:
        after = await service.status(session, who, cycle_id, now=LAST_DAY, settings=SETTINGS)
        assert (after.unrated, after.short) == (0, 0)
        assert (await service.unrated(session, who, cycle_id, offset=0, **given)).managers == ()
    async with office.database.read() as session:
        peer = await office.draft()
        assert (await service.unrated(session, who, peer.key, offset=0, **given)).found == 0


async def test_of_a_team_named_by_hr_nobody_counts_as_short_of_raters(office: Office) -> None:
    cycle_id = await upward(office, team_ids=[await office.team("Brand")])
    await office.open(cycle_id)
    await office.decline(MIA, cycle_id, DEE)
    async with office.database.read() as session:
        found = await service.status(session, await office.who(EVE), cycle_id, now=LAST_DAY, settings=SETTINGS)
    assert (found.short, found.declined) == (0, 1)


@pytest.mark.parametrize("kind", [Kind.UPWARD, Kind.CROSS])
async def test_nobody_names_who_rates_managers_or_across_teams(office: Office, kind: Kind) -> None:
    cycle = await office.draft(kind=kind)
    async with office.database.write() as session:
        with pytest.raises(Rejected, match="reviews-error-no-names"):
            await service.ask_for_names(session, await office.who(EVE), cycle.key, now=PREPARED, settings=SETTINGS)


async def test_across_teams_nobody_is_rated_by_the_own_team(office: Office) -> None:
    cycle_id = await across(office)
    await office.open(cycle_id)
    pairs = await office.pairs(cycle_id)
    assert pairs
    for team in (GROWTH, BRAND):
        assert not [pair for pair in pairs if pair[0] in team and pair[1] in team]
    rater, subject = sorted(pairs)[0]
    await office.decline(rater, cycle_id, subject)
    own = GROWTH if subject in GROWTH else BRAND
    assert not [pair for pair in await office.pairs(cycle_id, "asked") if pair[0] in own and pair[1] == subject]


async def test_a_month_without_questions_for_colleagues_has_no_round_across_teams(office: Office) -> None:
    with pytest.raises(Rejected, match="no-questions"):
        await office.draft(month="2027-01", kind=Kind.CROSS)
