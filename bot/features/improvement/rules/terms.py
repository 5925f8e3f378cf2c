"""What a plan asks for and offers: a version of it is one validated, frozen value."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.errors import Rejected, RejectedFields
from bot.features.improvement.rules.files import MOST_FILES
from bot.features.improvement.rules.files import NAME_LIMIT as FILE_NAME_LIMIT

NEEDED = ("reasons", "milestones", "criteria")
LONGEST = timedelta(days=366)
LINE_LIMIT, NOTE_LIMIT = 500, 3_000

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LINE_LIMIT)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=NOTE_LIMIT)]
Ref = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reason(_Value):
    """Why there is a plan: a metric of the scheme (None: the whole card) and what was seen in it."""

    metric: Ref | None = None
    text: Line


class Milestone(_Value):
    """An ability to gain or a result to reach: `what`, how it is `seen`, `due_on`, and who `helps`. `ref` names it
    throughout all versions."""

    ref: Ref
    what: Line
    seen: Line
    due_on: date
    helps: Note = ""


class Criterion(_Value):
    """A measurable condition for passing: the `metric` of the scheme (None: the card's own score) reaches `at_least` in
    `months` of the months of the observation; a score in points, a metric as attainment in %."""

    ref: Ref
    metric: Ref | None = None
    at_least: float = Field(gt=0, le=200)
    months: int = Field(default=1, ge=1, le=12)


class Meeting(_Value):
    """A talk on that day: the `mid` review, the `final` one, or `other`."""

    ref: Ref
    kind: Annotated[str, StringConstraints(pattern="^(mid|final|other)$")] = "other"
    on: date


class Attachment(_Value):
    """A file that belongs to the terms: `file` is its row's key; `size` in bytes."""

    file: int
    name: Annotated[str, StringConstraints(min_length=1, max_length=FILE_NAME_LIMIT)]
    size: int = 0


class Terms(_Value):
    """One version of a plan. Days are the person's; `starts_on` and `ends_on` are both included."""

    reasons: tuple[Reason, ...] = Field(default=(), max_length=10)
    milestones: tuple[Milestone, ...] = Field(default=(), max_length=20)
    criteria: tuple[Criterion, ...] = Field(default=(), max_length=8)
    resources: Note = ""
    meetings: tuple[Meeting, ...] = Field(default=(), max_length=12)
    attachments: tuple[Attachment, ...] = Field(default=(), max_length=MOST_FILES)
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Shifted:
    """A date that is another one than was asked for: `what` is starts_on, ends_on, or the ref of a milestone or
    meeting."""

    what: str
    wanted: date
    on: date


def period_of(terms: Terms, starts_on: date, ends_on: date) -> Terms:
    """The same plan in another period: dates move along with its first day and stay within it. RejectedFields for a
    period that cannot be."""
    _require_period(starts_on, ends_on)
    ahead = starts_on - terms.starts_on

    def kept(on: date) -> date:
        return min(max(on + ahead, starts_on), ends_on)

    return terms.model_copy(
        update={
            "starts_on": starts_on,
            "ends_on": ends_on,
            "milestones": tuple(each.model_copy(update={"due_on": kept(each.due_on)}) for each in terms.milestones),
            "meetings": tuple(each.model_copy(update={"on": kept(each.on)}) for each in terms.meetings),
        }
    )


def require_near(starts_on: date, today: date) -> None:
    """RejectedFields for a first day that is farther from today than a plan is long: somebody has mistyped the year."""
    if abs(starts_on - today) > LONGEST:
        far = Rejected("improvement-error-far", first=today - LONGEST, last=today + LONGEST)
        raise RejectedFields({"starts_on": far})


def on_working_days(terms: Terms, worked: Callable[[date], date]) -> tuple[Terms, tuple[Shifted, ...]]:
    """Every date on the next working day, `worked` of it, and which ones that has moved."""
    shifted: list[Shifted] = []

    def on(what: str, wanted: date) -> date:
        found = worked(wanted)
        if found != wanted:
            shifted.append(Shifted(what, wanted, found))
        return found

    update = {
        "starts_on": on("starts_on", terms.starts_on),
        "ends_on": on("ends_on", terms.ends_on),
        "milestones": tuple(each.model_copy(update={"due_on": on(each.ref, each.due_on)}) for each in terms.milestones),
        "meetings": tuple(each.model_copy(update={"on": on(each.ref, each.on)}) for each in terms.meetings),
    }
    return terms.model_copy(update=update), tuple(shifted)


def check(terms: Terms, metrics: Collection[str]) -> None:
    """RejectedFields, by part, for what contradicts itself or names what is not among the `metrics` by which the person
    is scored."""
    _require_period(terms.starts_on, terms.ends_on)
    wrong: dict[str, Rejected] = {}
    for part, days in (("milestones", _due_days(terms)), ("meetings", [each.on for each in terms.meetings])):
        outside = [on for on in days if not terms.starts_on <= on <= terms.ends_on]
        if outside:
            wrong[part] = outside_of(terms, outside[0])
    named = refs_in(terms)
    if len(set(named)) < len(named):
        wrong["milestones"] = Rejected("improvement-error-twice")
    for part, used in (("reasons", terms.reasons), ("criteria", terms.criteria)):
        unknown = [each.metric for each in used if each.metric is not None and each.metric not in metrics]
        if unknown:
            wrong[part] = Rejected("improvement-error-metric", metric=unknown[0])
    longest = months_in(terms)
    if any(each.months > longest for each in terms.criteria):
        wrong.setdefault("criteria", Rejected("improvement-error-months", months=longest))
    if wrong:
        raise RejectedFields(wrong)


def outside_of(terms: Terms, on: date) -> Rejected:
    """The refusal of a day that does not lie in the plan."""
    return Rejected("improvement-error-outside", day=on, first=terms.starts_on, last=terms.ends_on)


def missing_in(terms: Terms) -> tuple[str, ...]:
    """Of what a plan needs before anybody is asked to approve it: reasons, milestones, criteria."""
    return tuple(part for part in NEEDED if not getattr(terms, part))


def require_complete(terms: Terms) -> None:
    """RejectedFields for each part that is still empty."""
    missing = missing_in(terms)
    if missing:
        raise RejectedFields({part: Rejected(f"improvement-error-no-{part}") for part in missing})


def refs_in(terms: Terms) -> list[str]:
    """Of milestones, criteria and meetings."""
    milestones, criteria = [each.ref for each in terms.milestones], [each.ref for each in terms.criteria]
    return [*milestones, *criteria, *(each.ref for each in terms.meetings)]


def metrics_in(terms: Terms) -> set[str]:
    """Those that reasons and criteria name. A plan that runs may keep one that the scheme has dropped since."""
    named = [*(each.metric for each in terms.reasons), *(each.metric for each in terms.criteria)]
    return {metric for metric in named if metric}


def fingerprint(terms: Terms) -> str:
    """Tells these terms from any others: whoever decides about a version names what they have seen."""
    return sha256(terms.model_dump_json().encode()).hexdigest()[:16]


def months_in(terms: Terms) -> int:
    """Calendar months that the period touches."""
    first, last = terms.starts_on, terms.ends_on
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _due_days(terms: Terms) -> list[date]:
    return [each.due_on for each in terms.milestones]


def _require_period(starts_on: date, ends_on: date) -> None:
    if ends_on <= starts_on:
        raise RejectedFields({"ends_on": Rejected("improvement-error-period", first=starts_on)})
    if ends_on - starts_on > LONGEST:
        raise RejectedFields({"ends_on": Rejected("improvement-error-long-period", last=starts_on + LONGEST)})
