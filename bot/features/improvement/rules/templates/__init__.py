"""What a plan starts with, by scheme and kind, in files of YAML: a proposal that its manager changes."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from bot.features.improvement.rules.terms import Criterion, Meeting, Milestone, Reason, Terms, on_working_days
from scoring.rewards import PlanRule
from scoring.values import Text

NEUTRAL = "neutral"
MONTHS, SCORE, TARGET = 3, 60.0, 100.0
"""Of a plan that no rule of the scheme is about: how long it lasts, and what is enough."""
PASSING_MONTHS = 2


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Aim(_Value):
    """A milestone at the end of that week of the plan."""

    what: Text
    seen: Text
    helps: Text
    week: int = Field(ge=1, le=52)


class Talk(_Value):
    """On the first day of that week; the mid-term and final reviews find their own days."""

    kind: Literal["other", "mid", "final"]
    week: int = Field(default=1, ge=1, le=52)


class Template(_Value):
    """`reason` may name the {month} in which a run of low cards ended."""

    reason: Text
    milestones: tuple[Aim, ...]
    resources: Text
    meetings: tuple[Talk, ...]


@cache
def packaged(name: str) -> Mapping[str, Template]:
    """The templates of a file by kind of plan; none where there is no such file."""
    file = resources.files(__package__) / f"{name}.yaml"
    if not file.is_file():
        return {}
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {kind: Template.model_validate(each) for kind, each in read.items()}


def template_for(scheme_id: str, kind: str) -> Template:
    """The scheme's own where it has one, else the neutral one."""
    return packaged(scheme_id).get(kind) or packaged(NEUTRAL)[kind]


def starting_terms(
    template: Template,
    rule: PlanRule | None,
    *,
    scheme_line: float,
    starts_on: date,
    month: str | None,
    language: str,
    worked: Callable[[date], date],
) -> Terms:
    """A draft in the person's language. Without the `month` of a run no reason is given: the manager writes it.

    Passing means at least the line by which the plan came about, in two months, and in one where there are no more.
    """
    first = worked(starts_on)
    months = rule.observation_months if rule else MONTHS
    last = worked(_months_later(first, months) - timedelta(days=1))
    reasons = (Reason(text=template.reason.into(language).replace("{month}", month)),) if month else ()
    terms = Terms(
        reasons=reasons,
        milestones=tuple(_milestone(n, aim, first, last, language) for n, aim in enumerate(template.milestones, 1)),
        criteria=(_criterion(rule, scheme_line, months),),
        resources=template.resources.into(language),
        meetings=tuple(_meeting(n, talk, first, last) for n, talk in enumerate(template.meetings, 1)),
        starts_on=first,
        ends_on=last,
    )
    return on_working_days(terms, worked)[0]


def _milestone(n: int, aim: Aim, first: date, last: date, language: str) -> Milestone:
    due = min(first + timedelta(weeks=aim.week) - timedelta(days=1), last)
    what, seen, helps = (each.into(language) for each in (aim.what, aim.seen, aim.helps))
    return Milestone(ref=f"m{n}", what=what, seen=seen, due_on=due, helps=helps)


def _criterion(rule: PlanRule | None, scheme_line: float, months: int) -> Criterion:
    enough = scheme_line or SCORE
    if rule and rule.basis == "target":
        enough = rule.line or TARGET
    elif rule and rule.line:
        enough = rule.line
    return Criterion(
        ref="c1", metric=rule.metric if rule else None, at_least=enough, months=min(PASSING_MONTHS, months)
    )


def _meeting(n: int, talk: Talk, first: date, last: date) -> Meeting:
    days = {"mid": first + (last - first) // 2, "final": last}
    on = days.get(talk.kind, first + timedelta(weeks=talk.week - 1))
    return Meeting(ref=f"t{n}", kind=talk.kind, on=min(on, last))


def _months_later(on: date, months: int) -> date:
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
