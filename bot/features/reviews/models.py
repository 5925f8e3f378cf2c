"""Cycles of peer ratings, in two stores without a way from one to the other: who has rated, and what was said.

Neither has a time in it. Rows of the second have keys by chance, so that neither their order nor their place in a file
tells when they came. What is left of both after the release has no raters in it.
"""

from datetime import date

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId

CASE_LIMIT = 4_000
DECLINE_LIMIT = 300
TITLE_LIMIT = 120
RATING_KEY = "uq_review_rating_cycle_id_pseudonym_subject_id_metric"  # the whole name would be too long
ASKED, DONE, DECLINED, DROPPED = "asked", "done", "declined", "dropped"
"""Of a rating: to be given; given; declined by the rater; no longer wanted, because somebody has left."""


class ReviewCycle(Row, table=True):
    """A round of ratings of one kind (`rules.kinds.Kind`) about a month written 2026-10; people rate from `opens_on` to
    `closes_on`, both included, in the workspace's zone. `state` is a `rules.cycles.State`. A test counts for nothing.
    `title` is the name of the project of a retrospective, and else empty. `planned_to` is the last day before HR
    extended it, None while nobody has. `is_held`: HR wants to release it by hand. `is_scrubbed`: what its release
    deleted is in no file of the database any more. `reopened_until`: the latest day until which HR wanted some rating
    open again, whether or not somebody was asked for it: so waiting tells nothing.

    The four numbers are what a release leaves of the assignments: ratings that were asked for, given and declined, and
    people who gave some. `n_same` and `n_mutual` are `rules.patterns.Patterns`; `n_rated` and `n_below`, of an open
    cycle, the `rules.quorum.Quorum` of the morning. `corrections` are those of `rules.results.Remains`, None of a cycle
    that was released before they were kept.
    """

    __tablename__ = "review_cycle"
    __table_args__ = (Index("ix_review_cycle_workspace_id_month", "workspace_id", "month"),)

    kind: str = Field(default="peer", max_length=10)
    title: str = Field(default="", max_length=TITLE_LIMIT)
    month: str = Field(max_length=7)
    state: str = Field(max_length=12)
    is_test: bool = False
    is_held: bool = False
    is_scrubbed: bool = False
    opens_on: date
    closes_on: date
    planned_to: date | None = None
    reopened_until: date | None = None
    n_asked: int | None = None
    n_done: int | None = None
    n_declined: int | None = None
    n_raters: int | None = None
    n_same: int | None = None
    n_mutual: int | None = None
    corrections: dict[str, float | None] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    n_rated: int | None = None
    n_below: int | None = None


class ReviewScope(Row, table=True):
    """Whose ratings ask the same: a team's members, with the rules whose metrics are asked about, or everybody who is
    asked by a `rules.questionnaires.Questionnaire`, in a project with what their rules ask in retrospectives."""

    __tablename__ = "review_scope"
    __table_args__ = (UniqueConstraint("workspace_id", "cycle_id", "team_id"),)

    cycle_id: int = Field(foreign_key="review_cycle.id", sa_type=BigId)
    team_id: int | None = Field(default=None, foreign_key="team.id", sa_type=BigId)
    scheme_version_id: int | None = Field(default=None, foreign_key="scheme_version.id", sa_type=BigId)
    scheme_hash: str = Field(default="", max_length=64)
    groups: list[str] = Field(default_factory=list, sa_type=JSON)
    questionnaire: str | None = Field(default=None, max_length=40)


class ReviewKey(Row, table=True):
    """What pseudonyms are made with, in hexadecimal, and what chance gave the assignment; gone with the release."""

    __tablename__ = "review_key"
    __table_args__ = (UniqueConstraint("workspace_id", "cycle_id"),)

    cycle_id: int = Field(foreign_key="review_cycle.id", sa_type=BigId)
    secret: str = Field(sa_type=Sealed("review_key.secret"))
    seed: int = Field(sa_type=BigId)


class ReviewAssignment(Row, table=True):
    """Who is to rate whom and has done so: what reminders go by; gone with the release.

    `scope_id` says what is asked, also when the subject has changed teams meanwhile. On `reopened_until` and before, a
    rating may be changed after the close.
    """

    __tablename__ = "review_assignment"
    __table_args__ = (
        UniqueConstraint("workspace_id", "cycle_id", "rater_id", "subject_id"),
        Index("ix_review_assignment_cycle_id_subject_id", "cycle_id", "subject_id"),
    )

    cycle_id: int = Field(foreign_key="review_cycle.id", sa_type=BigId)
    scope_id: int = Field(foreign_key="review_scope.id", sa_type=BigId)
    rater_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
    subject_id: int = Field(foreign_key="member.id", sa_type=BigId)
    state: str = Field(default=ASKED, max_length=10)
    decline_reason: str = Field(default="", sa_type=Sealed("review_assignment.decline_reason"))
    reopened_until: date | None = None


class ReviewNomination(Row, table=True):
    """A member names somebody who should rate them, or their manager does for them; gone once the cycle opens."""

    __tablename__ = "review_nomination"
    __table_args__ = (UniqueConstraint("workspace_id", "cycle_id", "subject_id", "rater_id"),)

    cycle_id: int = Field(foreign_key="review_cycle.id", sa_type=BigId)
    subject_id: int = Field(foreign_key="member.id", sa_type=BigId)
    rater_id: int = Field(foreign_key="member.id", sa_type=BigId)
    is_approved: bool = False


class ReviewRating(Row, table=True):
    """One answer: 1 to 5, or None for somebody who cannot judge; gone with the release. The key is drawn by chance."""

    __tablename__ = "review_rating"
    __table_args__ = (
        UniqueConstraint("workspace_id", "cycle_id", "pseudonym", "subject_id", "metric", name=RATING_KEY),
    )

    cycle_id: int = Field(foreign_key="review_cycle.id", sa_type=BigId)
    subject_id: int = Field(foreign_key="member.id", sa_type=BigId)
    pseudonym: str = Field(max_length=32)
    metric: str = Field(max_length=40)
    value: int | None = None
    case_text: str = Field(default="", sa_type=Sealed("review_rating.case_text"))


class ReviewResult(Row, table=True):
    """What a cycle came to for a member and a metric: `rules.results.Result`. Without a score where too few rated.
    `groups` is {group: [raters, corrected mean]}."""

    __tablename__ = "review_result"
    __table_args__ = (UniqueConstraint("workspace_id", "cycle_id", "subject_id", "metric"),)

    cycle_id: int = Field(foreign_key="review_cycle.id", sa_type=BigId)
    subject_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
    metric: str = Field(max_length=40)
    raters: int
    corrected: float | None = None
    error: float | None = None
    centre: float | None = None
    weight: float | None = None
    parts: int | None = None
    groups: dict[str, list[float]] = Field(default_factory=dict, sa_type=JSON)


class KeptRating(Row, table=True):
    """`rules.results.Kept`; the key is drawn by chance."""

    __tablename__ = "kept_rating"
    __table_args__ = (Index("ix_kept_rating_cycle_id_subject_id", "cycle_id", "subject_id"),)

    cycle_id: int = Field(foreign_key="review_cycle.id", sa_type=BigId)
    subject_id: int = Field(foreign_key="member.id", sa_type=BigId)
    metric: str = Field(max_length=40)
    value: int
    weight: float


class ReviewComment(Row, table=True):
    """`rules.results.Comment`; the key is drawn by chance."""

    __tablename__ = "review_comment"
    __table_args__ = (Index("ix_review_comment_cycle_id_subject_id", "cycle_id", "subject_id"),)

    cycle_id: int = Field(foreign_key="review_cycle.id", sa_type=BigId)
    subject_id: int = Field(foreign_key="member.id", sa_type=BigId)
    metric: str = Field(max_length=40)
    text: str = Field(sa_type=Sealed("review_comment.text"))


class Collaboration(Row, table=True):
    """Two members had something in common in a month (its first day), so many `times`; `one_id` is the smaller."""

    __tablename__ = "collaboration"
    __table_args__ = (UniqueConstraint("workspace_id", "month", "one_id", "other_id", "tie"),)

    one_id: int = Field(foreign_key="member.id", sa_type=BigId)
    other_id: int = Field(foreign_key="member.id", sa_type=BigId)
    tie: str = Field(max_length=12)
    month: date
    times: int


class ReviewDraft(Row, table=True):
    """What somebody has begun to write about a colleague; gone when it is sent or discarded, and with the release.

    `answers` is {metric: [what was chosen, what was written]} as JSON. Whose it is, is said by the cycle's pseudonym
    alone, as with ratings, and nothing says when it was written. The key is drawn by chance.
    """

    __tablename__ = "review_draft"
    __table_args__ = (UniqueConstraint("workspace_id", "cycle_id", "pseudonym", "subject_id"),)

    cycle_id: int = Field(foreign_key="review_cycle.id", sa_type=BigId)
    subject_id: int = Field(foreign_key="member.id", sa_type=BigId)
    pseudonym: str = Field(max_length=32)
    answers: str = Field(sa_type=Sealed("review_draft.answers"))


class ReviewLeniency(Row, table=True):
    """How somebody rated in a released cycle beside others who rated the same colleagues: `rules.leniency.Leaning`, as
    a word and nothing finer. For nobody but themselves."""

    __tablename__ = "review_leniency"
    __table_args__ = (Index("ix_review_leniency_workspace_id_member_id", "workspace_id", "member_id"),)

    cycle_id: int = Field(foreign_key="review_cycle.id", sa_type=BigId)
    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    leaning: str = Field(sa_type=Sealed("review_leniency.leaning"))
