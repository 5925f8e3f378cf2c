"""Several processes on one PostgreSQL: what one of them promises, another sends at once; a killed one's jobs go on."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from procrastinate import App
from procrastinate.periodic import PeriodicDeferrer
from sqlalchemy.exc import DBAPIError

from bot.clock import SystemClock
from bot.delivery.engines.calls import MOST_CALLED, SEND_DUE, SHARE, call_senders, queue_of
from bot.delivery.engines.replicas import Replicas
from bot.delivery.engines.rounds import Rounds
from bot.delivery.promises import Promise, promise
from tests.databases import opened
from tests.delivery.engines.rounds_going import going, until
from tests.delivery.post import KIND, PostOffice, post_office
from tests.office import BO, CHEN

AN_HOUR = 3600.0


@pytest.fixture
async def post(postgres_url: str) -> AsyncIterator[PostOffice]:
    async with post_office(postgres_url) as running:
        yield running


def replica(post: PostOffice, url: str, workspace_id: int | None = None) -> Replicas:
    """Nobody sweeps: whatever is sent has been called for."""
    rounds = Rounds(post.dispatcher(), AN_HOUR)
    return Replicas(rounds, url=str(opened(url).url), workspace_id=workspace_id or post.workspace_id)


def asked(url: str, query: str, *values: object) -> list[Any]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(query.encode(), values)
        return cursor.fetchall() if cursor.description else []


def jobs(url: str) -> list[tuple[str, str]]:
    return asked(url, "SELECT task_name, status::text FROM procrastinate_jobs WHERE task_name = %s", SEND_DUE)


async def many(post: PostOffice, count: int, **when: timedelta) -> None:
    now = post.clock.now()
    rows = [
        Promise(post.workspace_id, f"m{n}", KIND, BO, now + when.get("after", timedelta()), {"text": "hello"})
        for n in range(count)
    ]
    async with post.database.write() as session:
        await promise(session, rows, now=now)


async def test_what_another_process_promises_is_sent_without_waiting_for_a_sweep(
    post: PostOffice, postgres_url: str
) -> None:
    async with going(replica(post, postgres_url)):
        await post.promise("a")
        await until(lambda: post.seen() == ["hello"])
        await post.promise("b", "again", to=CHEN)
        assert await until(lambda: post.seen(CHEN) == ["again"]) < 4, "it is told, it does not poll"
    assert jobs(postgres_url) == [], "what went well is not kept"


async def test_nobody_hears_of_a_promise_that_was_taken_back(post: PostOffice, postgres_url: str) -> None:
    async def promised_in_vain() -> None:
        async with post.database.write() as session:
            note = Promise(post.workspace_id, "a", KIND, BO, post.clock.now(), {"text": "hello"})
            await promise(session, [note], now=post.clock.now())
            raise KeyError("a bug")

    with pytest.raises(KeyError):
        await promised_in_vain()
    assert jobs(postgres_url) == []


async def test_many_promises_call_several_processes_and_few_call_one(post: PostOffice, postgres_url: str) -> None:
    await many(post, 2 * SHARE + 1)
    assert len(jobs(postgres_url)) == 3
    asked(postgres_url, "DELETE FROM procrastinate_jobs")
    await many(post, 2 * SHARE + 1)
    assert jobs(postgres_url) == [], "none of them is new"
    async with post.database.write() as session:
        await call_senders(session, post.workspace_id, promised=1_000_000)
    assert len(jobs(postgres_url)) == MOST_CALLED


async def test_nobody_is_called_for_what_is_due_later(post: PostOffice, postgres_url: str) -> None:
    await many(post, 10, after=timedelta(hours=1))
    assert jobs(postgres_url) == []


async def test_two_replicas_share_and_nothing_is_sent_twice(post: PostOffice, postgres_url: str) -> None:
    async with going(replica(post, postgres_url)), going(replica(post, postgres_url)):
        await many(post, 150)
        await until(lambda: len(post.seen()) == 150)
    assert len(post.seen()) == 150


async def test_another_workspaces_process_is_not_called(post: PostOffice, postgres_url: str) -> None:
    async with going(replica(post, postgres_url, workspace_id=post.workspace_id + 1)):
        await post.promise("a")
        await asyncio.to_thread(jobs, postgres_url)
    assert jobs(postgres_url) == [(SEND_DUE, "todo")]
    assert post.seen() == []


async def test_a_killed_processs_job_is_done_by_another(post: PostOffice, postgres_url: str) -> None:
    await post.promise("a")
    asked(
        postgres_url,
        "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')"
        " RETURNING id)"
        " UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT id FROM dead)",
    )
    engine = replica(post, postgres_url)
    app = engine._app()
    async with app.open_async():
        await engine._retry_stalled(_Context(app), 0)
    assert jobs(postgres_url) == [(SEND_DUE, "todo")]
    async with going(engine):
        await until(lambda: post.seen() == ["hello"])
    assert asked(postgres_url, "SELECT count(*) FROM procrastinate_workers") == [(0,)]


async def test_a_stalled_job_that_cannot_go_back_does_not_keep_the_others(post: PostOffice, postgres_url: str) -> None:
    asked(
        postgres_url,
        "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, status) VALUES"
        " (%s, 'retry-stalled', 'one', 'doing'), (%s, 'retry-stalled', 'one', 'todo'), (%s, 'send-due', NULL, 'doing')",
        *[queue_of(post.workspace_id)] * 3,
    )
    engine = replica(post, postgres_url)
    app = engine._app()
    async with app.open_async():
        await engine._retry_stalled(_Context(app), 0)
    assert jobs(postgres_url) == [(SEND_DUE, "todo")]


async def test_its_worker_is_started_again_when_its_connections_are_cut(post: PostOffice, postgres_url: str) -> None:
    async with going(replica(post, postgres_url)):
        await post.promise("a")
        await until(lambda: post.seen() == ["hello"])
        await asyncio.to_thread(
            asked,
            postgres_url,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        await post.database.engine.dispose()
        await post.promise("b", "again", to=CHEN)
        await until(lambda: post.seen(CHEN) == ["again"])


async def test_a_connection_that_is_lost_in_between_is_the_databases_error(post: PostOffice, postgres_url: str) -> None:
    async with post.database.session() as session:
        raw = await (await session.connection()).get_raw_connection()
        asked(postgres_url, "SELECT pg_terminate_backend(%s)", raw.driver_connection.info.backend_pid)
        with pytest.raises(DBAPIError):
            await call_senders(session, post.workspace_id, promised=1)


async def test_old_failures_are_forgotten(post: PostOffice, postgres_url: str) -> None:
    for number, status in enumerate(("failed", "aborted", "todo")):
        asked(
            postgres_url,
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES (%s, %s, %s)",
            queue_of(post.workspace_id),
            SEND_DUE,
            status,
        )
        asked(postgres_url, "UPDATE procrastinate_events SET at = now() - interval '8 days'")
        assert number == len(jobs(postgres_url)) - 1
    asked(
        postgres_url,
        "INSERT INTO procrastinate_events (job_id, type, at) SELECT id, 'failed', now() - interval '8 days'"
        " FROM procrastinate_jobs",
    )
    engine = replica(post, postgres_url)
    app = engine._app()
    async with app.open_async():
        await engine._forget_old(_Context(app), 0)
    assert jobs(postgres_url) == [(SEND_DUE, "todo")]


async def test_each_workspace_of_a_database_has_its_own_chores(post: PostOffice, postgres_url: str) -> None:
    ids = (post.workspace_id, post.workspace_id + 1)
    for workspace_id in ids:
        app = replica(post, postgres_url, workspace_id)._app()
        chores = app.periodic_registry
        async with app.open_async():
            await PeriodicDeferrer(chores).defer_jobs([(each, 60) for each in chores.periodic_tasks.values()])
    found = asked(postgres_url, "SELECT queue_name, count(*) FROM procrastinate_jobs GROUP BY 1 ORDER BY 1")
    assert found == [(queue_of(workspace_id), 2) for workspace_id in ids]


async def test_a_worker_that_ends_with_whatever_error_is_started_again(
    post: PostOffice, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks_down(_app: App, **_options: object) -> None:
        outage.undo()
        raise RuntimeError("a bug")

    with monkeypatch.context() as outage:
        outage.setattr(App, "run_worker_async", breaks_down)
        async with going(replica(post, postgres_url)):
            await post.promise("a")
            await until(lambda: post.seen() == ["hello"])


async def test_the_clock_of_the_host_has_no_part_in_it(post: PostOffice, postgres_url: str) -> None:
    """The demo's clock, days ahead, delays nobody: a job has no time of its own."""
    post.clock.move_to(SystemClock().now() + timedelta(days=400))
    async with going(replica(post, postgres_url)):
        await post.promise("a")
        await until(lambda: post.seen() == ["hello"])


class _Context:
    def __init__(self, app: object) -> None:
        self.app = app
