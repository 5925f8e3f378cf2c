"""What HR does with a cycle under way: more time, an early end, one rating again."""

import json
from datetime import date, timedelta

import pytest
from sqlmodel import select

from bot.audit.models import AuditEntry
from bot.errors import Rejected
from bot.features.reviews import service
from bot.features.reviews.service import Tie, Worked
from scoring.periods import Period
from tests.features.people.cast import ANA, BO, CHEN, EVE
from tests.features.reviews.cast import (
    AFTER,
    IDA,
    LAST_DAY,
    MONTH,
    OPENED,
    SETTINGS,
    Office,
)

DAY = timedelta(days=1)


async def test_eve_gives_people_more_time_and_says_why(office: Office) -> None:
    cycle_id = await office.opened()
    who = await office.who(EVE)
    async with office.database.write() as session:
        longer = await service.extend(
            session, who, cycle_id, date(2027, 1, 5), reason="Holidays", now=LAST_DAY, settings=SETTINGS
        )
    assert longer.closes_on == date(2027, 1, 5)
    assert await office.close() == []
    await office.everybody_rates(cycle_id, now=AFTER)
    assert await office.close(now=AFTER + 2 * DAY) == [cycle_id]


async def test_however_often_eve_extends_it_people_rate_no_more_than_29_days_longer(office: Office) -> None:
    cycle_id = await office.opened()
    who = await office.who(EVE)

    async def until(day: date) -> date:
        async with office.database.write() as session:
            given = {"reason": "Holidays", "now": LAST_DAY, "settings": SETTINGS}
            return (await service.extend(session, who, cycle_id, day, **given)).closes_on

    with pytest.raises(Rejected, match="reviews-error-extension"):
        await until(date(2027, 2, 1))
    for day in (date(2027, 1, 5), date(2027, 1, 20), date(2027, 1, 29)):
        assert await until(day) == day
    with pytest.raises(Rejected, match="reviews-error-extended") as refused:
        await until(date(2027, 2, 1))
    assert refused.value.params["planned"] == date(2026, 12, 31)


async def test_eve_closes_early_and_nobody_rates_any_more(office: Office) -> None:
    cycle_id = await office.opened()
    who = await office.who(EVE)
    async with office.database.write() as session:
        await service.close_early(session, who, cycle_id, reason="Everybody is done", now=OPENED, settings=SETTINGS)
    about = next(subject for rater, subject in sorted(await office.pairs(cycle_id)) if rater == BO)
    with pytest.raises(Rejected, match="reviews-error-closed"):
        await office.say(BO, cycle_id, about, 3, now=OPENED)


async def test_one_rating_is_opened_again_for_bo_and_the_release_waits_for_it(office: Office) -> None:
    cycle_id = await office.opened()
    said = await office.everybody_rates(cycle_id)
    mine = sorted(subject for rater, subject in said if rater == BO)
    await office.close()

    async def reopen(about: str, until: date, who: str = EVE) -> None:
        async with office.database.write() as session:
            await service.reopen_rating(
                session,
                await office.who(who),
                cycle_id,
                rater_id=await office.key(BO),
                subject_id=await office.key(about),
                until=until,
                reason="Mixed two people up",
                now=AFTER,
                settings=SETTINGS,
            )

    for until in (AFTER.date() - DAY, AFTER.date() + timedelta(days=32)):
        with pytest.raises(Rejected, match="reviews-error-until"):
            await reopen(mine[0], until)
    await reopen(ANA, AFTER.date())  # whom he is not asked about, and nobody is told so
    assert await office.asked_of(BO, cycle_id, now=AFTER) == []
    await reopen(mine[0], AFTER.date())
    assert [each.subject_id for each in await office.asked_of(BO, cycle_id, now=AFTER)] == [await office.key(mine[0])]
    await office.say(BO, cycle_id, mine[0], 2, now=AFTER)
    with pytest.raises(Rejected, match="reviews-error-closed"):
        await office.say(BO, cycle_id, mine[1], 2, now=AFTER)
    with pytest.raises(Rejected, match="reviews-error-reopened"):
        await office.release(cycle_id, now=AFTER)
    with pytest.raises(Rejected, match="reviews-error-closed"):
        await office.say(BO, cycle_id, mine[0], 4, now=AFTER + DAY)
    await office.release(cycle_id, now=AFTER + DAY)
    async with office.database.read() as session:
        entries = (await session.exec(select(AuditEntry).where(AuditEntry.action == "review.rating_reopened"))).all()
    assert len(entries) == 2  # the same for both
    for entry in entries:
        assert (entry.subject_id, entry.reason) == (str(await office.key(BO)), "Mixed two people up")
        assert json.loads(entry.details) == {"cycle": cycle_id, "until": AFTER.date().isoformat()}


async def test_eve_who_rates_opens_nothing_of_her_own(office: Office) -> None:
    await office.cast.load(f"member,team,manager,role,lead\n{EVE},Growth,,hr,")
    async with office.database.write() as session:
        mates = [Worked(await office.key(EVE), await office.key(each), Tie.PROJECT) for each in (BO, CHEN, IDA)]
        await service.note_collaboration(session, office.workspace_id, mates, month=Period.parse(MONTH))
    cycle_id = await office.opened()
    rater, subject = sorted(pair for pair in await office.pairs(cycle_id) if EVE in pair)[0]
    assert EVE not in await office.completion(EVE, cycle_id)
    await office.close()
    who = await office.who(EVE)
    async with office.database.write() as session:
        with pytest.raises(Rejected, match="reviews-error-own-rating"):
            await service.reopen_rating(
                session,
                who,
                cycle_id,
                rater_id=await office.key(rater),
                subject_id=await office.key(subject),
                until=AFTER.date(),
                reason="To see",
                now=AFTER,
                settings=SETTINGS,
            )
