"""People decline, go away and leave while others rate."""

import asyncio
from collections import Counter
from collections.abc import Sequence

import pytest
from sqlalchemy.exc import IntegrityError

from bot.errors import Denied, Rejected
from bot.features.people import service as people
from bot.features.reviews import service
from bot.features.reviews.models import ReviewAssignment
from tests.databases import opened
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.reviews.cast import AFTER, BRAND, FINN, GROWTH, IDA, LAST_DAY, OPENED, SETTINGS, Office, founded


async def somebody_rated_by_bo(office: Office, cycle_id: int) -> str:
    """Whom six people have worked with, so that there is one more than the five who rate."""
    return min(
        subject for rater, subject in await office.pairs(cycle_id) if rater == BO and subject in (CHEN, FINN, IDA)
    )


async def leave(office: Office, cycle_id: int, *users: str) -> list[int | None]:
    for user in users:
        await office.cast.change(user, is_active=False)
    async with office.database.write() as session:
        return await service.replace_leavers(session, office.workspace_id, cycle_id, now=OPENED, settings=SETTINGS)


async def test_bo_declines_and_somebody_else_is_asked(everywhere: Office) -> None:
    office = everywhere
    cycle_id = await office.opened()
    about = await somebody_rated_by_bo(office, cycle_id)
    before = await office.pairs(cycle_id)
    replaced = await office.decline(BO, cycle_id, about, "我们没有合作过")
    users = await office.users()
    assert replaced
    after = await office.pairs(cycle_id, "asked")
    assert after == before - {(BO, about)} | {(users[replaced], about)}
    assert (users[replaced], about) not in before
    assert await office.decline(BO, cycle_id, about) is None
    assert await office.pairs(cycle_id, "asked") == after
    with pytest.raises(Rejected, match="reviews-error-declined"):
        await office.say(BO, cycle_id, about, 3)
    (kept,) = [each for each in await office.assignments(cycle_id) if each.state == "declined"]
    assert kept.decline_reason == "我们没有合作过"


async def test_what_cannot_be_declined(office: Office) -> None:
    cycle_id = await office.opened()
    about = await somebody_rated_by_bo(office, cycle_id)
    with pytest.raises(Rejected, match="reviews-error-no-reason"):
        await office.decline(BO, cycle_id, about, " ")
    with pytest.raises(Rejected, match="reviews-error-not-asked"):
        await office.decline(BO, cycle_id, ANA)
    await office.say(BO, cycle_id, about, 3)
    with pytest.raises(Rejected, match="reviews-error-given"):
        await office.decline(BO, cycle_id, about)
    with pytest.raises(Rejected, match="reviews-error-closed"):
        await office.decline(BO, cycle_id, about, now=AFTER)


async def test_everybody_declines_to_rate_bo(office: Office) -> None:
    """Each time somebody who has not been asked yet is, until nobody is left who worked with him; then eve is offered
    others, and may ask one who has not declined."""
    cycle_id = await office.opened()
    users = await office.users()
    waiting = {rater for rater, subject in await office.pairs(cycle_id) if subject == BO}
    asked: Counter[str] = Counter(waiting)
    while waiting:
        if instead := await office.decline(waiting.pop(), cycle_id, BO):
            waiting.add(users[instead])
            asked[users[instead]] += 1
    assert set(asked.values()) == {1}
    assert ANA not in asked
    for raters in (1, 2, 3):
        await ask(office, cycle_id, about=BO)
        new = {rater for rater, subject in await office.pairs(cycle_id, "asked") if subject == BO}
        assert len(new) == raters
        assert not new & {*asked, ANA, BO, EVE}
    with pytest.raises(Rejected, match="reviews-error-enough-raters"):
        await ask(office, cycle_id, about=BO)


async def ask(office: Office, cycle_id: int, *, about: str, by: str = EVE) -> None:
    who, subject = await office.who(by), await office.key(about)
    async with office.database.write() as session:
        await service.ask_instead(session, who, cycle_id, subject, now=OPENED, settings=SETTINGS)


async def test_eve_asks_nobody_about_herself_or_who_has_enough_and_others_ask_nobody(office: Office) -> None:
    cycle_id = await office.opened()
    for about, why in ((EVE, "reviews-error-own-rating"), (BO, "reviews-error-enough-raters")):
        with pytest.raises(Rejected, match=why):
            await ask(office, cycle_id, about=about)
    with pytest.raises(Denied):
        await ask(office, cycle_id, about=BO, by=DEE)


async def test_whom_eve_has_asked_is_chance(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who could choose the raters of somebody who has few would know what the only other one says."""
    drawn: list[int] = []

    def choice(among: Sequence[int]) -> int:
        drawn.append(len(among))
        return among[-1]

    monkeypatch.setattr("secrets.choice", choice)
    cycle_id = await office.opened()
    waiting = {rater for rater, subject in await office.pairs(cycle_id) if subject == IDA}
    users = await office.users()
    while waiting:
        if instead := await office.decline(waiting.pop(), cycle_id, IDA):
            waiting.add(users[instead])
    await ask(office, cycle_id, about=IDA)
    assert drawn[0] > 1


async def test_chen_leaves_and_what_chen_has_said_still_counts(office: Office) -> None:
    cycle_id = await office.opened()
    mine = sorted(subject for rater, subject in await office.pairs(cycle_id) if rater == CHEN)
    await office.say(CHEN, cycle_id, mine[0], 3, now=OPENED)
    replaced = await leave(office, cycle_id, CHEN)
    assert len(replaced) == len(mine) - 1
    asked = await office.pairs(cycle_id, "asked")
    assert CHEN not in {each for pair in asked for each in pair}
    assert await office.pairs(cycle_id, "done") == {(CHEN, mine[0])}
    raters = Counter(subject for _, subject in await office.pairs(cycle_id, "asked", "done"))
    assert min(raters[each] for each in {*GROWTH, *BRAND} - {CHEN}) >= 3
    assert await leave(office, cycle_id) == []
    await office.everybody_rates(cycle_id)
    await office.close()
    await office.release(cycle_id)
    (result,) = (await office.shown(mine[0], mine[0], cycle_id)).results
    assert result.raters == raters[mine[0]]


async def test_finn_changes_teams_and_is_asked_about_as_before(office: Office) -> None:
    cycle_id = await office.opened()
    await office.cast.load(f"member,team,manager,role,lead\n{FINN},Growth,{ANA},,", on=OPENED.date())
    rater = min(rater for rater, subject in await office.pairs(cycle_id) if subject == FINN)
    await office.say(rater, cycle_id, FINN, 4)
    await office.everybody_rates(cycle_id)
    await office.close()
    await office.release(cycle_id)
    assert (await office.shown(FINN, FINN, cycle_id)).results


async def test_who_is_away_until_the_close_is_asked_nothing_and_is_rated(office: Office) -> None:
    who = await office.who(BO)
    async with office.database.write() as session:
        await people.go_away(
            session, who, "2026-12-24..2027-01-10 vacation", now=OPENED, today=OPENED.date().replace(day=21)
        )
    cycle_id = await office.opened()
    pairs = await office.pairs(cycle_id)
    assert BO not in {rater for rater, _ in pairs}
    assert sum(subject == BO for _, subject in pairs) >= 3


async def test_of_two_who_decline_at_once_each_is_replaced_by_somebody_else(postgres_url: str) -> None:
    database = opened(postgres_url)
    office = await founded(database)
    cycle_id = await office.opened()
    raters = sorted(rater for rater, subject in await office.pairs(cycle_id) if subject == BO)[:2]
    replaced = await asyncio.gather(*(office.decline(rater, cycle_id, BO) for rater in raters))
    found = [each for each in replaced if each]
    assert len(set(found)) == len(found)
    # and of ten who rate while the cycle is closed, each is either in time or told so
    pairs = sorted(await office.pairs(cycle_id, "asked"))[:10]

    async def closes() -> None:
        async with database.write() as session:
            await service.close_early(
                session, await office.who(EVE), cycle_id, reason="Enough", now=LAST_DAY, settings=SETTINGS
            )

    saying = [office.say(rater, cycle_id, subject, 3) for rater, subject in pairs]
    *answers, _ = await asyncio.gather(*saying, closes(), return_exceptions=True)
    late = [each for each in answers if each is not None]
    assert {str(each) for each in late} <= {"reviews-error-closed"}
    assert len(await office.ratings(cycle_id)) == len(await office.pairs(cycle_id, "done")) == 10 - len(late)
    await database.close()


async def test_nobody_is_asked_twice_about_somebody(office: Office) -> None:
    cycle_id = await office.opened()
    first = (await office.assignments(cycle_id))[0]
    with pytest.raises(IntegrityError):
        async with office.database.write() as session:
            session.add(ReviewAssignment(**first.model_dump(exclude={"id"})))
