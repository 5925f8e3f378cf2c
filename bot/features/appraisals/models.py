"""What people report about their month, and what their managers say about it: always by name.

A round is about a month. Who is asked follows from the scheme by which they are scored; what is said is read by the
person once the round is published.
"""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId, UtcDateTime

FIRST_REVISION = 1


class AppraisalRound(Row, table=True):
    """Reports and ratings about a month written 2026-10. From `opens_on` on people report, until `closes_on`, and
    managers rate; with `published_at` ratings are out, and every later change is a revision with a reason."""

    __tablename__ = "appraisal_round"
    __table_args__ = (UniqueConstraint("workspace_id", "month"),)

    month: str = Field(max_length=7)
    opens_on: date
    closes_on: date
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SelfReport(Row, table=True):
    """What somebody says of their own month; without `submitted_at` it has been asked for by HR (`asked_by`) and is
    still empty."""

    __tablename__ = "self_report"
    __table_args__ = (UniqueConstraint("workspace_id", "round_id", "member_id"),)

    round_id: int = Field(foreign_key="appraisal_round.id", sa_type=BigId)
    member_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
    results: str = Field(default="", sa_type=Sealed("self_report.results"))
    shortcomings: str = Field(default="", sa_type=Sealed("self_report.shortcomings"))
    plan: str = Field(default="", sa_type=Sealed("self_report.plan"))
    submitted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    asked_by: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)


class Appraisal(Row, table=True):
    """What a manager (`author_id`) says about a report's month; the highest `revision` counts. Before the round is
    published an author changes their own one; another author, and everybody after that, adds a revision.

    `scheme_version_id` is the version whose metrics were asked about; `reason` says why a published one was changed.
    """

    __tablename__ = "appraisal"
    __table_args__ = (UniqueConstraint("workspace_id", "round_id", "member_id", "revision"),)

    round_id: int = Field(foreign_key="appraisal_round.id", sa_type=BigId)
    member_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
    revision: int = FIRST_REVISION
    author_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
    scheme_version_id: int = Field(foreign_key="scheme_version.id", sa_type=BigId)
    reason: str = Field(default="", sa_type=Sealed("appraisal.reason"))
    submitted_at: datetime = Field(sa_type=UtcDateTime)


class AppraisalRating(Row, table=True):
    """One metric of an appraisal: 1 to 5, or None from somebody who cannot judge; the case is never empty."""

    __tablename__ = "appraisal_rating"
    __table_args__ = (UniqueConstraint("workspace_id", "appraisal_id", "metric"),)

    appraisal_id: int = Field(foreign_key="appraisal.id", sa_type=BigId)
    metric: str = Field(max_length=40)
    value: int | None = None
    case_text: str = Field(sa_type=Sealed("appraisal_rating.case_text"))


class AppraisalDraft(Row, table=True):
    """A form that somebody has begun: about themselves a report, about a report of theirs a rating. `content` is JSON,
    texts and numbers by field. Gone with what it becomes, and when the round is published."""

    __tablename__ = "appraisal_draft"
    __table_args__ = (
        UniqueConstraint("workspace_id", "round_id", "author_id", "subject_id"),
        Index("ix_appraisal_draft_author_id", "author_id"),
        Index("ix_appraisal_draft_subject_id", "subject_id"),
    )

    round_id: int = Field(foreign_key="appraisal_round.id", sa_type=BigId)
    author_id: int = Field(foreign_key="member.id", sa_type=BigId)
    subject_id: int = Field(foreign_key="member.id", sa_type=BigId)
    content: str = Field(sa_type=Sealed("appraisal_draft.content"))
