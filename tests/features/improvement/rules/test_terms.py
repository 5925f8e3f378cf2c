"""What a plan may ask for, and what it starts with."""

from datetime import date, timedelta

import pytest

from bot.errors import Rejected, RejectedFields
from bot.features.improvement.rules import editing
from bot.features.improvement.rules.templates import NEUTRAL, packaged, starting_terms, template_for
from bot.features.improvement.rules.terms import (
    Criterion,
    Meeting,
    Milestone,
    Reason,
    Terms,
    check,
    fingerprint,
    missing_in,
    period_of,
    require_complete,
)
from bot.features.schemes.rules.choosing import builtin
from scoring.scheme import builtin_ids

FIRST, LAST = date(2026, 11, 30), date(2027, 2, 26)
WHOLE = Terms(
    reasons=(Reason(text="October and November were under 60"),),
    milestones=(Milestone(ref="m1", what="Read the figures", seen="Two reviews", due_on=date(2026, 12, 18)),),
    criteria=(Criterion(ref="c1", metric="execution", at_least=60, months=2),),
    meetings=(Meeting(ref="t1", kind="final", on=LAST),),
    starts_on=FIRST,
    ends_on=LAST,
)
METRICS = {"execution"}


def test_a_whole_plan_is_accepted() -> None:
    check(WHOLE, METRICS)
    require_complete(WHOLE)
    assert Terms.model_validate_json(WHOLE.model_dump_json()) == WHOLE


@pytest.mark.parametrize(
    ("change", "part", "key"),
    [
        ({"ends_on": FIRST}, "ends_on", "improvement-error-period"),
        ({"ends_on": FIRST + timedelta(days=400)}, "ends_on", "improvement-error-long-period"),
        ({"starts_on": date(2026, 12, 21)}, "milestones", "improvement-error-outside"),
        ({"ends_on": LAST - timedelta(days=1)}, "meetings", "improvement-error-outside"),
        ({"criteria": (Criterion(ref="c1", at_least=60, months=5),)}, "criteria", "improvement-error-months"),
        ({"criteria": (Criterion(ref="c1", metric="gone", at_least=60),)}, "criteria", "improvement-error-metric"),
        ({"reasons": (Reason(metric="gone", text="x"),)}, "reasons", "improvement-error-metric"),
        ({"milestones": WHOLE.milestones * 2}, "milestones", "improvement-error-twice"),
    ],
)
def test_what_contradicts_itself_is_refused_by_part(change: dict[str, object], part: str, key: str) -> None:
    with pytest.raises(RejectedFields) as refused:
        check(WHOLE.model_copy(update=change), METRICS)
    assert refused.value.fields[part].key == key


def test_what_is_missing_is_named_all_at_once() -> None:
    bare = Terms(starts_on=FIRST, ends_on=LAST)
    assert missing_in(bare) == ("reasons", "milestones", "criteria")
    with pytest.raises(RejectedFields) as refused:
        require_complete(bare)
    assert set(refused.value.fields) == set(missing_in(bare))


def test_another_period_takes_its_dates_along() -> None:
    moved = period_of(WHOLE, FIRST + timedelta(days=7), LAST - timedelta(days=7))
    assert moved.milestones[0].due_on == date(2026, 12, 25)
    assert moved.meetings[0].on == LAST - timedelta(days=7), "not after the last day"


def test_there_are_only_so_many_of_each() -> None:
    many = Terms(reasons=WHOLE.reasons * 10, starts_on=FIRST, ends_on=LAST)
    with pytest.raises(Rejected, match="improvement-error-many"):
        editing.with_item(many, "reasons", None, WHOLE.reasons[0])
    with pytest.raises(Rejected, match="improvement-error-gone"):
        editing.without_item(many, "reasons", 10)


def test_each_terms_has_a_name_of_its_own() -> None:
    assert fingerprint(WHOLE) != fingerprint(WHOLE.model_copy(update={"resources": "x"}))


@pytest.mark.parametrize("scheme_id", [*builtin_ids(), "somebody's own"])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_scheme_has_something_to_start_with(scheme_id: str, language: str) -> None:
    rules = builtin(scheme_id).plans if scheme_id in builtin_ids() else ()
    for rule in (*rules, None):
        terms = starting_terms(
            template_for(scheme_id, rule.kind if rule else "coaching"),
            rule,
            scheme_line=60,
            starts_on=FIRST,
            month="2026-10",
            language=language,
            worked=lambda on: on,
        )
        check(terms, rule.metric_ids if rule else ())
        require_complete(terms)
        assert "{" not in repr(terms)
        assert ("上级" in terms.resources) is (language == "zh-CN")


def test_templates_of_schemes_are_those_that_their_rules_ask_for() -> None:
    assert set(packaged("promotion")) == {"improvement"}
    assert "Ability" in packaged("work_plan")["coaching"].milestones[0].what.en
    assert set(packaged(NEUTRAL)) == {"coaching", "improvement"}
    assert packaged("unheard_of") == {}
