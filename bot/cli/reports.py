"""What the commands say when they are done: people's words on stderr, data on stdout."""

from typing import Any

import typer
from rich.table import Table

from bot.cli.output import as_json, in_english, notices, results
from bot.cli.work import MembersImported
from bot.errors import Rejected
from bot.features.metrics.service import Imported
from bot.features.scorecards.service import Closed

MOST_PROBLEMS = 50
"""Problems printed for people; `--json` has them all."""


def print_members(done: MembersImported, *, json: bool) -> None:
    """Exit code 1 when a line was left out."""
    report = done.report
    problems = [(each.line, in_english(Rejected(each.key, **each.params))) for each in report.problems]
    problems += [(line, in_english(rejected)) for line, rejected in done.refused]
    assigned = [{"team": each.team, "scheme": each.scheme_id, "groups": list(each.groups)} for each in done.assigned]
    if json:
        as_json(
            {
                "changed": report.changed,
                "unchanged": report.unchanged,
                "teams_added": report.teams_added,
                "schemes": assigned,
                "problems": [{"line": line, "reason": reason} for line, reason in problems],
            }
        )
    else:
        notices.print(
            f"{report.changed} lines changed something, {report.unchanged} were as they are, "
            f"{report.teams_added} teams are new."
        )
        for each in assigned:
            notices.print(f"Team {each['team']} works by {each['scheme']}: {', '.join(each['groups'])}.")
    _finish(problems, json=json)


def print_entries(done: Imported, *, json: bool) -> None:
    """Exit code 1 when a line was left out."""
    problems = [(each.line, f"{each.column} “{each.written}”: {in_english(each.reason)}") for each in done.bad]
    problems += [
        (each.line, f"value “{each.written}”: that day has {each.present} already; correct it in Slack with a reason")
        for each in done.conflicts
    ]
    problems.sort()
    if json:
        bad = [{"line": line, "reason": reason} for line, reason in problems]
        as_json({"added": done.added, "already_there": done.already, "problems": bad})
    else:
        notices.print(f"{done.added} entries added, {done.already} were there already.")
    _finish(problems, json=json)


def print_close(done: Closed, *, json: bool) -> None:
    if json:
        as_json({"period": done.period, "cards": done.cards, "teams": done.teams, "is_new": done.is_new})
    elif done.is_new:
        notices.print(f"{done.period} is closed: {done.cards} cards, {done.teams} teams. They go out while `run` runs.")
    else:
        notices.print(f"{done.period} was closed before, on {done.closed_at:%Y-%m-%d}; nothing changed.")


def print_card(data: dict[str, Any]) -> None:
    score = "no score" if data["shown_score"] is None else f"{data['shown_score']:.1f}"
    band = data["band"] or ("" if data["complete"] else "incomplete")
    results.print(f"[bold]{data['name']} · {data['period']} · {score} {band}[/bold]")
    results.print(f"{data['scheme']['id']} v{data['scheme']['version']}, coverage {data['coverage']:.0%}")
    table = Table()
    for heading in ("metric", "value", "target", "attainment", "points", "share", "status"):
        table.add_column(heading)
    for line in data["metrics"]:
        cells = [_cell(line.get(name)) for name in ("value", "target", "attainment", "points", "share")]
        table.add_row(line["id"], *cells, line["status"])
    results.print(table)


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:,.2f}"


def _finish(problems: list[tuple[int, str]], *, json: bool) -> None:
    if not problems:
        return
    if not json:
        for line, reason in problems[:MOST_PROBLEMS]:
            notices.print(f"line {line}: {reason}", markup=False, soft_wrap=True)
        if len(problems) > MOST_PROBLEMS:
            notices.print(f"and {len(problems) - MOST_PROBLEMS} more; --json lists them all")
    raise typer.Exit(1)
