"""Whether the process is alive, and whether it is ready."""

import httpx
from structlog.testing import capture_logs

from bot.db.engine import Database
from bot.web.application import build_web
from bot.web.server import served_locally
from tests.ports import free_port


async def asked(database: Database, path: str) -> httpx.Response:
    web = build_web(bolt=None, ping=database.ping)
    async with served_locally(web) as url, httpx.AsyncClient(trust_env=False) as client:
        return await client.get(url + path)


async def test_it_is_ready_with_a_database(database: Database) -> None:
    assert (await asked(database, "/readyz")).json() == {"status": "ready"}
    assert (await asked(database, "/healthz")).json() == {"status": "alive"}


async def test_it_is_alive_but_not_ready_without_a_database() -> None:
    away = Database(f"postgresql+psycopg://evenhand:hunter2@127.0.0.1:{free_port()}/evenhand")
    with capture_logs() as logs:
        answer = await asked(away, "/readyz")
    assert (answer.status_code, answer.json()) == (503, {"status": "database away"})
    assert "hunter2" not in str(logs)
    assert (await asked(away, "/healthz")).status_code == 200
    await away.close()


async def test_in_socket_mode_nobody_can_post_events(database: Database) -> None:
    web = build_web(bolt=None, ping=database.ping)
    async with served_locally(web) as url, httpx.AsyncClient(trust_env=False) as client:
        assert (await client.post(url + "/slack/events", content="x")).status_code == 404
