"""Commands about members: who is where, and where somebody was."""

from typing import Annotated, Any

import typer

from bot.cli.output import as_csv, as_json, heading, table

AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output, nothing else on stdout.")]


def list_(
    team: Annotated[str, typer.Option(help="Only members of this team.")] = "",
    role: Annotated[str, typer.Option(help="Only holders of this role, such as hr or auditor.")] = "",
    left: Annotated[bool, typer.Option("--left", help="Those who left, in place of those who are here.")] = False,
    json: AsJson = False,
    csv: Annotated[bool, typer.Option("--csv", help="A table for spreadsheets, nothing else on stdout.")] = False,
) -> None:
    """Members with their team and roles today."""
    import asyncio

    data = asyncio.run(_listed(team=team, role=role, has_left=left))
    if json:
        as_json(data)
        return
    headings = ("member", "name", "team", "roles")
    rows = ((each["member"], each["name"], each["team"], "|".join(each["roles"])) for each in data)
    if csv:
        as_csv(headings, rows)
    else:
        table(headings, rows)


def show(
    member: Annotated[str, typer.Argument(help="Slack id, e-mail or name.")],
    json: AsJson = False,
) -> None:
    """A member's teams, managers and roles over time; no figures."""
    import asyncio

    data = asyncio.run(_shown(member))
    if json:
        as_json(data)
        return
    heading(data["name"], f" · {data['member']}")
    for what in ("teams", "managers", "roles"):
        rows = ((each["name"], each["first_on"], each["last_on"] or "–", each.get("reason", "")) for each in data[what])
        table((what, "from", "until", "reason"), rows)


async def _listed(*, team: str, role: str, has_left: bool) -> list[dict[str, Any]]:
    from bot.cli.work import desk
    from bot.features.people import service as people

    async with desk() as at, at.database.read() as session:
        today = at.now.astimezone(at.settings.zone).date()
        lines = await people.member_lines(session, at.workspace_id, on=today, team=team, role=role, has_left=has_left)
    return [
        {
            "member": line.member.slack_user,
            "name": line.member.name,
            "team": line.team,
            "roles": list(line.roles),
            "left_on": str(line.member.left_on) if line.member.left_on else None,
        }
        for line in lines
    ]


async def _shown(typed: str) -> dict[str, Any]:
    from bot.cli.work import desk
    from bot.features.people import service as people

    async with desk() as at, at.database.read() as session:
        found = await people.find_member(session, at.workspace_id, typed)
        history = await people.history_of(session, at.workspace_id, found)
    grants = [
        {"name": each.role, "first_on": each.first_on.isoformat(), "last_on": _end(each), "reason": each.reason}
        for each in history.grants
    ]
    return {
        "member": found.slack_user,
        "name": found.name,
        "teams": [_stretch(each) for each in history.teams],
        "managers": [_stretch(each) for each in history.managers],
        "roles": grants,
    }


def _stretch(each: Any) -> dict[str, str | None]:
    last = each.last_on.isoformat() if each.last_on else None
    return {"name": each.name, "first_on": each.first_on.isoformat(), "last_on": last}


def _end(grant: Any) -> str | None:
    """The day on which it was taken counts before the day until which it was given."""
    end = grant.revoked_at.date() if grant.revoked_at else grant.last_on
    return end.isoformat() if end else None
