"""Requests to be forgotten."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId, UtcDateTime

OPEN, WITHDRAWN, DECLINED, APPROVED, ERASED, DONE = "open", "withdrawn", "declined", "approved", "erased", "done"
REASON_LIMIT = 1_000
_IS_OPEN = text("state IN ('open', 'approved')")


class ErasureRequest(Row, table=True):
    """From `open` to `withdrawn` or `declined`; or to `approved`, `erased` once every row is changed, and `done` once
    nothing of what they were is left in the file. Texts are emptied when the member is erased."""

    __tablename__ = "erasure_request"
    __table_args__ = (
        Index(
            "uq_erasure_request_open",
            "workspace_id",
            "member_id",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
    )

    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    state: str = Field(default=OPEN, max_length=10)
    reason: str = Field(default="", sa_type=Sealed("erasure_request.reason"))
    asked_at: datetime = Field(sa_type=UtcDateTime)
    decided_by: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decision_reason: str = Field(default="", sa_type=Sealed("erasure_request.decision_reason"))
    erased_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
