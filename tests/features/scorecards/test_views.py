"""Whatever a scheme holds, cards, receipts and posts stay within Slack's limits, in both languages."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from bot.features.people.models import Member
from bot.features.scorecards.models import Card, TeamCard
from bot.features.scorecards.rules.team_results import team_result
from bot.features.scorecards.service import PublishedCard, PublishedTeamCard
from bot.features.scorecards.views import (
    card_message,
    card_modal,
    metric_receipt_modal,
    receipt_modal,
    team_message,
)
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator
from bot.slack.messages import view_payload
from scoring.explain import Receipt, explain
from scoring.periods import Period
from scoring.scorecard import Cards, Evidence, RollUp, compute
from tests.scoring import build

OCTOBER = Period.parse("2026-10")
NOW = datetime(2026, 11, 7, tzinfo=UTC)
REASONS = {
    "absent_target": {"target": None},
    "zero_target": {"target": 0},
    "no_data": {"formula": "nothing_told"},
    "history": {"formula": "leads - lag(leads, 1)", "target": 1},
    "zero": {"formula": "leads / zeros", "target": 1},
    "later": {"cadence": "quarter", "target": 3},
    "lower": {"direction": "lower", "target": 3},
    "range": {"direction": "within", "low": 1, "high": 12, "unit": "CNY"},
}


RATED = (
    build.rated("peers", weight=1),
    build.rated("few_peers", weight=1),
    build.rated("boss", "manager", weight=1),
    build.rated("unrated", "audit", weight=1),
    build.rated("later_peers", weight=1, cadence="quarter"),
)
RATERS = {"peers": (11, 12, 13, 14), "few_peers": (11, 12), "boss": (11,), "later_peers": (11, 12, 13)}
RATINGS = [
    build.rating(member, rater, 2 + (member + rater) % 3, name=name)  # type: ignore[arg-type]  # ids are numbers here
    for name, raters in RATERS.items()
    for member in (1, 2, 3)
    for rater in raters
]


def computed(n_metrics: int) -> Cards:
    """Three people; the first metrics end in every reason there is, some are rated, the rest are scored."""
    metrics = [{**build.metric(name, "leads"), "weight": 1, **rules} for name, rules in REASONS.items()]
    metrics += [build.metric(f"m{n}", "leads", weight=1, target=n + 1) for n in range(n_metrics)]
    metrics += [dict(each) for each in RATED]
    for metric in metrics:
        metric["title"] = build.text(f"<!channel> {metric['id']} " + "long " * 40)
    figures = [build.figure(name) for name in ("leads", "zeros", "nothing_told")]
    scheme = build.with_team(build.scheme(figures, *(build.dimension(f"d{n}", *metrics[n::5]) for n in range(5))))
    rows = [RollUp(m, "leads", OCTOBER.start, 1, 9, 9, 9) for m in (1, 2, 3)]
    rows += [RollUp(m, "zeros", OCTOBER.start, 1, 0, 0, 0) for m in (1, 2, 3)]
    return compute(scheme, Evidence.from_rows(rows, ratings=RATINGS), OCTOBER, team_attainment=95)


def published(cards: Cards) -> PublishedCard:
    receipt: Receipt = explain(cards.card(0))
    card = Card(
        workspace_id=1,
        member_id=1,
        team_id=1,
        period="2026-10",
        scheme_version_id=1,
        score=receipt.score,
        band=receipt.band,
        coverage=receipt.coverage,
        is_complete=receipt.is_complete,
        receipt=receipt.model_dump_json(),
        published_at=NOW,
    )
    member = Member(id=1, workspace_id=1, slack_user="U0BO", name="Bo <!here>" + "o" * 190, zone="UTC", locale="en-US")
    return PublishedCard(member, card, receipt, cards.scheme, before=None)


def checked(payload: dict[str, object], *, most: int) -> str:
    blocks = payload["blocks"]
    assert isinstance(blocks, list)
    assert len(blocks) <= most
    for block in blocks:
        if block["type"] == "section":
            assert len(block["text"]["text"]) <= 3_000
    text = json.dumps(payload, ensure_ascii=False)
    assert "<!" not in text
    return text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n_metrics", [0, 11, 40, 400])
def test_everything_fits(language: str, n_metrics: int) -> None:
    t, cards = translator(language), computed(n_metrics)
    shown = published(cards)
    checked(card_message(t, shown, is_own=True).payload(), most=50)
    checked(view_payload(card_modal(t, shown, is_own=False)), most=100)
    checked(view_payload(receipt_modal(t, shown)), most=100)
    for line in shown.receipt.metrics[:12]:
        checked(view_payload(metric_receipt_modal(t, shown, line)), most=100)
    result = team_result(cards, np.arange(3), minimum=3)
    team = TeamCard(
        workspace_id=1,
        team_id=1,
        period="2026-10",
        scheme_version_id=1,
        n_members=3,
        n_scored=result.n_scored,
        minimum=3,
        score=result.score,
        figures="[]",
        published_at=NOW,
    )
    message = team_message(t, PublishedTeamCard(team, result.figures, cards.scheme), team="Growth <!channel>")
    checked(message.payload(), most=50)


def test_forty_metrics_are_all_on_the_card() -> None:
    text = checked(card_message(translator("en"), published(computed(40)), is_own=True).payload(), most=50)
    assert all(f" m{n} " in text for n in range(40))
    assert "… and" not in text


def test_what_does_not_fit_is_counted() -> None:
    card = published(computed(400))
    first, last = (receipt_modal(translator("en"), card, offset=offset) for offset in (0, 360))
    total = len(card.receipt.metrics)
    assert f"Metrics 1 to 60 of {total}" in checked(view_payload(first), most=100)
    assert f"{card.card.member_id}:{card.card.period}:1:60" in str(first.to_dict())
    text = checked(view_payload(last), most=100)
    assert f"Metrics 361 to {total} of {total}" in text
    assert "Further metrics" not in text


def rated_text(language: str, name: str, **given: float) -> str:
    cards = compute(RATED_SCHEME, Evidence.from_rows([], ratings=RATINGS), OCTOBER, **given)
    shown = published(cards)
    (line,) = [each for each in shown.receipt.metrics if each.metric == name]
    return checked(view_payload(metric_receipt_modal(translator(language), shown, line)), most=100)


RATED_SCHEME = build.with_team(build.scheme([], build.dimension("people", *RATED)))


def test_a_rated_metric_is_explained_step_by_step() -> None:
    text = rated_text("en", "peers", team_attainment=130)
    assert "Rated from 1 to 5 by 4; each person counts once. Mean: 2.75" in text
    assert "Corrected for strict and lenient raters: *" in text
    assert "Points: 25 × (" in text
    assert "× team coefficient 1.2: the team’s goals were met by 130%, and it stays within 0.8 and 1.2" in text
    chinese = rated_text("zh-CN", "peers", team_attainment=130)
    assert "共 4 人按 1–5 分评价，每人只计一次，平均 2.75" in chinese
    assert "校正评分尺度宽严差异后为 *" in chinese
    assert "标准误 " in chinese
    assert "× 团队系数 1.2：团队目标达成率 130%" in chinese


def test_what_one_manager_said_is_not_corrected() -> None:
    text = rated_text("en", "boss")
    assert "Corrected" not in text
    assert "Points: 25 × (2 − 1) = *25*" in text
    assert "× team coefficient 1: goals are for quarters and halves" in text


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [
        ("few_peers", "fewer than three colleagues rated it", "评价人不足三人"),
        ("unrated", "nobody has rated it yet", "尚无人评价"),
        ("later_peers", "In progress", "进行中"),
    ],
)
def test_ratings_that_do_not_count_say_why(name: str, english: str, chinese: str) -> None:
    assert english in rated_text("en", name)
    assert chinese in rated_text("zh-CN", name)


def test_a_card_whose_interval_reaches_into_another_band_says_so() -> None:
    cards = compute(RATED_SCHEME, Evidence.from_rows([], ratings=RATINGS), OCTOBER)
    shown = published(cards)
    marked = replace(
        shown, receipt=shown.receipt.model_copy(update={"needs_calibration": True, "interval": (1.0, 99.0)})
    )
    assert "marked for calibration" in checked(card_message(translator("en"), marked, is_own=True).payload(), most=50)
    assert "待校准" in checked(card_message(translator("zh-CN"), marked, is_own=True).payload(), most=50)
