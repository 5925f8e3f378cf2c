"""A month closed in the bot, and the same files through `evenhand score`: every number is the same."""

import asyncio
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.features.people import service as people
from bot.features.schemes import service as schemes
from scoring.scheme import Scheme, builtin_ids, load
from tests.cli.running import Cli
from tests.cli.running import evenhand as score_cli
from tests.cli.test_score import PEOPLE, card_of, written
from tests.databases import opened
from tests.features.people.cast import BO, NOW, TABLE

LATE_2025 = [date(2025, 7, 1) + timedelta(days=k) for k in range(184)]


@pytest.mark.parametrize("name", builtin_ids())
def test_a_month_closed_in_the_bot_is_computed_again_to_the_last_digit(
    office: Cli, tmp_path: Path, sqlite_url: str, name: str
) -> None:
    """The same file goes into a database and a close, and through `score`: every number is the same."""
    scheme = load(name)
    table = "".join(f"{line},{extra}\n" for line, extra in zip(TABLE.split(), _scheme_cells(name), strict=True))
    files = written(tmp_path, team=table, half=_half_a_year(scheme), targets=f"member,metric,target\n{_target(scheme)}")
    office("import", "members", files["team"])
    assert office("import", "entries", files["half"]).code == 0
    asyncio.run(_set_target(sqlite_url, scheme))
    assert office("close", "2025-12").code == 0
    options = ["--entries", files["half"], "--targets", files["targets"], "--period", "2025-12", "--json"]
    ran = score_cli("score", "--scheme", name, *options)
    assert (ran.code, ran.err) == (0, "")
    for who in PEOPLE:
        published, computed = office("card", who, "2025-12", "--json").json, card_of(ran, who)
        shared = ("score", "shown_score", "band", "coverage", "complete")
        assert {each: computed[each] for each in shared} == {each: published[each] for each in shared}
        receipt = computed["receipt"]
        assert receipt["notes"] == published["notes"]  # type: ignore[index] # JSON
        assert [_named(line) for line in receipt["metrics"]] == published["metrics"]  # type: ignore[index] # JSON
    assert len({card["score"] for card in ran.json["cards"]}) == len(PEOPLE), "four different stories"


def _scheme_cells(name: str) -> list[str]:
    lines = len(TABLE.split())
    return ["scheme,groups", *[f"{name},"] * (lines - 2), ","]


def _half_a_year(scheme: Scheme) -> str:
    """Every figure of everybody on every third day, with decimals where they may be."""
    lines = ["date,member,metric,value"]
    for k, on in enumerate(LATE_2025[::3]):
        for n, who in enumerate(PEOPLE):
            for f, figure in enumerate(scheme.figures):
                decimals = "" if figure.whole else f".{(k * 7 + f) % 100:02}"
                lines.append(f"{on},{who},{figure.id},{(k * 37 + n * 101 + f * 13) % 89 + 1 + n}{decimals}")
    return "\n".join([*lines, ""])


def _target(scheme: Scheme) -> str:
    """Bo's own target of the first metric that takes one."""
    metric = next(metric for metric in scheme.metrics if metric.target is not None)
    return f"{BO},{metric.id},12.5"


async def _set_target(url: str, scheme: Scheme) -> None:
    """What Ana enters in the form of targets."""
    who, metric, value = _target(scheme).split(",")
    database = opened(url)
    async with database.write() as session:
        workspace_id = await people.only_workspace(session)
        member = await people.find_member(session, workspace_id, who)
        team = await people.team_of(session, workspace_id, member.key, on=date.max)
        assert team
        await schemes.set_target(
            session,
            workspace_id,
            metric,
            Decimal(value),
            team_id=team.key,
            member_id=member.key,
            now=NOW,
            since=date(2025, 12, 1),
        )
    await database.close()


def _named(line: dict[str, object]) -> dict[str, object]:
    rest = {name: value for name, value in line.items() if name not in ("metric", "reason")}
    return {"id": line["metric"], "status": line["reason"], **rest}
