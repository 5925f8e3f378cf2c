"""What we compare with: a Bolt app that only acknowledges, and one that does one durable SQLite insert first.

Both run on the same server and in the same Bolt mode as Evenhand; the insert is as durable as Evenhand's.
"""

import logging
import sqlite3
import sys
from typing import Any

import uvloop
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.web.application import build_web
from bot.web.health import Checked
from bot.web.server import http_server

SECRET = "bench"


async def authorize() -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=None, team_id="T0BENCH", bot_user_id="U0BOT", bot_id="B0BOT", bot_token="xoxb-1"
    )


class NothingToCheck:
    async def checks(self) -> Checked:
        return Checked({}, None)


def app_with(database: str) -> AsyncApp:
    app = AsyncApp(
        signing_secret=SECRET, authorize=authorize, process_before_response=True, logger=logging.getLogger("slack_bolt")
    )
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, member TEXT, figure TEXT, value INTEGER)")

    @app.command("/perf")
    async def perf(ack: Any) -> None:
        await ack()

    @app.command("/checkin")
    async def checkin(ack: Any, body: dict[str, Any]) -> None:
        figure, value = body["text"].split()[:2]
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO entry (member, figure, value) VALUES (?, ?, ?)", (body["user_id"], figure, int(value))
        )
        connection.execute("COMMIT")
        await ack(f"{figure}: {value}")

    return app


if __name__ == "__main__":
    port, database = int(sys.argv[1]), sys.argv[2]
    web = build_web(bolt=app_with(database), health=NothingToCheck())
    uvloop.run(http_server(web, host="127.0.0.1", port=port).serve())
