"""Every kind of viewer × everything that can be done × every kind of subject, through the one function that decides.

What is expected is written down a second time, by letters as in `tests/features/people/rules/test_visibility.py`.
"""

from collections.abc import Collection
from datetime import date, timedelta
from itertools import product

import pytest

from bot.db.engine import Database
from bot.features.people import service
from bot.features.people.models import Team
from bot.features.people.rules.visibility import NOT_FOR_ONESELF, Action, Subject
from bot.features.people.service.roles import apply_roles, change_to
from bot.turn import Who
from tests import databases
from tests.features.people.cast import ACCOUNTS, ANA, BO, CHEN, DEE, EVE, NOW, TODAY, Cast, account, opened
from tests.features.people.rules.test_visibility import TABLE

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
KIM, LEA, FINN, LOU, QUY = "U0KIM", "U0LEA", "U0FINN", "U0LOU", "U0QUY"
HANA, IVO, JO, MAX, NED, OLA, PIA = "U0HANA", "U0IVO", "U0JO", "U0MAX", "U0NED", "U0OLA", "U0PIA"
OTHERS = (KIM, LEA, FINN, LOU, QUY, HANA, IVO, JO, MAX, NED, OLA, PIA)
CHART = f"""member,team,manager,role
{ANA},Growth,{KIM},lead
{BO},Growth,{LEA},
{CHEN},Growth,{ANA},
{LOU},Growth,{ANA},
{DEE},Brand,,lead
{FINN},Brand,{DEE},
{EVE},,,hr
{QUY},,,hr
{HANA},,,auditor
{IVO},,,operator
{JO},,,committee
{MAX},,,admin
"""
THEIRS = "theirs"
"""A member of another workspace who looks like Bo, and a team of theirs that is called Growth."""

EXPECTED: dict[str, dict[str, str]] = {
    # viewer: Bo, Dee (another team), Lou (who left), the team Growth, the team Brand, the workspace
    BO: {"bo": "S", "lou": "T", "growth": "T"},
    CHEN: {"bo": "T", "lou": "T", "growth": "T"},
    ANA: {"bo": "DT", "lou": "DT", "growth": "T"},
    KIM: {"bo": "M", "lou": "M", "growth": "M"},
    LEA: {},
    DEE: {"dee": "S", "brand": "T"},
    FINN: {"dee": "T", "brand": "T"},
    EVE: dict.fromkeys(("bo", "dee", "lou", "growth", "brand", "workspace"), "H"),
    HANA: dict.fromkeys(("bo", "dee", "lou", "growth", "brand", "workspace"), "A"),
    IVO: dict.fromkeys(("bo", "dee", "lou", "growth", "brand", "workspace"), "O"),
    JO: {},
    MAX: dict.fromkeys(("bo", "dee", "lou", "growth", "brand", "workspace"), "X"),
    NED: {},
    OLA: {},
    PIA: {},
    QUY: {},
    LOU: {},
    THEIRS: {"their bo": "H", "their growth": "H", "workspace": "H"},
}
SUBJECTS = ("bo", "dee", "lou", "nobody", "their bo", "growth", "brand", "their growth", "workspace")


async def hold(
    cast: Cast, slack_user: str, *, first_on: date, until: date | None = None, is_taken: bool = False
) -> None:
    """HR, at another time than now."""
    member = await cast.member(slack_user)
    change = change_to(frozenset({"hr"}), [], reason="story", first_on=first_on, until=until, by=None, at=NOW)
    async with cast.database.write() as session:
        apply_roles(session, member, change)
    if is_taken:
        await cast.hold(slack_user)


async def gathered(database: Database) -> tuple[Cast, dict[str, Who], dict[str, Subject]]:
    async with database.write() as session:
        cast = Cast(database, await opened(session))
    await cast.sync(*ACCOUNTS, *(account(each, each) for each in OTHERS))
    report = await cast.load(CHART, on=YESTERDAY)
    assert report.problems == []
    await cast.report_to(BO, ANA, TODAY)
    await hold(cast, NED, first_on=YESTERDAY - timedelta(days=9), until=YESTERDAY)
    await hold(cast, OLA, first_on=YESTERDAY, is_taken=True)
    await hold(cast, PIA, first_on=TOMORROW)
    for gone in (LOU, QUY):
        await cast.change(gone, is_active=False)
    async with database.write() as session:
        other = Cast(database, (await service.ensure_workspace(session, "T0OTHER", "Other")).key)
        session.add(Team(workspace_id=other.workspace_id, name="Growth"))
    await other.sync(account(BO, "Bo Lindgren"), account(EVE, "Eve Moreau"))
    await other.hold(EVE, "hr")
    viewers = {each: await cast.who(each) for each in EXPECTED if each != THEIRS} | {THEIRS: await other.who(EVE)}
    members = {"bo": await cast.member(BO), "dee": await cast.member(DEE), "lou": await cast.member(LOU)}
    members["their bo"] = await other.member(BO)
    subjects = {name: Subject(member=member.key) for name, member in members.items()}
    async with database.read() as session:
        for workspace, names in ((cast, ("growth", "brand")), (other, ("their growth",))):
            teams = {team.name.lower(): team.key for team in await service.teams(session, workspace.workspace_id)}
            subjects |= {name: Subject(team=teams[name.removeprefix("their ")]) for name in names}
    return cast, viewers, subjects | {"nobody": Subject(member=987_654), "workspace": Subject()}


def expected(viewer: str, subject: str, action: Action) -> bool:
    letters = EXPECTED[viewer].get(subject, "")
    if "S" in letters and action in NOT_FOR_ONESELF:
        return False
    return bool(set(letters) & set(TABLE[action]))


async def wrong_ones(database: Database, actions: Collection[Action]) -> tuple[int, list[str]]:
    """How many cases there are, and those that are decided otherwise."""
    _, viewers, subjects = await gathered(database)
    assert set(subjects) == set(SUBJECTS)
    cases, wrong = 0, []
    async with database.brief() as session:
        for viewer, subject, action in product(viewers, SUBJECTS, actions):
            cases += 1
            may = await service.may(session, viewers[viewer], action, subjects[subject], at=NOW)
            if may is not expected(viewer, subject, action):
                wrong.append(f"{viewer} {action} {subject}: {may}")
    return cases, wrong


async def test_the_matrix(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    database = databases.opened(sqlite_url)
    cases, wrong = await wrong_ones(database, list(Action))
    await database.close()
    with capsys.disabled():
        print(f"\nwho may do what with whose: {cases} cases ", end="")
    assert wrong == []
    assert cases == len(EXPECTED) * len(SUBJECTS) * len(Action) > 4_000


async def test_actions_with_sql_of_their_own_on_both_databases(database: Database) -> None:
    cases, wrong = await wrong_ones(database, [Action.SEE_CARD, Action.SEE_SCHEME, Action.ADMINISTER])
    assert (cases, wrong) == (len(EXPECTED) * len(SUBJECTS) * 3, [])
