"""What commands print: results on stdout, everything else on stderr."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.errors import Rejected

results = Console(highlight=False)
notices = Console(stderr=True, highlight=False)


def fail(reason: str) -> None:
    notices.print(f"[red]evenhand:[/red] {_plain(reason)}", soft_wrap=True)


def in_english(rejected: Rejected) -> str:
    """The sentence a person would read in chat, without chat's escapes."""
    from bot.i18n.translator import translator
    from bot.slack.refusals import refusal_text
    from bot.slack.text import unescape

    return unescape(refusal_text(translator("en"), rejected))


def as_json(value: Any) -> None:
    """Nothing else goes to stdout with it."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Yields `report(done, total)`, drawn on stderr."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=notices, transient=True) as bar:
        task = bar.add_task(what, total=None)

        def report(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield report


def _plain(text: str) -> str:
    return text.replace("[", r"\[")
