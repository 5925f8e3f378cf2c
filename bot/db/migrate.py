"""Brings a database's schema up to date with the migrations in the package."""

from alembic import command
from alembic.config import Config

from bot.db.schema import migrations
from bot.settings import Settings


def upgrade(url: str, *, revision: str = "head") -> None:
    """Apply every migration up to `revision`; blocking, safe to repeat."""
    command.upgrade(_config(url), revision)


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
