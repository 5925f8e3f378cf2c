"""Commands about members: who is where, and where somebody was."""

from typing import Annotated, Any

import typer

from bot.cli.output import as_json, heading, table

AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output, nothing else on stdout.")]


def list_(
    team: Annotated[str, typer.Option(help="Only members of this team.")] = "",
    role: Annotated[str, typer.Option(help="Only holders of this role, such as hr or auditor.")] = "",
    left: Annotated[bool, typer.Option("--left", help="Those who left, in place of those who are here.")] = False,
    json: AsJson = False,
) -> None:
    """Members with their team and roles today."""
    import asyncio

    data = asyncio.run(_listed(team=team, role=role, has_left=left))
    if json:
        as_json(data)
    else:
        rows = ((each["member"], each["name"], each["team"], "|".join(each["roles"])) for each in data)
        table(("member", "name", "team", "roles"), rows)


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


def readmit(member: Annotated[str, typer.Argument(help="Slack id of an account that was erased.")]) -> None:
    """Let an erased account in again: the next sync takes it over as a new member with nothing of before."""
    import asyncio

    asyncio.run(_readmitted(member))
    typer.echo(f"{member} becomes a new member with the next sync, at the latest within a day.")


async def _readmitted(slack_user: str) -> None:
    from bot.audit.actions import Action, By, Subject
    from bot.audit.chain import record
    from bot.audit.entries import Entry
    from bot.cli.work import desk
    from bot.errors import Refused
    from bot.features.people.service.erased import readmit as let_in

    async with desk() as at, at.database.write() as session:
        if not await let_in(session, at.workspace_id, slack_user):
            raise Refused(f"{slack_user!r} was not erased; give the Slack id, such as U012AB3CD")
        await record(session, Entry(at.workspace_id, Action.MEMBER_READMITTED, By.OPERATOR, Subject.WORKSPACE))


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
