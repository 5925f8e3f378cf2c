"""The promise table: what must reach Slack, once; and how fast anything may."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field

from bot.db.base import Row
from bot.db.types import UtcDateTime

DUE, SENDING, SENT, DROPPED, UNSURE, DEAD = "due", "sending", "sent", "dropped", "unsure", "dead"
STATES = (DUE, SENDING, SENT, DROPPED, UNSURE, DEAD)
POST, REPLY, UPDATE, HOME, EPHEMERAL, FILE, FETCH = "post", "reply", "update", "home", "ephemeral", "file", "fetch"
PICTURE, DISCARD, COMPLETE = "picture", "discard", "complete"
INTO_CHANNEL = (POST, REPLY, EPHEMERAL, FILE)
"""Operations that put something new into a conversation."""
_WAITING_HOME = text("operation = 'home' AND state = 'due'")


class Delivery(Row, table=True):
    """One message that somebody was promised.

    `unique_key` names the occasion, so that promising twice is promising once. `state` goes from `due` over `sending`
    to `sent`; to `dropped` when its occasion has passed; to `dead` when Slack refuses it for good; to `unsure` when
    nobody can tell whether it arrived.

    A `reply` goes into the thread of the message that was promised as `updates_key`, and after it; where that never
    came, it does not either. A `fetch` goes the other way: a file that the recipient has uploaded is brought from
    Slack. A `picture` is brought there for a message that comes later; a `discard` deletes a file of ours, which the
    recipient names; a `complete` ends the step of a workflow that the recipient names.

    `only_for` is who alone sees an ephemeral message in the channel `recipient`; `file_id` is Slack's, of a file that
    has been uploaded and may have been shared.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("workspace_id", "unique_key"),
        Index("ix_delivery_workspace_id_state_due_at", "workspace_id", "state", "due_at"),
        Index(
            "ix_delivery_waiting_home",
            "workspace_id",
            "recipient",
            sqlite_where=_WAITING_HOME,
            postgresql_where=_WAITING_HOME,
        ),
    )

    unique_key: str = Field(max_length=200)
    kind: str = Field(max_length=60)
    operation: str = Field(default=POST, max_length=10)
    recipient: str = Field(max_length=40)
    only_for: str | None = Field(default=None, max_length=40)
    updates_key: str | None = Field(default=None, max_length=200)
    payload: dict[str, Any] = Field(sa_type=JSON)
    state: str = Field(default=DUE, max_length=10)
    due_at: datetime = Field(sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    token: str | None = Field(default=None, max_length=32)
    attempts: int = 0
    is_ambiguous: bool = False
    last_error: str | None = Field(default=None, max_length=200)
    channel: str | None = Field(default=None, max_length=40)
    ts: str | None = Field(default=None, max_length=40)
    file_id: str | None = Field(default=None, max_length=40)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class UploadedPicture(Row, table=True):
    """A picture that is at Slack, so that it is not brought there twice.

    `content_key` is a digest of what it shows and of whom; `about` the Slack id of the person whom it shows, None for
    what is no single person's. Of the same `slot`, if any, only the latest is kept.
    """

    __tablename__ = "picture"
    __table_args__ = (
        UniqueConstraint("workspace_id", "content_key"),
        Index("ix_picture_workspace_id_about", "workspace_id", "about"),
        Index("ix_picture_workspace_id_slot", "workspace_id", "slot"),
        Index("ix_picture_workspace_id_uploaded_at", "workspace_id", "uploaded_at"),
    )

    content_key: str = Field(max_length=64)
    file_id: str = Field(max_length=40)
    about: str | None = Field(default=None, max_length=40)
    slot: str = Field(default="", max_length=100)
    uploaded_at: datetime = Field(sa_type=UtcDateTime)


class OpenedHome(Row, table=True):
    """An account that has opened Home: who never did is not published one. `tour_step` is the step of the tour that is
    shown there, counted from 1; 0 once the tour is over."""

    __tablename__ = "opened_home"
    __table_args__ = (UniqueConstraint("workspace_id", "slack_user"),)

    slack_user: str = Field(max_length=40)
    tour_step: int = 1


class RateBucket(Row, table=True):
    """One limit of Slack's that all processes share, kept by the generic cell rate algorithm (GCRA).

    All times are microseconds since 1970 by the database's clock. `full_at_us` is when the calls granted so far would
    be used up at the steady rate (the algorithm's theoretical arrival time): another one is granted while that is at
    most `burst_us` ahead, and moves it on by `step_us`. Until `blocked_until_us` Slack wants no call at all.
    """

    __tablename__ = "rate_bucket"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    name: str = Field(max_length=80)
    full_at_us: int = Field(sa_type=BigInteger)
    step_us: int = Field(sa_type=BigInteger)
    burst_us: int = Field(sa_type=BigInteger)
    blocked_until_us: int = Field(default=0, sa_type=BigInteger)
