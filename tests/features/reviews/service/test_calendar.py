"""The calendar runs a cycle from its preparation to its release, and ends what everybody forgets."""

import asyncio
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete
from sqlmodel import col, select

from bot.db.scrubbing import scrub
from bot.delivery.models import Delivery
from bot.errors import Rejected
from bot.features.feedback.models import KUDOS, Feedback
from bot.features.reviews import service
from bot.features.reviews.models import Collaboration, ReviewCycle, ReviewKey, ReviewResult
from bot.settings import Settings
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.reviews.cast import AFTER, GROWTH, METRIC, OPENED, PREPARED, SETTINGS, Office

DAY = timedelta(days=1)
EARLY = datetime(2026, 12, 17, 8, 0, tzinfo=UTC)


async def step(office: Office, now: datetime, settings: Settings = SETTINGS) -> None:
    async with office.database.write() as session:
        await service.keep_cycles(session, office.workspace_id, now=now, settings=settings)


async def cycles(office: Office) -> list[ReviewCycle]:
    async with office.database.read() as session:
        return list((await session.exec(select(ReviewCycle).order_by(col(ReviewCycle.id)))).all())


async def states(office: Office) -> list[str]:
    return [each.state for each in await cycles(office)]


async def told(office: Office) -> list[tuple[str, str]]:
    """Notice and reader, in the order in which they were promised."""
    async with office.database.read() as session:
        rows = (await session.exec(select(Delivery).order_by(col(Delivery.id)))).all()
    return [(str(row.payload.get("notice", "team")), row.recipient) for row in rows]


async def test_the_calendar_runs_a_december_alone(everywhere: Office) -> None:
    office = everywhere
    await step(office, EARLY)
    assert await states(office) == [], "more than a week before the 25th"
    await step(office, EARLY + DAY)
    await step(office, EARLY + DAY)
    (cycle,) = await cycles(office)
    assert (cycle.state, cycle.opens_on, cycle.closes_on) == ("draft", date(2026, 12, 25), date(2026, 12, 31))
    await step(office, OPENED - DAY)
    assert await states(office) == ["draft"]
    await step(office, OPENED)
    pairs = await office.pairs(cycle.key)
    assert {subject for _, subject in pairs} >= set(GROWTH)
    await step(office, OPENED + 4 * DAY)
    await step(office, OPENED + 6 * DAY)
    await office.everybody_rates(cycle.key)
    for days, state in ((7, "closed"), (8, "closed"), (9, "closed"), (11, "released"), (12, "released")):
        await step(office, OPENED + days * DAY)
        assert await states(office) == [state], days
    assert await office.assignments(cycle.key) == []
    hers = [notice for notice, reader in await told(office) if reader == EVE]
    assert hers == ["prepared", "opened", "halfway", "last-day", "closed", "released"]
    assert {reader for notice, reader in await told(office) if notice == "team"} == {ANA, DEE}


async def test_a_step_takes_a_cycle_no_further_than_to_its_next_state(office: Office) -> None:
    seen = []
    for now in (PREPARED, PREPARED, OPENED, OPENED, AFTER, AFTER, AFTER):
        await step(office, now)
        seen += await states(office)
    assert seen == ["draft", "draft", "open", "open", "closed", "released", "released"]


async def test_two_processes_at_once_prepare_and_open_one_cycle(everywhere: Office) -> None:
    office = everywhere
    await asyncio.gather(step(office, PREPARED), step(office, PREPARED), office.draft(), return_exceptions=True)
    assert await states(office) == ["draft"]
    (cycle,) = await cycles(office)
    await asyncio.gather(
        step(office, OPENED), step(office, OPENED), office.open(cycle.key, by=EVE), return_exceptions=True
    )
    assert await states(office) == ["open"]
    pairs = [(each.rater_id, each.subject_id) for each in await office.assignments(cycle.key)]
    assert len(pairs) == len(set(pairs))
    assert max(Counter(subject for _, subject in pairs).values()) <= 8


async def test_nothing_is_prepared_in_a_month_without_questions_or_when_it_is_switched_off(office: Office) -> None:
    await step(office, datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    off = SETTINGS.model_copy(update={"review_day": 0})
    await step(office, OPENED, off)
    assert await states(office) == []
    tenth = SETTINGS.model_copy(update={"review_day": 10})
    await step(office, datetime(2026, 12, 3, 9, 0, tzinfo=UTC), tenth)
    assert [each.opens_on for each in await cycles(office)] == [date(2026, 12, 10)]


async def test_teams_that_hr_has_prepared_or_thrown_away_are_left_to_hr(office: Office) -> None:
    cycle = await office.draft(team_ids=[await office.team("Brand")])
    who = await office.who(EVE)
    async with office.database.write() as session:
        await service.discard(session, who, cycle.key, now=PREPARED)
    await step(office, PREPARED)
    assert await states(office) == ["discarded", "draft"]
    await step(office, OPENED)
    assert {subject for _, subject in await office.pairs((await cycles(office))[1].key)} == set(GROWTH)


async def test_an_outage_over_the_opening_gives_people_three_working_days(office: Office) -> None:
    await office.draft()
    await step(office, datetime(2026, 12, 31, 8, 0, tzinfo=UTC))
    (cycle,) = await cycles(office)
    assert (cycle.state, cycle.closes_on) == ("open", date(2027, 1, 4))


async def test_an_outage_over_all_its_days_ends_a_cycle_that_was_never_opened(office: Office) -> None:
    await office.draft()
    await step(office, AFTER)
    assert await states(office) == ["discarded"]
    assert await told(office) == [("discarded", EVE)]


async def test_eve_holds_the_results_for_thirty_days_at_most(office: Office) -> None:
    cycle_id = await office.opened()
    await office.everybody_rates(cycle_id)
    await step(office, AFTER)
    await hold(office, cycle_id, is_held=True)
    await step(office, AFTER + 10 * DAY)
    assert await states(office) == ["closed"]
    await step(office, datetime(2027, 1, 30, 8, 0, tzinfo=UTC))
    assert await states(office) == ["released"]


async def test_results_that_wait_for_hr_come_out_when_eve_stops_holding(office: Office) -> None:
    by_hand = SETTINGS.model_copy(update={"review_release": "hand"})
    cycle_id = await office.opened()
    await step(office, AFTER, by_hand)
    await step(office, AFTER + 10 * DAY, by_hand)
    assert await states(office) == ["closed"]
    await office.release(cycle_id, now=AFTER + 11 * DAY, by=EVE)
    assert await states(office) == ["released"]


async def hold(office: Office, cycle_id: int, *, is_held: bool, by: str = EVE) -> None:
    who = await office.who(by)
    async with office.database.write() as session:
        await service.hold(session, who, cycle_id, is_held=is_held, now=AFTER)


async def test_only_hr_holds_or_throws_away(office: Office) -> None:
    cycle_id = await office.opened()
    for cycle in (cycle_id, 4711):
        with pytest.raises(Rejected, match="people-error-not-visible"):
            await hold(office, cycle, is_held=True, by=ANA)
    who = await office.who(EVE)
    async with office.database.write() as session:
        with pytest.raises(Rejected, match="reviews-error-move"):
            await service.discard(session, who, cycle_id, now=AFTER)


async def test_a_rating_that_is_open_again_is_waited_for(office: Office) -> None:
    cycle_id = await office.opened()
    said = await office.everybody_rates(cycle_id)
    await step(office, AFTER)
    rater, subject = sorted(said)[0]
    who = await office.who(EVE)
    async with office.database.write() as session:
        await service.reopen_rating(
            session,
            who,
            cycle_id,
            rater_id=await office.key(rater),
            subject_id=await office.key(subject),
            until=date(2027, 1, 8),
            reason="A wrong key",
            now=AFTER,
            settings=SETTINGS,
        )
    await step(office, datetime(2027, 1, 8, 8, 0, tzinfo=UTC))
    assert await states(office) == ["closed"]
    await step(office, datetime(2027, 1, 9, 8, 0, tzinfo=UTC))
    assert await states(office) == ["released"]


async def test_what_a_release_deleted_is_scrubbed_once(everywhere: Office) -> None:
    office = everywhere
    cycle_id = await office.opened()
    await office.everybody_rates(cycle_id)
    await office.close()
    assert await scrubbed(office) == []
    await office.release(cycle_id)
    assert await scrubbed(office) == [cycle_id]
    assert await scrub(office.database, service.ERASED)
    async with office.database.write() as session:
        await service.mark_scrubbed(session, office.workspace_id, [cycle_id])
    assert await scrubbed(office) == []


async def scrubbed(office: Office) -> list[int]:
    async with office.database.read() as session:
        return await service.to_be_scrubbed(session, office.workspace_id)


async def test_kudos_tie_bo_and_finn_together_and_are_forgotten_when_taken_back(office: Office) -> None:
    bo, chen = await office.key(BO), await office.key(CHEN)
    given = {"kind": KUDOS, "text": "x", "workspace_id": office.workspace_id}
    async with office.database.write() as session:
        for giver, receiver, months in ((bo, chen, 0), (chen, bo, 0), (bo, chen, 1), (bo, chen, 4)):
            at = PREPARED - months * 30 * DAY
            session.add(Feedback(giver_id=giver, receiver_id=receiver, given_at=at, told_at=at, **given))
        ended = Feedback(giver_id=bo, receiver_id=await office.key(DEE), given_at=PREPARED, told_at=PREPARED, **given)
        ended.ended_at = PREPARED
        session.add(ended)
    await office.opened()
    async with office.database.read() as session:
        rows = (await session.exec(select(Collaboration).where(Collaboration.tie == "kudos"))).all()
    assert sorted((row.month.month, row.one_id, row.other_id, row.times) for row in rows) == [
        (11, min(bo, chen), max(bo, chen), 1),
        (12, min(bo, chen), max(bo, chen), 2),
    ]


async def test_a_review_that_cannot_go_on_keeps_no_other_from_it(everywhere: Office) -> None:
    """Somebody has deleted the key of Growth's by hand, so that it cannot be released; Brand's is, all the same."""
    office = everywhere
    both = [await office.opened(team_ids=[await office.team(name)]) for name in ("Growth", "Brand")]
    await office.close()
    async with office.database.write() as session:
        await session.exec(delete(ReviewKey).where(col(ReviewKey.cycle_id) == both[0]))
    await step(office, AFTER)
    assert await states(office) == ["closed", "released"]


async def test_nor_does_one_whose_rows_the_database_refuses(everywhere: Office) -> None:
    """A result of Growth's is there already that its release would write."""
    office = everywhere
    both = [await office.opened(team_ids=[await office.team(name)]) for name in ("Growth", "Brand")]
    for each in both:
        await office.everybody_rates(each)
    await office.close()
    async with office.database.write() as session:
        ids = {"workspace_id": office.workspace_id, "cycle_id": both[0], "subject_id": await office.key(BO)}
        session.add(ReviewResult(**ids, metric=METRIC, raters=0))
    await step(office, AFTER)
    assert await states(office) == ["closed", "released"]
