"""Every number that is shown of the demo's people is their card's: in the message, the modal, the receipt, Home, the
team's post, the words of all pictures, the copy of one's own data and on the command line, in both languages, and
rounded alike.

What was shown is read back by the catalogues' patterns, copies from their archive, cards from the command's output.
Then two cards are given numbers that end in halves, where ways of rounding differ, and looked at again.
"""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from bot.demo.team import BRAND, CHINA, CONVERSION, GROWTH
from bot.features.metrics import service as metrics
from bot.features.metrics.rules.pace import MetricLine
from bot.features.people import service as people
from bot.features.people.models import Team
from bot.features.scorecards import service
from bot.features.scorecards.models import Card
from bot.features.scorecards.rules.team_figures import TEAM_FIGURES, TeamFigure
from bot.features.scorecards.views.pictures import card_picture
from bot.features.scorecards.views.words import month
from bot.i18n.translator import Translator, translator
from bot.turn import Turn
from scoring.explain import recompute
from scoring.receipt import MetricLine as ReceiptLine
from scoring.receipt import Receipt
from scoring.rounding import half_up
from tests.cli.running import alone, evenhand
from tests.demo.workspace import demo
from tests.office import Office
from tests.scenarios.readback import lines, number, read
from tests.scenarios.shown_at_home import check_month
from tests.scenarios.shown_cards import check_card, check_data, check_lines, check_receipt, check_terminal
from tests.scenarios.shown_pictures import check_card_picture, check_strip, check_team_picture
from tests.scenarios.test_own_rights import exported
from tests.scenarios.truths import Truth, amount, shown, truth_of

MONTHS = ("2026-09", "2026-10")
HALVED = ("U0BO", "U0CHEN")
SCORES = {"2026-09": 80.04, "2026-10": 89.95}
"""What is shown of them lies 10.0 apart; they themselves 9.9."""
FIGURES = {
    "end": ("value", "target"),
    "met": ("value", "target", "attainment"),
    "open": ("value", "target", "attainment"),
    "rated": ("value",),
}
"""What a line of a team's thread says, by its kind; the pattern of the first takes in those of the next two."""


def check_home(truth: Truth, text: list[str]) -> None:
    (found,) = read(truth.t, text, "home-card", "month", "score", "band")
    band, _, way = found["band"].partition(" · ")
    assert (found["month"], band) == (month(truth.t, truth.receipt.period), truth.receipt.band)
    assert not way or "/archives/" in way, "the card's message"
    assert number(found["score"]) == Decimal(truth.receipt.shown_score or "")


async def provisional_of(at: Office, user: str) -> tuple[Truth, list[MetricLine]]:
    """Of the running month, with what Home is to say of it."""
    async with at.parts.database.read() as session:
        turn = Turn(await people.reader(session, at.parts.workspace_id, user), at.clock.now(), session)
        period = f"{turn.today:%Y-%m}"
        published = await service.card_asked_for(turn, turn.who.member_id, period)
        so_far = await metrics.month_so_far(session, turn.who, turn.today)
    live = {each.metric.id: each for line in so_far for each in line.metrics}
    return Truth(published, translator(people.language_of(published.member))), list(live.values())


async def check_provisional(at: Office, user: str) -> None:
    """What somebody reads of a card that is not out."""
    (truth, live), person = await provisional_of(at, user), at.person(user)
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
    home = await person.open_home()
    assert home
    check_month(truth, home.blocks, live)
    for view in list(person.views):
        await person.close(view)


async def score_before(at: Office, user: str, period: str) -> float | None:
    found = (await truth_of(at, user, period)).published.before
    return found.score if found else None


async def check_asked(at: Office, user: str) -> None:
    """Everything that somebody can open about their newest card, and what the operator's command prints of it."""
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
    check_terminal(truth, (await asyncio.to_thread(evenhand, "card", user, MONTHS[-1])).out)
    check_data(truth, (await asyncio.to_thread(evenhand, "card", user, MONTHS[-1], "--json")).json)


async def check_copy(at: Office, user: str) -> None:
    """The archive that somebody gets on request."""
    truth = await truth_of(at, user, MONTHS[-1])
    card = truth.published.card
    _, copied = await exported(at, user)
    (of_month,) = [each for each in copied["cards"] if each["period"] == card.period]
    assert (of_month["score"], of_month["band"], of_month["coverage"]) == (card.score, card.band, card.coverage)
    assert Receipt.model_validate(of_month["receipt"]) == truth.receipt
    by_metric = {each["metric"]: each for each in copied["card_lines"] if each["period"] == card.period}
    for line in truth.receipt.metrics:
        assert by_metric[line.metric].items() >= {"value": line.value, "points": line.points}.items()


async def check_posts(at: Office, named: Team, reader: str) -> None:
    """The team's score of each month is the mean of what its people were shown; the thread and the picture say what the
    team's card says."""
    assert named.channel
    t, scores = translator(people.team_language(named)), dict[str, Decimal]()
    said = at.person(reader).messages(named.channel)
    for period in MONTHS:
        of = month(t, period)
        (post,) = [each for each in said if f" · {of} · " in each.text]
        scores[period] = await mean_of(at, named, period)
        (headline,) = read(t, [post.text], "scorecards-team-headline-score", "team", "month", "score")
        assert number(headline["score"]) == scores[period]
        async with at.parts.database.read() as session:
            published = await service.team_card_to_send(session, at.parts.workspace_id, named.key, period)
        assert published
        assert published.card.score == pytest.approx(float(scores[period]), abs=0.05)
        figures = {
            metric.title.into(t.language): (each, None if metric.is_rated else metric.unit)
            for each in TEAM_FIGURES.validate_json(published.card.figures)
            if each.reason == "scored" and (metric := published.scheme.metric(each.metric))
        }
        (words,) = [each["alt_text"] for each in post.blocks if each["type"] == "image"]
        attained = {title: each.attainment for title, (each, _) in figures.items() if each.attainment is not None}
        check_team_picture(t, words, scores, attained)
        details = t("scorecards-team-details", month=of)
        check_thread(t, [block for each in said if each.text == details for block in each.blocks], figures)


def check_thread(t: Translator, blocks: list[Any], figures: Mapping[str, tuple[TeamFigure, str | None]]) -> None:
    """`figures` by title, with their unit; None for what people rate."""
    text = [line.split(" · ") for line in lines(blocks)]
    values, spreads = [line[0] for line in text], [line[1] for line in text if len(line) > 1]
    told: dict[str, dict[str, str]] = {}
    for kind, names in FIGURES.items():
        told |= {each["title"]: each for each in read(t, values, f"scorecards-team-figure-{kind}", "title", *names)}
    assert told.keys() == figures.keys()
    for title, (figure, unit) in figures.items():
        if unit is None:
            shown(told[title]["value"], figure.value)
        else:
            amount(told[title]["value"], figure.value, unit)
        assert (figure.attainment is None) == ("attainment" not in told[title])
        if figure.attainment is not None:
            shown(told[title]["attainment"], figure.attainment)
    spread = read(t, spreads, "scorecards-team-spread", "met", "count")
    counted = [figure for figure, _ in figures.values() if figure.n_met is not None]
    assert [(int(each["met"]), int(each["count"])) for each in spread] == [(each.n_met, each.n) for each in counted]


async def check_drawn(at: Office, user: str) -> None:
    """The picture that a card would have if it were sent now."""
    *before, truth = [await truth_of(at, user, period) for period in MONTHS]
    (block,) = card_picture(truth.t, truth.published)
    check_card_picture(truth, block.alt_text, [each.receipt for each in before])


async def mean_of(at: Office, named: Team, period: str) -> Decimal:
    """Of the shown scores of a team's complete cards, as it is shown."""
    async with at.parts.database.read() as session:
        of_team = select(Card).where(col(Card.team_id) == named.key, col(Card.period) == period)
        complete = [card for card in await session.exec(of_team) if card.is_complete]
    scores = [Decimal(Receipt.model_validate_json(card.receipt).shown_score or "") for card in complete]
    return half_up(sum(scores) / len(scores))


def halved(receipt: Receipt, score: float) -> Receipt:
    """The same card with numbers that end in a half wherever they are rounded."""
    metrics = tuple(line if line.reason != "scored" else _halved(line, k) for k, line in enumerate(receipt.metrics))
    dimensions = tuple(
        each if each.score is None else each.model_copy(update={"score": 84.25, "share": 62.45})
        for each in receipt.dimensions
    )
    told = {"metrics": metrics, "dimensions": dimensions, "score": score, "own_score": 84.00005, "coverage": 92.25}
    return receipt.model_copy(update={**told, "shown_score": str(half_up(score, receipt.decimals))})


def _halved(line: ReceiptLine, k: int) -> ReceiptLine:
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


async def check_messages(at: Office, user: str) -> None:
    """Those that came by themselves, with their pictures."""
    before: list[Receipt] = []
    for period in MONTHS:
        truth = await truth_of(at, user, period)
        assert truth.receipt.score == pytest.approx(recompute(truth.receipt), rel=1e-12)
        headline = f"{month(truth.t, period)} · "
        (message,) = [each for each in at.person(user).messages() if each.text.startswith(headline)]
        check_card(truth, lines(message.blocks), await score_before(at, user, period))
        (words,) = [each["alt_text"] for each in message.blocks if each["type"] == "image"]
        check_card_picture(truth, words, before)
        before.append(truth.receipt)


async def test_every_number_is_the_cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with demo(tmp_path) as at:
        keys = at.parts.settings.encryption_keys
        assert keys
        alone(monkeypatch, tmp_path, at.parts.settings.effective_database_url)
        monkeypatch.setenv("EVENHAND_ENCRYPTION_KEYS", keys.get_secret_value())
        await at.settle()
        for user in (*GROWTH, *CONVERSION, *BRAND, *CHINA):
            await check_messages(at, user)
        for user in (*HALVED, "U0DEE", "U0YUE"):
            await check_asked(at, user)
        for user in HALVED:
            await check_provisional(at, user)
        for user in ("U0DEE", "U0YUE"):
            await check_copy(at, user)
        async with at.parts.database.read() as session:
            teams = await people.teams(session, at.parts.workspace_id)
        await at.move_by(timedelta(minutes=5))  # a thread follows its post
        for team in teams:
            await check_posts(at, team, "U0EVE")
        await doctor(at)
        for user in HALVED:
            await check_asked(at, user)
            await check_copy(at, user)
            await check_drawn(at, user)
