"""Assigns schemes to teams, from a month on."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import MOST_LISTED, Detail, Entry
from bot.features.schemes import repository
from bot.features.schemes.rules import BEGINNING, TeamScheme, builtin, chosen_groups, require_not_out
from bot.features.schemes.service.keeping import team_scheme, this_month, version_id_of


async def assign(
    session: AsyncSession,
    workspace_id: int,
    team_id: int,
    scheme_id: str,
    groups: Sequence[str] | None = None,
    *,
    now: datetime,
    since: date | None = None,
    by: int | By = By.OPERATOR,
) -> TeamScheme:
    """Let a team work by the newest version of a scheme, with some of its dimensions (None: all), from the month that
    begins on `since`, None for the running one, until the month for which something else was or will be assigned.

    A team that had nothing by then gets it from the beginning, so that months that are over can be closed, unless it is
    to begin in a month to come. What holds already stays as it is; what began in the same month is replaced.
    Rejected with what exists for an unknown scheme or dimension, for no dimension at all, and for a month whose cards
    are out.
    """
    scheme = builtin(scheme_id)
    kept = chosen_groups(scheme, groups)
    last_out, running = await repository.lock_last_out(session, workspace_id), this_month(session, now)
    since = since or running
    present = await repository.assignments(session, workspace_id, team_id, on=since)
    before, after = [[each.hash, *each.row.groups] for each in present], [[scheme.version_hash, *kept]]
    if before == after:
        return await team_scheme(session, workspace_id, present[0])
    if not present and since <= running:
        since = BEGINNING
    else:
        require_not_out(since, last_out)
    version_id = await version_id_of(session, workspace_id, scheme, now)
    await repository.put_assignment(
        session, workspace_id, team_id, since=since, version_id=version_id, groups=kept, now=now
    )
    rules: dict[str, Detail] = {"scheme": scheme.id, "version": scheme.version, "groups": [*kept[:MOST_LISTED]]}
    rules["since"] = f"{since:%Y-%m}"
    about = (Subject.TEAM, team_id, rules)
    await record(
        session,
        Entry(workspace_id, Action.SCHEME_ASSIGNED, by, *about, before=before or None, after=after),
    )
    restricted = scheme.restricted_to(kept)
    return TeamScheme(restricted, scheme.id, scheme.version, scheme.version_hash, tuple(kept), version_id, since)


async def settle(session: AsyncSession, workspace_id: int, month: date) -> None:
    """The cards of the month that begins on this day come out with the caller's transaction: rules and targets until
    its end stay as they are. Before the first of them is read; others wait who change some."""
    last_out = await repository.lock_last_out(session, workspace_id)
    if last_out is None or last_out < month:
        await repository.settle(session, workspace_id, month)
