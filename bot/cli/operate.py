"""Commands of whoever runs Evenhand."""

from typing import Annotated, Literal

import typer

from bot.cli.output import as_json, say


def run(
    role: Annotated[
        Literal["all", "web", "worker", "scheduler"] | None,
        typer.Option(
            help="Only this part, on PostgreSQL: answer Slack, send, or plan. Default: EVENHAND_ROLE, or all."
        ),
    ] = None,
) -> None:
    """Serve Slack: Socket Mode when SLACK_APP_TOKEN is set, HTTP on PORT otherwise."""
    import uvloop

    from bot.app import serve
    from bot.logs import configure_logs
    from bot.settings import load_settings

    settings = load_settings()
    settings = settings.model_copy(update={"role": role}) if role else settings
    settings.require_role()
    settings.require_slack()
    settings.require_keys()
    configure_logs(settings)
    uvloop.run(serve(settings))


def demo(
    port: Annotated[int, typer.Option(help="Where the page is served, on this machine only.")] = 8808,
    transport: Annotated[
        Literal["socket", "http"], typer.Option(help="How the workspace talks to the bot.")
    ] = "socket",
) -> None:
    """Try everything in a browser: a local workspace with a sample marketing team and a clock you can move."""
    import uvloop

    from bot.demo.run import run_demo

    uvloop.run(run_demo(port=port, transport=transport))


def migrate() -> None:
    """Bring the database's schema up to date."""
    import asyncio

    from bot.app import open_database
    from bot.settings import load_settings

    settings = load_settings()

    async def upgraded() -> None:
        await (await open_database(settings)).close()

    asyncio.run(upgraded())
    say("The schema is up to date.")


def manifest(
    command_prefix: Annotated[str | None, typer.Option(help="Put before every command, such as eh-.")] = None,
    request_url: Annotated[str | None, typer.Option(help="Public address for HTTP mode; none: Socket Mode.")] = None,
    workflow_steps: Annotated[bool, typer.Option(help="Steps for Workflow Builder, which needs a paid plan.")] = True,
    json: Annotated[bool, typer.Option("--json", help="JSON instead of YAML.")] = False,
) -> None:
    """Print the Slack app manifest to paste under “Create New App → From a manifest”."""
    import re

    import yaml

    from bot.settings import PREFIX_PATTERN, load_settings
    from bot.slack.commands import CommandNames
    from bot.slack.manifest import manifest as build

    settings = load_settings()
    prefix = settings.command_prefix if command_prefix is None else command_prefix
    if not re.fullmatch(PREFIX_PATTERN, prefix):
        raise typer.BadParameter(f"{prefix!r} is not like eh-: small letters, digits, - and _, 16 at most")
    described = build(CommandNames(prefix, settings.commands), request_url=request_url, has_steps=workflow_steps)
    if json:
        as_json(described)
    else:
        print(yaml.safe_dump(described, sort_keys=False, allow_unicode=True), end="")
