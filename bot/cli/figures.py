"""Commands about people, figures, cards and months."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.output import as_json, progress
from bot.errors import Refused

CsvFile = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A CSV file, UTF-8 or GB18030.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output, nothing else on stdout.")]


def content_of(file: Path) -> bytes:
    """Refused when there is more than a table can have; a stream is read no further than that."""
    from bot.limits import FILE_MEGABYTES

    with file.open("rb") as opened:
        content = opened.read((FILE_MEGABYTES << 20) + 1)
    if len(content) > FILE_MEGABYTES << 20:
        raise Refused(f"{file} has more than {FILE_MEGABYTES} MB, which no table needs; split it if it is one")
    return content


def import_members(
    file: CsvFile,
    json: AsJson = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show who would move, and change nothing.")] = False,
) -> None:
    """Teams, managers and roles: member, team, manager, role, channel, lead, scheme, groups."""
    import asyncio

    from bot.cli.reports import print_members
    from bot.cli.work import import_members as work

    print_members(asyncio.run(work(content_of(file), is_dry_run=dry_run)), json=json, is_dry_run=dry_run)


def import_entries(file: CsvFile, json: AsJson = False) -> None:
    """Figures: date, member, metric, value, note, reason. A second run adds nothing twice."""
    import asyncio

    from bot.cli.reports import print_entries
    from bot.cli.work import import_entries as work

    with progress("entries") as report:
        done = asyncio.run(work(content_of(file), report))
    print_entries(done, json=json)


def card(
    member: Annotated[str, typer.Argument(help="Slack id, e-mail or name.")],
    period: Annotated[str, typer.Argument(help="A month such as 2026-10.")],
    json: AsJson = False,
) -> None:
    """A member's published card with what every number was computed from."""
    import asyncio

    from bot.cli.reports import print_card
    from bot.cli.work import card_data

    data = asyncio.run(card_data(member, period))
    if json:
        as_json(data)
    else:
        print_card(data)


def close(
    period: Annotated[str, typer.Argument(help="A month that is over, such as 2026-10.")],
    json: AsJson = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Make the cards and show how they would come out.")
    ] = False,
) -> None:
    """Compute and publish a month's cards. Closing twice changes nothing; what was interrupted goes on where it was."""
    import asyncio

    from bot.cli.reports import print_close, print_preview
    from bot.cli.work import close_month, preview_month

    with progress(f"{'making' if preview else 'closing'} {period}") as report:
        if preview:
            summary = asyncio.run(preview_month(period, report))
        else:
            done = asyncio.run(close_month(period, report))
    if preview:
        print_preview(summary, json=json)
    else:
        print_close(done, json=json)
