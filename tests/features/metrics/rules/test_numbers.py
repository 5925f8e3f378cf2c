"""How people write numbers, and what they are told when one cannot be read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.db.types import LARGEST
from bot.errors import Rejected
from bot.features.metrics.rules.amounts import exact_amount, typed_amount
from bot.features.metrics.rules.numbers import looks_like_number, read_value
from bot.i18n.translator import translator
from scoring.definitions import Figure, Text

TEXT = Text.model_validate({"en": "Something", "zh-CN": "某项"})


def figure(unit: str = "count", *, whole: bool = False, minimum: float | None = 0) -> Figure:
    return Figure(id="it", title=TEXT, unit=unit, definition=TEXT, source=TEXT, whole=whole, minimum=minimum)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("42", "42"),
        ("1,234", "1234"),
        ("1,234,567.25", "1234567.25"),
        ("1.2万", "12000"),
        ("1.2w", "12000"),
        ("3W", "30000"),
        ("3k", "3000"),
        ("2K", "2000"),
        ("2.5亿", "250000000"),
        ("３５", "35"),
        ("１，２３４．５", "1234.5"),
        ("+7", "7"),
        (" 8 ", "8"),
        ("0.0001", "0.0001"),
        ("1.50000", "1.5"),
        ("999999999999", "999999999999"),
    ],
)
def test_reads_what_people_type(typed: str, value: str) -> None:
    assert read_value(typed, figure()) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("12.5%", "percent", "12.5"),
        ("12.5％", "percent", "12.5"),
        ("12.5", "percent", "12.5"),
        ("¥80", "CNY", "80"),
        ("￥80", "CNY", "80"),
        ("80元", "CNY", "80"),
        ("$3k", "USD", "3000"),
        ("€1,200.50", "EUR", "1200.5"),
    ],
)
def test_takes_the_sign_of_the_unit(typed: str, unit: str, value: str) -> None:
    assert read_value(typed, figure(unit)) == Decimal(value)


@pytest.mark.parametrize("typed", ["-3", "−3", "－3", "-¥3"])
def test_negative_values_only_where_the_figure_allows_them(typed: str) -> None:
    assert read_value(typed, figure("CNY", minimum=None)) == -3
    with pytest.raises(Rejected, match="metrics-error-below-minimum") as refusal:
        read_value(typed, figure("CNY"))
    assert refusal.value.params["typed"] == typed


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("1,23", "not-a-number"),
        ("12,34,567", "not-a-number"),
        ("1.234.567", "not-a-number"),
        ("forty", "not-a-number"),
        ("NaN", "not-a-number"),
        ("inf", "not-a-number"),
        ("1e5", "not-a-number"),
        ("", "not-a-number"),
        ("4 2", "not-a-number"),
        ("٤٢", "not-a-number"),
        ("--3", "not-a-number"),
        ("12%", "sign"),
        ("¥80", "sign"),
        ("80元", "sign"),
        ("1000000000000", "too-large"),
        ("9" * 5_000, "too-large"),
        ("10000亿", "too-large"),
        ("1.00001", "decimals"),
    ],
)
def test_refuses_the_rest_and_says_why(typed: str, key: str) -> None:
    with pytest.raises(Rejected, match=f"metrics-error-{key}") as refusal:
        read_value(typed, figure())
    assert refusal.value.params["typed"] == typed


def test_whole_figures_take_whole_numbers() -> None:
    assert read_value("1.2万", figure(whole=True)) == 12_000
    with pytest.raises(Rejected, match="metrics-error-not-whole"):
        read_value("999999999999.0001", figure(whole=True))


@given(st.decimals(min_value=-LARGEST + 1, max_value=LARGEST - 1, places=4))
def test_what_is_shown_for_typing_again_reads_as_the_same_value(value: Decimal) -> None:
    assert read_value(typed_amount(value), figure(minimum=None)) == value


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        value = read_value(typed, figure(minimum=None))
    except Rejected:
        return
    assert abs(value) < LARGEST
    assert looks_like_number(typed)


def test_amounts_show_what_was_told_to_the_last_digit() -> None:
    t = translator("en")
    assert exact_amount(t, Decimal("3200.5500"), "CNY") == "¥3,200.55"
    assert exact_amount(t, Decimal("3200.0000"), "CNY") == "¥3,200"
    assert exact_amount(t, Decimal("0.0001"), "percent") == "0.0001%"
