"""`schedule show`: when a member is asked next, and why not."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.features.people import repository
from bot.features.people.models import Absence, CalendarDay
from tests.cli.running import Cli
from tests.databases import opened
from tests.features.people.cast import SLACK_TEAM, TABLE

YEAR = 366


@pytest.fixture
def teams(office: Cli, tmp_path: Path) -> Cli:
    """The cast in their teams."""
    (tmp_path / "team.csv").write_text(TABLE)
    assert office("import", "members", tmp_path / "team.csv").code == 0
    return office


def away(url: str, slack_user: str, first: date, last: date, *, country: str | None = None) -> None:
    asyncio.run(_away(url, slack_user, first, last, country))


async def _away(url: str, slack_user: str, first: date, last: date, country: str | None) -> None:
    """And a day off for everybody on the day after."""
    database = opened(url)
    async with database.write() as session:
        workspace = await repository.workspace_of(session, SLACK_TEAM)
        assert workspace
        workspace.country = country
        member = await repository.member_by_slack_user(session, workspace.key, slack_user)
        assert member
        ids = {"workspace_id": workspace.key}
        stay = {"member_id": member.key, "kind": "sick", "first_on": first, "last_on": last}
        session.add(workspace)
        session.add(Absence(**ids, **stay, created_at=datetime.now(UTC)))
        session.add(CalendarDay(**ids, on=last + timedelta(days=1), is_worked=False, name="Retreat"))
    await database.close()


def test_the_coming_days_with_reasons(teams: Cli, sqlite_url: str) -> None:
    monday = _monday_ahead()
    away(sqlite_url, "U0CHEN", monday, monday + timedelta(days=1))
    found = teams("schedule", "show", "U0CHEN", "--days", 60, "--json").json
    days = {date.fromisoformat(day["on"]): day for day in found["days"]}
    assert (found["member"], found["zone"], found["country"]) == ("陈琳", "Asia/Shanghai", None)
    assert [days[monday + timedelta(days=k)]["reason"] for k in range(3)] == ["away", "away", "day off Retreat"]
    asked = [day for day in days.values() if day["why"] is None]
    assert {(day["prompt"], day["reminder"], day["reason"]) for day in asked} == {("17:00", "18:30", None)}
    assert {datetime.fromisoformat(day["prompt_at"]).astimezone(ZoneInfo("Asia/Shanghai")).hour for day in asked} == {
        17
    }
    assert "sick" not in str(found)


def test_holidays_are_named_in_the_readers_language(teams: Cli, sqlite_url: str) -> None:
    away(sqlite_url, "U0BO", date(2020, 1, 1), date(2020, 1, 2), country="CN")
    reasons = {
        language: {day["reason"] for day in _year(teams, language) if day["why"] == "holiday"}
        for language in ("en", "zh-CN")
    }
    assert "节假日：国庆节" in reasons["zh-CN"]
    assert "holiday: National Day" in reasons["en"]


def _year(teams: Cli, language: str) -> list[dict[str, str]]:
    days: list[dict[str, str]] = teams(
        "schedule", "show", "bo@example.com", "--days", YEAR, "--language", language, "--json"
    ).json["days"]
    return days


def test_people_read_a_table(teams: Cli) -> None:
    ran = teams("schedule", "show", "bo@example.com", "--days", 9)
    assert ran.code == 0
    assert ran.out.startswith("Bo Lindgren · Europe/Berlin · public holidays: none\n")
    assert "17:00" in ran.out
    assert "weekend" in ran.out


def test_who_is_in_no_team_or_unknown_is_told_so(teams: Cli) -> None:
    nobody, unknown = teams("schedule", "show", "U0EVE"), teams("schedule", "show", "Zoe")
    assert (nobody.code, nobody.out, unknown.code) == (1, "", 1)
    assert "Eve Moreau is not asked" in nobody.err
    assert "Zoe" in unknown.err


def _monday_ahead() -> date:
    """Of the week after next week."""
    today = datetime.now(UTC).date()
    return today + timedelta(days=14 - today.weekday())
