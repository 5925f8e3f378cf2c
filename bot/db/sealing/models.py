"""Which keys the texts of a workspace have been sealed with."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.keyring import ID_LENGTH


class SealingKey(Row, table=True):
    """A key that some text may need; without all of them nothing is started. Its id tells nothing about it."""

    __tablename__ = "sealing_key"
    __table_args__ = (UniqueConstraint("workspace_id", "key_id"),)

    key_id: str = Field(max_length=ID_LENGTH)
