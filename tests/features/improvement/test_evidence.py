"""Cards of Bo's against the criteria: from 25 November to 24 February, December to February are Bo's months."""

import json
from datetime import UTC, date, datetime

import pytest

from bot.features.improvement import service
from bot.features.improvement.models import Plan, PlanMove
from bot.features.improvement.rules.criteria import Progress
from bot.features.improvement.rules.states import State
from bot.features.improvement.service import Typed
from bot.features.improvement.service.evidence import pauses_of
from bot.features.people import service as people
from bot.features.schemes import service as schemes
from bot.features.scorecards.models import Card, CardQuestion
from tests.features.improvement.cast import ANA, BO, EVE, MAX, Desk

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)


async def card(desk: Desk, month: str, score: float | None, *, revision: int = 1, **more: object) -> None:
    """By the rules of the day; `execution` is its attainment."""
    member_id = await desk.member(BO)
    async with desk.database.write() as session:
        team = await people.team_of(session, desk.workspace_id, member_id, on=desk.now.date())
        assert team
        rules = await schemes.scheme_of_team(session, desk.workspace_id, team.key, on=desk.now.date())
        assert rules
        lines = [{"metric": "execution", "attainment": more.get("execution")}]
        row = Card(
            workspace_id=desk.workspace_id,
            member_id=member_id,
            team_id=team.key,
            period=month,
            revision=revision,
            scheme_version_id=rules.scheme_version_id,
            score=score,
            coverage=100,
            is_complete=bool(more.get("is_complete", True)),
            receipt=json.dumps({"own_score": score, "metrics": lines}),
            published_at=AT,
        )
        session.add(row)


async def asked(desk: Desk, month: str) -> None:
    async with desk.database.write() as session:
        member_id = await desk.member(BO)
        row = CardQuestion(
            workspace_id=desk.workspace_id, member_id=member_id, period=month, revision=1, text="?", asked_at=AT
        )
        session.add(row)


async def progress(desk: Desk, plan_id: int, user: str = EVE) -> tuple[Progress, ...]:
    return tuple((await desk.does(user, service.open_plan, plan_id)).progress)


def told(found: Progress) -> list[tuple[str, str, float | None]]:
    return [(each.period, each.reading.value, each.value) for each in found.months]


async def by_execution(desk: Desk) -> int:
    """60 points in two months, and execution at 80 in one."""
    plan_id = await desk.draft()
    await desk.does(ANA, service.put, plan_id, "criteria", "", Typed(metric="execution", at_least="80", months="1"))
    await desk.does(ANA, service.submit, plan_id)
    await desk.does(EVE, service.publish, plan_id)
    await desk.answer(plan_id)
    desk.on("2026-11-25")
    await desk.looks()
    return plan_id


async def test_every_month_counts_or_says_why_not(anywhere: Desk) -> None:
    plan_id = await by_execution(anywhere)
    await card(anywhere, "2026-11", 90, execution=99)
    await card(anywhere, "2026-12", 40, execution=70)
    await card(anywhere, "2026-12", 61.5, revision=2, execution=79.96)
    score, execution = await progress(anywhere, plan_id)
    assert told(score) == [("2026-12", "reached", 61.5), ("2027-01", "open", None), ("2027-02", "open", None)]
    assert (score.verdict, score.n_reached) == ("not_yet", 1)
    assert told(execution)[0] == ("2026-12", "reached", 79.96)
    assert execution.verdict == "met"
    await card(anywhere, "2027-01", 70, is_complete=False)
    await card(anywhere, "2027-02", 59)
    await asked(anywhere, "2026-12")
    score, execution = await progress(anywhere, plan_id)
    assert told(score) == [("2026-12", "set_aside", 61.5), ("2027-01", "incomplete", 70), ("2027-02", "below", 59)]
    assert score.verdict == "unknown", "what is not known is held against nobody"
    assert told(execution)[2] == ("2027-02", "unscored", None)


async def test_whoever_may_read_the_plan_reads_the_same(desk: Desk) -> None:
    plan_id = await by_execution(desk)
    await card(desk, "2026-12", 61.5, execution=81)
    expected = await progress(desk, plan_id)
    for user in (BO, ANA, MAX):
        assert await progress(desk, plan_id, user) == expected


async def test_a_month_mostly_on_leave_does_not_count(desk: Desk) -> None:
    plan_id = await by_execution(desk)
    await card(desk, "2027-01", 30)
    await desk.away(BO, "2027-01-04", "2027-01-22")
    score, _ = await progress(desk, plan_id)
    assert told(score)[1] == ("2027-01", "away", 30)


async def test_a_metric_that_the_scheme_dropped(desk: Desk) -> None:
    """What it was reached in before counts; cards to come will not have it."""
    plan_id = await by_execution(desk)
    await card(desk, "2026-12", 61.5, execution=70)
    await desk.works_by("promotion")
    await card(desk, "2027-01", 70)
    _, execution = await progress(desk, plan_id)
    assert [reading for _, reading, _ in told(execution)] == ["below", "dropped", "dropped"]
    assert execution.verdict == "unknown"


async def test_hr_sees_the_run_before_it_is_published_and_the_person_never(desk: Desk) -> None:
    plan_id = await desk.draft()
    assert [each.month for each in (await desk.does(EVE, service.open_plan, plan_id)).run.months] == [
        "2026-09",
        "2026-10",
    ]
    await desk.does(ANA, service.submit, plan_id)
    await desk.does(EVE, service.publish, plan_id)
    opened = await desk.does(BO, service.open_plan, plan_id)
    assert (opened.run, opened.ending.asked_at) == (None, None)


@pytest.mark.parametrize(
    ("moves", "paused_on", "pauses"),
    [
        ([], None, []),
        ([("2026-12-07", "active", "paused"), ("2026-12-14", "paused", "active")], None, [("12-07", "12-13")]),
        ([("2026-12-07", "active", "paused"), ("2026-12-07", "paused", "active")], None, []),
        (
            [
                ("2026-12-07", "active", "paused"),
                ("2026-12-08", "paused", "paused"),
                ("2026-12-10", "paused", "extended"),
            ],
            None,
            [("12-07", "12-09")],
        ),
        ([("2026-12-09", "active", "paused")], date(2026, 12, 7), [("12-07", "12-28")]),
    ],
)
def test_pauses_are_those_of_the_plans_moves(
    moves: list[tuple[str, str, str]], paused_on: date | None, pauses: list[tuple[str, str]]
) -> None:
    rows = [
        PlanMove(
            workspace_id=1, plan_id=1, move="x", since=since, to=to, at=datetime.fromisoformat(f"{on}T09:00+00:00")
        )
        for on, since, to in moves
    ]
    plan = Plan(
        workspace_id=1,
        member_id=1,
        owner_id=2,
        scheme_version_id=1,
        kind="coaching",
        state=State.ACTIVE,
        starts_on=date(2026, 12, 1),
        ends_on=date(2027, 3, 1),
        paused_on=paused_on,
        made_at=AT,
    )
    found = pauses_of(plan, rows, "Europe/Berlin", date(2026, 12, 28))
    assert [(f"{first:%m-%d}", f"{last:%m-%d}") for first, last in found] == pauses
