"""What follows from which months, and the reason that HR reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.improvement.rules.runs import (
    MOST_PASSED_OVER,
    Carded,
    Doubt,
    Known,
    Run,
    Said,
    Signalled,
    Verdict,
    is_fine,
    looked_at_again,
    run_of,
)
from scoring.incentives import Verdict as Due
from scoring.incentives import plan_due
from scoring.periods import Period
from scoring.rewards import PlanRule

DECEMBER = Period.parse("2026-12")
TITLE = {"en": "Plan", "zh-CN": "计划"}
LETTERS = {
    "q": Said.QUESTIONED,
    "x": Said.EXCLUDED,
    "v": Said.ON_LEAVE,
    "t": Said.TRIAL,
    "j": Said.NOT_JOINED,
}
SAID = {
    "L": Said.LOW,
    "F": Said.FINE,
    "i": Said.INCOMPLETE,
    "-": Said.NO_CARD,
    "o": Said.OTHER_RULES,
    **LETTERS,
}
"""L low, F fine, i incomplete, - no card, o other rules, q under question, x set aside by HR, v long leave, t trial,
j not joined yet."""


def rule(n: int = 2, **fields: object) -> PlanRule:
    return PlanRule.model_validate(
        {"id": "coaching", "kind": "coaching", "title": TITLE, "months_in_a_row": n, **fields}
    )


def months(pattern: str, by: PlanRule) -> dict[Period, Known]:
    """The last letter is December; scores of passed months are low ones, which must not matter."""
    values = {"L": 50.0, "F": 70.0, "i": None}
    found = {}
    for back, letter in enumerate(reversed(pattern)):
        card = Carded(1, None if letter == "o" else by, 60.0, values.get(letter, 50.0))
        if letter != "-":
            found[DECEMBER.previous(back)] = Known(card, LETTERS.get(letter))
    return found


def shown(run: Run) -> str:
    letters = {said: letter for letter, said in SAID.items()}
    return "".join(letters[each.said] for each in run.months)


PATTERNS = [
    # months up to December, months in a row, what follows, why, the months that HR is shown
    ("", 2, "nothing", "nothing_counts", ""),
    ("F", 2, "nothing", "fine", ""),
    ("L", 2, "warning", "low", "L"),
    ("FL", 2, "warning", "low", "L"),
    ("LL", 2, "proposal", "reached", "LL"),
    ("FLL", 2, "proposal", "reached", "LL"),
    ("LFL", 2, "warning", "low", "L"),
    ("LF", 2, "nothing", "fine", ""),
    ("LLF", 2, "nothing", "fine", ""),
    ("LLL", 2, "proposal", "reached", "LLL"),
    ("LvL", 2, "proposal", "reached", "LvL"),
    ("LiL", 2, "proposal", "reached", "LiL"),
    ("LqL", 2, "proposal", "reached", "LqL"),
    ("LxL", 2, "proposal", "reached", "LxL"),
    ("L-L", 2, "proposal", "reached", "L-L"),
    ("LvviL", 2, "proposal", "reached", "LvviL"),
    ("LvvviL", 2, "warning", "low", "L"),
    ("L----L", 2, "warning", "low", "L"),
    ("LvFvL", 2, "warning", "low", "L"),
    ("Lq", 2, "warning", "low", "L"),
    ("Li", 2, "warning", "low", "L"),
    ("LLi", 2, "proposal", "reached", "LL"),
    ("Lvvvv", 2, "nothing", "nothing_counts", ""),
    ("Lvvv", 2, "warning", "low", "L"),
    ("q", 2, "nothing", "nothing_counts", ""),
    ("Fq", 2, "nothing", "fine", ""),
    ("tL", 2, "warning", "low", "L"),
    ("ttLL", 2, "proposal", "reached", "LL"),
    ("tt", 2, "nothing", "nothing_counts", ""),
    ("jL", 2, "warning", "low", "L"),
    ("jLL", 2, "proposal", "reached", "LL"),
    ("oL", 2, "warning", "low", "L"),
    ("LoL", 2, "warning", "low", "L"),
    ("LLo", 2, "nothing", "nothing_counts", ""),
    ("LxF", 2, "nothing", "fine", ""),
    ("x", 2, "nothing", "nothing_counts", ""),
    ("L", 1, "proposal", "reached", "L"),
    ("FL", 1, "proposal", "reached", "L"),
    ("F", 1, "nothing", "fine", ""),
    ("L", 3, "warning", "low", "L"),
    ("LL", 3, "warning", "low", "LL"),
    ("LLL", 3, "proposal", "reached", "LLL"),
    ("LiLvL", 3, "proposal", "reached", "LiLvL"),
    ("LLFLL", 3, "warning", "low", "LL"),
    ("LLvvvL", 3, "proposal", "reached", "LLvvvL"),
    ("LLvvvvL", 3, "warning", "low", "L"),
    ("LvvLvvL", 3, "proposal", "reached", "LvvLvvL"),
]


@pytest.mark.parametrize(("pattern", "n", "verdict", "why", "evidence"), PATTERNS)
def test_what_follows_from_months(pattern: str, n: int, verdict: str, why: str, evidence: str) -> None:
    run = run_of(rule(n), months(pattern, rule(n)), upto=DECEMBER)
    assert (run.verdict, run.why, shown(run)) == (verdict, why, evidence)


def proposed(back: int, *, blocks: bool = True) -> Signalled:
    return Signalled(str(DECEMBER.previous(back)), blocks)


@pytest.mark.parametrize(
    ("pattern", "before", "verdict", "why"),
    [
        ("LLL", [proposed(1)], "stays", "proposed"),  # it was proposed after the second
        ("LLLLLL", [proposed(4)], "stays", "proposed"),
        ("LLvL", [proposed(2)], "stays", "proposed"),  # leave breaks no run
        ("LLFLL", [proposed(3)], "proposal", "reached"),  # a good month does
        ("LLvvvvLL", [proposed(6)], "proposal", "reached"),  # and so does a long gap
        ("LLFL", [proposed(2)], "warning", "low"),
        ("LL", [proposed(1, blocks=False)], "proposal", "reached"),  # void: the month before came out fine after all
        ("FL", [proposed(0)], "stays", "proposed"),  # in doubt, and not decided: nothing beside it
    ],
)
def test_what_was_proposed_is_not_proposed_again(pattern: str, before: list[Signalled], verdict: str, why: str) -> None:
    run = run_of(rule(), months(pattern, rule()), upto=DECEMBER, proposed=before)
    assert (run.verdict, run.why) == (verdict, why)


def test_nothing_follows_while_somebody_has_a_plan() -> None:
    run = run_of(rule(), months("LL", rule()), upto=DECEMBER, has_plan=True)
    assert (run.verdict, run.why) == ("nothing", "has_plan")


def test_after_a_plan_everything_starts_anew() -> None:
    for back, verdict in ((0, "nothing"), (1, "warning"), (2, "proposal")):
        run = run_of(rule(), months("LLL", rule()), upto=DECEMBER, settled_until=DECEMBER.previous(back))
        assert run.verdict == verdict


@pytest.mark.parametrize(
    ("fields", "value", "scheme_line", "is_low"),
    [
        ({}, 59.9, 60, True),
        ({}, 60.0, 60, False),  # on the line is not under it
        ({}, 59.99999999999999, 60, False),  # noise of binary sums
        ({"line": 50}, 55.0, 60, False),  # the rule's own line, not the scheme's
        ({"basis": "target"}, 99.9, 60, True),  # 100 without a line
        ({"basis": "target"}, 100.0, 60, False),
        ({"basis": "target", "line": 80}, 79.0, 60, True),
        ({"basis": "target", "metric": "mql", "line": 90}, 90.5, 60, False),
        ({"basis": "target", "metric": "mql"}, 99.0, 60, True),
    ],
)
def test_what_is_compared_with_which_line(
    fields: dict[str, object], value: float, scheme_line: float, is_low: bool
) -> None:
    by = rule(**fields)
    run = run_of(by, {DECEMBER: Known(Carded(1, by, scheme_line, value))}, upto=DECEMBER)
    assert run.verdict is (Verdict.WARNING if is_low else Verdict.NOTHING)
    assert is_fine(by, value, scheme_line) is not is_low


def test_each_month_is_held_against_the_line_of_its_own_rules() -> None:
    """The line was raised to 70 in December: November's 65 was fine, and stays so."""
    old, new = rule(line=60), rule(line=70)
    cards = {DECEMBER.previous(): Known(Carded(1, old, 50, 65.0)), DECEMBER: Known(Carded(1, new, 50, 65.0))}
    run = run_of(new, cards, upto=DECEMBER)
    assert (run.verdict, [(each.value, each.line) for each in run.months]) == ("warning", [(65.0, 70.0)])
    lower = {**cards, DECEMBER.previous(): Known(Carded(1, old, 50, 55.0))}
    run = run_of(new, lower, upto=DECEMBER)
    assert (run.verdict, [each.line for each in run.months]) == ("proposal", [60.0, 70.0])


@pytest.mark.parametrize("other", [{"kind": "improvement"}, {"basis": "target"}, {"id": "other"}])
def test_months_under_rules_that_look_at_something_else_are_no_part_of_it(other: dict[str, object]) -> None:
    cards = {
        DECEMBER.previous(): Known(Carded(1, rule(**other), 60, 10.0)),
        DECEMBER: Known(Carded(1, rule(), 60, 10.0)),
    }
    assert run_of(rule(), cards, upto=DECEMBER).verdict == "warning"


def test_a_late_card_of_an_earlier_month_counts_where_it_belongs() -> None:
    """October comes out after November; both are low."""
    assert run_of(rule(), months("-L", rule()), upto=DECEMBER).verdict == "warning"
    assert run_of(rule(), months("LL", rule()), upto=DECEMBER).verdict == "proposal"
    assert run_of(rule(), months("LFL", rule()), upto=DECEMBER).verdict == "warning"


@pytest.mark.parametrize(
    ("before", "now", "holds", "why"),
    [
        ("LL", "LL", True, "reached"),
        ("LL", "FL", False, "low"),  # the first card was corrected
        ("LL", "LF", False, "fine"),
        ("LL", "FF", False, "fine"),
        ("LL", "qL", False, "low"),  # a question about it is open
        ("LL", "Lx", False, "low"),
        ("LL", "qq", False, "nothing_counts"),
        ("LL", "-L", True, "reached"),  # not kept any longer: it said what it said
        ("LL", "--", True, "reached"),
        ("LiL", "LFL", False, "low"),  # the incomplete card was completed
        ("LiL", "LLL", True, "reached"),
        ("LLL", "FLL", True, "reached"),
    ],
)
def test_a_proposal_is_looked_at_again(before: str, now: str, holds: bool, why: str) -> None:
    evidence = run_of(rule(), months(before, rule()), upto=DECEMBER)
    again = looked_at_again(rule(), evidence, months(now, rule()))
    assert (again.verdict is Verdict.PROPOSAL, again.why) == (holds, why)
    assert [each.month for each in again.months] == [each.month for each in evidence.months]


def test_evidence_and_doubt_come_back_from_json() -> None:
    run = run_of(rule(), months("LvL", rule()), upto=DECEMBER)
    assert Run.model_validate_json(run.model_dump_json()) == run
    doubt = Doubt(run=run, is_kept=True)
    assert Doubt.model_validate_json(doubt.model_dump_json()) == doubt
    assert [(each.month, each.value, each.revision) for each in run.low] == [("2026-10", 50.0, 1), ("2026-12", 50.0, 1)]


@given(st.text("LFi-", min_size=1, max_size=12), st.integers(1, 4))
def test_a_plan_is_proposed_where_the_scheme_says_that_it_is_due(pattern: str, n: int) -> None:
    """As `plan_due` has it, but for gaps that are too long, and for months after which it was due already."""
    if "-" * (MOST_PASSED_OVER + 1) in pattern.replace("i", "-"):
        return
    by, values = rule(n), {"L": 50.0, "F": 70.0, "i": None}
    cards = {DECEMBER.previous(k): values[each] for k, each in enumerate(reversed(pattern)) if each != "-"}
    due = plan_due(by, cards, upto=DECEMBER, scheme_line=60).verdict is Due.LISTED
    run = run_of(by, months(pattern, by), upto=DECEMBER)
    assert due == (run.verdict is Verdict.PROPOSAL and pattern[-1] == "L")
