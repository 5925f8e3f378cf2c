"""Many people in teams that work by the traffic metrics."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import col, func, select

from bot.clock import SystemClock
from bot.sandbox.people import ChannelSpec, PersonSpec
from bot.scheduling.models import Schedule
from tests.chaos.victim import Place, ended, until

BERLIN = "Europe/Berlin"
FIGURES = ("uv", "leads", "mql", "cost")


def crowd(count: int) -> list[PersonSpec]:
    return [
        PersonSpec(
            id=f"U{number:05d}",
            name=f"p{number}",
            real_name=f"Person {number}",
            email=f"p{number}@x.example",
            tz=BERLIN,
        )
        for number in range(count)
    ]


def channels(count: int, people: list[PersonSpec]) -> list[ChannelSpec]:
    everybody = tuple(person.id for person in people)
    return [ChannelSpec(id=f"C{number:05d}", name=f"team-{number}", members=everybody) for number in range(count)]


def members_csv(people: list[PersonSpec], teams: int) -> str:
    """Everybody in teams that work by the traffic metrics."""
    lines = ["member,team,manager,role,channel,lead,scheme,groups"]
    for number, person in enumerate(people):
        team = number % teams
        lines.append(f"{person.email},Team {team},,member,C{team:05d},,promotion,traffic")
    return "\n".join(lines) + "\n"


async def seat(at: Place, people: list[PersonSpec], teams: int) -> None:
    """The operator's import, which asks Slack for the members first."""
    file = at.folder / "members.csv"
    file.write_text(members_csv(people, teams))
    await at.finish("import", "members", str(file))


def today() -> date:
    return SystemClock().now().astimezone(ZoneInfo(BERLIN)).date()


def last_month() -> date:
    """Its first day."""
    return (today().replace(day=1) - timedelta(days=1)).replace(day=1)


def figures_csv(users: list[str]) -> str:
    lines = ["date,member,metric,value,note"]
    for number, user in enumerate(users):
        for figure, value in (("uv", 3_000 + 7 * number), ("leads", 60 + number), ("mql", 70 + number % 50)):
            lines.append(f"{last_month()},{user},{figure},{value},")
        lines.append(f"{last_month().replace(year=last_month().year - 1)},{user},uv,{2_800 + 5 * number},")
    return "\n".join(lines) + "\n"


async def prompt_everybody_now(at: Place) -> None:
    async with at.database.write() as session:
        past = SystemClock().now() - timedelta(seconds=1)
        await session.exec(update(Schedule).where(col(Schedule.kind) == "prompts.prompt").values(next_fire_at=past))


async def schedule(at: Place, people: list[PersonSpec]) -> None:
    """A process comes and goes, and from then on everybody is asked daily."""
    process = await at.serve()
    await everybody_is_scheduled(at, people)
    process.terminate()
    assert await ended(process) == 0, at.log()


async def everybody_is_scheduled(at: Place, people: list[PersonSpec]) -> None:
    async def is_so() -> bool:
        async with at.database.read() as session:
            prompts = select(func.count()).where(col(Schedule.kind) == "prompts.prompt")
            return (await session.exec(prompts)).one() == len(people)

    await until(is_so)
