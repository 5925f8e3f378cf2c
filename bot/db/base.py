"""What every table has: its own key and the workspace it belongs to."""

from sqlalchemy import MetaData
from sqlmodel import Field, SQLModel

from bot.db.types import BigId

# Named constraints let a migration drop them on both databases.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: MetaData = SQLModel.metadata


class Row(SQLModel):
    """Base of the tables that belong to a workspace."""

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    workspace_id: int = Field(foreign_key="workspace.id", sa_type=BigId)

    @property
    def key(self) -> int:
        """The primary key of a row that has been flushed."""
        assert self.id is not None, "the row has not been flushed"
        return self.id
