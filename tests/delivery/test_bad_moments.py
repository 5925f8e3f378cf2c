"""What happens at the very moment at which something else does: nothing is lost by it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.delivery import slots
from bot.delivery.models import UPDATE
from tests.delivery.post import post_office, show_text
from tests.office import BO, GROWTH_CHANNEL


async def test_an_update_whose_original_is_marked_while_it_looks_is_not_lost(postgres_url: str) -> None:
    """On PostgreSQL: SQLite shows a reader one moment."""

    def marked(_connection: object, _cursor: object, statement: str, *_rest: Any) -> None:
        if statement.startswith("SELECT") and "delivery.ts" in statement and "sending" not in looks:
            looks.append("sending")
            with psycopg.connect(postgres_url) as another:
                another.execute("UPDATE delivery SET state = 'sent', token = NULL WHERE unique_key = 'a'")

    looks: list[str] = []
    async with post_office(postgres_url) as post:
        await post.promise("a", "before")
        await post.drain()
        on_its_way = datetime.now(UTC) + timedelta(seconds=30)
        await post.change("a", state="sending", token="another", lease_until=on_its_way)
        await post.promise("b", "after", operation=UPDATE, updates="a")
        event.listen(post.database.engine.sync_engine, "after_cursor_execute", marked)
        await post.dispatcher().drain()
        assert looks
        post.clock.move_to(post.clock.now() + timedelta(minutes=1))
        await post.drain()
        assert post.seen() == ["after"]


async def test_what_slack_did_not_take_is_in_no_doubt_although_the_database_was_away(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_arguments: object, **_options: object) -> None:
        raise OperationalError("INSERT", None, ConnectionRefusedError())

    async with post_office(database_url) as post:
        post.sandbox.faults.add("rate_limit", method="chat.postMessage", seconds=1)
        await post.promise("a", to=GROWTH_CHANNEL)
        with monkeypatch.context() as outage:
            outage.setattr(slots, "block", away)
            await post.drain()
        row = await post.row("a")
        assert (row.state, row.is_ambiguous, row.last_error) == ("due", False, "ratelimited")
        post.clock.move_to(post.clock.now() + timedelta(minutes=1))
        await post.drain()
        assert [message.text for message in post.sandbox.person(BO).messages("#growth")] == ["hello"]


async def test_what_a_newer_program_has_promised_waits_for_it(database_url: str) -> None:
    """Replicas are replaced one after the other: for a while both work on one database."""
    async with post_office(database_url) as post:
        await post.promise("a", "news", kind="test.later")
        await post.promise("b")
        await post.drain()
        row = await post.row("a")
        assert (row.state, row.last_error) == ("due", "'test.later' is unknown to this version")
        assert post.seen() == ["hello"]
        post.renderers["test.later"] = show_text
        post.clock.move_to(row.due_at)
        await post.drain()
        assert post.seen() == ["hello", "news"]
