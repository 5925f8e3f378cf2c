"""A second workspace in the same database, of people who look exactly like ours: everybody's worst neighbour.

The twins have our people's Slack ids, names and e-mails, our teams and channels, and values of their own that appear
nowhere else. Bo's twin is everybody's manager, HR and administrator there; all of them are away, every day is off,
October is closed, all that is due has been due for years, and Slack wants no call at all. Whoever forgets the workspace
in a query shows one of their values, changes a row of theirs, or names one in a row of ours.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from hashlib import sha256
from itertools import count
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    LargeBinary,
    String,
    Table,
    TypeDecorator,
    func,
    insert,
    literal_column,
    select,
    text,
    union_all,
)
from sqlalchemy.dialects import registry
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.db.base import metadata
from bot.db.engine import Database
from bot.db.types import Exact
from bot.delivery.limits import EVERY_CALL, METHODS, PER_MINUTE
from bot.sandbox.people import PersonSpec
from bot.sandbox.server import Sandbox
from tests.keys import KEYRING

TEAM_ID = "T0TWIN"
SECRET = "twin-secret"
PLANTED = re.compile(rf"{SECRET}|(?<![\dA-Za-z.])770,?0\d\d(?![\dA-Za-z])")
"""Whatever the twins have told, as it may be shown; not in the middle of a name made of random signs."""
LONG_AGO, FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC), date(2020, 1, 1)
FAR_AHEAD, LAST_DAY = datetime(2099, 1, 1, tzinfo=UTC), date(2099, 1, 1)
OCTOBER = date(2026, 10, 1)
FIGURES = ("leads", "uv", "mql", "cost")
KINDS = ("prompts.prompt", "prompts.nudge", "metrics.digest", "scorecards.close", "audit.anchor", "appraisals.day")
KINDS += ("retrospectives.upkeep", "retrospectives.given")
KINDS += ("campaigns.opened", "campaigns.left")
KINDS += ("improvement.day", "improvement.upkeep")
CHANNELS = {"Growth": "C0GROWTH", "Brand": "C0BRAND"}
BOSS = "U0BO"
WITHOUT_ROWS = {"workspace", "audit_entry", "audit_head"}
"""These are made by those whom they belong to."""
AGED = {"seen_request"}
"""Stories make all of these older to let time pass."""

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Twins:
    """`digest` is of every row they have."""

    workspace_id: int
    members: Mapping[str, int]
    teams: Mapping[str, int]
    digest: str

    async def assert_apart(self, session: AsyncSession, *, shown: Iterable[object]) -> None:
        """Nothing of theirs has changed, no row of ours names one of theirs, and nothing of theirs was `shown`."""
        assert await _digest(session, self.workspace_id) == self.digest, "a row of another workspace was changed"
        connection = await session.connection()
        counted = await connection.exec_driver_sql(_crossing(connection.dialect.name))
        crossing = [table for table, rows in counted if rows]
        assert not crossing, f"rows of {crossing} name a row of another workspace"
        told = [found.group() for each in shown for found in [PLANTED.search(str(each))] if found]
        assert not told, f"shown to people of one workspace, told in another: {told[:3]}"


def everything_shown(sandbox: Sandbox) -> Iterable[object]:
    """Whatever the app sent to this workspace, as far as it is still there: calls, messages, windows, Home tabs."""
    yield from (dict(call.arguments) for call in sandbox.call_log)
    for conversation in sandbox.workspace.conversations.values():
        yield from (message.to_api(team_id="", with_metadata=True) for message in conversation.messages.values())
    for user in sandbox.workspace.people:
        person = sandbox.person(user)
        yield from (view.content for view in (*person.views, person.home) if view)


async def settle_in(database: Database, people: Iterable[PersonSpec]) -> Twins:
    """Give every table that belongs to a workspace rows of theirs."""
    async with database.write() as session:
        workspace_id = await _added(session, "workspace", [{"slack_team": TEAM_ID, "name": "Twin", "country": "CN"}])
        theirs = await _People.settled(session, workspace_id[0], people)
        known, first = theirs.rows(), dict(theirs.first)
        for table in metadata.sorted_tables:
            if "workspace_id" in table.c and table.name not in theirs.seated | WITHOUT_ROWS:
                needed = _made_up(table, first)
                rows = [needed | row for row in known.get(table.name) or [{}]]
                keys = await _added(session, table.name, theirs.own(rows))
                if keys:
                    first[table.name] = keys[0]
        await record(session, *theirs.entries())
    async with database.read() as session:
        digest = await _digest(session, theirs.workspace_id)
    return Twins(theirs.workspace_id, theirs.members, theirs.teams, digest)


@dataclass(frozen=True, slots=True)
class _People:
    workspace_id: int
    members: Mapping[str, int]
    teams: Mapping[str, int]
    scheme: int
    seated = frozenset({"member", "team", "scheme_version"})

    @classmethod
    async def settled(cls, session: AsyncSession, workspace_id: int, people: Iterable[PersonSpec]) -> "_People":
        own = {"workspace_id": workspace_id}
        first = {"workspace": workspace_id}
        needed = {name: _made_up(metadata.tables[name], first) for name in ("member", "team")}
        members = [needed["member"] | own | _member(each) for each in people]
        teams = [needed["team"] | own | {"name": name, "channel": channel} for name, channel in CHANNELS.items()]
        scheme = {"scheme_id": "promotion", "version": 77, "hash": "7" * 64, "content": SECRET, "created_at": LONG_AGO}
        keys = await _added(session, "member", members)
        return cls(
            workspace_id,
            dict(zip((each["slack_user"] for each in members), keys, strict=True)),
            dict(zip(CHANNELS, await _added(session, "team", teams), strict=True)),
            (await _added(session, "scheme_version", [own | scheme]))[0],
        )

    @property
    def first(self) -> Mapping[str, int]:
        """A row of theirs by table, for what names one."""
        return {
            "workspace": self.workspace_id,
            "member": self.members[BOSS],
            "team": self.teams["Growth"],
            "scheme_version": self.scheme,
        }

    def own(self, rows: Rows) -> Rows:
        return [row | {"workspace_id": self.workspace_id} for row in rows]

    def entries(self) -> list[Entry]:
        boss, about = self.members[BOSS], self.members["U0ANA"]
        read = Entry(self.workspace_id, Action.CARD_READ, boss, Subject.MEMBER, about, {"period": "2026-10"})
        granted = Entry(self.workspace_id, Action.ROLE_CHANGED, By.OPERATOR, Subject.MEMBER, boss, reason=SECRET)
        return [read, granted]

    def rows(self) -> Mapping[str, Rows]:
        """By table, without the workspace."""
        each_member = [{"member_id": key} for key in self.members.values()]
        return self._places(each_member) | self._told(each_member) | self._published(each_member) | self._promised()

    def _places(self, each_member: Rows) -> dict[str, Rows]:
        boss, since = self.members[BOSS], {"first_on": FIRST_DAY, "last_on": None}
        growth = {"team_id": self.teams["Growth"]}
        below = [row for row in each_member if row["member_id"] != boss]
        grant = {"member_id": boss, "reason": SECRET, "granted_at": LONG_AGO, "revoked_reason": ""}
        away = {"kind": "sick", "first_on": FIRST_DAY, "last_on": LAST_DAY, "created_at": LONG_AGO}
        days = [date(2026, month, day) for month in (10, 11, 12) for day in range(1, 31)]
        return {
            "membership": [row | growth | since for row in each_member],
            "leadership": [{"team_id": key, "member_id": boss} | since for key in self.teams.values()],
            "reporting": [row | {"manager_id": boss} | since for row in below],
            "role_grant": [grant | since | {"role": role} for role in ("hr", "admin", "auditor", "operator")],
            "absence": [row | away for row in each_member],
            "calendar_day": [{"on": on, "is_worked": False, "name": SECRET} for on in days],
        }

    def _told(self, each_member: Rows) -> dict[str, Rows]:
        values, told = map(Decimal, count(770_001)), {"entered_at": LONG_AGO}
        entries = [
            row | told | {"figure": figure, "on": on, "revision": 1, "value": next(values), "note": SECRET}
            for row in each_member
            for figure in FIGURES[:2]
            for on in (date(2026, 10, 5), date(2026, 11, 18))
        ]
        numbers = dict.fromkeys(("total", "last", "peak"), Decimal(770_070))
        rolled = {"month": OCTOBER, "n": 1, "last_on": OCTOBER} | numbers
        notes = {"on": date(2026, 11, 18), "revision": 1, "goal": f"{SECRET}-goal", "blockers": SECRET} | told
        return {
            "entry": [row | {"source": "chat"} for row in entries],
            "roll_up": [row | rolled | {"figure": figure} for row in each_member for figure in FIGURES],
            "day_note": [row | notes for row in each_member],
            "appraisal_round": [{"month": "2026-11", "opens_on": FIRST_DAY, "closes_on": LAST_DAY}],
            "self_report": [row | {"submitted_at": LONG_AGO} for row in each_member],
            "appraisal": each_member,
        }

    def _published(self, each_member: Rows) -> dict[str, Rows]:
        out = {"scheme_version_id": self.scheme, "period": "2026-10", "published_at": LONG_AGO}
        card = {"team_id": self.teams["Growth"], "revision": 1, "score": 77.07, "band": "S", "coverage": 77.0} | out
        team = {"n_members": 770, "n_scored": 770, "minimum": 3, "score": 77.07, "figures": json.dumps([SECRET])}
        by_rules = {"scheme_version_id": self.scheme, "groups": [SECRET], "assigned_at": LONG_AGO}
        by_rules |= {"since": date(2000, 1, 1)}
        own = {"metric": "lead_conversion", "value": Decimal(770_077), "set_at": LONG_AGO, "since": date(2000, 1, 1)}
        targets: Rows = [own | {"member_id": None, "team_id": key} for key in self.teams.values()]
        targets += [own | row | {"team_id": None} for row in each_member]
        return {
            "card": [row | card | {"is_complete": True, "receipt": json.dumps(SECRET)} for row in each_member],
            "team_card": [{"team_id": key} | team | out for key in self.teams.values()],
            "month_close": [{"month": month, "closed_at": LONG_AGO} for month in ("2026-10", "2026-11", "2026-12")],
            "scheme_assignment": [{"team_id": key} | by_rules for key in self.teams.values()],
            "metric_target": targets,
        }

    def _promised(self) -> dict[str, Rows]:
        schedule = {"recurrence": "daily", "minute": 77, "zone": "UTC", "working_days": "1-7", "day": 1}
        due = {"state": "due", "due_at": LONG_AGO, "created_at": LONG_AGO, "attempts": 0, "is_ambiguous": False}
        waiting = [
            due | {"unique_key": f"{SECRET}:{kind}:{to}", "kind": kind, "operation": "post", "recipient": to}
            for kind in KINDS
            for to in (*self.members, *CHANNELS.values())
        ]
        full = {"full_at_us": 2**52, "step_us": 2**50, "burst_us": 0, "blocked_until_us": 2**52}
        limits = (EVERY_CALL, *METHODS.values(), *PER_MINUTE)
        return {
            "schedule": [
                schedule | {"kind": kind, "subject_id": subject, "next_fire_at": LONG_AGO}
                for kind in KINDS
                for subject in (0, *self.members.values())
            ],
            "delivery": [row | {"payload": {"member": self.members[BOSS], "text": SECRET}} for row in waiting],
            "rate_bucket": [full | {"name": name} for name in dict.fromkeys(limits)],
            "retention_run": [{"on": date(2026, 11, 18), "attempt": 7, "active_at": LONG_AGO, "counts": {SECRET: 770}}],
            "sealing_key": [{"key_id": KEYRING.first}],
            "seen_request": [{"unique_key": SECRET, "expires_at": FAR_AHEAD}],
        }


def _member(person: PersonSpec) -> dict[str, Any]:
    return {
        "slack_user": person.id,
        "name": person.real_name,
        "email": person.email,
        "zone": "Asia/Shanghai",
        "locale": "en",
        "language": "zh-CN",
        "is_active": True,
        "is_slack_admin": True,
        "prompt_minute": 77,
        "paused_until": LAST_DAY,
    }


def _made_up(table: Table, first: Mapping[str, int]) -> dict[str, Any]:
    """What a row has to have; a table that has checks needs rows of its own above."""
    columns = (each for each in table.c if not (each.nullable or each.primary_key))
    return {each.name: _value(each, first) for each in columns}


def _value(column: Column[Any], first: Mapping[str, int]) -> object:
    for key in column.foreign_keys:
        return first[key.column.table.name]
    if isinstance(column.type, Exact):
        return Decimal(770_070)
    stored = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    text = SECRET[: getattr(stored, "length", None) or len(SECRET)]
    values = {DateTime: LONG_AGO, Date: OCTOBER, Boolean: False, JSON: {}, LargeBinary: text.encode(), String: text}
    return next((value for kind, value in values.items() if isinstance(stored, kind)), 7)


async def _added(session: AsyncSession, table: str, rows: Rows) -> list[int]:
    """Their keys, in the order of `rows`, where there is one of a single column."""
    into = metadata.tables[table]
    connection = await session.connection()
    if "id" not in into.c:
        await connection.execute(insert(into), rows)
        return []
    known = select(func.coalesce(func.max(into.c.id), 0))
    before = (await connection.execute(known)).scalar_one()
    await connection.execute(insert(into), rows)
    added = await connection.execute(select(into.c.id).where(into.c.id > before).order_by(into.c.id))
    return [row[0] for row in added]


async def _digest(session: AsyncSession, workspace_id: int) -> str:
    """Of their rows as they are stored."""
    told = sha256()
    connection = await session.connection()
    for table, key in _theirs().items():
        rows = await connection.execute(
            text(f'SELECT * FROM "{table}" WHERE {key} = :theirs'), {"theirs": workspace_id}
        )
        told.update("\n".join([table, *sorted(map(repr, rows))]).encode())
    return told.hexdigest()


@cache
def _theirs() -> Mapping[str, str]:
    """The column that names the workspace, by table."""
    tables = [each for each in metadata.sorted_tables if each.name not in AGED]
    return {each.name: "workspace_id" for each in tables if "workspace_id" in each.c} | {"workspace": "id"}


@cache
def _crossing(dialect: str) -> str:
    """SQL for how many rows of each table name a row of another workspace."""
    counts = []
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            named = key.column.table.alias()
            if "workspace_id" in table.c and "workspace_id" in named.c:
                is_theirs = table.c.workspace_id != named.c.workspace_id
                joined = table.join(named, key.parent == named.c[key.column.name])
                name = literal_column(f"'{table.name}.{key.parent.name}'").label("reference")
                counts.append(select(name, func.count()).select_from(joined).where(is_theirs))
    return str(union_all(*counts).compile(dialect=registry.load(dialect)()))
