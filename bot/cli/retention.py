"""What is kept for how long, and what would go tonight."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import as_json, say, table

if TYPE_CHECKING:
    from bot.retention.kinds import Kind
    from bot.settings import Settings

WHAT = {
    "day_notes": "goals and blockers of a day",
    "absences": "days away",
    "texts": "notes and reasons of figures, which stay; kudos and feedback",
    "retrospectives": "notes of retrospectives and actions that are over",
    "figures": "figures and their roll-ups, by the month",
    "cards": "cards of people and teams, by the month",
    "talks": "talks about cards, with what was prepared and agreed, by the month",
    "goals": "goals of teams and people, with what was said of them, by their periods",
    "points": "special points, by the month",
    "ratings": "what ratings came to, and comments",
    "collaboration": "who worked with whom",
    "campaigns": "campaigns and partnerships that are over",
    "appraisals": "reports and managers' ratings, by the month",
    "plans": "plans that are over, and what was noticed of low months",
}


def retention(
    json: Annotated[bool, typer.Option("--json", help="Machine-readable output, nothing else on stdout.")] = False,
) -> None:
    """Show for each kind how long it is kept and how many rows are older, and who is to be forgotten; nothing is
    deleted."""
    import asyncio

    kinds, people, settings = asyncio.run(_asked())
    if json:
        rows = [
            {"kind": kind.name, "months": kind.months, "kept_since": kind.before, "rows_to_go": count}
            for kind, count in kinds
        ]
        as_json({"kinds": rows, "left_months": settings.keep_left_months, "people_due": people})
        return
    table(("what", "kept for", "kept since", "rows to go"), (_cells(kind, count) for kind, count in kinds))
    say("Dry run: nothing was deleted. A running `evenhand run` does it every night after three.")
    if people:
        said = f"{len(people)} people left more than {settings.keep_left_months} months ago"
        say(f"{said} and are forgotten tonight: members {_numbers(people)}.")


def _numbers(people: list[int]) -> str:
    shown = ", ".join(map(str, people[:20]))
    return shown if len(people) <= 20 else f"{shown} and {len(people) - 20} more"


def _cells(kind: "Kind", count: int) -> tuple[str, ...]:
    kept_for = f"{kind.months} months" if kind.months else "ever"
    return WHAT[kind.name], kept_for, str(kind.before or "the beginning"), str(count)


async def _asked() -> "tuple[list[tuple[Kind, int]], list[int], Settings]":
    from bot.cli.work import desk
    from bot.retention.kinds import due_for_erasure, kinds_of

    async with desk() as at, at.database.read() as session:
        today = at.now.astimezone(at.settings.zone).date()
        kinds = await kinds_of(session, at.workspace_id, at.settings, today=today)
        counted = [(kind, sum([await rows.count(session) for rows in kind.rows])) for kind in kinds]
        return counted, await due_for_erasure(session, at.workspace_id, at.settings, today=today), at.settings
