"""What people outside said is on the card of the month that ends the metric's period: the mean that is shown to
everybody concerned, and nothing of one or two people."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.scorecards import service
from bot.features.scorecards.models import Card, TeamCard
from bot.features.scorecards.rules.voices import means_of, periods_ending_with
from bot.features.voices.service import Counted
from scoring.explain import recompute
from scoring.periods import Cadence, Period
from scoring.receipt import MetricLine
from scoring.rows import Mean
from tests.features.voices.outside import EVALUATION, PACKAGED, Outside, ask, asking_office, nonce_of
from tests.office import ANA, BO, CHEN, EVE, Office
from tests.scenarios.audited import say
from tests.scoring.build import dimension, rated, scheme

CUSTOMERS = ("Acme, Ms Li", "Acme, Mr Roth", "Bolt GmbH", "Cirrus", "Delta")
EVENING = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
CLOSING = datetime(2027, 1, 7, 8, 0, tzinfo=UTC)


async def answered(at: Office, outside: Outside, user: str, about: str, *values: str) -> None:
    for value, link in zip(values, await ask(at, user, about, *CUSTOMERS[: len(values)]), strict=True):
        sent = await outside.answer(link, value)
        assert sent.status_code == 303


async def close(at: Office, month: str = "2026-12", now: datetime = CLOSING) -> service.Closed:
    async with at.parts.database.write() as session:
        return await service.close_month(session, at.parts.workspace_id, month, now=now, settings=at.parts.settings)


async def due(at: Office) -> list[str]:
    async with at.parts.database.read() as session:
        zone = str(at.parts.settings.zone)
        return await service.months_due(session, at.parts.workspace_id, scheduled_at=CLOSING, zone=zone)


async def card(at: Office, user: str) -> service.PublishedCard:
    async with at.parts.database.read() as session:
        query = select(Member).where(Member.workspace_id == at.parts.workspace_id, Member.slack_user == user)
        member = (await session.exec(query)).one()
        return await service.published_card(session, people.for_member(at.parts.workspace_id, member.key), "2026-12")


def line(published: service.PublishedCard) -> MetricLine:
    return next(each for each in published.receipt.metrics if each.metric == EVALUATION)


async def receipt(at: Office, user: str) -> str:
    person = at.person(user)
    while person.views:
        await person.close()
    return await say(at, user, "/scorecard why")


async def test_the_card_has_the_mean_that_is_shown_and_says_that_nobody_corrected_it(database_url: str) -> None:
    async with asking_office(database_url) as (at, outside):
        await answered(at, outside, ANA, "@bo", "3", "4", "5", "3", "4")
        await answered(at, outside, ANA, "@chen", "1", "2")
        for month in ("2026-11", "2026-12"):
            with pytest.raises(Rejected, match="no-figures" if month == "2026-11" else "not-over"):
                await close(at, month, EVENING)
        assert await due(at) == ["2026-12"]
        assert (await close(at)).is_new
        at.clock.move_to(CLOSING)
        assert "Customer evaluation: *3.8* of 5 (5 people)" in await say(at, ANA, "/perf voice @bo")
        published = await card(at, BO)
        found = line(published)
        assert found.rated
        assert (found.value, found.rated.raters, found.rated.corrected) == (pytest.approx(3.8), 5, None)
        assert published.card.score == pytest.approx(recompute(published.receipt)) == pytest.approx(70)
        assert published.receipt.interval is None
        told = await receipt(at, BO)
        assert "Rated from 1 to 5 by 5 people outside the workspace. Mean: 3.8. It is not corrected" in told
        hers = line(await card(at, CHEN))
        assert (hers.reason, hers.value, hers.points) == ("too_few_raters", None, None)
        assert "外部人员不足三人" in await receipt(at, CHEN)
        async with at.parts.database.read() as session:
            cards = (await session.exec(select(Card))).all()
            figures = [each.figures for each in (await session.exec(select(TeamCard))).all()]
        assert not any("Acme" in each.receipt or "Cirrus" in each.receipt for each in cards)
        assert not any("3.8" in each for each in figures), "one person's mean is no team figure"


async def test_what_may_not_be_shown_and_what_no_scheme_asks_closes_no_month(sqlite_url: str) -> None:
    """Two customers about Chen, three who cannot judge Bo, and three about Dee, whose scheme asks customers nothing."""
    async with asking_office(sqlite_url) as (at, outside):
        await answered(at, outside, ANA, "@chen", "5", "5")
        await answered(at, outside, ANA, "@bo", "none", "none", "4")
        for link in await ask(at, EVE, "@dee", *CUSTOMERS[:3]):
            form = nonce_of(await outside.look(link))
            sent = await outside.send(link, dict.fromkeys(PACKAGED, "5") | {"form": form, "comment": ""})
            assert sent.status_code == 303
        assert await due(at) == []
        with pytest.raises(Rejected, match="no-figures"):
            await close(at)


def test_each_metric_takes_the_voices_of_its_own_period() -> None:
    rules = scheme(
        [],
        dimension(
            "people",
            rated("care", "customer"),
            rated("help", "customer", cadence="quarter"),
            rated("focus", "manager"),
        ),
    )
    december, november = Period.parse("2026-12"), Period.parse("2026-11")
    assert [str(each) for each in periods_ending_with(december)] == ["2026-12", "2026-Q4", "2026-H2", "2026"]
    assert [str(each) for each in periods_ending_with(november)] == ["2026-11"]
    every = {name: Counted(3, 4.0) for name in ("care", "help", "focus")}
    voices = {Cadence.MONTH: {1: every}, Cadence.QUARTER: {1: {"help": Counted(2, None)}, 2: every}}
    assert list(means_of(rules, voices, [1, 2, 3], december)) == [
        Mean("care", 1, december.start, 3, 4.0),
        Mean("help", 1, december.start, 2, None),
        Mean("help", 2, december.start, 3, 4.0),
    ]
    assert list(means_of(rules, {Cadence.MONTH: {1: every}}, [1], november)) == [
        Mean("care", 1, november.start, 3, 4.0)
    ]
