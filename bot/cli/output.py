"""What commands print: results on stdout, everything else on stderr. Rich is loaded by whatever draws with it."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer

from bot.errors import Rejected
from bot.spreadsheets import Cell, as_table
from scoring.rounding import half_up


def say(text: str) -> None:
    """A line for people, on stderr."""
    typer.echo(text, err=True)


def fail(reason: str) -> None:
    typer.secho("evenhand: ", fg=typer.colors.RED, nl=False, err=True)
    say(reason)


def in_english(rejected: Rejected) -> str:
    """The sentence a person would read in chat, without chat's escapes."""
    from bot.i18n.translator import translator
    from bot.slack.refusals import refusal_text
    from bot.slack.text import unescape

    return unescape(refusal_text(translator("en"), rejected))


def as_json(value: Any) -> None:
    """Nothing else goes to stdout with it; names are written whatever the terminal's encoding."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """A table for spreadsheets; nothing else goes to stdout with it."""
    typer.echo(as_table(headings, rows), nl=False)


def rounded(value: float, decimals: int) -> str:
    """With so many places, half up, as cards are shown everywhere else: 1,234.50."""
    return f"{half_up(value, decimals):,f}"


def heading(text: str, rest: str = "") -> None:
    """On stdout: bold text and what follows it."""
    typer.echo(typer.style(text, bold=True) + rest)


def table(headings: tuple[str, ...], rows: Iterator[tuple[str, ...]], *, title: str | None = None) -> None:
    """On stdout, as wide as its cells need: a pipe has no width to fit into."""
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title=Text(title) if title else None, title_justify="left")
    for name in headings:
        drawn.add_column(name, overflow="fold")
    for cells in rows:
        drawn.add_row(*map(Text, cells))
    console = Console(highlight=False, emoji=False)
    if not console.is_terminal:
        wide = console.options.update(max_width=10_000)
        console.width = max(Measurement.get(console, wide, drawn).maximum, 1)
    console.print(drawn)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Yields `report(done, total)`, drawn on stderr."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def report(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield report
