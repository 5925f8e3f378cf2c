"""Whatever a scheme and its people come up with, every view stays within Slack's limits."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.features.metrics.rules.pace import FigureLine, MetricLine, WorkingDays
from bot.features.metrics.service import Correction, Day, Done, Due, Told
from bot.features.metrics.views.answers import help_message, told_message
from bot.features.metrics.views.forms import checkin_view, fix_view
from bot.features.metrics.views.lines import metric_text, month_text
from bot.features.metrics.views.prompts import done_message, due_blocks, nudge_message
from bot.i18n.translator import Translator, translator
from bot.slack.messages import Message, view_payload
from scoring.definitions import Aggregate, Direction, Figure, Metric, Text
from scoring.periods import Period

ON = date(2026, 11, 18)
AT = datetime(2026, 11, 18, 16, 4, tzinfo=UTC)
LONG = Text.model_validate({"en": "<!channel> & " * 40, "zh-CN": "很长的名称" * 80})
SHORT = Text.model_validate({"en": "Calls", "zh-CN": "通话数"})
DAYS = WorkingDays(13, 21)


def figure(title: Text, k: int = 0, aggregate: Aggregate = Aggregate.SUM, unit: str = "CNY") -> Figure:
    return Figure(id=f"f{k}", title=title, unit=unit, definition=title, source=title, aggregate=aggregate)


def metric(title: Text, **values: Any) -> Metric:
    plain: dict[str, Any] = {"weight": 1, "cadence": "month", "formula": "f0", "unit": "percent", "target": 100}
    return Metric(id="m", title=title, definition=title, **{**plain, **values})


def line(title: Text, k: int = 0) -> FigureLine:
    november = Period.parse("2026-11")
    metrics = (MetricLine(metric(title), november, 12345.678, 100.0, 12345.0, 999.0),) * 12
    return FigureLine(figure(title, k), ON.replace(day=1), Decimal("123456789.1234"), Decimal(3), ON, metrics)


@pytest.fixture(params=["en", "zh-CN"])
def t(request: pytest.FixtureRequest) -> Translator:
    return translator(request.param)


@pytest.mark.parametrize("state", ["added", "same", "differs", "fixed"])
def test_answers(t: Translator, state: Any) -> None:
    shown = line(LONG)
    told = Told(state, shown.figure, ON, ON, Decimal(3), Decimal(4), "<!here> " * 60, shown, DAYS)
    payload = told_message(t, told).payload()
    assert "<!" not in str(payload)
    assert all(len(block["text"]["text"]) <= 3_000 for block in payload["blocks"] if block["type"] == "section")


def test_prompts(t: Translator) -> None:
    lines = tuple(line(LONG, k) for k in range(60))
    due = Due("<@U1> " * 40, ON, lines, DAYS)
    done = Done(ON, AT, "Europe/Berlin", tuple((each, Decimal(3)) for each in lines), lines, DAYS)
    prompt = Message("Figures", due_blocks(t, due))
    for message in (prompt, nudge_message(t, due), done_message(t, done)):
        payload = message.payload()
        assert len(payload["blocks"]) <= 50
        assert "<!" not in str(payload)
        assert "<@" not in str(payload)
        assert all(len(block["text"]["text"]) <= 3_000 for block in payload["blocks"] if block["type"] == "section")
    assert "48" in str(prompt.payload()), "those left out are counted"


def test_forms(t: Translator) -> None:
    lines = tuple(line(LONG, k) for k in range(130))
    day = Day(ON, ON, lines, {"f1": Decimal("-0.0001")}, "g" * 1_000, "b" * 1_000)
    view = view_payload(checkin_view(t, day))
    assert len(view["blocks"]) <= 100
    assert "40" in view["blocks"][-1]["elements"][0]["text"]
    assert all(len(block["hint"]["text"]) <= 2_000 for block in view["blocks"] if "hint" in block)
    correction = Correction(lines[0].figure, tuple(each.figure for each in lines), ON, ON, Decimal(3))
    assert "<!" not in str(view_payload(fix_view(t, correction))["blocks"][1])


def test_help_fits_a_section(t: Translator) -> None:
    assert len(help_message(t).text) <= 3_000


@pytest.mark.parametrize("aggregate", list(Aggregate))
def test_every_way_to_sum_up_a_month_has_words(t: Translator, aggregate: Aggregate) -> None:
    full = FigureLine(figure(SHORT, aggregate=aggregate, unit="count"), ON.replace(day=1), Decimal(7), None, None, ())
    empty = FigureLine(full.figure, full.month, None, None, None, ())
    assert "7" in month_text(t, full)
    assert month_text(t, empty) != month_text(t, full)


def test_every_kind_of_metric_has_words(t: Translator) -> None:
    november = Period.parse("2026-11")
    within = metric(SHORT, direction=Direction.WITHIN, target=None, low=10, high=20)
    lower = metric(SHORT, direction=Direction.LOWER)
    texts = [
        metric_text(t, MetricLine(metric(SHORT), november, 50.0, 100.0, 50.0, 80.0)),
        metric_text(t, MetricLine(lower, november, 50.0, 100.0, 120.0, None)),
        metric_text(t, MetricLine(within, november, 12.0, None, 100.0, None)),
        metric_text(t, MetricLine(metric(SHORT), november, 50.0, None, None, None)),
        metric_text(t, MetricLine(metric(SHORT), november, None, 100.0, None, None, (SHORT,))),
        metric_text(t, MetricLine(metric(SHORT), november, None, 100.0, None, None)),
        *(
            metric_text(t, MetricLine(metric(SHORT), Period.parse(period), 50.0, 100.0, 50.0, None))
            for period in ("2026-Q4", "2026-H2", "2026")
        ),
    ]
    assert len(set(texts)) == len(texts)
