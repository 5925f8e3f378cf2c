"""What the commands say when they are done: people's words on stderr, data on stdout."""

from dataclasses import asdict
from typing import Any

import typer

from bot.cli.output import as_json, heading, in_english, rounded, say, table
from bot.cli.work import MembersImported
from bot.errors import Rejected
from bot.features.metrics.service import Imported
from bot.features.people.service import Difference
from bot.features.schemes.rules import BEGINNING
from bot.features.schemes.service import Assigned
from bot.features.scorecards.service import Closed, CloseSummary
from bot.slack.text import clean

MOST_PROBLEMS = 50
"""Problems printed for people; `--json` has them all."""
CARD_NUMBERS = ("value", "target", "attainment", "points", "share")


def print_members(done: MembersImported, *, json: bool, is_dry_run: bool = False) -> None:
    """Exit code 1 when a line was left out."""
    report = done.report
    problems = [(each.line, in_english(Rejected(each.key, **each.params))) for each in report.problems]
    problems += [(line, in_english(rejected)) for line, rejected in done.refused]
    assigned = [_assigned(each, is_default=False) for each in done.assigned]
    assigned += [_assigned(each, is_default=True) for each in done.by_default]
    if json:
        as_json(
            {
                "changed": report.changed,
                "unchanged": report.unchanged,
                "teams_added": report.teams_added,
                "schemes": assigned,
                "problems": [{"line": line, "reason": reason} for line, reason in problems],
                "is_dry_run": is_dry_run,
                "differences": [asdict(each) for each in report.differences],
            }
        )
    else:
        if is_dry_run:
            _show_differences(report.differences)
        say(
            f"{report.changed} lines changed something, {report.unchanged} were as they are, "
            f"{report.teams_added} teams are new."
        )
        for each in assigned:
            why = " It had no scheme; the columns scheme and groups name another." if each["is_default"] else ""
            since = f" from {each['since']} on" if each["since"] else ""
            say(f"Team {each['team']} works by {each['scheme']}{since}: {', '.join(each['groups'])}.{why}")
    _finish(problems, json=json)


def _show_differences(differences: list[Difference]) -> None:
    say("Dry run: nothing is changed. With the file as it is:")
    if differences:
        cells = (
            (str(each.line), each.member, each.what, each.before or "–", each.after or "–", str(each.first_on or ""))
            for each in differences
        )
        table(("line", "member", "what", "now", "then", "from"), cells)


def _assigned(found: Assigned, *, is_default: bool) -> dict[str, Any]:
    """`since` None: from the beginning."""
    since = None if found.since == BEGINNING else f"{found.since:%Y-%m}"
    rules = {"scheme": found.scheme_id, "groups": list(found.groups), "since": since}
    return {"team": found.team, **rules, "is_default": is_default}


def print_entries(done: Imported, *, json: bool) -> None:
    """Exit code 1 when a line was left out."""
    problems = [(each.line, f"{each.column} “{clean(each.written)}”: {in_english(each.reason)}") for each in done.bad]
    problems += [
        (
            each.line,
            f"value “{clean(each.written)}”: that day has {each.present.normalize():f} already; "
            "a reason in the table corrects it",
        )
        for each in done.conflicts
    ]
    problems.sort()
    if json:
        bad = [{"line": line, "reason": reason} for line, reason in problems]
        counts = {"added": done.added, "corrected": done.corrected, "already_there": done.already}
        as_json({**counts, "problems": bad})
    else:
        corrected = f" {done.corrected} corrected," if done.corrected else ""
        say(f"{done.added} entries added,{corrected} {done.already} were there already.")
    _finish(problems, json=json)


def print_close(done: Closed, *, json: bool) -> None:
    if json:
        as_json({"period": done.period, "cards": done.cards, "teams": done.teams, "is_new": done.is_new})
    elif done.is_new:
        say(f"{done.period} is closed: {done.cards} cards, {done.teams} teams. They go out while `run` runs.")
    else:
        say(f"{done.period} was closed before, on {done.closed_at:%Y-%m-%d}; nothing changed.")


def print_preview(summary: CloseSummary, *, json: bool) -> None:
    """Numbers alone: no names, not even of teams, for a team can be one person."""
    spread = summary.spread
    counts = {"complete": spread.complete, "incomplete": spread.incomplete, "unscored": spread.unscored}
    if json:
        far = {"period": summary.month, "state": summary.state.value, "made": summary.made, "total": summary.total}
        as_json({**far, **counts, "bands": dict(spread.bands), "teams_lacking": len(summary.lacking)})
        return
    heading(f"{summary.month} · {summary.state.value}", f" · {summary.made:,} of {summary.total:,} made")
    few = f"fewer than {summary.minimum}, or left out so that these cannot be subtracted"
    rows = [(name, f"{cards:,}") for name, cards in counts.items()]
    rows += [(f"band {band}", few if cards is None else f"{cards:,}") for band, cards in spread.bands]
    table(("cards", "how many"), iter(rows))
    if summary.lacking:
        say(f"{len(summary.lacking):,} teams have members without a score; HR sees which in the window of the close.")


def print_card(data: dict[str, Any]) -> None:
    score = "no score" if data["shown_score"] is None else rounded(data["shown_score"], 1)
    band = data["band"] or ("" if data["complete"] else "incomplete")
    heading(f"{data['name']} · {data['period']} · {score} {band}".rstrip())
    scheme = data["scheme"]
    print(f"{scheme['id']} v{scheme['version']}, coverage {rounded(data['coverage'], 1)} %")
    table(("metric", *CARD_NUMBERS, "status"), (_card_row(line) for line in data["metrics"]))


def _card_row(line: dict[str, Any]) -> tuple[str, ...]:
    return line["id"], *(_cell(line[name]) for name in CARD_NUMBERS), line["status"]


def _cell(value: float | None) -> str:
    return "–" if value is None else rounded(value, 2)


def _finish(problems: list[tuple[int, str]], *, json: bool) -> None:
    if not problems:
        return
    if not json:
        for line, reason in problems[:MOST_PROBLEMS]:
            say(f"line {line}: {reason}")
        if len(problems) > MOST_PROBLEMS:
            say(f"and {len(problems) - MOST_PROBLEMS} more; --json lists them all")
    raise typer.Exit(1)
