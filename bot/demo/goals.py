"""What the sample teams want to reach: for this quarter and this half year, agreed on when these began."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.app import Parts
from bot.clock import Clock
from bot.demo.team import CHINA_TEAM
from bot.features.goals.models import AGREED, Goal, GoalUpdate
from bot.features.people import service as people
from bot.features.people.models import Member
from scoring.periods import Cadence, Period

SAID_EVERY = timedelta(days=12)
"""So that nobody is asked for them as soon as the story begins."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Of a team, by its name: from `start` to `target`, at a `speed` of which 1 is the straight line between them."""

    team: str
    owner: str
    cadence: Cadence
    title: str
    why: str
    unit: str
    start: int
    target: int
    speed: float
    weight: int
    words: tuple[str, ...]


AIMS = (
    Aim(
        "Growth",
        "U0BO",
        Cadence.QUARTER,
        "Win customers under 30",
        "They stay longest, and we hardly reach them today.",
        "new customers",
        0,
        600,
        1.05,
        20,
        ("Short videos bring most of them.", "The student fair helped.", "Landing page in two languages is out."),
    ),
    Aim(
        "Growth",
        "U0CHEN",
        Cadence.HALF,
        "中文内容带来的线索占比翻倍",
        "中国区是明年的重点市场。",
        "%",
        8,
        16,
        0.9,
        10,
        ("公众号改版后有起色。", "等新的案例素材。", "投放预算已到位。"),
    ),
    Aim(
        "Conversion",
        "U0FINN",
        Cadence.QUARTER,
        "Every lead is called within four hours",
        "After a day most have bought elsewhere.",
        "hours",
        19,
        4,
        0.8,
        20,
        ("The new hand-over list works.", "Weekends are still slow.", "Two partners joined."),
    ),
    Aim(
        "Conversion",
        "U0INES",
        Cadence.HALF,
        "Win back customers who left",
        "They know us, and cost a third.",
        "customers",
        0,
        240,
        1.0,
        10,
        ("First mailing: 4 % came back.", "The second one is better.", "We ask why they left, now."),
    ),
    Aim(
        "Brand",
        "U0KOJI",
        Cadence.QUARTER,
        "Twelve customers tell their story on video",
        "Nobody believes us as much as them.",
        "videos",
        0,
        12,
        1.1,
        20,
        ("Three are cut.", "Two more said yes.", "Yue wrote the subtitles."),
    ),
    Aim(
        "Brand",
        "U0LEILA",
        Cadence.HALF,
        "Be quoted where our buyers read",
        "One good article opens ten doors.",
        "articles",
        2,
        20,
        0.85,
        10,
        ("Two interviews this month.", "The study got us into the trade press.", "Waiting for one big one."),
    ),
    Aim(
        CHINA_TEAM,
        "U0JING",
        Cadence.QUARTER,
        "直播带来 300 条有效线索",
        "直播是年轻客户最常用的渠道。",
        "条",
        0,
        300,
        1.0,
        20,
        ("第三场直播转化最好。", "与销售约定当天回访。", "正在筹备年终专场。"),
    ),
    Aim(
        CHINA_TEAM,
        "U0HAO",
        Cadence.HALF,
        "小红书粉丝达到五万",
        "让更多人先认识我们。",
        "人",
        21_000,
        50_000,
        0.9,
        10,
        ("合作达人发布后增长明显。", "内容节奏稳定下来了。", "评论区提问都有回复。"),
    ),
)


async def aim(parts: Parts, clock: Clock) -> None:
    """Two goals of every team, with what was said of them until now. Nobody gets a message about what was long ago."""
    now = clock.now()
    today = now.astimezone(parts.settings.zone).date()
    async with parts.database.write() as session:
        teams = {team.name: team.key for team in await people.teams(session, parts.workspace_id)}
        leads = await people.leads(session, parts.workspace_id, on=today)
        for each in AIMS:
            team = teams[each.team]
            owner = await people.reader(session, parts.workspace_id, each.owner)
            row = _goal(parts, each, team, owner.member_id, leads[team], today)
            session.add(row)
            await session.flush()
            await _say(session, parts, each, row, today)


def _goal(parts: Parts, each: Aim, team: int, owner: int, lead: Member, today: date) -> Goal:
    period = Period.containing(today, each.cadence)
    return Goal(
        workspace_id=parts.workspace_id,
        team_id=team,
        owner_id=owner,
        period=str(period),
        ends_on=period.end,
        title=each.title,
        why=each.why,
        unit=each.unit,
        start=Decimal(each.start),
        target=Decimal(each.target),
        due_on=period.end,
        weight=each.weight,
        state=AGREED,
        proposed_by=owner,
        proposed_at=_noon(parts, period.start),
        agreed_by=lead.key,
        agreed_on=period.start,
    )


async def _say(session: AsyncSession, parts: Parts, each: Aim, row: Goal, today: date) -> None:
    first = Period.parse(row.period).start
    for place, on in enumerate(_days(first, today), start=1):
        way = min(each.speed * (on - first).days / (row.due_on - first).days, 1.0)
        session.add(
            GoalUpdate(
                workspace_id=parts.workspace_id,
                goal_id=row.key,
                revision=place,
                author_id=row.owner_id,
                on=on,
                value=Decimal(round(each.start + way * (each.target - each.start))),
                word=each.words[place % len(each.words)],
                written_at=_noon(parts, on),
            )
        )
    await session.flush()


def _days(first: date, today: date) -> Iterator[date]:
    """The last one a few days ago."""
    on = first + SAID_EVERY
    while on < today:
        yield on
        on += SAID_EVERY


def _noon(parts: Parts, on: date) -> datetime:
    return datetime.combine(on, time(12, 0), tzinfo=parts.settings.zone)
