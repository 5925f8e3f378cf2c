"""Brings a database's schema up to date with the migrations in the package."""

from pathlib import Path

from alembic import command
from alembic.config import Config

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
    config.set_main_option("script_location", str(_migrations()))
    config.attributes["url"] = Settings(database_url=url).effective_database_url
    return config


def _migrations() -> Path:
    """Inside the package when installed, at the project's root in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "migrations"
    return installed if installed.is_dir() else package.parent / "migrations"
