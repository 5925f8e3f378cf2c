"""A December in which two teams of six, in Berlin and Shanghai, rate each other: what each of them does, and when."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlmodel import select

from bot.demo.run import next_moment
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.reviews import service
from bot.features.reviews.models import ReviewAssignment
from bot.features.reviews.service import Tie, Worked
from bot.features.schemes.service import assign
from bot.sandbox.messages import Message
from bot.sandbox.people import PersonSpec
from bot.sandbox.person import Person
from scoring.periods import Period
from tests.office import ANA, BERLIN, BO, CHEN, DEE, EVE, FINN, HANA, SHANGHAI, Office
from tests.scenarios.audited import say
from tests.scenarios.reviewing import close_windows, fields

GIL, HAL, IDA, JON, KAI, LIN = (f"U0{name}" for name in ("GIL", "HAL", "IDA", "JON", "KAI", "LIN"))
GROWTH, BRAND = (ANA, BO, CHEN, GIL, HAL, IDA), (DEE, FINN, HANA, JON, KAI, LIN)
IN_SHANGHAI = (CHEN, IDA, KAI, LIN)
NEW = {GIL: "Gil Amar", HAL: "Hal Winter", IDA: "Ida Holm", JON: "Jon Ek", KAI: "凯文", LIN: "林悦"}
LEADS = {"Growth": (ANA, GROWTH), "Brand": (DEE, BRAND)}
CHART = "\n".join(
    [
        "member,team,manager,role,lead",
        *(
            f"{each},{team},{lead if each != lead else ''},,{'yes' if each == lead else ''}"
            for team, (lead, members) in LEADS.items()
            for each in members
        ),
        f"{EVE},,,hr,",
    ]
)
ACROSS = [(BO, FINN), (CHEN, LIN), (GIL, JON), (HAL, KAI), (IDA, HANA), (ANA, DEE), (ANA, FINN), (ANA, HANA), (DEE, BO)]
ACROSS += [(DEE, CHEN), (ANA, KAI), (DEE, IDA), (ANA, LIN), (DEE, HAL)]
START = datetime(2026, 12, 22, 21, 0, tzinfo=UTC)
NIGHT_MINUTE = 5
"""Cycles move at 0:05 where the workspace is."""

ABILITY = dict(zip((*GROWTH, *BRAND), (4, 3, 5, 3, 2, 4, 4, 3, 2, 5, 3, 4), strict=True))
LENIENCY = dict(zip((*GROWTH, *BRAND), (0, 1, -1, 0, 0, 1, -1, 0, 0, 1, 0, -1), strict=True))
MARK, MARK_IN_CHINESE = "quartz-otter", "琥珀色的苍鹭"
LONG = (f"{MARK} 提前一天告诉了我们 👍🏽 and helped — " * 200)[:4_000]


@dataclass
class Month:
    """`said` is the last that each rater sent about each colleague in time."""

    office: Office
    said: dict[tuple[str, str], int] = field(default_factory=dict)
    eager: set[str] = field(default_factory=set)
    """Who has finished, and rates whom they are asked about later before anybody reminds them."""

    def person(self, user: str) -> Person:
        return self.office.person(user)

    async def until(self, day: str, hour: str = "00:00") -> None:
        """Whatever the bot does by itself, at the minute at which it does it."""
        end = datetime.fromisoformat(f"{day}T{hour}+00:00")
        await self.office.settle()
        while (due := await next_moment(self.office.parts)) is not None and due < end:
            await self.office.move_to(due)
            if due.minute == NIGHT_MINUTE:
                await self.upkeep()
        await self.office.move_to(end)

    async def upkeep(self) -> None:
        """As it is done every minute."""
        assert await self.office.parts.upkeep.keep_schedules()
        assert await self.office.parts.upkeep.scrub()
        await self.office.settle()

    async def rate(self, user: str, *, most: int = 99, case: str = "") -> int:
        """One form after the other, as `/rate` opens them; how many."""
        person, count = self.person(user), 0
        await close_windows(person)
        await say(self.office, user, "/rate")
        while count < most and person.view.content.get("callback_id") == "reviews.rate":
            await self.answer(user, case=case)
            count += 1
        await close_windows(person)
        await self.office.settle()
        return count

    async def answer(self, user: str, *, case: str = "", value: int | None = None) -> str:
        """The form in front; about whom it was."""
        person = self.person(user)
        about = await self.about(person)
        value = value or min(max(ABILITY[about] + LENIENCY[user], 1), 5)
        text = case or (self.case_of(user) if value in (1, 5) else "")
        sent = await person.submit(values=fields(person, str(value), text))
        assert sent.ok, (sent.errors, sent.error)
        self.said[user, about] = value
        return about

    def case_of(self, user: str) -> str:
        return f"{MARK_IN_CHINESE} · {user[2:]} 👍" if user in (CHEN, LIN, KAI) else f"{MARK} by {user[2:].lower()} 🦦"

    async def about(self, person: Person) -> str:
        carried = json.loads(str(person.view.content["private_metadata"]))
        return (await self.users())[carried["subject"]]

    async def users(self) -> dict[int, str]:
        async with self.office.parts.database.read() as session:
            ours = select(Member).where(Member.workspace_id == self.office.parts.workspace_id)
            return {each.key: each.slack_user for each in (await session.exec(ours)).all()}

    async def waiting(self, user: str) -> list[str]:
        users = await self.users()
        async with self.office.parts.database.read() as session:
            asked = select(ReviewAssignment).where(
                ReviewAssignment.workspace_id == self.office.parts.workspace_id, ReviewAssignment.state == "asked"
            )
            rows = (await session.exec(asked)).all()
        return [users[each.subject_id] for each in rows if users[each.rater_id] == user]

    async def morning(self, day: str) -> None:
        """Those who have finished rate whom the night, or somebody's decline, has given them."""
        await self.until(day, "01:00")
        for user in sorted(self.eager):
            if await self.waiting(user):
                await self.rate(user)

    async def leave(self, user: str) -> None:
        self.eager.discard(user)
        self.office.sandbox.change_person(user, deleted=True)
        await self.office.sandbox.settle()

    def prompt(self, user: str) -> Message:
        """The newest that asks for ratings."""
        return self.prompts(user)[-1]

    def prompts(self, user: str) -> list[Message]:
        """Those that ask for ratings."""
        return [each for each in self.messages(user) if "reviews.open_" in str(each.blocks)]

    def messages(self, user: str) -> list[Message]:
        """What lasts in the direct message, oldest first."""
        return [each for each in self.person(user).messages() if not each.is_ephemeral]

    def list_of(self, user: str) -> list[str]:
        """`24 11:00 prompt`, by the reader's own clock, of every message."""
        zone = ZoneInfo(SHANGHAI if user in IN_SHANGHAI else BERLIN)
        return [
            f"{datetime.fromtimestamp(float(each.ts), zone):%d %H:%M} {kind_of(each)}" for each in self.messages(user)
        ]


def kind_of(message: Message) -> str:
    assert message.metadata, message.text
    return str(message.metadata["event_payload"]["key"]).partition(":")[0]


async def seat(at: Office) -> None:
    """As an administrator would: accounts, the chart, schemes, joint projects; each country has its own holidays."""
    for user, name in NEW.items():
        there = {
            "tz": SHANGHAI if user in IN_SHANGHAI else BERLIN,
            "locale": "zh-CN" if user in (KAI, LIN) else "en-US",
        }
        at.sandbox.add_person(PersonSpec(id=user, name=user[2:].lower(), real_name=name, email="", **there))
    await at.sandbox.settle()
    workspace_id = at.parts.workspace_id
    async with at.parts.database.write() as session:
        rows, unread = people.read_member_rows(CHART)
        report = await people.import_rows(session, workspace_id, rows, unread, START.date())
        assert report.problems == []
        for team in await people.teams(session, workspace_id):
            await assign(session, workspace_id, team.key, "integrated_team", now=START)
        keys = {
            row.slack_user: row.key for row, _ in await people.members_with_team(session, workspace_id, on=START.date())
        }
        worked = [Worked(keys[one], keys[other], Tie.PROJECT) for one, other in ACROSS]
        await service.note_collaboration(session, workspace_id, worked, month=Period.parse("2026-11"))
    assert await at.parts.upkeep.keep_schedules()
    await say(at, ANA, "/perf calendar country DE")
    for user in (*GROWTH, *BRAND):
        await say(at, user, "/perf hours 11:00")
    for user in IN_SHANGHAI:
        await say(at, user, "/perf country CN")


def by_kind(listed: Sequence[str]) -> dict[str, list[str]]:
    """The moments of each kind of message."""
    kinds = sorted({each.rpartition(" ")[2] for each in listed})
    return {kind: [each.removesuffix(f" {kind}") for each in listed if each.endswith(f" {kind}")] for kind in kinds}
