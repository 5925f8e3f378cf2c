from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.definitions import Band, Text
from scoring.errors import InputInvalid, UnknownName
from scoring.incentives import action_points, attainment_bonus, band_bonus, commission
from scoring.rewards import ActionPoints, AttainmentBonus, Commission
from scoring.rounding import half_up

TITLE = Text(en="a", zh_cn="甲")
S = Band(id="S", min=90, coefficient=1.5)
TIERS = ((0, "0.01"), (100_000, "0.015"), (300_000, "0.02"))
cents = st.decimals(min_value=0, max_value=10**9, places=2)


def tiered(*tiers: tuple[Any, Any]) -> Commission:
    rows = [{"from": start, "rate": rate} for start, rate in tiers]
    return Commission.model_validate({"id": "c", "title": TITLE, "metric": "sales", "tiers": rows})


def over(**rules: Any) -> AttainmentBonus:
    return AttainmentBonus.model_validate({"id": "o", "title": TITLE, "metric": "sales", **rules})


@st.composite
def commissions(draw: st.DrawFn) -> Commission:
    starts = sorted(draw(st.sets(st.decimals(min_value="0.01", max_value=10**6, places=2), max_size=5)))
    rates = st.decimals(min_value=0, max_value=1, places=4)
    return tiered(*((start, draw(rates)) for start in (Decimal(0), *starts)))


# Band bonus


def test_an_s_earns_one_and_a_half_times_the_base() -> None:
    pay = band_bonus(S, base="3333.33")
    assert (pay.base, pay.band, pay.coefficient) == (Decimal("3333.33"), "S", Decimal("1.5"))
    assert str(pay.amount) == "5000.00"  # 4999.995, half up


def test_without_a_band_there_is_no_amount_rather_than_none_of_it() -> None:
    assert band_bonus(None, base=5000).amount is None
    assert band_bonus(Band(id="D", min=0, coefficient=0), base=5000).amount == 0


def test_yen_have_no_cents() -> None:
    assert str(band_bonus(Band(id="C", min=60, coefficient=0.85), base=30_010, places=0).amount) == "25509"  # 25508.5
    with pytest.raises(InputInvalid, match="more than 0 decimals"):
        band_bonus(S, base="30010.5", places=0)


@pytest.mark.parametrize(
    ("base", "says"),
    [
        (0.1, "base 0.1 is a float: give a Decimal or a text"),
        (True, "is a bool"),
        (None, "NoneType"),
        ("a lot", "not a number"),
        ("-1", "negative"),
        ("1.005", "more than 2 decimals"),
        ("NaN", "finite"),
        ("Infinity", "finite"),
        (10**15, "finite number under 10"),
        ("1e-999999", "30 decimals"),
        ("1e999999999999999999999", "not a number|finite"),
    ],
)
def test_money_that_is_none_is_refused(base: Any, says: str) -> None:
    with pytest.raises(InputInvalid, match=says):
        band_bonus(S, base=base)


@pytest.mark.parametrize("places", [-1, 5, 2.0, True])
def test_decimal_places_of_no_currency_are_refused(places: Any) -> None:
    with pytest.raises(InputInvalid, match="places"):
        band_bonus(S, base=1, places=places)


def test_minus_zero_is_zero() -> None:
    assert str(band_bonus(S, base="-0.00").amount) == "0.00"


def test_the_decimal_context_of_the_caller_changes_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        assert band_bonus(S, base="123456789.01").amount == Decimal("185185183.52")
        assert attainment_bonus(over(), attainment=120, base="123456.78").amount == Decimal("148148.14")
        assert commission(tiered(*TIERS), sales="123456.78").amount == Decimal("1351.85")


# Attainment bonus


def test_sales_20_percent_over_target() -> None:
    pay = attainment_bonus(over(over_rate="1.5", cap=150), attainment=120.0, base=10_000)
    assert (pay.over, pay.at_target, pay.over_target) == (20, 10_000, 3_000)
    assert str(pay.amount) == "13000.00"


@pytest.mark.parametrize(
    ("attainment", "amount"),
    [
        (99.99, "0.00"),
        (100.0, "1000.00"),
        (99.99999999999999, "1000.00"),  # noise of binary sums
        (100.01, "1000.10"),
        (150.0, "1500.00"),
        (400.0, "1500.00"),
        (-30.0, "0.00"),
        (Decimal("133.333"), "1333.33"),
        (0, "0.00"),
    ],
)
def test_base_at_target_a_rate_above_it_and_an_end(attainment: Any, amount: str) -> None:
    assert str(attainment_bonus(over(), attainment=attainment, base=1000).amount) == amount


def test_without_an_attainment_there_is_no_amount() -> None:
    pay = attainment_bonus(over(), attainment=None, base=1000)
    assert (pay.amount, pay.at_target, pay.base) == (None, None, 1000)


@pytest.mark.parametrize("attainment", [float("nan"), float("inf"), True, "120"])
def test_an_attainment_that_is_no_number_is_refused(attainment: Any) -> None:
    with pytest.raises(InputInvalid, match="attainment"):
        attainment_bonus(over(), attainment=attainment, base=1000)


@given(base=cents, attainments=st.lists(st.floats(-100, 1000), min_size=2, max_size=2))
def test_more_attainment_never_pays_less(base: Decimal, attainments: list[float]) -> None:
    low, high = (attainment_bonus(over(cap=300), attainment=x, base=base).amount for x in sorted(attainments))
    assert low is not None
    assert high is not None
    assert 0 <= low <= high <= 3 * base


# Commission


def test_each_rate_is_for_its_own_interval() -> None:
    pay = commission(tiered(*TIERS), sales=350_000)
    assert [(line.start, line.end, line.rate, line.part, line.due) for line in pay.lines] == [
        (0, 100_000, Decimal("0.01"), 100_000, 1_000),
        (100_000, 300_000, Decimal("0.015"), 200_000, 3_000),
        (300_000, None, Decimal("0.02"), 50_000, 1_000),
    ]
    assert str(pay.amount) == "5000.00"


@pytest.mark.parametrize(
    ("sales", "lines", "amount"),
    [
        ("0", 0, "0.00"),
        ("0.49", 1, "0.00"),
        ("0.50", 1, "0.01"),  # half a cent
        ("99999.99", 1, "1000.00"),
        ("100000", 1, "1000.00"),
        ("100000.01", 2, "1000.00"),
        ("100000.33", 2, "1000.00"),
        ("100000.34", 2, "1000.01"),
        ("300000.00", 2, "4000.00"),
        ("300000.01", 3, "4000.00"),
    ],
)
def test_boundaries_are_exact(sales: str, lines: int, amount: str) -> None:
    pay = commission(tiered(*TIERS), sales=sales)
    assert (len(pay.lines), str(pay.amount)) == (lines, amount)


@pytest.mark.parametrize("sales", ["-0.01", 100.0])
def test_negative_sales_and_floats_are_refused(sales: Any) -> None:
    with pytest.raises(InputInvalid, match=f"sales {sales}"):
        commission(tiered(*TIERS), sales=sales)


@given(rule=commissions(), sales=cents)
def test_the_lines_make_up_the_sales_and_the_amount(rule: Commission, sales: Decimal) -> None:
    pay = commission(rule, sales=sales)
    assert sum(line.part for line in pay.lines) == sales
    assert pay.amount == half_up(sum((line.part * line.rate for line in pay.lines), Decimal(0)), 2)


@given(rule=commissions(), sales=cents, more=cents)
def test_commission_rises_with_sales_and_never_jumps(rule: Commission, sales: Decimal, more: Decimal) -> None:
    step = commission(rule, sales=sales + more).amount - commission(rule, sales=sales).amount
    steepest = max(tier.rate for tier in rule.tiers)
    assert 0 <= step <= more * steepest + Decimal("0.01")


@given(rule=commissions(), sales=cents)
def test_commission_is_the_area_under_the_rates(rule: Commission, sales: Decimal) -> None:
    """The same by another way: the first rate on everything, then each change of rate on all that lies above it."""
    due, before = Decimal(0), Decimal(0)
    for tier in rule.tiers:
        due += max(sales - tier.start, Decimal(0)) * (tier.rate - before)
        before = tier.rate
    assert commission(rule, sales=sales).amount == half_up(due, 2)


# Points for key actions


def actions(**rules: Any) -> ActionPoints:
    rows = [{"id": name, "title": TITLE, "points": points} for name, points in (("case", 5), ("talk", 3))]
    return ActionPoints.model_validate({"id": "p", "title": TITLE, "actions": rows, **rules})


def test_points_of_key_actions_add_up_to_the_limit() -> None:
    total = action_points(actions(limit=20), {"talk": 2, "case": 3})
    assert [(line.action, line.times, line.each, line.points) for line in total.lines] == [
        ("case", 3, 5, 15),
        ("talk", 2, 3, 6),
    ]
    assert (total.limit, total.total) == (20, 20)
    assert action_points(actions(), {"talk": 2, "case": 3}).total == 21
    assert action_points(actions(), {"talk": 0}).lines == ()


def test_unknown_actions_and_wrong_counts_are_refused() -> None:
    with pytest.raises(UnknownName, match="case, talk"):
        action_points(actions(), {"dance": 1})
    for count in (-1, 1.5, True):
        with pytest.raises(InputInvalid, match="talk"):
            action_points(actions(), {"talk": count})  # type: ignore[dict-item]  # what the check is for
