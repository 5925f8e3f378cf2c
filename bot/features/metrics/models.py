"""Figures as people told them, what was found about them, their monthly roll-ups, and the notes of a day."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from bot import limits
from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId, Exact, UtcDateTime

CHAT, IMPORT = "chat", "import"
VERIFIED, EXCLUDED, OPEN = VERDICTS = ("verified", "excluded", "open")
WHY_LIMIT = 120
"""Characters of why an entry is excluded: short enough to be shown whole wherever it is told."""
_HAS_TEXT = text("note IS NOT NULL OR reason IS NOT NULL")
NOTE_LIMIT, REASON_LIMIT, DAY_TEXT_LIMIT = limits.NOTE_LIMIT, 300, 1_000
"""Characters of an entry's note, of a correction's reason, and of a day's goal or blockers."""


class Entry(Row, table=True):
    """One value told for a figure and a day; rows are only ever added.

    The highest `revision` (from 1) of a day counts. `reason` is set from the second revision on, and where a table gave
    one. `entered_by` is None when the operator imported it.
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("workspace_id", "member_id", "figure", "on", "revision"),
        Index("ix_entry_with_text", "workspace_id", "on", sqlite_where=_HAS_TEXT, postgresql_where=_HAS_TEXT),
    )

    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    figure: str = Field(max_length=40)
    on: date
    revision: int = 1
    value: Decimal = Field(sa_type=Exact)
    note: str | None = Field(default=None, sa_type=Sealed("entry.note"))
    reason: str | None = Field(default=None, sa_type=Sealed("entry.reason"))
    source: str = Field(default=CHAT, max_length=20)
    entered_by: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    entered_at: datetime = Field(sa_type=UtcDateTime)


class EntryVerdict(Row, table=True):
    """What somebody who checks figures found about one entry: `VERIFIED`, `EXCLUDED`, or `OPEN` again.

    Rows are only ever added, the highest `number` (from 1) of an entry counts; an entry without any is open, as is each
    new revision of a day. What is excluded is in no roll-up. `member_id` and `on` are those of the entry; `reason` is
    there with each exclusion, until it is forgotten.
    """

    __tablename__ = "entry_verdict"
    __table_args__ = (
        # By the entry first: whoever deletes entries is asked for each whether something refers to it.
        UniqueConstraint("entry_id", "number", "workspace_id"),
        Index("ix_entry_verdict_workspace_id_member_id_on", "workspace_id", "member_id", "on"),
        Index("ix_entry_verdict_workspace_id_on", "workspace_id", "on"),
    )

    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    entry_id: int = Field(foreign_key="entry.id", sa_type=BigId)
    on: date
    number: int = 1
    verdict: str = Field(max_length=20)
    reason: str | None = Field(default=None, sa_type=Sealed("entry_verdict.reason"))
    given_by: int = Field(foreign_key="member.id", sa_type=BigId)
    given_at: datetime = Field(sa_type=UtcDateTime)


class RollUp(Row, table=True):
    """What counts of a member's figure in one month (its first day): always what a recount of the entries would give.
    A month whose entries are all excluded has none.

    `n` days with a value, their `total`, the `last` (of `last_on`) and the `peak`, the largest.
    """

    __tablename__ = "roll_up"
    __table_args__ = (
        UniqueConstraint("workspace_id", "member_id", "figure", "month"),
        Index("ix_roll_up_workspace_id_month", "workspace_id", "month"),
    )

    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    figure: str = Field(max_length=40)
    month: date
    n: int
    total: Decimal = Field(sa_type=Exact)
    last: Decimal = Field(sa_type=Exact)
    last_on: date
    peak: Decimal = Field(sa_type=Exact)


class DayNote(Row, table=True):
    """Goal and blockers of a member's day; rows are only ever added, the highest `revision` counts."""

    __tablename__ = "day_note"
    __table_args__ = (
        UniqueConstraint("workspace_id", "member_id", "on", "revision"),
        Index("ix_day_note_workspace_id_on", "workspace_id", "on"),
    )

    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    on: date
    revision: int = 1
    goal: str = Field(default="", sa_type=Sealed("day_note.goal"))
    blockers: str = Field(default="", sa_type=Sealed("day_note.blockers"))
    entered_at: datetime = Field(sa_type=UtcDateTime)
