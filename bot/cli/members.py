"""Commands about members: who is where, and where somebody was."""

from datetime import date
from typing import Annotated, Any, Literal

import typer

from bot.cli.output import as_csv, as_json, heading, say, table

Kept = Literal["old", "new"]
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


def merge(
    old: Annotated[str, typer.Argument(help="Slack id of the account that is no longer used.")],
    new: Annotated[str, typer.Argument(help="Slack id of the account that the person uses now.")],
    reason: Annotated[str, typer.Option(help="Why the two are one person; kept in the audit log.")],
    keep: Annotated[Kept | None, typer.Option(help="Whose account counts where both say something different.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Although both are active in Slack.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would happen, and change nothing.")] = False,
    json: AsJson = False,
) -> None:
    """Give everything of an old account to the new one of the same person."""
    import asyncio

    data = asyncio.run(_merged(old, new, reason, keep=keep, is_forced=force, is_dry_run=dry_run))
    if json:
        as_json(data)
    else:
        heading(*_title(data))
        table(("what", "rows"), ((name, str(count)) for name, count in data["rows"].items()))
        for clash in data["clashes"]:
            say(f"{clash['text']}.")
        if data["clashes"]:
            say("Nothing was changed. Correct one of the two accounts, or say with --keep whose counts: old or new.")
    if data["clashes"]:
        raise typer.Exit(1)


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


async def _merged(
    old: str, new: str, reason: str, *, keep: Kept | None, is_forced: bool, is_dry_run: bool
) -> dict[str, Any]:
    from bot.audit.actions import By
    from bot.cli.output import in_english
    from bot.cli.work import desk
    from bot.errors import Rejected
    from bot.features.people import service as people
    from bot.features.reviews import service as reviews

    wish = people.MergeWish(old, new, reason, people.Keep(keep) if keep else None, is_forced)
    async with desk(fresh_members=True) as at, at.database.write() as session:
        merged = await reviews.merge_members(
            session, at.workspace_id, wish, by=By.OPERATOR, now=at.now, settings=at.settings
        )
        data = {
            "old": merged.old.slack_user,
            "new": merged.new.slack_user,
            "name": merged.new.name,
            "rows": dict(merged.rows),
            "clashes": [
                {"what": each.what, **{name: _plain(value) for name, value in each.params.items()}}
                | {"text": in_english(Rejected(each.key, **each.params))}
                for each in merged.clashes
            ],
            "merged": merged.is_done and not is_dry_run,
        }
        if is_dry_run or not merged.is_done:
            await session.rollback()
    return data


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _title(data: dict[str, Any]) -> tuple[str, str]:
    did = "merged into" if data["merged"] else "would be merged into"
    return data["name"], f" · {data['old']} {did} {data['new']}"


def _stretch(each: Any) -> dict[str, str | None]:
    last = each.last_on.isoformat() if each.last_on else None
    return {"name": each.name, "first_on": each.first_on.isoformat(), "last_on": last}


def _end(grant: Any) -> str | None:
    """The day on which it was taken counts before the day until which it was given."""
    end = grant.revoked_at.date() if grant.revoked_at else grant.last_on
    return end.isoformat() if end else None
