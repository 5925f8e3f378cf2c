"""Commands about messages that did not arrive: who was to get them and why not, never what they say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.cli.output import as_json, say, table

if TYPE_CHECKING:
    from bot.delivery.operating import Listed

Key = Annotated[str, typer.Argument(help="The delivery's key, as the list names it.")]
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output, nothing else on stdout.")]
MOST = 200


def list_(
    state: Annotated[
        Literal["dead", "unsure", "due"] | None, typer.Option(help="Only these; without it, dead and unsure ones.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="So many of them, the oldest first.")] = MOST,
    json: AsJson = False,
) -> None:
    """Name the messages that wait for a decision, or for their time, with the reason."""
    import asyncio

    rows, counted = asyncio.run(_listed(state, limit))
    if json:
        as_json({"deliveries": [asdict(row) for row in rows], "counts": counted})
        return
    if rows:
        table(("key", "to", "state", "tries", "due", "why"), _cells(rows))
    say(", ".join(f"{number} {name}" for name, number in counted.items()) + ".")
    shown = counted[state] if state else counted["dead"] + counted["unsure"]
    if shown > len(rows):
        say(f"{shown - len(rows)} more are not shown; ask for them with --limit {shown}.")


def retry(key: Key) -> None:
    """Send a message again that is dead, unsure, or due later."""
    import asyncio

    before = asyncio.run(_retried(key))
    say(f"{key} was {before.state} and is due now; a running Evenhand sends it within seconds.")
    if before.state == "unsure":
        say("If it had arrived after all, it will be there twice.")


def resolve(
    key: Key,
    sent: Annotated[bool, typer.Option("--sent", help="It is there: you have seen it.")] = False,
    dropped: Annotated[bool, typer.Option("--dropped", help="It is not wanted any more.")] = False,
) -> None:
    """Decide about a message by hand: it arrived, or it is given up."""
    import asyncio

    if sent == dropped:
        raise typer.BadParameter("say either --sent or --dropped")
    state = "sent" if sent else "dropped"
    before = asyncio.run(_resolved(key, state))
    say(f"{key} was {before.state} and is {state} now.")


async def _listed(state: str | None, limit: int) -> "tuple[list[Listed], Mapping[str, int]]":
    from bot.cli.work import desk
    from bot.delivery.operating import NEEDS_A_PERSON, counts, listed

    async with desk() as at, at.database.read() as session:
        states = (state,) if state else NEEDS_A_PERSON
        rows = await listed(session, at.workspace_id, states, limit=limit)
        return rows, await counts(session, at.workspace_id)


async def _retried(key: str) -> "Listed":
    from bot.audit.actions import Action, By, Subject
    from bot.audit.chain import record
    from bot.audit.entries import Entry
    from bot.cli.work import desk
    from bot.clock import SystemClock
    from bot.db.due_clock import DueClock
    from bot.delivery.operating import retry

    async with desk() as at, at.database.write() as session:
        before = await retry(session, at.workspace_id, key, clock=DueClock(SystemClock()))
        about = (Subject.DELIVERY, key, {"from": before.state})
        await record(session, Entry(at.workspace_id, Action.DELIVERY_RETRIED, By.OPERATOR, *about))
        return before


async def _resolved(key: str, state: str) -> "Listed":
    from bot.audit.actions import Action, By, Subject
    from bot.audit.chain import record
    from bot.audit.entries import Entry
    from bot.cli.work import desk
    from bot.clock import SystemClock
    from bot.db.due_clock import DueClock
    from bot.delivery.operating import resolve

    async with desk() as at, at.database.write() as session:
        before = await resolve(session, at.workspace_id, key, state=state, clock=DueClock(SystemClock()))
        about = (Subject.DELIVERY, key, {"from": before.state, "to": state})
        await record(session, Entry(at.workspace_id, Action.DELIVERY_RESOLVED, By.OPERATOR, *about))
        return before


def _cells(rows: "Sequence[Listed]") -> Iterator[tuple[str, ...]]:
    for row in rows:
        why = ": ".join(filter(None, (row.error, row.reason)))
        yield row.key, row.recipient, row.state, str(row.attempts), f"{row.due_at:%Y-%m-%d %H:%M} UTC", why
