"""Bad runs that were noticed, plans that people decided on, and everything that was said and done in them.

Who may know that a row exists: the person, the manager who owns the plan, HR, and in an appeal its committee.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.column import Sealed, SealedBytes
from bot.db.types import BigId, UtcDateTime

FIRST_VERSION = 1
RUNNING = ("draft", "submitted", "approved", "published", "acknowledged", "active", "extended", "paused")
"""States in which nobody can have another plan: those before an outcome."""


class PlanSignal(Row, table=True):
    """A bad run of somebody's cards that ended with `month`: a `warning` after the first low month, a `proposal` once a
    plan is due by the rule `rule_id` of the scheme version.

    `evidence` is JSON, `rules.runs.Run` as it was when it was noticed. `state`: open; drafted, once a plan was begun
    from it; dismissed, by HR with a reason; void, once HR has found that it no longer holds. A warning stays open.
    `doubt` is JSON, the run as it came to look after a card was corrected, for HR to decide about.
    """

    __tablename__ = "plan_signal"
    __table_args__ = (
        UniqueConstraint("workspace_id", "member_id", "rule_id", "kind", "month"),
        Index("ix_plan_signal_workspace_id_state", "workspace_id", "state"),
    )

    member_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
    rule_id: str = Field(max_length=40)
    kind: str = Field(max_length=10)
    month: str = Field(max_length=7)
    scheme_version_id: int = Field(foreign_key="scheme_version.id", sa_type=BigId)
    evidence: str = Field(sa_type=Sealed("plan_signal.evidence"))
    doubt: str = Field(default="", sa_type=Sealed("plan_signal.doubt"))
    state: str = Field(default="open", max_length=10)
    made_at: datetime = Field(sa_type=UtcDateTime)
    decided_by: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str = Field(default="", sa_type=Sealed("plan_signal.reason"))


_IS_RUNNING = text(f"state IN ({', '.join(repr(state) for state in RUNNING)})")


class Plan(Row, table=True):
    """A coaching or improvement plan of one member; at most one that has no outcome yet.

    `owner_id` is the manager who writes it. `state` is a `rules.states.State`; `resumes_to` the one that a pause
    returns to. `starts_on` and `ends_on`, both included, are those of the terms in force, moved by pauses and an
    extension; `paused_on` is the first day of a pause, `returns_on` the day on which one for leave ends by itself.
    `consequence` is what followed on a plan that was not passed, `country` whose labour-law checklist counts.
    """

    __tablename__ = "plan"
    __table_args__ = (
        Index(
            "uq_plan_running",
            "workspace_id",
            "member_id",
            unique=True,
            sqlite_where=_IS_RUNNING,
            postgresql_where=_IS_RUNNING,
        ),
        Index("ix_plan_workspace_id_state", "workspace_id", "state"),
    )

    member_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
    owner_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
    signal_id: int | None = Field(default=None, foreign_key="plan_signal.id", sa_type=BigId)
    scheme_version_id: int = Field(foreign_key="scheme_version.id", sa_type=BigId)
    kind: str = Field(max_length=12)
    state: str = Field(default="draft", max_length=12)
    resumes_to: str | None = Field(default=None, max_length=12)
    version: int = FIRST_VERSION
    starts_on: date
    ends_on: date
    paused_on: date | None = None
    returns_on: date | None = None
    n_extended: int = 0
    country: str = Field(default="neutral", max_length=10)
    consequence: str | None = Field(default=None, max_length=12)
    made_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def began_on(self) -> date:
        """No day before it matters to the plan."""
        return min(self.starts_on, self.made_at.date())


class PlanTerms(Row, table=True):
    """One version of what a plan asks for. `content` is JSON, a `rules.terms.Terms`; it is changed until the version is
    published, and never afterwards: where only dates move, another version has them. `answer` is the person's,
    acknowledged or refused, which stops nothing; or unanswered, once HR has gone on without one."""

    __tablename__ = "plan_terms"
    __table_args__ = (UniqueConstraint("workspace_id", "plan_id", "version"),)

    plan_id: int = Field(foreign_key="plan.id", sa_type=BigId)
    version: int = FIRST_VERSION
    content: str = Field(sa_type=Sealed("plan_terms.content"))
    written_by: int = Field(foreign_key="member.id", sa_type=BigId)
    approved_by: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answer: str | None = Field(default=None, max_length=12)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    comment: str = Field(default="", sa_type=Sealed("plan_terms.comment"))


class PlanMove(Row, table=True):
    """Somebody moved a plan from one state to another, or to the same. `by_id` is None for what follows from dates."""

    __tablename__ = "plan_move"
    __table_args__ = (Index("ix_plan_move_workspace_id_plan_id", "workspace_id", "plan_id"),)

    plan_id: int = Field(foreign_key="plan.id", sa_type=BigId)
    move: str = Field(max_length=20)
    since: str = Field(max_length=12)
    to: str = Field(max_length=12)
    by_id: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    at: datetime = Field(sa_type=UtcDateTime)
    reason: str = Field(default="", sa_type=Sealed("plan_move.reason"))


class PlanNote(Row, table=True):
    """Something that was written down in a plan: `kind` is a `rules.notes.Kind`, `on` the day or the week's Monday that
    it is about, `ref` the milestone or meeting. At most one of a kind, ref, day and author; writing it again replaces
    it."""

    __tablename__ = "plan_note"
    __table_args__ = (UniqueConstraint("workspace_id", "plan_id", "kind", "ref", "on", "author_id"),)

    plan_id: int = Field(foreign_key="plan.id", sa_type=BigId)
    author_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
    kind: str = Field(max_length=12)
    ref: str = Field(default="", max_length=40)
    on: date
    mood: str = Field(default="", max_length=12)
    text: str = Field(sa_type=Sealed("plan_note.text"))
    written_at: datetime = Field(sa_type=UtcDateTime)


class PlanFile(Row, table=True):
    """A file that was uploaded with a note, `note_id`, or else into terms, which name it.

    `state`: waiting, until it has been brought from Slack, where it goes by `slack_id`; kept, with its `content` and
    its SHA-256 in hex; refused, for a `reason` out of `rules.files.Refusal`. `size` is in bytes.
    """

    __tablename__ = "plan_file"
    __table_args__ = (Index("ix_plan_file_workspace_id_plan_id", "workspace_id", "plan_id"),)

    plan_id: int = Field(foreign_key="plan.id", sa_type=BigId)
    note_id: int | None = Field(default=None, foreign_key="plan_note.id", sa_type=BigId, index=True)
    uploaded_by: int = Field(foreign_key="member.id", sa_type=BigId)
    uploaded_at: datetime = Field(sa_type=UtcDateTime)
    slack_id: str = Field(sa_type=Sealed("plan_file.slack_id"))
    name: str = Field(sa_type=Sealed("plan_file.name"))
    media_type: str = Field(max_length=100)
    size: int = Field(sa_type=BigInteger)
    state: str = Field(default="waiting", max_length=10)
    reason: str | None = Field(default=None, max_length=10)
    sha256: str = Field(default="", sa_type=Sealed("plan_file.sha256"))
    content: bytes | None = Field(default=None, sa_type=SealedBytes("plan_file.content"))


class PlanCheck(Row, table=True):
    """An item of the labour-law checklist that somebody from HR has seen to."""

    __tablename__ = "plan_check"
    __table_args__ = (UniqueConstraint("workspace_id", "plan_id", "item"),)

    plan_id: int = Field(foreign_key="plan.id", sa_type=BigId)
    item: str = Field(max_length=40)
    by_id: int = Field(foreign_key="member.id", sa_type=BigId)
    at: datetime = Field(sa_type=UtcDateTime)
    note: str = Field(default="", sa_type=Sealed("plan_check.note"))


class PlanAppeal(Row, table=True):
    """The person's appeal against "not passed". `decision`: upheld (it stays), or granted: passed, or extended."""

    __tablename__ = "plan_appeal"
    __table_args__ = (UniqueConstraint("workspace_id", "plan_id"),)

    plan_id: int = Field(foreign_key="plan.id", sa_type=BigId)
    text: str = Field(sa_type=Sealed("plan_appeal.text"))
    made_at: datetime = Field(sa_type=UtcDateTime)
    decision: str | None = Field(default=None, max_length=10)
    decided_by: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str = Field(default="", sa_type=Sealed("plan_appeal.reason"))


class PlanCommittee(Row, table=True):
    """Who of the committee decides an appeal: they alone of the committee know of it."""

    __tablename__ = "plan_committee"
    __table_args__ = (UniqueConstraint("workspace_id", "appeal_id", "member_id"),)

    appeal_id: int = Field(foreign_key="plan_appeal.id", sa_type=BigId)
    member_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
