"""What nobody can guess, planted for every member of two teams, and who may see it.

The rights are read off the table in docs/privacy.md and off raw rows, once more and without any of the product's own
rules.
"""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import select

from bot.features.metrics import service as metrics
from bot.features.metrics.models import DayNote
from bot.features.people import service as people
from bot.features.people.models import Absence, Member, Reporting, RoleGrant
from bot.features.schemes.service import assign
from bot.features.scorecards.service import close_month
from tests.office import ANA, BO, BRAND_CHANNEL, CHEN, DEE, EVE, FINN, GROWTH_CHANNEL, HANA, Office

EVERYBODY = (ANA, BO, CHEN, DEE, EVE, FINN, HANA)
CHART = f"""member,team,manager,role,channel,lead
{ANA},Growth,{EVE},,{GROWTH_CHANNEL},yes
{BO},Growth,{ANA},,,
{CHEN},Growth,{BO},,,
{EVE},Growth,,hr,,
{DEE},Brand,,admin,{BRAND_CHANNEL},yes
{FINN},Brand,{DEE},,,
{HANA},Brand,,auditor,,
"""
FIGURE, CARD, NOTE, AWAY = "figure", "card", "note", "away"


@dataclass(frozen=True, slots=True)
class Planted:
    """A value of somebody's that appears nowhere else."""

    owner: str
    kind: str


@dataclass(frozen=True, slots=True)
class Rights:
    """Who stands how to whom at a moment; by Slack ids."""

    active: frozenset[str]
    managers: Mapping[str, str]
    hr: frozenset[str]

    def may_see(self, viewer: str, planted: Planted) -> bool:
        if viewer not in self.active:
            return False
        if viewer == planted.owner:
            return True
        if planted.kind == AWAY:
            return False
        return viewer in self.hr or viewer in self._above(planted.owner)

    def _above(self, owner: str) -> set[str]:
        found: set[str] = set()
        while (manager := self.managers.get(owner)) and manager not in found:
            found.add(manager)
            owner = manager
        return found


@dataclass
class Garden:
    """`planted` by what is shown of it; `cards` are what buttons under cards carry."""

    office: Office
    dice: random.Random
    planted: dict[str, Planted] = field(default_factory=dict)
    cards: list[str] = field(default_factory=list)
    teams: list[str] = field(default_factory=list)
    members: dict[str, int] = field(default_factory=dict)

    async def plant(self) -> None:
        """October is closed, with figures that nobody can guess; everybody has told of today and is away once."""
        at, now = self.office, self.office.clock.now()
        workspace_id = at.parts.workspace_id
        async with at.parts.database.write() as session:
            rows, unread = people.read_member_rows(CHART)
            report = await people.import_rows(session, workspace_id, rows, unread, date(2026, 9, 1))
            assert report.problems == []
            for team in await people.teams(session, workspace_id):
                await assign(session, workspace_id, team.key, "promotion", now=now)
                self.teams += [str(team.key)]
            told = list(self._told())
            done = await metrics.import_entries(session, workspace_id, told, entered_by=None, now=now, today=now.date())
            assert done.added == len(told)
            found = (await session.exec(select(Member).where(Member.workspace_id == workspace_id))).all()
            session.add_all([row for each in found for row in self._rows(each, now)])
            await close_month(session, workspace_id, "2026-10", now=now, settings=at.parts.settings)
        assert await at.parts.upkeep.keep_schedules()
        self._pattern = re.compile("(?<![\\d,.])(?:" + "|".join(map(re.escape, self.planted)) + ")(?![\\d])")

    def _told(self) -> Iterator[metrics.SheetRow]:
        for user in EVERYBODY:
            for on in ("2026-10-05", "2026-11-17"):
                leads, uv = self._number(user), self._number(user)
                self._new(user, CARD, f"{100 * int(leads) / int(uv):,.2f}%")
                for figure, value in (("leads", leads), ("uv", uv)):
                    note = self._new(user, NOTE, f"note-{self.dice.getrandbits(40):010x}")
                    yield metrics.SheetRow(1, on, user, figure, value, note)

    def _rows(self, member: Member, now: datetime) -> Iterator[Absence | DayNote]:
        user, own = member.slack_user, {"workspace_id": member.workspace_id, "member_id": member.key}
        goal, blockers = (
            self._new(user, NOTE, f"{name}-{self.dice.getrandbits(40):010x}") for name in ("goal", "stuck")
        )
        yield DayNote(**own, on=now.date(), goal=goal, blockers=blockers, entered_at=now)
        self.members[user] = member.key
        for month in ("2026-10", "2026-11"):
            self.cards += [self._new(user, CARD, f'"{member.key}:{month}:1"').strip('"')]
        year = 2031 + EVERYBODY.index(user)
        self._new(user, AWAY, str(year))
        yield Absence(**own, kind="sick", first_on=date(year, 3, 4), last_on=date(year, 3, 5), created_at=now)

    def _number(self, user: str) -> str:
        value = self.dice.randrange(100_003, 769_999)
        self._new(user, FIGURE, f"{value:,}")
        return self._new(user, FIGURE, str(value))

    def _new(self, user: str, kind: str, value: str) -> str:
        self.planted[value] = Planted(user, kind)
        return value

    def found_in(self, text: str) -> list[Planted]:
        return [self.planted[each] for each in self._pattern.findall(text)]

    async def rights(self) -> Rights:
        """As they are where each person is."""
        at, now = self.office, self.office.clock.now()
        async with at.parts.database.read() as session:
            members, grants, managers = [
                (await session.exec(select(table).where(table.workspace_id == at.parts.workspace_id))).all()
                for table in (Member, RoleGrant, Reporting)
            ]
        by_key = {each.id: each for each in members}

        def holds(row: Any) -> bool:
            today = now.astimezone(ZoneInfo(by_key[row.member_id].zone)).date()
            return row.first_on <= today and (row.last_on is None or today <= row.last_on)

        return Rights(
            frozenset(each.slack_user for each in members if each.is_active),
            {by_key[row.member_id].slack_user: by_key[row.manager_id].slack_user for row in managers if holds(row)},
            frozenset(
                by_key[row.member_id].slack_user
                for row in grants
                if row.role == "hr" and holds(row) and (row.revoked_at is None or row.revoked_at > now)
            ),
        )
