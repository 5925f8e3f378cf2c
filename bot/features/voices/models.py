"""What people outside the workspace say: who asked them about whom, their links, and their answers.

Nothing leads from an answer to a link: answers have neither a link nor a request in them, no time but the last day of
their period, and keys by chance, so that their order does not tell either.
"""

from datetime import date, datetime

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId, UtcDateTime


class VoiceRequest(Row, table=True):
    """Some people outside are asked about a member or about a team's work, one of the two, in a period written 2026-Q4.

    `metrics` are the scheme version's that they rate; without a version it is the packaged questionnaire. `asked` are
    the links that were made and not revoked, `answered` those that were used; none works from `ends_at` on.
    """

    __tablename__ = "voice_request"
    __table_args__ = (
        Index("ix_voice_request_workspace_id_subject_id", "workspace_id", "subject_id"),
        Index("ix_voice_request_workspace_id_team_id", "workspace_id", "team_id"),
        Index("ix_voice_request_workspace_id_asked_by", "workspace_id", "asked_by"),
        Index("ix_voice_request_workspace_id_last_day", "workspace_id", "last_day"),
    )

    subject_id: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    team_id: int | None = Field(default=None, foreign_key="team.id", sa_type=BigId)
    asked_by: int = Field(foreign_key="member.id", sa_type=BigId)
    period: str = Field(max_length=10)
    last_day: date
    scheme_version_id: int | None = Field(default=None, foreign_key="scheme_version.id", sa_type=BigId)
    metrics: list[str] = Field(default_factory=list, sa_type=JSON)
    asked: int
    answered: int = 0
    ends_at: datetime = Field(sa_type=UtcDateTime)


class VoiceLink(Row, table=True):
    """One person's link; gone when it is revoked or its time is over.

    `digest` is of its secret, which is stored nowhere. `label` is whom the requester means to send it to. `used_with`
    is a digest of the form with which it was used, so that the same form sent twice is answered twice and counts once;
    empty as long as it is open.
    """

    __tablename__ = "voice_link"
    __table_args__ = (UniqueConstraint("workspace_id", "digest"),)

    request_id: int = Field(foreign_key="voice_request.id", sa_type=BigId, index=True)
    label: str = Field(sa_type=Sealed("voice_link.label"))
    digest: str = Field(max_length=64)
    used_with: str = Field(default="", max_length=64)


class VoiceAnswer(Row, table=True):
    """One answer about a member or a team: 1 to 5, or None from somebody who cannot judge. `last_day` is the last one
    of the metric's period. The key is drawn by chance."""

    __tablename__ = "voice_answer"
    __table_args__ = (
        Index("ix_voice_answer_workspace_id_last_day", "workspace_id", "last_day"),
        Index("ix_voice_answer_subject_id", "subject_id"),
        Index("ix_voice_answer_team_id", "team_id"),
    )

    subject_id: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    team_id: int | None = Field(default=None, foreign_key="team.id", sa_type=BigId)
    period: str = Field(max_length=10)
    last_day: date
    metric: str = Field(max_length=40)
    value: int | None = None


class VoiceComment(Row, table=True):
    """What somebody added in words, apart from their answers. The key is drawn by chance."""

    __tablename__ = "voice_comment"
    __table_args__ = (
        Index("ix_voice_comment_workspace_id_last_day", "workspace_id", "last_day"),
        Index("ix_voice_comment_subject_id", "subject_id"),
        Index("ix_voice_comment_team_id", "team_id"),
    )

    subject_id: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    team_id: int | None = Field(default=None, foreign_key="team.id", sa_type=BigId)
    period: str = Field(max_length=10)
    last_day: date
    text: str = Field(sa_type=Sealed("voice_comment.text"))
