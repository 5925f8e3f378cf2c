"""Commands about the audit log: whether it is whole, what is in it, and what to keep of it elsewhere."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import as_json, say, table
from bot.errors import Refused

if TYPE_CHECKING:
    from bot.audit.reading import Found, Head, Spoilt
    from bot.audit.verifying import Verified

ANCHOR = re.compile(r"([1-9]\d{0,17}):([0-9a-f]{64})")
MOST = 50
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output, nothing else on stdout.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day in UTC, such as 2026-11-01.")]


def verify(
    anchor: Annotated[
        list[str] | None, typer.Option(help="SEQ:HASH as `audit head` printed it earlier; may be given several times.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Find every entry that was changed, removed, inserted or moved, and a cut end; exit code 1 when there is one."""
    import asyncio

    verified = asyncio.run(_verified([_anchor(each) for each in anchor or ()]))
    if json:
        wrong = [{"seq": finding.seq, "what": finding.what} for finding in verified.findings]
        as_json({"entries": verified.entries, "head": _written(verified.head), "findings": wrong})
    for finding in () if json else verified.findings:
        typer.echo(f"{finding.seq}: {finding.what}")
    if verified.findings:
        say(f"The log is not what it was: {len(verified.findings)} findings in {verified.entries} entries.")
        raise typer.Exit(1)
    say(f"{verified.entries} entries, each as it was written; the newest is {_written(verified.head)}.")
    if not anchor:
        say("A log that was written anew as a whole is only told by an anchor: --anchor SEQ:HASH.")


def head() -> None:
    """Print the newest entry's number and hash, to be kept where nobody who can write the database can."""
    import asyncio

    typer.echo(_written(asyncio.run(_head())))


def search(
    member: Annotated[str | None, typer.Option(help="Who acted or was acted upon: e-mail, name or Slack id.")] = None,
    action: Annotated[str | None, typer.Option(help="Only these, such as card.read.")] = None,
    since: Day = None,
    until: Day = None,
    limit: Annotated[int, typer.Option(min=1, help="So many of them, the newest first.")] = MOST,
    json: AsJson = False,
) -> None:
    """Look entries up, the newest first; `until` is included. The log keeps that it was asked."""
    import asyncio

    found, names = asyncio.run(_searched(member, action, since, until, limit))
    if json:
        as_json([_as_data(each, names) for each in found])
        return
    if found:
        table(("seq", "when", "by", "action", "about", "details"), _cells(found, names))
    say(f"{len(found)} entries." if len(found) < limit else f"The newest {limit}; ask for more with --limit.")


def export(file: Annotated[Path, typer.Argument(help="Where to write it; - for stdout.")]) -> None:
    """Write the log as JSON lines that can be verified alone. It names members by number and holds no text; entries
    about plans are withheld but for their place in the chain."""
    import asyncio

    count = asyncio.run(_exported(file))
    say(f"{count} entries written. docs/audit.md tells how to verify them without Evenhand.")


def _anchor(typed: str) -> "Head":
    from bot.audit.reading import Head

    found = ANCHOR.fullmatch(typed.strip().lower())
    if found is None:
        raise typer.BadParameter(f"{typed!r} is not SEQ:HASH as `evenhand audit head` prints it")
    return Head(int(found[1]), found[2])


def _written(head: "Head") -> str:
    return f"{head.seq}:{head.hash}"


async def _verified(anchors: "Sequence[Head]") -> "Verified":
    from bot.audit.verifying import verify
    from bot.cli.work import desk

    async with desk() as at, at.database.read() as session:
        return await verify(session, at.workspace_id, anchors)


async def _head() -> "Head":
    from bot.audit.reading import head
    from bot.cli.work import desk

    async with desk() as at, at.database.read() as session:
        return await head(session, at.workspace_id)


async def _searched(
    member: str | None, action: str | None, since: datetime | None, until: datetime | None, limit: int
) -> "tuple[Sequence[Found | Spoilt], dict[int, str]]":
    from datetime import UTC, timedelta

    from bot.audit.actions import Action, By, Subject
    from bot.audit.chain import record
    from bot.audit.entries import Entry
    from bot.audit.reading import Asked, search
    from bot.cli.work import desk
    from bot.features.people.service import earlier_accounts, find_member, members_by_id

    if action is not None and action not in list(Action):
        raise Refused(f"there is no action {action!r}; there are {', '.join(Action)}")
    async with desk() as at, at.database.write() as session:
        who = (await find_member(session, at.workspace_id, member)).key if member else None
        asked = Asked(
            concerning=who,
            earlier=await earlier_accounts(session, at.workspace_id, who) if who else (),
            action=action,
            since=since.replace(tzinfo=UTC) if since else None,
            until=until.replace(tzinfo=UTC) + timedelta(days=1) if until else None,
        )
        found = await search(session, at.workspace_id, asked, limit=limit)
        about = Subject.MEMBER if who else Subject.WORKSPACE
        told = {"wanted": action, "found": len(found)}
        await record(session, Entry(at.workspace_id, Action.AUDIT_SEARCHED, By.OPERATOR, about, who, told))
        people = await members_by_id(session, at.workspace_id, _people(found))
        return found, {key: each.slack_user for key, each in people.items()}


async def _exported(file: Path) -> int:
    import sys
    from contextlib import nullcontext

    from bot.audit.actions import Action, By, Subject
    from bot.audit.canonical import canonical
    from bot.audit.chain import record
    from bot.audit.entries import Entry
    from bot.audit.reading import exported
    from bot.cli.work import desk

    count = 0
    async with desk() as at:
        # First, so that the file tells of itself.
        async with at.database.write() as session:
            await record(session, Entry(at.workspace_id, Action.AUDIT_EXPORTED, By.OPERATOR, Subject.WORKSPACE))
        try:
            with nullcontext(sys.stdout) if str(file) == "-" else file.open("x", encoding="utf-8") as out:
                async with at.database.read() as session:
                    async for each in exported(session, at.workspace_id):
                        out.write(canonical(each).decode() + "\n")
                        count += 1
        except OSError as error:
            raise Refused(f"cannot write {file}: {error.strerror}") from None
    return count


def _people(found: "Sequence[Found | Spoilt]") -> set[int]:
    from bot.audit.actions import Subject
    from bot.audit.reading import Found

    intact = [each for each in found if isinstance(each, Found)]
    about = {int(each.subject) for each in intact if each.kind is Subject.MEMBER and each.subject}
    return about | {each.actor_id for each in intact if each.actor_id is not None}


def _as_data(each: "Found | Spoilt", names: dict[int, str]) -> dict[str, object]:
    from bot.audit.reading import Spoilt

    if isinstance(each, Spoilt):
        return {"seq": each.seq, "spoilt": True}
    return {
        "seq": each.seq,
        "at": each.at.isoformat(),
        "by": _by(each, names),
        "action": each.action,
        "about": _about(each, names),
        "details": each.details,
        "reason": each.reason,
    }


def _by(each: "Found", names: dict[int, str]) -> str:
    return each.by if each.actor_id is None else names.get(each.actor_id, f"member {each.actor_id}")


def _about(each: "Found", names: dict[int, str]) -> str:
    if each.kind == "member" and each.subject:
        return names.get(int(each.subject), f"member {each.subject}")
    return " ".join(filter(None, (each.kind, each.subject)))


def _cells(found: "Sequence[Found | Spoilt]", names: dict[int, str]) -> Iterator[tuple[str, ...]]:
    from bot.audit.reading import Spoilt

    for each in found:
        if isinstance(each, Spoilt):
            yield (str(each.seq), "", "", "", "", "was changed after it was written: evenhand audit verify")
            continue
        details = ", ".join(f"{name} {value}" for name, value in each.details.items() if value is not None)
        yield (
            str(each.seq),
            f"{each.at:%Y-%m-%d %H:%M:%S} UTC",
            _by(each, names),
            each.action,
            _about(each, names),
            "; ".join(filter(None, (details, each.reason))),
        )
