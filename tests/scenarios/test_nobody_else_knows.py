"""Bo gets an early warning, a proposal is made about him, a plan is published, followed week by week, paused, extended,
not passed, appealed against, passed and closed. In another company the same people live the same months, and nothing
happens to him. Whoever is not concerned cannot tell the two apart, nor can whoever was, once they are not any more."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.operating import Listed
from bot.delivery.private import PRIVATE
from tests.cli.running import alone, evenhand
from tests.databases import Seed, SqliteTemplates
from tests.office import ANA, BO, EVE, FINN
from tests.scenarios.two_companies import LINES, TYPED, UNCONCERNED, Company, lived


@pytest.fixture
def urls(sqlite_templates: SqliteTemplates, seed: Seed) -> Iterator[tuple[str, str]]:
    with sqlite_templates.fresh(seed) as one, sqlite_templates.fresh(seed) as other:
        yield one, other


async def test_whoever_is_not_concerned_cannot_tell_that_there_was_anything(
    urls: tuple[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    noticed, quiet = [await lived(url, is_noticed=url == urls[0]) for url in urls]
    for user in (*UNCONCERNED, FINN, ANA):
        assert len(noticed.seen[user]) >= len(LINES)
        for there, here in zip(noticed.seen[user], quiet.seen[user], strict=True):
            assert there == here
            assert not [word for word in TYPED if word in there]
    locked_phones_show_nothing(noticed)
    operators_learn_that_there_are_private_messages(noticed, quiet)
    the_log_can_be_exported_without_it(noticed, quiet)
    slack_was_told_of_nothing(noticed, quiet)
    nothing_else_is_kept_about_it(noticed, quiet)
    monkeypatch.setenv("EVENHAND_WORKSPACE", "T0SANDBOX")
    await operators_read_the_same(urls, monkeypatch, tmp_path)


async def operators_read_the_same(urls: tuple[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    printed = []
    for url in urls:
        alone(monkeypatch, tmp_path, url)
        printed.append([await asyncio.to_thread(evenhand, *line.split()) for line in COMMANDS])
    assert [each.code for each in printed[0]] == [0, 0, 0, 0, 0, 0, 1, 0], "Eve is in no team: nobody asks her"
    for there, here in zip(*printed, strict=True):
        assert (there.code, there.out, there.err) == (here.code, here.out, here.err)
        assert not [word for word in TYPED if word in there.out]


COMMANDS = (
    *("members list", "members list --left", f"members show {BO}", f"members show {EVE}"),
    *(f"schedule show {BO}", f"schedule show {ANA}", f"schedule show {EVE}", f"card {BO} 2026-10"),
)
"""What an operator has printed; lists of deliveries, the log and what would be deleted are looked at above."""
MAY_DIFFER = {
    *(
        "plan",
        "plan_appeal",
        "plan_check",
        "plan_committee",
        "plan_file",
        "plan_move",
        "plan_note",
        "plan_signal",
        "plan_terms",
    ),
    *("delivery", "audit_entry", "seen_request"),
}
"""Tables that whoever has the database can count."""


def slack_was_told_of_nothing(noticed: Company, quiet: Company) -> None:
    """What it shows on a locked phone, names of files, and whatever goes to those who are not concerned."""
    for method, given in noticed.run["calls"]:
        shown = [given.get(name) for name in ("filename", "title", "alt_txt", "initial_comment", "external_id")]
        shown += [given.get("text")] if method == "chat.postMessage" else []
        assert not [each for each in shown if NAMES.search(str(each)) or re.search("plan|Lindgren", str(each))], method
    others = [
        Counter(each for each in map(to_whom, each.run["calls"]) if each[1] not in {WINDOW, *CONCERNED})
        for each in (noticed, quiet)
    ]
    assert others[0] == others[1]


CONCERNED = {ANA, BO, EVE, FINN}
WINDOW = ""
"""Goes to whoever has just pressed something."""


def to_whom(call: tuple[str, dict[str, Any]]) -> tuple[str, str]:
    """The method, and for whom it is: somebody, also by their direct messages, or a channel."""
    method, given = call
    named = (given.get(name) for name in ("channel", "channel_id", "user_id", "user", "users"))
    return method, re.sub("^D0", "U0", next((str(each) for each in named if each), WINDOW))


def nothing_else_is_kept_about_it(noticed: Company, quiet: Company) -> None:
    there, here = noticed.run["rows"], quiet.run["rows"]
    assert {name for name in there if there[name] != here[name]} <= MAY_DIFFER
    assert noticed.run["pages"] == quiet.run["pages"]


def locked_phones_show_nothing(noticed: Company) -> None:
    """Not even those of the three who are concerned."""
    assert len(noticed.run["notices"]) > 10
    assert not [
        text for text in noticed.run["notices"] if re.search("plan|warn|proposal|Lindgren", text, re.IGNORECASE)
    ]


def operators_learn_that_there_are_private_messages(noticed: Company, quiet: Company) -> None:
    there, here = noticed.run["listed"], quiet.run["listed"]
    assert {each.recipient for each in there if each.kind == PRIVATE} == {ANA, BO, EVE, FINN}
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
    assert withheld[0] > withheld[1] > len(UNCONCERNED)


OF_FILES = r"fetch|files\.info|download"
NAMES = re.compile(rf"{OF_FILES}|improvement|plan_|plan\.|signal|warning\b|proposal|coaching|pip\b", re.IGNORECASE)


def ends(listed: list[Listed]) -> Counter[tuple[str, str, str]]:
    return Counter((each.recipient, each.kind, each.state) for each in listed if each.recipient not in CONCERNED)


def actions(company: Company) -> Counter[str]:
    return Counter(line["action"] for line in company.run["audit"] if "withheld" not in line)


def line_of(line: str) -> str:
    return re.sub(r"\d+", "#", line)
