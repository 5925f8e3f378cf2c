"""What a team learns from a project: notes, which lose their writers, and actions, which have owners."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId

TITLE_LIMIT, DESCRIPTION_LIMIT, NOTE_LIMIT, ACTION_LIMIT, REASON_LIMIT = 80, 500, 1_000, 200, 300
OPEN, CLOSED = "open", "closed"
WELL, NOT_WELL, NEXT = "well", "not_well", "next"
KINDS = (WELL, NOT_WELL, NEXT)
"""Of notes: what went well, what did not, what to do next."""
DONE, CALLED_OFF = "done", "called_off"
"""Of an action, which is open before."""


class Retrospective(Row, table=True):
    """A project that somebody looks back on with its members, from `opened_on` to `closes_on`, both included, in the
    workspace's zone. `lead_id` is who opened it as lead of the team, or who leads that team since they have left.

    `cycle_id` is the review cycle in which the members rate each other, None where too few of them may. `n_writers` is
    how many had written notes at the close. `is_told` once results are out and the members know.
    """

    __tablename__ = "retrospective"
    __table_args__ = (Index("ix_retrospective_workspace_id_state", "workspace_id", "state"),)

    lead_id: int = Field(foreign_key="member.id", sa_type=BigId)
    team_id: int = Field(foreign_key="team.id", sa_type=BigId)
    cycle_id: int | None = Field(default=None, foreign_key="review_cycle.id", sa_type=BigId)
    title: str = Field(max_length=TITLE_LIMIT)
    description: str = Field(default="", sa_type=Sealed("retrospective.description"))
    opened_on: date
    closes_on: date
    state: str = Field(default=OPEN, max_length=10)
    n_writers: int | None = None
    is_told: bool = False


class RetroMember(Row, table=True):
    """Somebody who was in the project. Two accounts of one person may be there both."""

    __tablename__ = "retro_member"
    __table_args__ = (
        Index("ix_retro_member_workspace_id_retrospective_id", "workspace_id", "retrospective_id"),
        Index("ix_retro_member_workspace_id_member_id", "workspace_id", "member_id"),
    )

    retrospective_id: int = Field(foreign_key="retrospective.id", sa_type=BigId)
    member_id: int = Field(foreign_key="member.id", sa_type=BigId)


class RetroNote(Row, table=True):
    """What somebody wrote; the key is drawn by chance. At the close the author goes, and so do the notes of those who
    do not want them shown when only few have written (`is_for_few` says that they do)."""

    __tablename__ = "retro_note"
    __table_args__ = (Index("ix_retro_note_workspace_id_retrospective_id", "workspace_id", "retrospective_id"),)

    retrospective_id: int = Field(foreign_key="retrospective.id", sa_type=BigId)
    author_id: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    kind: str = Field(max_length=10)
    text: str = Field(sa_type=Sealed("retro_note.text"))
    is_for_few: bool = False


class RetroAction(Row, table=True):
    """Something that somebody does by a day.

    `given_on` is when the present owner was told, `reminded_on` when they were reminded last, both days of theirs;
    `reminders` how often for this deadline (`rules.actions.Stage`). `reason` is why it was put off last, so many times
    as `n_put_off` says.
    """

    __tablename__ = "retro_action"
    __table_args__ = (
        Index("ix_retro_action_workspace_id_retrospective_id", "workspace_id", "retrospective_id"),
        Index("ix_retro_action_workspace_id_owner_id_state", "workspace_id", "owner_id", "state"),
    )

    retrospective_id: int = Field(foreign_key="retrospective.id", sa_type=BigId)
    owner_id: int = Field(foreign_key="member.id", sa_type=BigId)
    added_by: int = Field(foreign_key="member.id", sa_type=BigId)
    text: str = Field(sa_type=Sealed("retro_action.text"))
    due_on: date
    state: str = Field(default=OPEN, max_length=10)
    given_on: date
    reminders: int = 0
    reminded_on: date | None = None
    n_put_off: int = 0
    reason: str = Field(default="", sa_type=Sealed("retro_action.reason"))
    done_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.state == OPEN
