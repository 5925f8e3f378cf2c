"""Home, the team's post and the owner's prompt: what they say of goals, and how often."""

from datetime import UTC, date, datetime, timedelta

from bot.features.goals import service
from bot.features.goals.views.asking import asking_blocks
from bot.i18n.translator import translator
from scoring.periods import Period
from tests.features.goals.cast import OCTOBER_20, Team
from tests.features.people.cast import ANA, BO, CHEN, DEE

RELEASE = datetime(2026, 11, 7, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


async def test_home_and_post_show_the_teams_goals_and_nobody_elses_own(growth: Team) -> None:
    young = await growth.agreed(BO, ANA, weight="20")
    await growth.agreed(CHEN, ANA, whose="own", title="Speak at a fair")
    await growth.propose(CHEN, title="Not agreed yet")
    await growth.update(BO, young, "150", seen=0)
    on_home = {user: await _home(growth, user) for user in (BO, CHEN, DEE)}
    assert on_home == {BO: ["Young customers"], CHEN: ["Young customers", "Speak at a fair"], DEE: []}
    before = await _posted(growth)
    await growth.update(BO, young, "600", seen=1, now=RELEASE + DAY)
    assert await _posted(growth) == before == [("Young customers", 25)], "as it stood when the cards came out"


async def test_an_owner_is_asked_once_in_two_weeks_and_not_after_saying_something(growth: Team) -> None:
    row = await growth.agreed(BO, ANA)
    day = OCTOBER_20.date()
    assert await _stale(growth, BO, day + 13 * DAY) == []
    assert await _stale(growth, BO, day + 14 * DAY) == [row.key]
    assert await _stale(growth, BO, day + 14 * DAY, asked={row.key}) == [], "lately asked"
    assert await _stale(growth, ANA, day + 14 * DAY) == [], "it is Bo's to say"
    assert await _again(growth, row.key, day + 14 * DAY) == [True]
    await growth.update(BO, row, "90", seen=0, now=OCTOBER_20 + 14 * DAY)
    assert await _again(growth, row.key, day + 14 * DAY) == [False]
    assert await _stale(growth, BO, day + 27 * DAY) == []


async def _home(growth: Team, user: str) -> list[str]:
    who, firm = await growth.firm.cast.who(user), growth.firm
    team = firm.brand if user == DEE else firm.growth
    async with firm.database.read() as session:
        found = await service.running_of(session, who, team, today=OCTOBER_20.date())
    return [each.row.title for each in found]


async def _posted(growth: Team) -> list[tuple[str, float | None]]:
    firm = growth.firm
    async with firm.database.read() as session:
        found = await service.public_of(
            session, firm.workspace_id, firm.growth, Period.parse("2026-10"), at=RELEASE, on=RELEASE.date()
        )
    return [(each.row.title, each.progress) for each in found]


async def _stale(growth: Team, user: str, on: date, asked: frozenset[int] | set[int] = frozenset()) -> list[int]:
    who = await growth.firm.cast.who(user)
    async with growth.firm.database.read() as session:
        found = await service.stale_of(session, who, on, asked=asked)
    return [each.stand.row.key for each in found]


async def _again(growth: Team, key: int, on: date) -> list[bool]:
    who = await growth.firm.cast.who(BO)
    async with growth.firm.database.read() as session:
        found = await service.asked_again(session, who, [key], on=on)
    assert asking_blocks(translator("zh-CN"), found)
    return [each.is_open for each in found]
