"""A month as everybody lives it: who checks in how on which weekday, and which messages that must leave them with."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto
from zoneinfo import ZoneInfo

from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.schemes import service as schemes
from bot.sandbox.messages import Message
from bot.sandbox.person import Person
from tests.office import ANA, BERLIN, BO, CHEN, DEE, FINN, HANA, SHANGHAI, Office
from tests.scenarios.figures import (
    BRAND,
    EVERYBODY,
    GROWTH,
    MEMBERS_WITH_SCHEMES,
    UV_A_YEAR_AGO,
    figures,
    secrets,
    totals,
    working_days,
)

PROMPT_AT, NUDGE_AT, DIGEST_AT = time(17, 0), time(18, 30), time(10, 0)
MINUTE = timedelta(minutes=1)
ZONES = {CHEN: SHANGHAI}
CHINESE_NAMES = {"uv": "访客数", "leads": "留资数", "mql": "合格线索", "cost": "推广费用"}


class Habit(Enum):
    COMMANDS = auto()
    FORM = auto()
    HOME = auto()
    PROMPT = auto()
    NUDGE = auto()
    COMMANDS_AFTER_PROMPT = auto()
    MISSING = auto()
    IMPORTED = auto()


C, F, H, P, N, L, M, T = Habit
WEEK: dict[str, tuple[Habit, ...]] = {
    ANA: (P, P, P, P, P),
    BO: (C, F, H, P, N),
    CHEN: (H, P, N, C, F),
    DEE: (P, L, P, F, P),
    FINN: (M, P, P, P, F),
    HANA: (F, C, M, M, M),
}
BY_HAND = ((12, 16), (26, 27))
"""Days of October, first and last, on which people tell their figures; on the others a table comes in. Summer time ends
in between."""
EARLY = {C, F, H}
LEADS = {ANA: GROWTH, DEE: BRAND}
LEFT_BEHIND: dict[Habit, tuple[tuple[str, str], ...]] = {
    C: (),
    T: (),
    F: (("done", "done"),),
    H: (("done", "done"),),
    P: (("prompt", "done"),),
    L: (("prompt", "done"),),
    N: (("prompt", "done"), ("nudge", "open")),
    M: (("prompt", "open"), ("nudge", "open")),
}
"""Kinds of messages that a day leaves in the direct message, in order, and whether they ask or confirm."""


def habit_of(person: str, on: date) -> Habit:
    is_by_hand = any(first <= on.day <= last for first, last in BY_HAND)
    return WEEK[person][on.isoweekday() - 1] if is_by_hand else T


def left_behind(person: str, on: date) -> list[tuple[str, str, str]]:
    """A working day's messages; a lead hears in the morning who told nothing for the working day before."""
    own = [(kind, str(on), state) for kind, state in LEFT_BEHIND[habit_of(person, on)]]
    before = max((day for day in working_days() if day < on), default=on)
    team = LEADS.get(person, ())
    if not any(habit_of(each, before) is M for each in team if each != person):
        return own
    digest = [("digest", str(on), "done")]
    return [*own, *digest] if habit_of(person, on) in EARLY else [*digest, *own]


def told_days(person: str) -> list[date]:
    return [on for on in working_days() if habit_of(person, on) is not M]


def totals_of(person: str) -> dict[str, int]:
    return totals(person, told_days(person))


def secrets_of(person: str) -> set[str]:
    return secrets(person, told_days(person))


def zone_of(person: str) -> ZoneInfo:
    return ZoneInfo(ZONES.get(person, BERLIN))


@dataclass
class Month:
    """Everybody acts through signed requests; `say` notes what each was answered."""

    office: Office
    answers: dict[str, list[str]] = field(default_factory=dict)

    def person(self, user: str) -> Person:
        return self.office.person(user)

    def direct(self, user: str) -> list[Message]:
        """What lasts in the direct message with Evenhand, oldest first."""
        return [each for each in self.person(user).messages() if not each.is_ephemeral]

    def kinds(self, user: str) -> list[tuple[str, str, str]]:
        """(kind, day or month, asks or confirms) of every message there."""
        return [_kind(message) for message in self.direct(user)]

    async def say(self, user: str, line: str, channel: str | None = None) -> str:
        done = await self.person(user).command(line, channel)
        assert done.ok, done.error
        told = text_of(done.message) if done.message else ""
        self.answers.setdefault(user, []).append(told)
        await self.office.settle()
        return told

    async def live(self, on: date) -> None:
        """One calendar day from morning to night."""
        works = on.isoweekday() <= 5
        await self.office.move_to(datetime.combine(on, time(6, 30), tzinfo=UTC))
        if works:
            imported = {user: figures(user, on) for user in EVERYBODY if habit_of(user, on) is T}
            await import_figures(self.office, imported, on)
        for user in EVERYBODY if works else ():
            if habit_of(user, on) in EARLY:
                await self.check_in(user, on)
        digest = datetime.combine(on, DIGEST_AT, tzinfo=ZoneInfo(BERLIN))
        before_china = datetime.combine(on, PROMPT_AT, tzinfo=ZoneInfo(SHANGHAI)) - 2 * MINUTE
        await self.office.move_to(min(digest, before_china))  # in winter it is ten in Berlin when China is asked
        for zone, users in ((SHANGHAI, (CHEN,)), (BERLIN, tuple(each for each in EVERYBODY if each != CHEN))):
            await self._reach(on, PROMPT_AT, zone, users, {P, L} if works else set())
            await self._reach(on, NUDGE_AT, zone, users, {N} if works else set())

    async def _reach(self, on: date, at: time, zone: str, users: tuple[str, ...], acting: set[Habit]) -> None:
        """Nothing comes a minute before the hour; then people do what they do at it."""
        moment = datetime.combine(on, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        before = {user: len(self.direct(user)) for user in users}
        await self.office.move_to(moment - MINUTE)
        assert before == {user: len(self.direct(user)) for user in users}
        await self.office.move_to(moment)
        for user in users:
            if habit_of(user, on) in acting:
                await self.check_in(user, on)

    async def check_in(self, user: str, on: date) -> None:
        habit, person, typed = habit_of(user, on), self.person(user), figures(user, on)
        if habit in (C, L):
            for figure, value in typed.items():
                name = CHINESE_NAMES[figure] if user == CHEN else figure
                await self.say(user, f"/checkin {name} {value:,}")
            return
        if habit is F:
            await self.say(user, "/checkin")
        elif habit is H:
            home = await person.open_home()
            assert home
            assert (await person.click(home, "metrics.open_checkin")).ok
        else:
            assert (await person.click(self.direct(user)[-1], "metrics.open_checkin")).ok
        await self.submit(user, {f"figure:{figure}:{on}": str(value) for figure, value in typed.items()})

    async def submit(self, user: str, values: dict[str, str]) -> None:
        submitted = await self.person(user).submit(values=values)
        assert submitted.ok, (submitted.errors, submitted.error)
        await self.office.settle()


async def seat_everybody(office: Office) -> None:
    """The import of members with their schemes, and last year's visitors."""
    workspace_id, now = office.parts.workspace_id, office.clock.now()
    today = now.astimezone(office.parts.settings.zone).date()
    async with office.parts.database.write() as session:
        rows, unread = people.read_member_rows(MEMBERS_WITH_SCHEMES)
        report = await people.import_rows(session, workspace_id, rows, unread, today)
        wishes = [schemes.Wish(row.line, row.team, row.scheme, row.groups) for row in rows if row.team]
        assigned, refused = await schemes.assign_teams(session, workspace_id, wishes, now=now)
        assert (report.problems, refused) == ([], [])
        assert [(each.team, each.groups) for each in assigned] == [("Growth", ("traffic",)), ("Brand", ("conversion",))]
    await import_figures(office, {user: {"uv": value} for user, value in UV_A_YEAR_AGO.items()}, date(2025, 10, 15))
    assert await office.parts.upkeep.keep_schedules()


async def import_figures(office: Office, told: Mapping[str, Mapping[str, int]], on: date) -> None:
    """As a table of the operator's; a second import of the same table adds nothing."""
    table = [
        metrics.SheetRow(line, on.isoformat(), user, figure, str(value))
        for line, (user, figure, value) in enumerate(
            ((user, figure, value) for user, row in told.items() for figure, value in row.items()), start=2
        )
    ]
    now = office.clock.now()
    today = now.astimezone(office.parts.settings.zone).date()
    for added in (len(table), 0) if table else ():
        async with office.parts.database.write() as session:
            done = await metrics.import_entries(
                session, office.parts.workspace_id, table, entered_by=None, now=now, today=today
            )
        assert (done.added, done.bad, done.conflicts) == (added, [], [])


def text_of(message: Message) -> str:
    """Everything that is written on it."""
    blocks = [{name: value for name, value in block.items() if name != "block_id"} for block in message.blocks]
    return f"{message.text}\n{json.dumps(blocks, ensure_ascii=False)}".replace("\\n", "\n")


def _kind(message: Message) -> tuple[str, str, str]:
    assert message.metadata
    kind, _, occasion, *_ = str(message.metadata["event_payload"]["key"]).split(":")
    asks = "metrics.open_checkin" in text_of(message) and "✓ " not in text_of(message)
    return kind, occasion, "open" if asks else "done"
