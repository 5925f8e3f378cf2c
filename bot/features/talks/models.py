"""The monthly talk about a card: its duty, what either prepares, and what both agree on."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId, UtcDateTime

TEXT_LIMIT, SUMMARY_LIMIT, ITEM_LIMIT = 1_500, 2_000, 200
OPEN, HELD, LAPSED = "open", "held", "lapsed"
"""Of a talk; it lapses when the next month's cards are out, or when one of both leaves."""
CONFIRMED, COMMENTED = "confirmed", "commented"
"""Of a reply."""


class Talk(Row, table=True):
    """That a manager talks with a member about the card of a month, written 2026-10.

    `manager_id` is whose duty it is now, since the day `since_on`. `due_on` is its last day, None while the two have
    too few working days in common. `asked_on` and `reminded_on` are days on which this manager was promised a message.

    `meet_at` is a time that `proposed_by` has proposed, and on which both have agreed once `is_agreed`. `held_on` is
    the day on which they talked, as they say.
    """

    __tablename__ = "talk"
    __table_args__ = (
        UniqueConstraint("workspace_id", "member_id", "period"),
        Index("ix_talk_workspace_id_state", "workspace_id", "state"),
    )

    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    manager_id: int = Field(foreign_key="member.id", sa_type=BigId)
    period: str = Field(max_length=7)
    state: str = Field(default=OPEN, max_length=10)
    since_on: date
    due_on: date | None = None
    asked_on: date | None = None
    reminded_on: date | None = None
    meet_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    proposed_by: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    is_agreed: bool = False
    held_on: date | None = None


class TalkPreparation(Row, table=True):
    """What somebody notes before a talk, for themselves; a member can let the manager of that day, `shared_with`, read
    it. The latest version only."""

    __tablename__ = "talk_preparation"
    __table_args__ = (UniqueConstraint("workspace_id", "talk_id", "author_id"),)

    talk_id: int = Field(foreign_key="talk.id", sa_type=BigId)
    author_id: int = Field(foreign_key="member.id", sa_type=BigId)
    highlights: str = Field(default="", sa_type=Sealed("talk_preparation.highlights"))
    topics: str = Field(default="", sa_type=Sealed("talk_preparation.topics"))
    shared_with: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    written_at: datetime = Field(sa_type=UtcDateTime)


class TalkOutcome(Row, table=True):
    """What came of a talk, as one of both notes it; the other confirms it or comments. A change is another revision."""

    __tablename__ = "talk_outcome"
    __table_args__ = (UniqueConstraint("workspace_id", "talk_id", "revision"),)

    talk_id: int = Field(foreign_key="talk.id", sa_type=BigId)
    revision: int
    author_id: int = Field(foreign_key="member.id", sa_type=BigId)
    summary: str = Field(sa_type=Sealed("talk_outcome.summary"))
    held_on: date
    written_at: datetime = Field(sa_type=UtcDateTime)


class TalkItem(Row, table=True):
    """A line of the capability plan of an outcome: what `owner_id` learns or does until `due_on`. `is_current` as long
    as no later revision has taken the outcome's place."""

    __tablename__ = "talk_item"
    __table_args__ = (
        Index("ix_talk_item_workspace_id_talk_id", "workspace_id", "talk_id"),
        Index("ix_talk_item_workspace_id_owner_id_due_on", "workspace_id", "owner_id", "due_on"),
    )

    talk_id: int = Field(foreign_key="talk.id", sa_type=BigId)
    outcome_id: int = Field(foreign_key="talk_outcome.id", sa_type=BigId)
    owner_id: int = Field(foreign_key="member.id", sa_type=BigId)
    text: str = Field(sa_type=Sealed("talk_item.text"))
    due_on: date
    done_on: date | None = None
    is_current: bool = True


class TalkReply(Row, table=True):
    """What the other one says to an outcome: that it is so (`confirmed`), or something else (`commented`)."""

    __tablename__ = "talk_reply"
    __table_args__ = (Index("ix_talk_reply_workspace_id_talk_id", "workspace_id", "talk_id"),)

    talk_id: int = Field(foreign_key="talk.id", sa_type=BigId)
    outcome_id: int = Field(foreign_key="talk_outcome.id", sa_type=BigId)
    author_id: int = Field(foreign_key="member.id", sa_type=BigId)
    kind: str = Field(max_length=10)
    text: str = Field(default="", sa_type=Sealed("talk_reply.text"))
    written_at: datetime = Field(sa_type=UtcDateTime)
