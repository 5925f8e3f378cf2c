"""Two teams of six: Ana's Growth, with Bo, and Chen in Shanghai, and Dee's Brand; Eve from HR. Both are rated by their
colleagues in December, because that ends a quarter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import col, select

from bot.db.engine import Database
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.reviews import service
from bot.features.reviews.models import ReviewAssignment, ReviewCycle, ReviewRating
from bot.features.reviews.service import Answer, Plan, Tie, Worked
from bot.features.schemes import service as schemes
from bot.settings import Settings
from bot.turn import Who
from scoring.periods import Period
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, SHANGHAI, Cast, account, opened

SETTINGS = Settings(time_zone="Europe/Berlin", _env_file=None)  # type: ignore[call-arg]  # pydantic's own parameter
MONTH, METRIC = "2026-12", "peer_collaboration"
PREPARED = datetime(2026, 12, 21, 9, 0, tzinfo=UTC)
OPENED = datetime(2026, 12, 25, 8, 0, tzinfo=UTC)
LAST_DAY = datetime(2026, 12, 31, 15, 0, tzinfo=UTC)
AFTER = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
GIL, HAL, IDA, FINN, JON, KAI, LIN, MIA = (
    f"U0{name}" for name in ["GIL", "HAL", "IDA", "FINN", "JON", "KAI", "LIN", "MIA"]
)
GROWTH = {ANA: "Ana Costa", BO: "Bo Lindgren", CHEN: "陈琳", GIL: "Gil Amar", HAL: "Hal Berg", IDA: "Ida Holm"}
BRAND = {DEE: "Dee Walsh", FINN: "Finn Roy", JON: "Jon Ek", KAI: "Kai Lund", LIN: "林悦", MIA: "Mia Sand"}
CHINESE = {CHEN, LIN}
ACROSS = [(BO, FINN), (CHEN, LIN), (GIL, JON), (HAL, KAI), (IDA, MIA), (ANA, DEE), (ANA, FINN), (ANA, MIA), (DEE, BO)]
ACROSS += [(DEE, CHEN), (ANA, KAI), (DEE, IDA)]


@dataclass(frozen=True, slots=True)
class Office:
    """Every call opens a transaction of its own."""

    cast: Cast

    @property
    def database(self) -> Database:
        return self.cast.database

    @property
    def workspace_id(self) -> int:
        return self.cast.workspace_id

    async def who(self, user: str) -> Who:
        return await self.cast.who(user)

    async def key(self, user: str) -> int:
        return (await self.cast.member(user)).key

    async def users(self) -> dict[int, str]:
        """Member's key → Slack id."""
        async with self.database.read() as session:
            found = await session.exec(select(Member).where(Member.workspace_id == self.workspace_id))
            return {member.key: member.slack_user for member in found.all()}

    async def team(self, name: str) -> int:
        async with self.database.read() as session:
            return next(each.key for each in await people.teams(session, self.workspace_id) if each.name == name)

    async def draft(
        self, user: str = EVE, month: str = MONTH, *, now: datetime = PREPARED, **more: object
    ) -> ReviewCycle:
        who = await self.who(user)
        async with self.database.write() as session:
            return await service.draft(session, who, month, now=now, settings=SETTINGS, **more)  # type: ignore[arg-type]  # keywords as they are

    async def open(self, cycle_id: int, *, now: datetime = OPENED, by: str | None = None) -> Plan:
        who = await self.who(by) if by else None
        async with self.database.write() as session:
            return await service.open_cycle(session, self.workspace_id, cycle_id, now=now, settings=SETTINGS, by=who)

    async def opened(self, **more: object) -> int:
        """A cycle that is open."""
        cycle = await self.draft(**more)  # type: ignore[arg-type]  # keywords as they are
        await self.open(cycle.key)
        return cycle.key

    async def close(self, *, now: datetime = AFTER) -> list[int]:
        async with self.database.write() as session:
            return await service.close_due(session, self.workspace_id, now=now, settings=SETTINGS)

    async def release(self, cycle_id: int, *, now: datetime = AFTER, by: str | None = None) -> service.Released:
        who = await self.who(by) if by else None
        async with self.database.write() as session:
            return await service.release(session, self.workspace_id, cycle_id, now=now, settings=SETTINGS, by=who)

    async def say(
        self, user: str, cycle_id: int, about: str | int, value: int | None, case: str = "", *, now: datetime = LAST_DAY
    ) -> None:
        subject = about if isinstance(about, int) else await self.key(about)
        who = await self.who(user)
        async with self.database.write() as session:
            answers = {METRIC: Answer(value, case)}
            await service.submit(session, who, cycle_id, subject, answers, now=now, settings=SETTINGS)

    async def asked_of(self, user: str, cycle_id: int, *, now: datetime = LAST_DAY) -> list[service.Asked]:
        who = await self.who(user)
        async with self.database.read() as session:
            return await service.asked_of(session, who, cycle_id, now=now, settings=SETTINGS)

    async def given(self, user: str, cycle_id: int, about: str) -> Mapping[str, Answer]:
        who, subject = await self.who(user), await self.key(about)
        async with self.database.read() as session:
            return await service.given(session, who, cycle_id, subject)

    async def decline(
        self, user: str, cycle_id: int, about: str, reason: str = "We have not met", *, now: datetime = OPENED
    ) -> int | None:
        who, subject = await self.who(user), await self.key(about)
        async with self.database.write() as session:
            return await service.decline(session, who, cycle_id, subject, reason=reason, now=now, settings=SETTINGS)

    async def shown(self, viewer: str, about: str, cycle_id: int, *, now: datetime = AFTER) -> service.Shown:
        who, subject = await self.who(viewer), await self.key(about)
        async with self.database.write() as session:
            return await service.shown_results(session, who, subject, cycle_id, now=now)

    async def completion(self, user: str, cycle_id: int, *, now: datetime = LAST_DAY) -> dict[str, str]:
        who, users = await self.who(user), await self.users()
        async with self.database.read() as session:
            found = await service.completion(session, who, cycle_id, now=now)
        return {users[each.member_id]: each.progress.value for each in found}

    async def assignments(self, cycle_id: int) -> list[ReviewAssignment]:
        async with self.database.read() as session:
            query = select(ReviewAssignment).where(ReviewAssignment.cycle_id == cycle_id)
            return list((await session.exec(query.order_by(col(ReviewAssignment.id)))).all())

    async def pairs(self, cycle_id: int, *states: str) -> set[tuple[str, str]]:
        """(rater, subject), of these states or all."""
        users = await self.users()
        rows = await self.assignments(cycle_id)
        return {(users[each.rater_id], users[each.subject_id]) for each in rows if not states or each.state in states}

    async def ratings(self, cycle_id: int) -> list[ReviewRating]:
        async with self.database.read() as session:
            query = select(ReviewRating).where(ReviewRating.cycle_id == cycle_id)
            return list((await session.exec(query.order_by(col(ReviewRating.id)))).all())

    async def everybody_rates(
        self, cycle_id: int, *, but: str | None = None, now: datetime = LAST_DAY
    ) -> dict[tuple[str, str], int]:
        """(rater, subject) → what was said: Ana and Lin are strict, Bo and Kai lenient, Ida is good. Only four rate
        `but`."""
        leniency = {ANA: -1, LIN: -1, BO: 1, KAI: 1}
        pairs = sorted(await self.pairs(cycle_id, "asked"))
        left_out = [pair for pair in pairs if pair[1] == but][4:]
        pairs = [pair for pair in pairs if pair not in left_out]
        said = {(rater, subject): 3 + leniency.get(rater, 0) + (subject == IDA) for rater, subject in pairs}
        await self.all_say(cycle_id, said, now=now)
        return said

    async def all_say(
        self, cycle_id: int, said: Mapping[tuple[str, str], int | None], *, now: datetime = LAST_DAY
    ) -> None:
        """(rater, subject) → value; in one transaction, because there are many."""
        whos = {user: await self.who(user) for user in {each for pair in said for each in pair}}
        async with self.database.write() as session:
            for (rater, subject), value in said.items():
                answers = {METRIC: Answer(value, f"Case: {rater} saw {subject}")}
                about = whos[subject].member_id
                await service.submit(session, whos[rater], cycle_id, about, answers, now=now, settings=SETTINGS)


async def founded(database: Database) -> Office:
    async with database.write() as session:
        cast = Cast(database, await opened(session))
    accounts = [
        account(user, name, **({"tz": SHANGHAI, "locale": "zh-CN"} if user in CHINESE else {}))
        for user, name in {**GROWTH, **BRAND, EVE: "Eve Moreau"}.items()
    ]
    await cast.sync(*accounts)
    rows = [f"{user},Growth,{ANA if user != ANA else ''},,{'yes' if user == ANA else ''}" for user in GROWTH]
    rows += [f"{user},Brand,{DEE if user != DEE else ''},,{'yes' if user == DEE else ''}" for user in BRAND]
    report = await cast.load("\n".join(["member,team,manager,role,lead", *rows, f"{EVE},,,hr,"]))
    assert report.problems == []
    office = Office(cast)
    keys = {user: key for key, user in (await office.users()).items()}
    async with database.write() as session:
        for team in await people.teams(session, cast.workspace_id):
            await schemes.assign(session, cast.workspace_id, team.key, "integrated_team", now=PREPARED)
        worked = [Worked(keys[one], keys[other], Tie.PROJECT) for one, other in ACROSS]
        await service.note_collaboration(session, cast.workspace_id, worked, month=Period.parse("2026-11"))
    return office
