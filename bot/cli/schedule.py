"""Commands about who is asked when."""

from typing import Annotated, Literal

import typer

from bot.cli.output import as_json

MOST_DAYS = 366


def show(
    member: Annotated[str, typer.Argument(help="Slack id, e-mail or name.")],
    days: Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="How many days to look ahead.")] = 14,
    language: Annotated[
        Literal["en", "zh-CN"] | None, typer.Option(help="Of holidays and reasons; the workspace's own by default.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Machine-readable output, nothing else on stdout.")] = False,
) -> None:
    """A member's coming prompts in their local time, and why a day has none."""
    import asyncio

    from bot.cli.upcoming import print_schedule, schedule_data

    data = asyncio.run(schedule_data(member, days=days, language=language))
    if json:
        as_json(data)
    else:
        print_schedule(data)
