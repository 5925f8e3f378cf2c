"""Brings a database's schema up to date with the migrations in the package."""

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError

from bot.db.schema import migrations
from bot.errors import ConfigurationError
from bot.settings import Settings


def upgrade(url: str, *, revision: str = "head") -> None:
    """Apply every migration up to `revision`; blocking, safe to repeat. ConfigurationError for a database that a newer
    program has migrated."""
    try:
        command.upgrade(_config(url), revision)
    except CommandError as error:
        remedy = "a newer Evenhand has brought it up to date; start that one"
        raise ConfigurationError(f"DATABASE_URL: {str(error).rstrip('.')}: {remedy}") from None


def downgrade(url: str, *, revision: str) -> None:
    """Take migrations back; blocking."""
    command.downgrade(_config(url), revision)


def check_drift(url: str) -> None:
    """Raise alembic's CommandError when models and migrated schema differ."""
    command.check(_config(url))


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations()))
    config.attributes["url"] = Settings(database_url=url).effective_database_url
    return config
