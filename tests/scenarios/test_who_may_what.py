"""Every kind of person asks for everything that has a door in Slack, by signed requests; many of them forged.

Who is refused reads neither a name nor a figure of whom they asked for, and changes nothing.
"""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest
from sqlmodel import col, select

from bot.app import web_of
from bot.features.people import service
from bot.features.people.models import Member, Membership, Reporting, RoleGrant, Team, Workspace
from bot.features.people.service.roles import apply_roles, change_to
from bot.features.schemes.service import assign
from bot.features.scorecards.service import close_month
from bot.sandbox.delivery import Delivery
from bot.sandbox.http_push import HttpPush
from bot.sandbox.payloads import Payloads
from bot.sandbox.people import PersonSpec
from bot.web.application import EVENTS_PATH
from bot.web.server import served_locally
from tests.office import ANA, BERLIN, BO, CHEN, DEE, EVE, FINN, GUS, HANA, Office, office
from tests.scenarios.month import import_figures

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
OCTOBER = date(2026, 10, 20)
IVO, JO, KIM, LEA, LOU, MAX, NED = "U0IVO", "U0JO", "U0KIM", "U0LEA", "U0LOU", "U0MAX", "U0NED"
NEW = {IVO: "Ivo Operator", JO: "Jo Committee", KIM: "Kim Above", LEA: "Lea Former", LOU: "Lou Gone"}
NEW |= {MAX: "Max Administrator", NED: "Ned Wasonce"}
CHART = f"""member,team,manager,role,lead
{KIM},,,,
{ANA},Growth,{KIM},,yes
{BO},Growth,{LEA},,
{CHEN},Growth,{ANA},,
{LOU},Growth,{ANA},,
{DEE},Brand,,,yes
{FINN},Brand,{DEE},,
{EVE},,,hr,
{HANA},,,auditor,
{IVO},,,operator,
{JO},,,committee,
{MAX},,,admin,
"""
FIGURES = {BO: 4_711, DEE: 8_312, LOU: 9_203}
"""Leads in October: numbers that appear nowhere else."""
SEERS = {BO: {BO, ANA, KIM, EVE}, DEE: {DEE, EVE}, LOU: {ANA, KIM, EVE}}
"""Who may see whose card, with its receipt."""
ADMINISTERS = {EVE, MAX}
IN_A_TEAM = {ANA, BO, CHEN, DEE, FINN}
VIEWERS = (ANA, BO, CHEN, DEE, FINN, EVE, HANA, IVO, JO, KIM, LEA, MAX, NED, GUS, LOU)
NOBODY, ELSEWHERE = "U0NOBODY", "U0THEIRS"


@dataclass(frozen=True, slots=True)
class Door:
    """The office with a way in past Slack's own windows."""

    office: Office
    push: HttpPush
    payloads: Payloads
    members: Mapping[str, int]
    teams: Mapping[str, int]

    async def command(self, user: str, text: str) -> str:
        name, _, rest = text.partition(" ")
        room = self.office.sandbox.core.workspace.direct(user)
        return await self.said("slash_commands", self.payloads.command(user, room, name=name, text=rest))

    async def press(self, user: str, action_id: str, value: str, *, metadata: Mapping[str, Any] | None = None) -> str:
        """A button in a window that was never shown to them."""
        action = {"type": "button", "action_id": action_id, "block_id": "b", "value": value, "action_ts": "1.0"}
        body = self._about(user, "block_actions", metadata) | {"actions": [action]}
        return await self.said("interactive", body)

    async def submit(self, user: str, callback: str, metadata: Mapping[str, Any], **fields: Any) -> str:
        body = self._about(user, "view_submission", metadata, callback)
        body["view"]["state"] = {"values": {name: {"value": element} for name, element in fields.items()}}
        return await self.said("interactive", body)

    def _about(
        self, user: str, kind: str, metadata: Mapping[str, Any] | None, callback: str = "forged"
    ) -> dict[str, Any]:
        body = self.payloads.shortcut(user, callback) | {"type": kind, "container": {"type": "view", "view_id": "V0F"}}
        view = {"id": "V0F", "type": "modal", "hash": body["trigger_id"], "callback_id": callback, "blocks": []}
        view |= {"private_metadata": json.dumps(metadata or {}), "state": {"values": {}}, "root_view_id": "V0F"}
        return body | {"view": view}

    async def said(self, envelope: Any, payload: Mapping[str, Any]) -> str:
        """Everything that came back: the acknowledgement, windows and messages."""
        log = self.office.sandbox.call_log
        log.clear()
        answer = await self.push.send(Delivery(envelope=envelope, payload=payload))
        assert answer.failure is None, answer
        calls = [dict(call.arguments) for call in log]
        return json.dumps([answer.body, calls], ensure_ascii=False, default=str)


REFUSALS = (
    "There is nobody here that you may look at",
    "这里没有您可以查看的人员",
    "Only an administrator of Evenhand",
    "此操作仅限持平的管理员",
    "You are not on Evenhand’s list of members",
)
NAMES = {BO: "Bo Lindgren", DEE: "Dee Walsh", LOU: "Lou Gone"}


def is_refused(said: str) -> bool:
    return any(words in said for words in REFUSALS)


@asynccontextmanager
async def opened(database_url: str) -> AsyncIterator[Door]:
    """October is closed, Lea was Bo's manager until it ended, Lou has left, and Ned's time in HR is over."""
    async with office(database_url, start=NOW) as at, served_locally(web_of(at.parts)) as url:
        for user, name in NEW.items():
            at.sandbox.add_person(PersonSpec(id=user, name=user[2:].lower(), real_name=name, email="", tz=BERLIN))
        await at.sandbox.settle()
        members, teams = await seated(at)
        at.sandbox.change_person(LOU, deleted=True)
        await at.settle()
        push = HttpPush(url + EVENTS_PATH, signing_secret=at.sandbox.signing_secret, ack_seconds=30.0)
        yield Door(at, push, Payloads(at.sandbox.core), members, teams)
        await push.close()


async def seated(at: Office) -> tuple[dict[str, int], dict[str, int]]:
    """Keys of members by Slack id and of teams by name, a stranger and a team of another workspace among them."""
    database, workspace_id = at.parts.database, at.parts.workspace_id
    async with database.write() as session:
        rows, unread = service.read_member_rows(CHART)
        report = await service.import_rows(session, workspace_id, rows, unread, date(2026, 9, 1))
        assert report.problems == []
        teams = {team.name: team.key for team in await service.teams(session, workspace_id)}
        for team in teams.values():
            await assign(session, workspace_id, team, "promotion", now=NOW)
    await import_figures(at, {user: {"leads": value, "uv": 20_000} for user, value in FIGURES.items()}, OCTOBER)
    async with database.write() as session:
        lou = await service.find_member(session, workspace_id, LOU)
        lou.joined_on = None
        session.add(lou)
        rows, unread = service.read_member_rows(f"member,manager\n{BO},{ANA}\n")
        await service.import_rows(session, workspace_id, rows, unread, date(2026, 11, 1))
        await close_month(session, workspace_id, "2026-10", now=NOW, settings=at.parts.settings)
        ned = await service.find_member(session, workspace_id, NED)
        once = date(2026, 10, 1), date(2026, 11, 17)
        change = change_to(frozenset({"hr"}), [], reason="once", first_on=once[0], until=once[1], by=None, at=NOW)
        apply_roles(session, ned, change)
        elsewhere = (await service.ensure_workspace(session, "T0OTHER", "Other")).key
        session.add(Member(workspace_id=elsewhere, slack_user=ELSEWHERE, name="Bo", zone=BERLIN, locale="en"))
        session.add(Team(workspace_id=elsewhere, name="Growth elsewhere"))
        await session.flush()
        near = (workspace_id, elsewhere)
        found = (await session.exec(select(Member).where(col(Member.workspace_id).in_(near)))).all()
        members = {each.slack_user: each.key for each in found}
        known = (await session.exec(select(Team).where(col(Team.workspace_id).in_(near)))).all()
        teams = {each.name: each.key for each in known}
    return members | {NOBODY: 987_654}, teams


async def state(door: Door) -> list[str]:
    """Everything that administrators change."""
    async with door.office.parts.database.read() as session:
        found = [
            (await session.exec(select(table))).all()
            for table in (Member, Team, RoleGrant, Workspace, Membership, Reporting)
        ]
    return sorted(repr(row) for rows in found for row in rows)


async def about_a_person(door: Door, viewer: str, subject: str) -> list[str]:
    """What is wrong with how the doors to somebody's card opened."""
    button = f"{door.members[subject]}:2026-10:1"
    said = {
        "card": await door.command(viewer, f"/scorecard <@{subject}> 2026-10"),
        "receipt": await door.command(viewer, f"/scorecard <@{subject}> why"),
        "figure": await door.command(viewer, f"/scorecard <@{subject}> why lead_conversion"),
        "button": await door.press(viewer, "scorecards.why", button),
    }
    if viewer in SEERS.get(subject, set()):
        shown = f"{FIGURES[subject]:,}"
        return [name for name, text in said.items() if is_refused(text) or (name != "card" and shown not in text)]
    # Only HR hears that there is nobody of that name.
    refused = {name: is_refused(text) or (viewer == EVE and "Nobody here" in text) for name, text in said.items()}
    return [name for name in said if not refused[name] or leaks(said[name], subject)]


def leaks(said: str, subject: str) -> bool:
    figure = FIGURES.get(subject)
    return bool(figure) and (f"{figure:,}" in said or NAMES[subject] in said)


async def about_administering(door: Door, viewer: str, subject: str) -> list[str]:
    may = viewer in ADMINISTERS
    said = {
        "open": await door.press(viewer, "people.open_person", subject),
        "save": await door.submit(
            viewer, "people.save_person", {"person": subject}, roles={"selected_options": [{"value": "boss"}]}
        ),
    }
    return [name for name, text in said.items() if is_refused(text) is may or (not may and leaks(text, subject))]


async def about_hr(door: Door, viewer: str, subject: str) -> list[str]:
    """What HR alone may do with somebody, and what nobody may who has not been asked."""
    said = {
        "days": await door.press(viewer, "people.open_days_away", subject),
        "enter": await door.submit(
            viewer, "people.enter_days_away", {"person": subject}, kind={"selected_option": {"value": "boredom"}}
        ),
        "end": await door.press(viewer, "people.end_days_away", str(door.members[subject])),
        "merge": await door.press(viewer, "people.open_merge", subject),
        "merged": await door.submit(
            viewer,
            "reviews.merge_accounts",
            {"old": subject},
            new={"selected_user": subject},
            reason={"value": "one person"},
        ),
    }
    may = viewer == EVE and subject not in (NOBODY, ELSEWHERE)
    wrong = [name for name, text in said.items() if is_refused(text) is (viewer == EVE if name == "end" else may)]
    wrong += [name for name, text in said.items() if viewer != EVE and leaks(text, subject)]
    asked = {name: await door.press(viewer, f"privacy.{name}", "1") for name in ("approve", "open_decline")}
    return wrong + [name for name, text in asked.items() if not is_refused(text)]


async def about_a_team(door: Door, viewer: str, team: str) -> list[str]:
    may, key = viewer in ADMINISTERS, door.teams[team]
    said = {
        "open": await door.press(viewer, "people.open_team", str(key)),
        "save": await door.submit(viewer, "people.save_team", {"team": key}, name={"value": " "}),
        "targets": await door.submit(viewer, "schemes.targets", {"team": key, "member": BO}),
        "scheme": await door.submit(
            viewer,
            "schemes.choose",
            {},
            team={"selected_option": {"value": str(key)}},
            scheme={"selected_option": {"value": "promotion"}},
        ),
    }
    return [name for name, text in said.items() if is_refused(text) is may or (not may and team in text)]


async def about_the_workspace(door: Door, viewer: str) -> list[str]:
    may = viewer in ADMINISTERS
    said = {
        line: await door.command(viewer, line) for line in ("/perf admin", "/perf people", "/perf calendar nonsense")
    }
    said |= {
        action: await door.press(viewer, action, "")
        for action in (
            *("home.open_admin", "people.open_overview", "people.turn_page", "people.open_arrivals"),
            "schemes.open_assignments",
        )
    }
    said["call off"] = await door.press(viewer, "people.call_off", "team:1:2030-01-01")
    return [name for name, text in said.items() if is_refused(text) is may]


async def about_oneself(door: Door, viewer: str) -> list[str]:
    is_member = viewer not in (GUS, LOU)
    said = {line: await door.command(viewer, line) for line in ("/scorecard 2026-10", "/perf scheme", "/perf language")}
    wrong = [name for name, text in said.items() if is_refused(text) is is_member]
    others = set(FIGURES) - {viewer}
    return wrong + [f"{name} shows {each}" for name, text in said.items() for each in others if leaks(text, each)]


async def test_the_matrix_of_signed_requests(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    wrong: list[str] = []
    async with opened(sqlite_url) as door:
        before = await state(door)
        requests = 0
        people = (BO, DEE, LOU, NOBODY, ELSEWHERE)
        for viewer, subject in product(VIEWERS, people):
            if viewer == subject == LOU:
                continue
            wrong += [f"{viewer} {name} {subject}" for name in await about_a_person(door, viewer, subject)]
            wrong += [
                f"{viewer} {name} {subject} as admin" for name in await about_administering(door, viewer, subject)
            ]
            wrong += [f"{viewer} {name} {subject} as HR" for name in await about_hr(door, viewer, subject)]
            requests += 13
        for viewer, team in product(VIEWERS, door.teams):
            wrong += [f"{viewer} {name} {team}" for name in await about_a_team(door, viewer, team)]
            requests += 4
        for viewer in VIEWERS:
            wrong += [f"{viewer} {name}" for name in await about_the_workspace(door, viewer)]
            wrong += [f"{viewer} {name}" for name in await about_oneself(door, viewer)]
            requests += 12
        assert await state(door) == before
    with capsys.disabled():
        print(f"\nsigned requests about who may do what: {requests} ", end="")
    assert wrong == [], "\n".join(wrong)
    assert requests > 1_200
