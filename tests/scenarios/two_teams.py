"""Two teams of six with a review ahead, and what happens to its days and people."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import update
from sqlmodel import col, select

from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.reviews import service
from bot.features.reviews.models import ReviewAssignment, ReviewCycle
from bot.features.reviews.service import Answer, Tie, Worked
from bot.features.schemes.service import assign
from bot.sandbox.people import PersonSpec
from bot.sandbox.person import Person
from bot.turn import Who
from scoring.periods import Period
from tests.office import ANA, BERLIN, BO, CHEN, DEE, EVE, FINN, HANA, SHANGHAI, Office
from tests.scenarios.audited import say, words

GIL, HAL, IDA, JON, KAI, LIN, ZOE = (f"U0{name}" for name in ("GIL", "HAL", "IDA", "JON", "KAI", "LIN", "ZOE"))
NEW = {GIL: "Gil Amar", HAL: "Hal Berg", IDA: "Ida Holm", JON: "Jon Ek", KAI: "Kai Lund", LIN: "林悦", ZOE: "Zoe Hart"}
GROWTH, BRAND = (ANA, BO, CHEN, GIL, HAL, IDA), (DEE, FINN, HANA, JON, KAI, LIN)
CHART = "\n".join(
    [
        "member,team,manager,role,lead",
        *(f"{each},Growth,{ANA if each != ANA else ''},,{'yes' if each == ANA else ''}" for each in GROWTH),
        *(f"{each},Brand,{DEE if each != DEE else ''},,{'yes' if each == DEE else ''}" for each in BRAND),
        f"{EVE},,,hr,",
        f"{ZOE},,,hr,",
    ]
)
ACROSS = [(BO, FINN), (CHEN, LIN), (GIL, JON), (HAL, KAI), (IDA, HANA), (ANA, DEE), (ANA, FINN), (ANA, HANA), (DEE, BO)]
ACROSS += [(DEE, CHEN), (ANA, KAI), (DEE, IDA), (ANA, LIN), (DEE, HAL)]
START = datetime(2026, 12, 17, 9, 0, tzinfo=UTC)
METRIC = "peer_collaboration"
REFUSED = "There is nobody here that you may look at"
DAY = timedelta(days=1)


async def seat(at: Office) -> None:
    """All are asked at ten."""
    for user, name in NEW.items():
        there = {"tz": SHANGHAI, "locale": "zh-CN"} if user == LIN else {"tz": BERLIN}
        at.sandbox.add_person(PersonSpec(id=user, name=user[2:].lower(), real_name=name, email="", **there))
    await at.sandbox.settle()
    async with at.parts.database.write() as session:
        rows, unread = people.read_member_rows(CHART)
        report = await people.import_rows(session, at.parts.workspace_id, rows, unread, START.date())
        assert report.problems == []
        for team in await people.teams(session, at.parts.workspace_id):
            await assign(session, at.parts.workspace_id, team.key, "integrated_team", now=START)
        ours = col(Member.workspace_id) == at.parts.workspace_id
        await session.exec(update(Member).where(ours).values(prompt_minute=10 * 60))
        keys = {
            row.slack_user: row.key
            for row, _ in await people.members_with_team(session, at.parts.workspace_id, on=START.date())
        }
        worked = [Worked(keys[one], keys[other], Tie.PROJECT) for one, other in ACROSS]
        await service.note_collaboration(session, at.parts.workspace_id, worked, month=Period.parse("2026-11"))
    assert await at.parts.upkeep.keep_schedules()


async def through(at: Office, first: str, last: str, *, hour: int = 9) -> None:
    """Every day until then, at night and at that hour (UTC)."""
    day, end = datetime.fromisoformat(first + "T00:00+00:00"), datetime.fromisoformat(last + "T00:00+00:00")
    while day <= end:
        for moment in (day, day + timedelta(hours=hour)):
            if moment > at.clock.now():
                await at.move_to(moment)
        day += DAY


async def cycles(at: Office) -> list[ReviewCycle]:
    query = select(ReviewCycle).where(ReviewCycle.workspace_id == at.parts.workspace_id)
    async with at.parts.database.read() as session:
        return list((await session.exec(query.order_by(col(ReviewCycle.id)))).all())


async def pairs(at: Office, *wanted: str) -> set[tuple[str, str]]:
    """(rater, subject) of ratings in these states, or in all."""
    async with at.parts.database.read() as session:
        ours = select(Member).where(Member.workspace_id == at.parts.workspace_id)
        users = {each.key: each.slack_user for each in (await session.exec(ours)).all()}
        rows = select(ReviewAssignment).where(ReviewAssignment.workspace_id == at.parts.workspace_id)
        return {
            (users[each.rater_id], users[each.subject_id])
            for each in (await session.exec(rows)).all()
            if not wanted or each.state in wanted
        }


async def who(at: Office, user: str) -> Who:
    async with at.parts.database.read() as session:
        return await people.reader(session, at.parts.workspace_id, user)


async def rate(at: Office, cycle_id: int, *raters: str) -> None:
    """These, or everybody, rate everybody they are asked about."""
    waiting = [pair for pair in sorted(await pairs(at, "asked")) if not raters or pair[0] in raters]
    for rater, subject in waiting:
        own, about = await who(at, rater), await who(at, subject)
        async with at.parts.database.write() as session:
            await service.submit(
                session,
                own,
                cycle_id,
                about.member_id,
                {METRIC: Answer(2 + len(rater + subject) % 3)},
                now=at.clock.now(),
                settings=at.parts.settings,
            )


async def leave(at: Office, user: str) -> None:
    at.sandbox.change_person(user, deleted=True)
    await at.sandbox.settle()


async def open_cycle(at: Office, user: str = EVE) -> Person:
    """The newest cycle in HR's window."""
    person = at.person(user)
    while person.views:
        await person.close()
    await say(at, user, "/perf reviews")
    cycle_id = (await cycles(at))[-1].key
    done = await person.click(person.view, f"reviews.hr_cycle:{cycle_id}")
    assert done.ok, done.error
    return person


def told(at: Office, user: str) -> list[str]:
    return [words(message.blocks) for message in at.person(user).messages() if "reviews." in words(message.blocks)]


def heard(at: Office, user: str, part: str) -> list[str]:
    return [text for each in at.person(user).messages() if part in (text := words(each.blocks))]
