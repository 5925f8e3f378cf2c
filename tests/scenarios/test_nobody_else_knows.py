"""Bo gets an early warning, a proposal is made about him, and a plan runs to its end. In another company the same
people live the same months, and nothing happens to him. Whoever is not concerned cannot tell the two apart."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.audit.reading import exported as audit_lines
from bot.delivery.models import STATES
from bot.delivery.operating import Listed, listed
from bot.delivery.private import PRIVATE
from bot.features.people import service as people
from bot.web.metrics import Metrics
from tests.databases import Seed, SqliteTemplates
from tests.office import ANA, BO, BRAND_CHANNEL, CHEN, DEE, EVE, FINN, GROWTH_CHANNEL, HANA, MEMBERS_CSV, Office
from tests.scenarios.audited import say, words
from tests.scenarios.lows import BAD, opened
from tests.scenarios.test_a_plan_begins import close_windows, fill, newest, opens, press
from tests.scenarios.test_own_rights import exported

OTTER, HERON, RAVEN, LYNX = "quartz-otter", "amber-heron", "ink-raven", "swift-lynx"
TYPED = (OTTER, HERON, RAVEN, LYNX)
"""What Ana, Eve and Bo write, and nobody else."""
UNCONCERNED = (CHEN, DEE, FINN, HANA)
"""A teammate, a lead of another team with one of hers, an auditor."""
LINES = (
    "/perf help",
    "/perf",
    "/perf plan",
    "/perf plans",
    "/perf proposals",
    f"/perf plan <@{BO}>",
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
        await hana_is_an_auditor(at)
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
        if is_noticed:
            await it_is_extended_and_withdrawn(at)
        await at.move_to(datetime(2026, 12, 1, 9, tzinfo=UTC))
        await everybody_looks_around(at, company)
        await operators_look(at, company)
        company.log = at.watch.log.getvalue()
    return company


async def hana_is_an_auditor(at: Office) -> None:
    table = MEMBERS_CSV.replace("dee@example.com,member,,\neve", "dee@example.com,auditor,,\neve")
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


async def it_is_extended_and_withdrawn(at: Office) -> None:
    for move, fields in (("extend", {"ends_on": "2027-03-31"}), ("withdraw", {})):
        await opens(at, EVE, f"/perf plan <@{BO}>")
        await press(at, EVE, f"improvement.reason:{move}")
        assert (await fill(at, EVE, reason=HERON, **fields)).ok, move
        await at.settle()


async def everybody_looks_around(at: Office, company: Company) -> None:
    """Whatever those who are not concerned can ask for, and all that has come to them since the beginning."""
    for user in UNCONCERNED:
        person, seen = at.person(user), company.seen.setdefault(user, [])
        for line in LINES:
            await close_windows(person)
            seen.append(f"{line}: {await say(at, user, line)}")
        await close_windows(person)
        home = await person.open_home()
        seen.append(words(home.blocks if home else []))
        seen += map(str, await exported(at, user))
        channel = GROWTH_CHANNEL if user == CHEN else BRAND_CHANNEL
        seen += [repr(each) for place in (None, channel) for each in person.messages(place)]
        # What is due at the same moment arrives in any order.
        company.seen[user] = sorted(without_numbers(each) for each in seen)


async def operators_look(at: Office, company: Company) -> None:
    """The list of deliveries, the metrics, and the log's export."""
    metrics = Metrics(at.parts.instruments, at.parts.health, "t")
    async with at.parts.database.read() as session:
        company.run["listed"] = await listed(session, at.parts.workspace_id, STATES, limit=10_000)
        company.run["audit"] = [each async for each in audit_lines(session, at.parts.workspace_id)]
    messages = [each for user in (ANA, BO, EVE) for each in at.person(user).messages() if not each.is_ephemeral]
    company.run["notices"] = [each.text for each in messages]
    company.run["metrics"] = bytes((await metrics.exposed("text/plain")).body).decode()


def without_numbers(text: str) -> str:
    """Names of messages, blocks and files, the time of day (the log goes by the
    machine's own clock), and how small a file could be packed."""
    for pattern in (
        r"\d{10}\.\d{6}",
        r"'block_id': '[^']*'",
        r"\bF[0-9A-F]{10}\b",
        r"http://127\.0\.0\.1:\d+",
        r"(?<=\d)T\d\d:\d\d:\d\d(\.\d+)?",
        r"\b\d\d?:\d\d\b",
        r"'size': \d+",
    ):
        text = re.sub(pattern, "#", text)
    return text


@pytest.fixture
def urls(sqlite_templates: SqliteTemplates, seed: Seed) -> Iterator[tuple[str, str]]:
    with sqlite_templates.fresh(seed) as one, sqlite_templates.fresh(seed) as other:
        yield one, other


async def test_whoever_is_not_concerned_cannot_tell_that_there_was_anything(urls: tuple[str, str]) -> None:
    noticed, quiet = [await lived(url, is_noticed=url == urls[0]) for url in urls]
    for user in UNCONCERNED:
        assert len(noticed.seen[user]) > 20
        for there, here in zip(noticed.seen[user], quiet.seen[user], strict=True):
            assert there == here
            assert not [word for word in TYPED if word in there]
    locked_phones_show_nothing(noticed)
    operators_learn_that_there_are_private_messages(noticed, quiet)
    the_log_can_be_exported_without_it(noticed, quiet)


def locked_phones_show_nothing(noticed: Company) -> None:
    """Not even those of the three who are concerned."""
    assert len(noticed.run["notices"]) > 10
    assert not [
        text for text in noticed.run["notices"] if re.search("plan|warn|proposal|Lindgren", text, re.IGNORECASE)
    ]


def operators_learn_that_there_are_private_messages(noticed: Company, quiet: Company) -> None:
    there, here = noticed.run["listed"], quiet.run["listed"]
    assert {each.recipient for each in there if each.kind == PRIVATE} == {ANA, BO, EVE}
    assert not [each for each in there if NAMES.search(f"{each.key} {each.kind} {each.error}")]
    assert ends(there) == ends(here), "whoever is not concerned gets the same"
    assert {each.kind for each in there} - {each.kind for each in here} <= {PRIVATE, "home.refresh"}
    for told in (noticed.run["metrics"], noticed.log):
        assert not [word for word in TYPED if word in told]
    counted = [[line for line in each.run["metrics"].splitlines() if NAMES.search(line)] for each in (noticed, quiet)]
    assert counted[0] == counted[1], "the daily look is counted, whether or not it finds something"
    known = {line_of(line) for line in quiet.log.splitlines()}
    named = [line for line in noticed.log.splitlines() if NAMES.search(line)]
    assert not [line for line in named if line_of(line) not in known]


def the_log_can_be_exported_without_it(noticed: Company, quiet: Company) -> None:
    """How many lines are withheld can be counted; everybody who asks for what they may not see adds one."""
    assert actions(noticed) == actions(quiet)
    withheld = [sum("withheld" in line for line in each.run["audit"]) for each in (noticed, quiet)]
    assert withheld[0] > withheld[1] == len(UNCONCERNED)


OF_FILES = r"fetch|files\.info|download"
NAMES = re.compile(rf"{OF_FILES}|improvement|plan_|plan\.|signal|warning\b|proposal|coaching|pip\b", re.IGNORECASE)


def ends(listed: list[Listed]) -> Counter[tuple[str, str, str]]:
    return Counter((each.recipient, each.kind, each.state) for each in listed if each.recipient not in (ANA, BO, EVE))


def actions(company: Company) -> Counter[str]:
    return Counter(line["action"] for line in company.run["audit"] if "withheld" not in line)


def line_of(line: str) -> str:
    return re.sub(r"\d+", "#", line)
