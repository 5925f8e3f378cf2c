"""Two companies share a database, each with its bot: same people, teams and Slack ids. Neither hears of the other.

The second one is T0TWIN; there Bo is on leave and tells other figures.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from bot.app import web_of
from bot.audit.models import AuditEntry
from bot.delivery.engines.calls import queue_of
from bot.delivery.models import SENT, Delivery
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.schemes.service import assign
from bot.sandbox.delivery import Delivery as Sent
from bot.sandbox.http_push import HttpPush
from bot.sandbox.payloads import Payloads
from bot.sandbox.people import PersonSpec
from bot.scheduling.models import Schedule
from bot.web.application import EVENTS_PATH
from bot.web.server import served_locally
from tests.databases import is_postgres
from tests.office import ANA, BERLIN, BO, CHEN, EVE, GUS, MEMBERS_CSV, WEDNESDAY, Office, office
from tests.scenarios.audited import verified
from tests.twins import PLANTED, TEAM_ID, everything_shown

EVENING = datetime(2026, 11, 18, 16, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Both:
    ours: Office
    theirs: Office

    async def settle(self) -> None:
        await self.ours.settle()
        await self.theirs.settle()


@pytest.fixture(autouse=True)
def beside_twins() -> None:
    """Not here: both are at work."""


@pytest.fixture
async def both(database_url: str) -> AsyncIterator[Both]:
    async with office(database_url, team_id=TEAM_ID) as theirs, office(database_url) as ours:
        for each in (theirs, ours):
            await seated(each)
        yield Both(ours, theirs)


async def seated(at: Office) -> None:
    workspace_id = at.parts.workspace_id
    async with at.parts.database.write() as session:
        rows, unread = people.read_member_rows(MEMBERS_CSV)
        report = await people.import_rows(session, workspace_id, rows, unread, WEDNESDAY.date())
        assert report.problems == []
        for team in await people.teams(session, workspace_id):
            await assign(session, workspace_id, team.key, "promotion", now=WEDNESDAY)
    assert await at.parts.upkeep.keep_schedules()


async def said(at: Office, user: str, line: str) -> str:
    done = await at.person(user).command(line)
    assert done.ok
    assert done.message
    return done.message.text


def messages(at: Office) -> list[str]:
    return [
        str(each.to_api(team_id=""))
        for room in at.sandbox.workspace.conversations.values()
        for each in room.messages.values()
    ]


async def test_each_bot_asks_its_own_people_and_nobody_is_told_of_the_others(both: Both) -> None:
    ours, theirs = both.ours, both.theirs
    await said(theirs, CHEN, "/perf away 2026-11-18..2026-11-20 sick")
    await said(theirs, BO, "/checkin leads 770041 twin-secret-note")
    assert "770,041" in " ".join(messages(theirs)), "it is there for whom it is meant"
    before = len(messages(theirs))
    await ours.move_to(EVENING)
    assert len(messages(theirs)) == before, "our bot has nothing to do with their prompts"
    assert [len(ours.person(each).messages()) for each in (ANA, BO)] == [1, 1], "what is told there is not told here"
    await said(ours, BO, "/checkin leads 41")
    await ours.person(BO).open_home()
    await theirs.move_to(EVENING)
    assert [len(theirs.person(each).messages()) for each in (ANA, CHEN)] == [1, 1], "Ana's prompt, Chen's own answer"
    await both.settle()
    assert [each for each in everything_shown(ours.sandbox) if PLANTED.search(str(each))] == []
    assert not any(" 41 " in each for each in messages(theirs))
    async with ours.parts.database.read() as session:
        rows = (await session.exec(select(Delivery).where(Delivery.state == SENT))).all()
        schedules = (await session.exec(select(Schedule).where(col(Schedule.subject_id) > 0))).all()
        members = {each.key: each.workspace_id for each in (await session.exec(select(Member))).all()}
    assert {each.workspace_id for each in rows} == {ours.parts.workspace_id, theirs.parts.workspace_id}
    assert all(each.workspace_id == members[each.subject_id] for each in schedules)


async def test_promises_call_only_the_senders_of_their_own_workspace(both: Both) -> None:
    if not is_postgres(both.ours.parts.settings.effective_database_url.replace("+psycopg", "")):
        assert both.ours.parts.engine is not both.theirs.parts.engine
        return
    await both.ours.move_to(EVENING)
    async with both.ours.parts.database.read() as session:
        found = await (await session.connection()).execute(text("SELECT DISTINCT queue_name FROM procrastinate_jobs"))
        queues = {row[0] for row in found}
    assert queues == {queue_of(both.ours.parts.workspace_id)}


async def test_each_has_a_log_of_its_own(both: Both) -> None:
    ours, theirs = both.ours, both.theirs
    for at in (ours, theirs):
        await at.person(BO).command(f"/scorecard <@{ANA}>")
    await ours.person(EVE).command("/perf admin audit")
    assert [(await verified(at)).findings for at in (ours, theirs)] == [(), ()]
    async with ours.parts.database.read() as session:
        for at in (ours, theirs):
            workspace_id = at.parts.workspace_id
            rows = (await session.exec(select(AuditEntry).where(AuditEntry.workspace_id == workspace_id))).all()
            members = (await session.exec(select(Member.id).where(Member.workspace_id == workspace_id))).all()
            assert sorted(row.seq for row in rows) == list(range(1, len(rows) + 1))
            assert {row.actor_id for row in rows if row.actor_id} <= set(members)


@asynccontextmanager
async def door_to(at: Office) -> AsyncIterator[HttpPush]:
    async with served_locally(web_of(at.parts)) as url:
        push = HttpPush(url + EVENTS_PATH, signing_secret=at.sandbox.signing_secret, ack_seconds=30.0)
        yield push
        await push.close()


async def denied(at: Office) -> list[dict[str, Any]]:
    async with at.parts.database.read() as session:
        ours = select(AuditEntry.details).where(AuditEntry.workspace_id == at.parts.workspace_id)
        kinds = ("access.denied", "administration.denied")
        rows = (await session.exec(ours.where(col(AuditEntry.action).in_(kinds)))).all()
    return [json.loads(row) for row in rows]


async def test_who_comes_from_the_other_workspace_is_a_stranger(both: Both) -> None:
    """One app may be installed in both, with one signing secret and one address."""
    ours, theirs = both.ours, both.theirs
    payloads, strangers = Payloads(theirs.sandbox.core), Payloads(ours.sandbox.core)
    lines = ("/checkin leads 770042", "/scorecard", f"/scorecard <@{BO}>", "/perf admin", "/perf away tomorrow")
    async with door_to(ours) as push:
        for line in lines:
            name, _, rest = line.partition(" ")
            answers = []
            for user, made in ((ANA, payloads), (GUS, strangers)):
                at = theirs if made is payloads else ours
                body = made.command(user, at.sandbox.core.workspace.direct(user), name=name, text=rest)
                answers.append((await push.send(Sent(envelope="slash_commands", payload=body))).body)
            assert answers[0] == answers[1], line
            assert "not on Evenhand’s list of members" in str(answers[0])
        changed = {"type": "user_change", "user": {"id": BO, "name": "bo", "real_name": "Not Bo", "profile": {}}}
        event = {"type": "event_callback", "team_id": TEAM_ID, "event": changed, "event_id": "Ev0", "event_time": 1}
        await push.send(Sent(envelope="events_api", payload=event))
    kept = [each for each in await denied(ours) if each.get("wanted") == "entry"]
    assert kept == [{"wanted": "entry", "team": TEAM_ID, "user": ANA}] * len(lines)
    assert await denied(theirs) == []
    async with ours.parts.database.read() as session:
        names = (await session.exec(select(Member.name).where(Member.slack_user == BO))).all()
    assert list(names) == ["Bo Lindgren"] * 2, "their news is for their own bot"


async def test_whoever_is_only_there_is_nobody_here(both: Both) -> None:
    """In a command of anybody's, and in a file for an import."""
    ours, theirs = both.ours, both.theirs
    theirs.sandbox.add_person(PersonSpec(id="U0ZED", name="zed", real_name="Zed Only", email="z@a.example", tz=BERLIN))
    await theirs.sandbox.settle()
    assert "Zed Only" in await said(theirs, EVE, "/scorecard <@U0ZED>") + str(await members_of(theirs))
    for user in (ANA, BO):
        answers = {await said(ours, user, f"/scorecard {who}") for who in ("<@U0ZED>", "@Zed Only", "@Zoe Nobody")}
        assert len(answers) == 1
    told: dict[str, list[Any]] = {}
    for who in ("U0ZED", "U0ZOE"):
        async with ours.parts.database.write() as session:
            rows, unread = people.read_member_rows(f"member,team,manager\n{who},Growth,\n{BO},Growth,{who}\n")
            members = await people.import_rows(session, ours.parts.workspace_id, rows, unread, WEDNESDAY.date())
            sheet = [metrics.SheetRow(2, "2026-11-17", who, "leads", "5")]
            when = {"now": WEDNESDAY, "today": WEDNESDAY.date()}
            figures = await metrics.import_entries(session, ours.parts.workspace_id, sheet, entered_by=None, **when)
            told[who] = [repr(each).replace(who, "…") for each in (*members.problems, *figures.bad)]
            assert (members.changed, figures.added) == (0, 0)
    assert told["U0ZED"] == told["U0ZOE"]
    assert len(told["U0ZED"]) == 3
    assert "Zed Only" not in str(await members_of(ours))


async def members_of(at: Office) -> list[str]:
    async with at.parts.database.read() as session:
        ours = select(Member.name).where(Member.workspace_id == at.parts.workspace_id)
        return list((await session.exec(ours)).all())


async def test_keys_of_the_other_workspace_open_nothing(both: Both) -> None:
    """In a button's value, in what a form carries, in a command: HR of ours may do everything but that."""
    ours, theirs = both.ours, both.theirs
    async with ours.parts.database.read() as session:
        (team, *_) = await people.teams(session, theirs.parts.workspace_id)
        bo = await people.find_member(session, theirs.parts.workspace_id, BO)
    made = Payloads(ours.sandbox.core)
    answers: dict[str, list[str]] = {}
    async with door_to(ours) as push:
        for kind, team_key, member_key in (("foreign", team.key, bo.key), ("nobody's", 987_654, 987_654)):
            for name, action in forged(made, team_key, member_key).items():
                ours.sandbox.call_log.clear()
                answer = await push.send(Sent(envelope="interactive", payload=action))
                shown = [dict(call.arguments)["view"] for call in ours.sandbox.call_log]
                told = json.dumps([answer.body, shown], ensure_ascii=False).replace(f"“{team_key}”", "“…”")
                assert answer.failure is None, (kind, name)
                assert "Growth" not in told, (kind, name)
                assert "Lindgren" not in told, (kind, name)
                answers.setdefault(name, []).append(told)
    assert {name: len(set(each)) for name, each in answers.items()} == dict.fromkeys(answers, 1)
    assert len(await denied(ours)) == 2 * len(answers)


def forged(made: Payloads, team: int, member: int) -> dict[str, dict[str, Any]]:
    """Requests of Eve's that name a row."""

    def about(kind: str, callback: str, metadata: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
        body = made.shortcut(EVE, callback) | {"type": kind, "container": {"type": "view", "view_id": "V0F"}}
        view = {"id": "V0F", "type": "modal", "hash": "1", "callback_id": callback, "blocks": [], "root_view_id": "V0F"}
        return body | {"view": view | {"private_metadata": json.dumps(metadata), "state": {"values": values}}}

    def press(action_id: str, value: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
        action = {"type": "button", "action_id": action_id, "block_id": "b", "value": value, "action_ts": "1.0"}
        return about("block_actions", "forged", metadata or {}, {}) | {"actions": [action]}

    def chosen(value: str) -> dict[str, Any]:
        return {"value": {"selected_option": {"value": value}}}

    name = {"name": {"value": {"value": "Taken over"}}}
    return {
        "card": press("scorecards.why", f"{member}:2026-10:1"),
        "team": press("people.open_team", str(team)),
        "save team": about("view_submission", "people.save_team", {"team": team}, name),
        "choose": about(
            "view_submission", "schemes.choose", {}, {"team": chosen(str(team)), "scheme": chosen("promotion")}
        ),
        "assign": about("view_submission", "schemes.assign", {"team": team, "scheme": "promotion"}, {}),
        "target": press("schemes.target_member", BO, {"team": team}),
        "targets": about("view_submission", "schemes.targets", {"team": team, "member": BO}, {}),
    }
