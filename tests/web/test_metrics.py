"""What Prometheus reads, and who else does not."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import yaml
from prometheus_client import Metric
from prometheus_client.openmetrics.parser import text_string_to_metric_families as read_openmetrics
from prometheus_client.parser import text_string_to_metric_families as read_plain
from sqlalchemy import make_url

from bot.app import web_of
from bot.clock import SystemClock
from bot.db.engine import Database
from bot.features.people.rules.prompts import PROMPT
from bot.instruments import Instruments
from bot.web.application import build_web
from bot.web.health import Health
from bot.web.metrics import Metrics
from bot.web.server import served_locally
from tests.loopback import loopback
from tests.office import BO, CHEN, GROWTH_CHANNEL, PEOPLE, Office, office
from tests.patience import PATIENCE_SECONDS
from tests.ports import free_port
from tests.test_app import FIVE_PM, seat
from tests.web.test_application import impatient, run, silent_server

TOKEN = "a-long-token-for-prometheus"
BEARER = {"authorization": f"Bearer {TOKEN}"}
RULES = Path(__file__).resolve().parents[2] / "docs" / "prometheus-rules.yaml"
GUIDE = RULES.with_name("operations.md")

Scrape = Mapping[str, Metric]


@asynccontextmanager
async def scraper(at: Office) -> AsyncIterator[httpx.AsyncClient]:
    async with served_locally(web_of(at.parts)) as url, loopback(base_url=url) as client:
        yield client


async def scraped(client: httpx.AsyncClient) -> Scrape:
    answer = await client.get("/metrics", headers=BEARER, timeout=PATIENCE_SECONDS)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/plain")
    return {metric.name: metric for metric in read_plain(answer.text)}


def value(scrape: Scrape, name: str, **labels: str) -> float | None:
    """The sum of the samples that have these labels; None when there is none."""
    family = scrape.get(name) or scrape.get(name.removesuffix("_total").removesuffix("_count"))
    samples = family.samples if family else []
    found = [each.value for each in samples if each.name == name and labels.items() <= each.labels.items()]
    return sum(found) if found else None


async def test_an_evening_is_counted(database_url: str) -> None:
    async with office(database_url, metrics_token=TOKEN) as at, scraper(at) as client:
        await seat(at)
        at.sandbox.faults.add("rate_limit", method="chat.postMessage", seconds=1)
        await at.move_to(FIVE_PM)
        refused = await scraped(client)
        assert (await at.person(CHEN).command("/checkin leads 4711")).ok
        assert (await at.person(BO).command("/checkin nonsense 1")).ok
        ticks = 1
        # How long Slack asked to wait is a real second, whatever the office's clock says.
        while not value(scrape := await scraped(client), "evenhand_sends_total", operation="post", outcome="sent"):
            await at.move_by(timedelta(minutes=1))
            ticks += 1
    assert value(refused, "evenhand_deliveries", state="due"), "what Slack did not take waits, perhaps with others"
    assert value(scrape, "evenhand_planned_total", kind=PROMPT) == 5, "Chen's five o'clock was in the morning"
    sent = value(scrape, "evenhand_sends_total", operation="post", outcome="sent")
    assert sent
    assert sent + 1 <= (value(scrape, "evenhand_slack_calls_total", method="chat.postMessage") or 0)
    assert value(scrape, "evenhand_sends_total", outcome="retried") == 1
    assert value(scrape, "evenhand_slack_rate_limited_total", method="chat.postMessage") == 1
    assert value(scrape, "evenhand_slack_calls_total", method="chat.postMessage", result="rate_limited") == 1
    assert value(scrape, "evenhand_slack_calls_total", method="chat.postMessage", result="ok") == sent
    assert value(scrape, "evenhand_listener_seconds_count", kind="command", result="ok") == 1
    assert value(scrape, "evenhand_listener_seconds_count", kind="command", result="rejected") == 1
    assert value(scrape, "evenhand_tick_seconds_count") == ticks
    assert value(scrape, "evenhand_database_up") == 1
    assert value(scrape, "evenhand_last_tick_timestamp_seconds") == pytest.approx(datetime.now(UTC).timestamp(), abs=60)
    assert value(scrape, "process_resident_memory_bytes")


@pytest.mark.parametrize(
    ("role", "checks", "posted"),
    [("web", {"database"}, 401), ("worker", {"database"}, 404), ("scheduler", {"database", "scheduler"}, 404)],
)
async def test_each_part_of_the_work_is_watched(postgres_url: str, role: str, checks: set[str], posted: int) -> None:
    async with office(postgres_url, metrics_token=TOKEN, role=role) as at, scraper(at) as client:
        answer = await client.get("/readyz")
        assert (answer.status_code, set(answer.json()["checks"])) == (200, checks)
        assert value(await scraped(client), "evenhand_database_up") == 1
        assert (await client.post("/slack/events", content="x")).status_code == posted


async def test_what_is_promised_and_not_sent_is_seen_growing_old(database_url: str) -> None:
    async with office(database_url, metrics_token=TOKEN) as at, scraper(at) as client:
        await seat(at)
        at.sandbox.faults.add("server_error", times=None)
        await at.move_to(FIVE_PM)
        before = await scraped(client)
        at.clock.move_to(FIVE_PM + timedelta(hours=1))
        after = await scraped(client)
        at.sandbox.faults.clear()
        await at.move_by(timedelta(minutes=10))
        settled = await scraped(client)
    assert value(before, "evenhand_deliveries", state="due")
    assert value(after, "evenhand_delivery_oldest_due_seconds") == pytest.approx(3600, abs=60)
    assert value(settled, "evenhand_deliveries", state="due") == 0
    assert value(settled, "evenhand_delivery_oldest_due_seconds") == 0


async def test_no_label_names_a_person_a_place_or_what_was_typed(database_url: str) -> None:
    async with office(database_url, metrics_token=TOKEN) as at, scraper(at) as client:
        await seat(at)
        await at.move_to(FIVE_PM)
        await at.person(CHEN).command("/checkin leads 4711 2026-11-17 the printer was ill")
        await at.person(BO).command("/checkin eve@example.com 1")
        await at.person(BO).command("/scorecard @chen")
        await at.person(BO).open_home()
        await at.settle()
        scrape = await scraped(client)
    own = [sample for name, each in scrape.items() if name.startswith("evenhand_") for sample in each.samples]
    assert own
    labels = {"operation", "outcome", "method", "result", "kind", "state", "le"}
    assert {name for sample in own for name in sample.labels} <= labels
    words = {value for sample in own for name, value in sample.labels.items() if name != "le"}
    assert {"post", "ok", "command", "chat.postMessage", "event"} <= words
    assert all(re.fullmatch(r"[a-z_]+(\.[A-Za-z]+)*", word) for word in words), "no id, address, date or key fits this"
    shown = str([(sample.name, sample.labels) for sample in own])
    planted = ("4711", "printer", "example.com", "2026", GROWTH_CHANNEL, at.parts.settings.database_url)
    for secret in (*planted, *(each.id for each in PEOPLE), *(each.real_name for each in PEOPLE)):
        assert secret not in shown


async def test_more_people_and_more_words_make_no_more_series(database_url: str) -> None:
    async with office(database_url, metrics_token=TOKEN) as at, scraper(at) as client:
        await seat(at)
        await at.person(BO).command("/checkin leads 1")
        await at.person(BO).command("/checkin nonsense 1")
        before = await scraped(client)
        for number, user in enumerate([BO, CHEN] * 5):
            await at.person(user).command(f"/checkin leads {number}")
            await at.person(user).command(f"/checkin word{number} 1")
        after = await scraped(client)
    assert series(after, "evenhand_listener_seconds") == series(before, "evenhand_listener_seconds")
    assert value(after, "evenhand_listener_seconds_count") == 22


def series(scrape: Scrape, name: str) -> set[str]:
    return {f"{sample.name}{sorted(sample.labels.items())}" for sample in scrape[name].samples}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"authorization": "Bearer"},
        {"authorization": "Bearer wrong-token-of-somebody"},
        {"authorization": TOKEN},
        {"authorization": f"Basic {TOKEN}"},
        {"authorization": f"Bearer {TOKEN[:-1]}"},
        {"authorization": f"Bearer {TOKEN}x"},
        {"authorization": "Bearer ключ".encode()},
        {"x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1", "forwarded": "for=127.0.0.1"},
    ],
    ids=str,
)
async def test_nobody_sees_them_without_the_token(sqlite_url: str, given: dict[str, str]) -> None:
    async with opened(sqlite_url, token=TOKEN) as client:
        answer = await client.get("/metrics", headers=given)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert "evenhand_" not in answer.text
        assert TOKEN not in answer.text
        assert (await client.get(f"/metrics?token={TOKEN}")).status_code == 401


@pytest.mark.parametrize("given", [{}, {"authorization": "Bearer"}, {"authorization": "Bearer None"}, BEARER], ids=str)
async def test_while_no_token_is_set_nobody_sees_them_at_all(sqlite_url: str, given: dict[str, str]) -> None:
    async with opened(sqlite_url, token=None) as client:
        answer = await client.get("/metrics", headers=given)
        assert answer.status_code == 403
        assert answer.text == "Metrics are shown to nobody: EVENHAND_METRICS_TOKEN is not set.\n"


async def test_whoever_bears_the_token_may_ask_for_openmetrics(sqlite_url: str) -> None:
    async with opened(sqlite_url, token=TOKEN) as client:
        accept = "application/openmetrics-text;version=1.0.0,text/plain;q=0.5"
        answer = await client.get("/metrics", headers=BEARER | {"accept": accept})
        assert answer.headers["content-type"].startswith("application/openmetrics-text")
        assert "evenhand_deliveries" in {family.name for family in read_openmetrics(answer.text)}
        assert (await client.post("/metrics", headers=BEARER)).status_code == 405


async def test_while_the_database_is_away_the_process_still_tells_of_itself() -> None:
    async with opened(f"postgresql://evenhand:hunter2@127.0.0.1:{free_port()}/evenhand") as client:
        away(await scraped(client))
    async with silent_server() as port, opened(f"postgresql://evenhand:hunter2@127.0.0.1:{port}/x") as client:
        with impatient():
            away(await scraped(client))


async def test_a_postgresql_that_goes_away_and_comes_back_is_seen(postgres_url: str) -> None:
    name = make_url(postgres_url).database
    with_driver = postgres_url.replace("postgresql://", "postgresql+psycopg://")
    server = Database(with_driver.replace(f"/{name}", "/postgres"))
    async with opened(postgres_url) as client:
        assert value(await scraped(client), "evenhand_database_up") == 1
        await run(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        await run(server, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        away(await scraped(client))
        await run(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        assert value(await scraped(client), "evenhand_database_up") == 1
    await server.close()


def away(scrape: Scrape) -> None:
    """No figure of the database's is shown: an old one would be wrong, and none at all is noticed."""
    assert value(scrape, "evenhand_database_up") == 0
    assert "evenhand_deliveries" not in scrape
    assert "evenhand_delivery_oldest_due_seconds" not in scrape
    assert value(scrape, "evenhand_sends_total", outcome="sent") == 3
    assert value(scrape, "process_resident_memory_bytes")


async def test_the_rules_and_the_guide_speak_of_metrics_that_there_are(sqlite_url: str) -> None:
    async with opened(sqlite_url) as client:
        scrape = await scraped(client)
    known = set(scrape) | {f"{name}_total" for name, each in scrape.items() if each.type == "counter"}
    known |= {f"{name}{end}" for name, each in scrape.items() if each.type == "histogram" for end in ENDS}
    rules = [rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]]
    assert all(rule["alert"] and rule["annotations"]["summary"] for rule in rules)
    used = {name for rule in rules for name in re.findall(r"evenhand_\w+", rule["expr"])}
    assert used
    assert used <= known
    told = set(re.findall(r"`(evenhand_\w+)", GUIDE.read_text()))
    own = {name for name in known if name.startswith("evenhand_") and not name.endswith(ENDS)}
    counters = {name for name in own if f"{name}_total" in own}
    assert told & known == own - counters, "each is explained"


ENDS = ("_bucket", "_sum", "_count", "_created")


@asynccontextmanager
async def opened(database_url: str, *, token: str | None = TOKEN) -> AsyncIterator[httpx.AsyncClient]:
    """A process that has done a little, without Slack."""
    database = Database(database_url.replace("postgresql://", "postgresql+psycopg://"))
    instruments = Instruments()
    for _ in range(3):
        instruments.attempted(operation="post", outcome="sent")
    health = Health(database=database, workspace_id=1, clock=SystemClock())
    web = build_web(bolt=None, health=health, metrics=Metrics(instruments, health, token))
    async with served_locally(web) as url, loopback(base_url=url) as client:
        yield client
    await database.close()
