"""How far a goal has come, as its owner or who leads says."""

from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected
from bot.features.goals import repository
from bot.features.goals.models import AGREED, WORD_LIMIT, GoalUpdate
from bot.features.goals.rules.numbers import read_number
from bot.features.goals.rules.rights import may_update
from bot.features.goals.rules.wishes import limited, reason
from bot.features.goals.service.finding import Place, place_of
from bot.features.goals.service.telling import refresh_home
from bot.features.people import service as people
from bot.features.people.service import Action
from bot.turn import Who


async def update(
    session: AsyncSession,
    who: Who,
    key: int,
    typed: str,
    word: str,
    *,
    seen: int,
    is_correction: bool = False,
    today: date,
    now: datetime,
) -> None:
    """Add a revision; one that corrects takes the place of the newest and says why.

    `seen` is the newest revision that the form knew. Rejected when somebody was faster, with what they wrote; the same
    value and words once more change nothing.
    """
    place = await place_of(session, who, key, now=now, to_change=True)
    require_update(who, place)
    row = place.row
    value = read_number(typed, row.unit, row.title, field="value")
    said = reason(word, "reason") if is_correction else limited(word, WORD_LIMIT, "word")
    newest = (await repository.newest_updates(session, who.workspace_id, [key])).get(key)
    if newest is not None and newest.revision != seen:
        if (newest.author_id, newest.value, newest.word) == (who.member_id, value, said):
            return
        author = await people.member(session, who.workspace_id, newest.author_id)
        raise Rejected("goals-error-faster", field="value", name=author.name, value=_plain(newest))
    if is_correction and newest is None:
        raise Rejected("goals-error-nothing-to-correct", field="value")
    added = GoalUpdate(
        workspace_id=row.workspace_id,
        goal_id=key,
        revision=(newest.revision if newest else 0) + 1,
        author_id=who.member_id,
        on=newest.on if newest and is_correction else today,
        value=value,
        word=said,
        is_correction=is_correction,
        written_at=now,
    )
    await repository.add_rows(session, [added])
    kind, subject = (About.TEAM, row.team_id) if row.team_id else (About.MEMBER, row.member_id)
    before, after = newest and newest.value, value
    details = {"goal": key, "revision": added.revision}
    done = Entry(who.workspace_id, Audited.GOAL_UPDATED, who.member_id, kind, subject, details, before, after)
    await record(session, done)
    await refresh_home(session, place, now=now)
    if row.owner_id == who.member_id:
        await people.refresh_prompt(session, who, now=now)


def require_update(who: Who, place: Place) -> None:
    """Denied for who may not say how far it has come; Rejected where that follows from figures or the goal does not
    run."""
    row = place.row
    if may_update(row, place.standing):
        return
    if row.state != AGREED:
        raise Rejected(f"goals-error-{row.state}")
    raise people.not_visible(who, Action.AGREE_GOALS, row.member_id)


def _plain(newest: GoalUpdate) -> str:
    return f"{newest.value.normalize():f}"
