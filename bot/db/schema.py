"""Whether a database has the schema of this program, found out without what would bring it there: alembic and all that
it loads take a twelfth of a process's memory."""

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.db.engine import Database

APPLIED = text("SELECT version_num FROM alembic_version")


def migrations() -> Path:
    """Inside the package when installed, at the project's root in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "migrations"
    return installed if installed.is_dir() else package.parent / "migrations"


def newest() -> str:
    """The last migration; files are named as their revisions, which begin with their dates."""
    return max(each.stem for each in (migrations() / "versions").glob("[0-9]*.py"))


async def is_current(database: Database) -> bool:
    """False for an empty database too."""
    try:
        async with database.glance() as connection:
            return list((await connection.execute(APPLIED)).scalars()) == [newest()]
    except DBAPIError:
        return False
