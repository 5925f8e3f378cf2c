"""Every number that is shown of the demo's people is their card's: in the message, the modal, the receipt, Home, the
team's post, the copy of one's own data and on the command line, in both languages, and rounded alike.

What was shown is read back from its text by the catalogues' patterns. Then two cards are given numbers that end in
halves, where ways of rounding differ, and looked at again.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from bot.cli.reports import print_card
from bot.demo.team import BRAND, CHINA, CONVERSION, GROWTH
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.people.models import Team
from bot.features.scorecards import service
from bot.features.scorecards.models import Card, TeamCard
from bot.features.scorecards.rules.team_figures import TEAM_FIGURES
from bot.features.scorecards.service import PublishedCard
from bot.features.scorecards.service.personal import stored_about
from bot.features.scorecards.views.strip import MOST_METRICS
from bot.features.scorecards.views.words import month
from bot.i18n.translator import Translator, translator
from bot.turn import Turn
from scoring.explain import recompute
from scoring.receipt import MetricLine, Receipt
from scoring.rounding import half_up
from tests.demo.workspace import demo
from tests.office import Office
from tests.scenarios.readback import lines, number, read

MONTHS = ("2026-09", "2026-10")
HALVED = ("U0BO", "U0CHEN")
SCORES = {"2026-09": 80.04, "2026-10": 89.95}
"""What is shown of them lies 10.0 apart; they themselves 9.9."""
RATED = ("title", "value", "raters", "points", "share", "contribution")
SCORED = ("title", "value", "target", "points", "share", "contribution")


@dataclass(frozen=True, slots=True)
class Truth:
    """One person's card of a month, in the language they read."""

    published: PublishedCard
    t: Translator

    @property
    def receipt(self) -> Receipt:
        return self.published.receipt

    @property
    def scored(self) -> Mapping[str, MetricLine]:
        """By title."""
        titles = {each.id: each.title.into(self.t.language) for each in self.published.scheme.metrics}
        return {titles[line.metric]: line for line in self.receipt.metrics if line.reason == "scored"}


def shown(text: str, exact: float | None, *, decimals: int = 1) -> None:
    """Whether a text shows this number, rounded half up."""
    assert exact is not None, text
    assert number(text) == half_up(exact, decimals), (text, exact)


def amount(text: str, exact: float | None, unit: str) -> None:
    assert exact is not None, text
    is_large_money = len(unit) == 3 and unit.isupper() and abs(exact) >= 1000
    shown(text, exact, decimals=0 if is_large_money else 2)


def check_card(truth: Truth, text: list[str], before: float | None) -> None:
    """The message and the modal, headline to last line."""
    t, receipt = truth.t, truth.receipt
    headline = text[0].strip("*")
    of, score, rest = (each.strip() for each in headline.split(" · "))
    assert of == month(t, receipt.period)
    assert receipt.shown_score
    assert number(score) == Decimal(receipt.shown_score) == half_up(receipt.score or 0, receipt.decimals)
    assert rest.split()[0] == receipt.band
    check_change(truth, rest, before)
    context_line, *ratings = text[1].rsplit(" · ", maxsplit=1) if receipt.interval else [text[1]]
    check_interval(truth, ratings)
    (context,) = read(t, [context_line], "scorecards-context", "scheme", "version", "scored", "metrics", "coverage")
    shown(context["coverage"], receipt.coverage)
    assert (context["scored"], context["metrics"]) == (str(len(truth.scored)), str(len(receipt.metrics)))
    dimensions = read(t, text, "scorecards-dimension", "title", "points", "share")
    for found, line in zip(dimensions, [each for each in receipt.dimensions if each.score is not None], strict=True):
        shown(found["points"], (line.score or 0) * line.share / 100)
        shown(found["share"], line.share)
    check_lines(truth, text)


def check_interval(truth: Truth, ratings: list[str]) -> None:
    """How far ratings scatter, next to the score."""
    receipt = truth.receipt
    if receipt.interval is None or receipt.score is None:
        assert not ratings
        return
    (found,) = read(truth.t, ratings, "scorecards-context-ratings", "reach")
    shown(found["reach"], max(abs(end - receipt.score) for end in receipt.interval))


def check_lines(truth: Truth, text: list[str]) -> None:
    metrics = {
        each["title"]: each
        for key, names in (("scored", SCORED), ("rated", RATED))
        for each in read(truth.t, text, f"scorecards-metric-{key}", *names)
    }
    assert metrics.keys() == truth.scored.keys()
    for name, line in truth.scored.items():
        if line.rated:
            shown(metrics[name]["value"], line.value)
            assert metrics[name]["raters"] == str(line.rated.raters)
        else:
            amount(metrics[name]["value"], line.value, line.unit)
            amount(metrics[name]["target"], line.target, line.unit)
        for each in ("points", "share", "contribution"):
            shown(metrics[name][each], getattr(line, each))


def check_change(truth: Truth, rest: str, before: float | None) -> None:
    """Between the two scores that people have seen."""
    if before is None:
        assert len(rest.split()) == 1
        return
    moved = half_up(truth.receipt.score or 0) - half_up(before)
    direction = "up" if moved > 0 else "down" if moved < 0 else "same"
    words = rest.removeprefix(truth.receipt.band or "").strip()
    (found,) = read(truth.t, [words], f"scorecards-change-{direction}", *(["moved"] if moved else []), "month")
    assert not moved or number(found["moved"]) == abs(moved)


def check_receipt(truth: Truth, text: list[str]) -> None:
    t, receipt = truth.t, truth.receipt
    steps = list(truth.scored.values())
    attained = [
        each["attainment"]
        for line in text
        for way in ("higher", "lower")
        for each in read(t, [line], f"scorecards-step-attainment-{way}", "attainment")
    ]
    points = read(t, text, "scorecards-step-points", "curve", "points")
    rated = read(t, text, "scorecards-step-rated-points", "mean", "points")
    weights = read(t, text, "scorecards-step-weight", "weight", "share", "points", "contribution")
    assert len(attained) == len(points) == len(steps) - len(rated)
    assert len(weights) == len(steps)
    for line, reached, worth in zip([each for each in steps if not each.rated], attained, points, strict=True):
        shown(reached, line.attainment, decimals=4)
        shown(worth["points"], line.points, decimals=4)
    for line, worth in zip([each for each in steps if each.rated], rated, strict=True):
        shown(worth["mean"], line.value, decimals=4)
        shown(worth["points"], line.points, decimals=4)
    for line, weight in zip(steps, weights, strict=True):
        for each in ("share", "points", "contribution"):
            shown(weight[each], getattr(line, each), decimals=4)
    (covered,) = read(t, text, "scorecards-sum-coverage", "covered", "due", "coverage", "needed")
    shown(covered["coverage"], receipt.coverage, decimals=4)
    (own,) = read(t, text, "scorecards-sum-own", "parts", "own")
    shown(own["own"], receipt.own_score, decimals=4)
    (score,) = read(t, text, "scorecards-sum-score", "score")
    assert number(score["score"]) == Decimal(receipt.shown_score or "")


def check_home(truth: Truth, text: list[str]) -> None:
    (found,) = read(truth.t, text, "home-card", "month", "score", "band")
    band, _, way = found["band"].partition(" · ")
    assert (found["month"], band) == (month(truth.t, truth.receipt.period), truth.receipt.band)
    assert not way or "/archives/" in way, "the card's message"
    assert number(found["score"]) == Decimal(truth.receipt.shown_score or "")


def check_strip(truth: Truth, blocks: Sequence[Mapping[str, Any]]) -> None:
    """The score and the metrics that weigh most, in the picture's words."""
    (words,) = [words for each in blocks if (words := picture_words(each))]
    told = [(truth.t("scorecards-strip-score"), Decimal(truth.receipt.shown_score or ""), truth.receipt.line, "score")]
    measured = [(name, line) for name, line in truth.scored.items() if not line.rated]
    for name, line in sorted(measured, key=lambda each: -each[1].share)[:MOST_METRICS]:
        told.append((name, Decimal(repr(line.value)), line.target, line.unit))
    for name, value, target, unit in told:
        found = re.search(rf"{re.escape(name)} ([^(（]+?) ?[(（](.+?)[)）]", words)
        assert found, (name, words)
        amount(found[1], float(value), unit)
        amount(found[2], target, unit)


def picture_words(block: Mapping[str, Any]) -> str:
    """Beside the picture, or in its place."""
    if block["type"] == "image":
        return str(block["alt_text"])
    first = block["elements"][0] if block["type"] == "context" else {}
    return str(first["text"]) if first.get("type") == "plain_text" else ""


def check_terminal(truth: Truth, printed: str) -> None:
    """The heading's score, the coverage, and two places of everything about a metric."""
    receipt = truth.receipt
    assert f"{receipt.period} · {receipt.shown_score} {receipt.band}" in printed
    assert f"coverage {half_up(receipt.coverage)} %" in printed
    table = [[cell.strip() for cell in each.strip("│").split("│")] for each in printed.splitlines()]
    for line in truth.scored.values():
        (row,) = (cells for cells in table if cells[:1] == [line.metric])
        cells = [Decimal(each.replace(",", "")) for each in row[1:-1] if each != "–"]
        exact = (line.value, line.target, line.attainment, line.points, line.share)
        assert cells == [half_up(each, 2) for each in exact if each is not None]


async def truth_of(at: Office, user: str, period: str) -> Truth:
    async with at.parts.database.read() as session:
        member = await people.find_member(session, at.parts.workspace_id, user)
        sight = people.for_member(at.parts.workspace_id, member.key)
        published = await service.published_card(session, sight, period)
        return Truth(published, translator(people.language_of(member)))


async def provisional_of(at: Office, user: str) -> Truth:
    """Of the running month; and what Home says of it is the same."""
    async with at.parts.database.read() as session:
        turn = Turn(await people.reader(session, at.parts.workspace_id, user), at.clock.now(), session)
        period = f"{turn.today:%Y-%m}"
        published = await service.card_asked_for(turn, turn.who.member_id, period)
        so_far = await metrics.month_so_far(session, turn.who, turn.today)
    truth = Truth(published, translator(people.language_of(published.member)))
    lines_of_home = {each.metric.id: each for line in so_far for each in line.metrics}
    for line in truth.scored.values():
        assert line.value == pytest.approx(lines_of_home[line.metric].value)
        assert line.attainment == pytest.approx(lines_of_home[line.metric].attainment)
    return truth


async def check_provisional(at: Office, user: str) -> None:
    """What somebody reads of a card that is not out."""
    truth, person = await provisional_of(at, user), at.person(user)
    assert truth.scored
    assert truth.published.is_provisional
    assert truth.receipt.score == pytest.approx(recompute(truth.receipt), rel=1e-12)
    answer = (await person.command("/scorecard now")).message
    assert answer
    text = lines(answer.blocks)
    assert number(text[0].split(" · ")[1]) == Decimal(truth.receipt.shown_score or "")
    check_lines(truth, text)
    await person.click(answer, "scorecards.why")
    check_receipt(truth, lines(person.view.blocks))
    for view in list(person.views):
        await person.close(view)


async def score_before(at: Office, user: str, period: str) -> float | None:
    found = (await truth_of(at, user, period)).published.before
    return found.score if found else None


async def check_asked(at: Office, user: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything that somebody can open about their newest card."""
    truth, person = await truth_of(at, user, MONTHS[-1]), at.person(user)
    answer = (await person.command("/scorecard")).message
    assert answer
    before = await score_before(at, user, MONTHS[-1])
    check_card(truth, lines(answer.blocks), before)
    assert (await person.command("/scorecard why")).error is None
    check_receipt(truth, lines(person.view.blocks))
    home = await person.open_home()
    assert home
    check_home(truth, lines(home.blocks))
    check_strip(truth, home.blocks)
    await person.click(home, "scorecards.open_mine", value=MONTHS[-1])
    check_card(truth, lines(person.view.blocks), before)
    for view in list(person.views):
        await person.close(view)
    capsys.readouterr()
    print_card(service.card_as_data(truth.published))
    check_terminal(truth, "".join(capsys.readouterr()))
    await check_copy(at, truth)


async def check_copy(at: Office, truth: Truth) -> None:
    card = truth.published.card
    async with at.parts.database.read() as session:
        copied = await stored_about(session, at.parts.workspace_id, card.member_id)
    (of_month,) = [each for each in copied["cards"] if each["period"] == card.period]
    assert (of_month["score"], of_month["band"], of_month["coverage"]) == (card.score, card.band, card.coverage)
    assert Receipt.from_json(of_month["receipt"]) == truth.receipt
    by_metric = {each["metric"]: each for each in copied["card_lines"] if each["period"] == card.period}
    for line in truth.receipt.metrics:
        assert by_metric[line.metric].items() >= {"value": line.value, "points": line.points}.items()


async def check_post(at: Office, team: TeamCard, named: Team, reader: str) -> None:
    """The team's score is the mean of what its people were shown."""
    assert named.channel
    async with at.parts.database.read() as session:
        found = await session.exec(
            select(Card).where(col(Card.team_id) == team.team_id, col(Card.period) == team.period)
        )
        complete = [card for card in found if card.is_complete]
    scores = [Decimal(Receipt.model_validate_json(card.receipt).shown_score or "") for card in complete]
    mean = sum(scores) / len(scores)
    assert team.score == pytest.approx(float(mean))
    t = translator(people.team_language(named))
    of = month(t, team.period)
    said = at.person(reader).messages(named.channel)
    (post,) = [each for each in said if f" · {of} · " in each.text]
    thread = [block for each in said if each.text == t("scorecards-team-details", month=of) for block in each.blocks]
    (headline,) = read(t, [post.text], "scorecards-team-headline-score", "team", "month", "score")
    assert number(headline["score"]) == half_up(mean)
    figures = [each for each in TEAM_FIGURES.validate_json(team.figures) if each.reason == "scored"]
    names = ("title", "value", "target", "attainment")
    text = [line.split(" · ") for line in lines(thread)]
    values, spreads = [line[0] for line in text], [line[1] for line in text if len(line) > 1]
    told = [each for key in ("met", "open") for each in read(t, values, f"scorecards-team-figure-{key}", *names)]
    assert len(told) == len(figures)
    spread = read(t, spreads, "scorecards-team-spread", "met", "count")
    counted = [figure for figure in figures if figure.n_met is not None]
    assert [(int(each["met"]), int(each["count"])) for each in spread] == [(each.n_met, each.n) for each in counted]
    assert sorted(number(each["attainment"]) for each in told) == sorted(
        half_up(each.attainment or 0) for each in figures
    )


def halved(receipt: Receipt, score: float) -> Receipt:
    """The same card with numbers that end in a half wherever they are rounded."""
    metrics = tuple(line if line.reason != "scored" else _halved(line, k) for k, line in enumerate(receipt.metrics))
    dimensions = tuple(
        each if each.score is None else each.model_copy(update={"score": 84.25, "share": 62.45})
        for each in receipt.dimensions
    )
    told = {"metrics": metrics, "dimensions": dimensions, "score": score, "own_score": 84.00005, "coverage": 92.25}
    return receipt.model_copy(update={**told, "shown_score": str(half_up(score, receipt.decimals))})


def _halved(line: MetricLine, k: int) -> MetricLine:
    numbers = {"points": 84.25, "share": 33.45, "contribution": 28.05, "attainment": 101.00005}
    return line.model_copy(update={**numbers, "value": 12.345 + k, "target": 1000.5 + k})


async def doctor(at: Office) -> None:
    async with at.parts.database.write() as session:
        for user in HALVED:
            member = await people.find_member(session, at.parts.workspace_id, user)
            of_months = select(Card).where(col(Card.member_id) == member.key, col(Card.period).in_(SCORES))
            for card in (await session.exec(of_months)).all():
                receipt = halved(Receipt.model_validate_json(card.receipt), SCORES[card.period])
                card.score, card.coverage, card.receipt = receipt.score, receipt.coverage, receipt.model_dump_json()
                session.add(card)


async def messages_about_cards(at: Office, user: str) -> dict[str, list[str]]:
    """By month, of those that came by themselves."""
    t = (await truth_of(at, user, MONTHS[0])).t
    found: dict[str, list[str]] = {}
    for period in MONTHS:
        (message,) = [each for each in at.person(user).messages() if each.text.startswith(f"{month(t, period)} · ")]
        found[period] = lines(message.blocks)
    return found


async def test_every_number_is_the_cards(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with demo(tmp_path) as at:
        await at.settle()
        for user in (*GROWTH, *CONVERSION, *BRAND, *CHINA):
            for period, text in (await messages_about_cards(at, user)).items():
                truth = await truth_of(at, user, period)
                assert truth.receipt.score == pytest.approx(recompute(truth.receipt), rel=1e-12)
                check_card(truth, text, await score_before(at, user, period))
        for user in (*HALVED, "U0DEE", "U0YUE"):
            await check_asked(at, user, capsys)
        for user in HALVED:
            await check_provisional(at, user)
        async with at.parts.database.read() as session:
            teams = (await session.exec(select(TeamCard).where(col(TeamCard.period) == MONTHS[-1]))).all()
            named = {team.key: team for team in await people.teams(session, at.parts.workspace_id)}
        await at.move_by(timedelta(minutes=5))  # a thread follows its post
        for team in teams:
            await check_post(at, team, named[team.team_id], "U0EVE")
        await doctor(at)
        for user in HALVED:
            await check_asked(at, user, capsys)
