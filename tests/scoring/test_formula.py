from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.arrays import FloatArray
from scoring.errors import FormulaInvalid
from scoring.evaluation import evaluate
from scoring.formula import MAX_DEPTH, MAX_LENGTH, Ref, degree, parse, refs, spelled
from scoring.periods import Cadence, Period
from scoring.reasons import Reason
from scoring.single import value_of as value_of_one
from scoring.windows import Window
from tests.scoring.build import cards, entered, figure, one_metric


def value_of(text: str, **figures: float) -> float:
    node = parse(text)
    values, _ = evaluate(node, {ref: np.array([figures[ref.figure]]) for ref in refs(node)})
    return float(values[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b * 2", 16.0),
        ("(a + b) * 2", 22.0),
        ("a - b - 1", -0.0 + 6 - 5 - 1),
        ("a / b / 2", 0.6),
        ("-a + b", -1.0),
        ("--a", 6.0),
        ("2.5 * a", 15.0),
        ("（a − b） × 100 ÷ b", 20.0),
        ("100*(a-b)/b", 20.0),
    ],
)
def test_arithmetic_as_on_paper(text: str, expected: float) -> None:
    assert value_of(text, a=6.0, b=5.0) == pytest.approx(expected, abs=1e-12)


def test_lag_is_a_reference_of_its_own() -> None:
    node = parse("100 * (uv - lag(uv, 12)) / lag(uv，12)")
    assert refs(node) == (Ref("uv"), Ref("uv", 12))
    values, _ = evaluate(node, {Ref("uv"): np.array([120.0]), Ref("uv", 12): np.array([100.0])})
    assert values.tolist() == [20.0]


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ("", 0, "found 'end of formula'"),
        ("uv +", 4, "found 'end of formula'"),
        ("uv leads", 3, "unexpected 'leads'"),
        ("uv / (leads", 11, "a closing bracket"),
        ("uv ** 2", 4, "found '*'"),
        ("uv $ 2", 3, "unexpected '$'"),
        ("uv; import os", 2, "unexpected ';'"),
        ("lag(uv)", 6, "a comma"),
        ("lag(uv, 0)", 8, "from 1 to 120"),
        ("lag(uv, 1.5)", 8, "from 1 to 120"),
        ("lag(lag, 1)", 4, "cannot hold a lag"),
        ("lag + 1", 4, "an opening bracket after lag"),
        ("max(uv, 1)", 3, "unexpected '('"),
        ("1e5 * uv", 1, "unexpected 'e5'"),
        ("uv.__class__", 2, "unexpected '.'"),
    ],
)
def test_errors_say_where(text: str, position: int, reason: str) -> None:
    with pytest.raises(FormulaInvalid, match=rf"position {position + 1}$") as caught:
        parse(text)
    assert caught.value.position == position
    assert reason in caught.value.reason


@pytest.mark.parametrize("text", ["(" * 200 + "a" + ")" * 200, "-" * 300 + "a", "a+" * MAX_LENGTH + "a"])
def test_formulas_that_would_exhaust_the_stack_are_refused(text: str) -> None:
    with pytest.raises(FormulaInvalid, match=r"nested deeper|longer than"):
        parse(text)


def test_a_batch_never_raises_and_states_reasons() -> None:
    inputs: dict[Ref, FloatArray] = {
        Ref("a"): np.array([6.0, np.nan, 6.0, 0.0, 1e308]),
        Ref("b"): np.array([3.0, 3.0, 0.0, 0.0, 1e-308]),
    }
    values, reasons = evaluate(parse("a / b"), inputs)
    assert values[0] == 2
    assert np.isnan(values[1:]).all()
    assert [Reason(int(code)).code for code in reasons] == [
        "scored",
        "no_data",
        "division_by_zero",
        "division_by_zero",
        "not_finite",
    ]


def test_a_zero_divisor_inside_is_not_hidden_by_a_zero_outside() -> None:
    values, reasons = evaluate(parse("0 * (1 / a)"), {Ref("a"): np.array([0.0])})
    assert np.isnan(values[0])
    assert reasons[0] == Reason.DIVISION_BY_ZERO


def test_a_name_nobody_knows_is_a_stated_result_for_everybody() -> None:
    values, reasons = evaluate(parse("a / visits"), {Ref("a"): np.array([6.0, 0.0])})
    assert np.isnan(values).all()
    assert reasons.tolist() == [Reason.NO_DATA] * 2


@pytest.mark.parametrize("text", ["visits", "leads / visits", "2 * 3", "leads / lag(visits, 1)"])
def test_an_unchecked_scheme_still_gives_cards(text: str) -> None:
    rules = one_metric(text, [figure("leads")], target=10)
    rows = [entered("Bo", "leads", "2026-10", 5), entered("Chen", "leads", "2026-10", 7)]
    card = cards(rules, *rows).card(0)
    assert (card.metrics[0].reason, card.score, card.coverage) == (Reason.NO_DATA, None, 0)
    told = {("leads", row.month): row for row in rows[:1]}
    figures = {each.id: each for each in rules.figures}
    window = Window.of(Cadence.MONTH, Period.parse("2026-10"))
    assert value_of_one(rules.metrics[0], figures=figures, told=told, window=window) is None


@pytest.mark.parametrize(
    ("text", "same", "other"),
    [
        ("100*(uv−lag(uv，12))÷lag(uv,12)", "100.0 * ( uv - lag( uv , 12 ) ) / lag(uv, 12)", "100 * uv / lag(uv, 12)"),
        ("-a--b", "- a - -b", "-a + b"),
        ("1.50 × a + 10", "01.5*a+10.0", "1.5 * a + 1"),
        ("a / (b * c)", "a/(b*c)", "a / b * c"),
    ],
)
def test_one_spelling_for_one_formula(text: str, same: str, other: str) -> None:
    assert spelled(text) == spelled(same) == spelled(spelled(text)) != spelled(other)
    assert parse(spelled(text)) == parse(text)


def test_a_formula_at_the_limits_is_read() -> None:
    assert value_of("(" * (MAX_DEPTH - 1) + "a" + ")" * (MAX_DEPTH - 1), a=2.0) == 2
    assert value_of("+".join(["a"] * 250), a=1.0) == 250


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mql", 1),
        ("-mql * 2 + likes / 4", 1),
        ("100 * (likes + mql) / followers", 1),
        ("cost / mql", 0),
        ("100 * (uv - lag(uv, 12)) / lag(uv, 12)", 0),
        ("followers", 0),
        ("mql - 5", None),
        ("5 * (mql - 5)", None),
        ("mql * likes", 2),
    ],
)
def test_degree_tells_what_grows_with_time(text: str, expected: int | None) -> None:
    assert degree(parse(text), {"mql", "likes", "cost", "uv"}) == expected


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0.1, 1e6))
def test_agrees_with_python(a: float, b: float, c: float) -> None:
    assert value_of("-a * b + (a - b) / c", a=a, b=b, c=c) == pytest.approx(-a * b + (a - b) / c, rel=1e-12, abs=1e-6)
