"""Commands about the keys with which texts are sealed in the database."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import as_json, progress, say, table

if TYPE_CHECKING:
    from bot.db.sealing.rotation import Broken, Rotated, Survey

AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output, nothing else on stdout.")]
MOST_BROKEN = 50
"""Rows printed for people; `--json` has them all."""


def new() -> None:
    """Print a new key for EVENHAND_ENCRYPTION_KEYS. It is kept nowhere: who loses it loses what it has sealed."""
    from bot.db.sealing.keyring import id_of, new_key

    key = new_key()
    typer.echo(key)
    say(f"Its id is {id_of(key)}. Keep it as long as the database and its backups, and apart from them.")


def check(json: AsJson = False) -> None:
    """Tell which keys are still needed, and find texts that were changed; exit code 1 when one cannot be opened."""
    import asyncio

    found, ids = asyncio.run(_surveyed())
    missing = found.keys - {None, *ids}
    if json:
        as_json({"texts": _counted(found, ids), "broken": _rows_of(found.broken)})
    elif found.counts:
        rows = (tuple(str(cell or "none") for cell in each.values()) for each in _counted(found, ids))
        table(("key", "which is", "column", "texts"), rows)
    _tell_broken(found.broken, json=json)
    if missing:
        named = ", ".join(sorted(filter(None, missing)))
        say(f"Missing: {named}. Add it to EVENHAND_ENCRYPTION_KEYS behind the others.")
    for unused in sorted(set(ids[1:]) - found.keys):
        say(f"Nothing needs {unused} any more, except backups from when it did.")
    if None in found.keys:
        say("Texts that no key seals are from before; `evenhand keys rotate` seals them.")
    if missing or found.broken:
        raise typer.Exit(1)


def rotate(json: AsJson = False) -> None:
    """Seal everything with the first key. May run beside the bot, and again; exit code 1 when something is left."""
    import asyncio

    done, ids, is_clean = asyncio.run(_rotated())
    left = done.left.keys - {ids[0]}
    if json:
        counts = {"sealed": done.count, "of_them_plain": done.plain}
        as_json({**counts, "texts": _counted(done.left, ids), "broken": _rows_of(done.left.broken)})
    else:
        say(f"{done.count} texts were sealed with {ids[0]}, {done.plain} of them for the first time.")
    _tell_broken(done.left.broken, json=json)
    if not is_clean:
        say("Another process is using the file, which may still hold what was there before: run this again without it.")
    if left:
        named = ", ".join(sorted(each or "none" for each in left))
        say(f"Not everything: some texts are still sealed with {named}. `evenhand keys check` tells which.")
        raise typer.Exit(1)


async def _surveyed() -> "tuple[Survey, tuple[str, ...]]":
    from bot.cli.work import desk
    from bot.db.sealing.rotation import survey

    with progress("Opening texts") as report:
        async with desk(needs_keys=False) as at:
            return await survey(at.database, at.workspace_id, report), at.database.keyring.ids


async def _rotated() -> "tuple[Rotated, tuple[str, ...], bool]":
    from bot.cli.work import desk
    from bot.db.compacting import compact
    from bot.db.sealing.rotation import rotate
    from bot.delivery.renaming import rename_private

    with progress("Sealing texts") as report:
        async with desk(needs_keys=False) as at:
            done = await rotate(at.database, at.workspace_id, report)
            await rename_private(at.database, at.workspace_id)
            is_clean = await compact(at.database) if done.count else True
            return done, at.database.keyring.ids, is_clean


def _counted(found: "Survey", ids: tuple[str, ...]) -> list[dict[str, str | int | None]]:
    states = dict.fromkeys(ids, "configured") | dict.fromkeys(ids[:1], "first, it seals")
    ordered = sorted(found.counts.items(), key=lambda item: (item[0][0] or "", item[0][1]))
    return [
        {"key": key, "state": states.get(key, "missing") if key else "not sealed", "column": column, "texts": count}
        for (key, column), count in ordered
    ]


def _rows_of(broken: "list[Broken]") -> list[dict[str, str | int]]:
    return [{"column": each.column, "row": each.row} for each in broken]


def _tell_broken(broken: "list[Broken]", *, json: bool) -> None:
    for line in () if json else _lines(broken):
        say(line)


def _lines(broken: "list[Broken]") -> Iterator[str]:
    for each in broken[:MOST_BROKEN]:
        yield f"{each.column}, row {each.row}: was changed and cannot be opened; restore it from a backup"
    if len(broken) > MOST_BROKEN:
        yield f"and {len(broken) - MOST_BROKEN} more; --json lists them all"
