"""Two companies that live the same months: in one of them there is a plan, and everybody else looks around."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
from sqlalchemy import func, inspect, select, table

from bot.app import web_of
from bot.audit.reading import exported as audit_lines
from bot.delivery.models import STATES
from bot.delivery.operating import listed
from bot.features.people import service as people
from bot.sandbox.block_ids import LENGTH, LETTERS
from bot.web.metrics import Metrics
from tests.office import ANA, BO, BRAND_CHANNEL, CHEN, DEE, EVE, FINN, GROWTH_CHANNEL, HANA, MEMBERS_CSV, Office
from tests.scenarios.audited import say, words
from tests.scenarios.lows import BAD, opened
from tests.scenarios.planning import close_windows, fill, moment, newest, opens, press
from tests.scenarios.test_own_rights import exported

OTTER, HERON, RAVEN, LYNX = "quartz-otter", "amber-heron", "ink-raven", "swift-lynx"
TYPED = (OTTER, HERON, RAVEN, LYNX)
"""What Ana, Eve and Bo write, and nobody else."""
UNCONCERNED = (CHEN, DEE, HANA)
"""A teammate, a lead of another team, an auditor in it. Finn, of hers, too, is on the committee: until there is an
appeal he knows as little."""
LINES = (
    "/perf help",
    "/perf",
    "/perf plan",
    "/perf plans",
    "/perf proposals",
    f"/perf plan <@{BO}>",
    "/perf plan @nobody",
    f"/perf plan <@{EVE}>",
    f"/scorecard <@{BO}>",
    "/scorecard",
    "/scorecard questions",
    "/perf people",
    "/perf audit",
    "/perf admin audit",
    f"/perf admin audit <@{BO}>",
)
LATER = "2030-01"
"""Months before it never count: nothing happens to anybody."""


@dataclass
class Company:
    """`seen` by each of those who are not concerned, `run` by whoever operates; numbers that a workspace gives to rows
    and messages are taken out."""

    seen: dict[str, list[str]] = field(default_factory=dict)
    run: dict[str, Any] = field(default_factory=dict)
    log: str = ""


async def lived(url: str, *, is_noticed: bool) -> Company:
    """Both live the same days, with the same figures; whoever is not concerned does the same."""
    company = Company()
    async with opened(url, plans_since="" if is_noticed else LATER) as lows:
        at = lows.office
        await placed(at, PLACES)
        for month, low in (("2026-09", BAD), ("2026-10", BAD)):
            await lows.month(month, {BO: low})
            await lows.closed(month)
            await at.move_to(at.clock.now().replace(day=5 if month == "2026-09" else 3, hour=8))
        assert ("private" in str([each.text for each in lows.direct(EVE)])) == is_noticed
        if is_noticed:
            await a_plan_is_made(at)
        await say(at, BO, "/perf away 2026-11-23..2026-11-27 vacation")
        for day in (10, 23, 30):
            await at.move_to(datetime(2026, 11, day, 9, tzinfo=UTC))
        for day, happens in LIFE.items():
            await moment(at, day)
            if happens is bo_appeals:
                await looks_around(at, company, FINN)
            if is_noticed:
                await happens(at)
                await at.settle()
        for user in UNCONCERNED:
            await looks_around(at, company, user)
        await operators_look(at, company)
        await bo_moves_to_dee(at)
        company.seen[ANA] = [without_numbers(f"{line}: {await seen_by(at, ANA, line)}") for line in LINES]
        company.log = at.watch.log.getvalue()
    return company


PLACES = MEMBERS_CSV.replace("dee@example.com,member,,\neve", "dee@example.com,auditor,,\neve").replace(
    "finn@example.com,Brand,dee@example.com,member", "finn@example.com,Brand,dee@example.com,committee"
)


async def bo_moves_to_dee(at: Office) -> None:
    """From now on Ana is a lead like any other."""
    await placed(at, PLACES.replace("bo@example.com,Growth,ana@example.com", "bo@example.com,Brand,dee@example.com"))
    await at.settle()


async def placed(at: Office, table: str) -> None:
    async with at.parts.database.write() as session:
        rows, unread = people.read_member_rows(table)
        report = await people.import_rows(session, at.parts.workspace_id, rows, unread, at.clock.now().date())
        assert report.problems == []


async def a_plan_is_made(at: Office) -> None:
    """From the proposal to Bo's answer, each with words of their own."""
    ana, eve, bo = (at.person(user) for user in (ANA, EVE, BO))
    proposal = [each for each in ana.messages() if "improvement.proposal" in str(each.blocks)][-1]
    assert (await ana.click(proposal, "improvement.proposal")).ok
    await press(at, ANA, "improvement.draft")
    await press(at, ANA, "improvement.part:reasons")
    await press(at, ANA, "improvement.item:new")
    assert (await fill(at, ANA, text=OTTER)).ok
    await press(at, ANA, "improvement.write")
    await she_attaches_a_file(at)
    await press(at, ANA, "improvement.submit")
    await at.settle()
    await eve.click(newest(at, EVE), "improvement.open")
    await press(at, EVE, "improvement.publish")
    await at.settle()
    await bo.click(newest(at, BO), "improvement.open")
    assert OTTER in words(bo.view.blocks)
    await press(at, BO, "improvement.say:no")
    assert (await fill(at, BO, comment=RAVEN)).ok
    await at.settle()


async def she_attaches_a_file(at: Office) -> None:
    """Called by a word of hers, and with another in it; she has it sent to herself once it is there."""
    ana = at.person(ANA)
    await press(at, ANA, "improvement.files")
    assert (await fill(at, ANA, files=[ana.upload(f"{OTTER}.txt", RAVEN.encode())])).ok
    await at.settle()
    await press(at, ANA, "improvement.preview")
    await press(at, ANA, "improvement.file")
    await at.settle()
    await ana.close()
    await press(at, ANA, "improvement.write")


async def decided(at: Office, user: str, line: str, move: str, **fields: str) -> None:
    await opens(at, user, line)
    await press(at, user, f"improvement.reason:{move}")
    assert (await fill(at, user, reason=HERON, **fields)).ok, move


async def said(at: Office, user: str, line: str, action: str, **fields: str) -> None:
    await opens(at, user, line)
    await press(at, user, action)
    assert (await fill(at, user, **fields)).ok, action


async def a_week_is_told_of(at: Office) -> None:
    await said(at, BO, "/perf plan", "improvement.checkin", mood="unsure", text=LYNX)
    await said(at, BO, "/perf plan", "improvement.help", text=LYNX)
    await said(at, ANA, ABOUT_BO, "improvement.note", text=LYNX)


async def it_is_extended(at: Office) -> None:
    await decided(at, EVE, ABOUT_BO, "pause")
    await opens(at, EVE, ABOUT_BO)
    await press(at, EVE, "improvement.resume")
    await decided(at, EVE, ABOUT_BO, "extend", ends_on="2027-03-12")


async def it_is_not_passed(at: Office) -> None:
    await said(at, BO, "/perf plan", "improvement.words:words", text=RAVEN)
    await said(at, ANA, ABOUT_BO, "improvement.words:words", text=OTTER)
    await decided(at, EVE, ABOUT_BO, "fail")


async def bo_appeals(at: Office) -> None:
    await said(at, BO, "/perf plan", "improvement.words:appeal", text=RAVEN)
    await opens(at, BO, "/perf plan")
    await press(at, BO, "improvement.paper")


async def finn_grants_it(at: Office) -> None:
    finn = at.person(FINN)
    await finn.click(newest(at, FINN), "improvement.open")
    await press(at, FINN, "improvement.reason:grant")
    assert (await fill(at, FINN, reason=HERON)).ok


async def it_is_closed(at: Office) -> None:
    await said(at, BO, "/perf plan", "improvement.words:followup", text=LYNX)
    await said(at, EVE, ABOUT_BO, "improvement.close", reason=HERON)


ABOUT_BO = f"/perf plan <@{BO}>"
LIFE = {
    "2026-12-04": a_week_is_told_of,
    "2026-12-07": it_is_extended,
    "2027-03-08": it_is_not_passed,
    "2027-03-09": bo_appeals,
    "2027-03-10": finn_grants_it,
    "2027-04-12": it_is_closed,
}
"""After Bo's leave in November."""


async def seen_by(at: Office, user: str, line: str) -> str:
    """The answer, and all of the window with what it carries."""
    person = at.person(user)
    await close_windows(person)
    return f"{await say(at, user, line)} {[dict(each.content) for each in person.views]}"


async def looks_around(at: Office, company: Company, user: str) -> None:
    """Whatever somebody who is not concerned can ask for, and all that has come to them since the beginning."""
    person, seen = at.person(user), [f"{line}: {await seen_by(at, user, line)}" for line in LINES]
    await close_windows(person)
    home = await person.open_home()
    seen.append(words(home.blocks if home else []))
    seen += map(str, await exported(at, user))
    channel = GROWTH_CHANNEL if user == CHEN else BRAND_CHANNEL
    seen += [repr(each) for place in (None, channel) for each in person.messages(place)]
    # What is due at the same moment arrives in any order.
    company.seen[user] = sorted(without_numbers(each) for each in seen)


async def operators_look(at: Office, company: Company) -> None:
    """The list of deliveries, the metrics, the log's export, pages, what went to Slack, and how many rows there are."""
    company.run["calls"] = [(each.method, dict(each.arguments)) for each in at.sandbox.call_log]
    company.run["pages"] = await pages(at)
    company.run["rows"] = await rows_of(at)
    metrics = Metrics(at.parts.instruments, at.parts.health, "t")
    async with at.parts.database.read() as session:
        company.run["listed"] = await listed(session, at.parts.workspace_id, STATES, limit=10_000)
        company.run["audit"] = [each async for each in audit_lines(session, at.parts.workspace_id)]
    messages = [each for user in (ANA, BO, EVE) for each in at.person(user).messages() if not each.is_ephemeral]
    company.run["notices"] = [each.text for each in messages]
    company.run["metrics"] = bytes((await metrics.exposed("text/plain")).body).decode()


async def pages(at: Office) -> list[str]:
    """Whatever is answered by HTTP to somebody whom nobody knows."""
    transport = httpx.ASGITransport(app=web_of(at.parts))
    async with httpx.AsyncClient(transport=transport, base_url="http://evenhand") as client:
        found = [await client.get(path) for path in ("/", "/healthz", "/readyz", "/metrics", "/plans/1", "/files/1")]
    return [f"{each.status_code} {each.text}" for each in found]


async def rows_of(at: Office) -> dict[str, int]:
    """By table."""
    async with at.parts.database.read() as session:
        tables = await (await session.connection()).run_sync(lambda sync: inspect(sync).get_table_names())
        counts = [await session.exec(select(func.count()).select_from(table(each))) for each in tables]  # type: ignore[call-overload]  # SQLAlchemy's own
    return {name: count.scalar_one() for name, count in zip(tables, counts, strict=True)}


def without_numbers(text: str) -> str:
    """Names of messages, blocks and files, the time of day (the log goes by the
    machine's own clock), and how small a file could be packed."""
    for pattern in (
        r"\d{10}\.\d{6}",
        r"\bp\d{16}\b",
        r"'block_id': '[^']*'",
        rf"\bF[{LETTERS.upper()}]{{{LENGTH}}}\b",
        r"http://127\.0\.0\.1:\d+",
        r"(?<=\d)T\d\d:\d\d:\d\d(\.\d+)?",
        r"\b\d\d?:\d\d\b",
        r"'size': \d+",
    ):
        text = re.sub(pattern, "#", text)
    return text
