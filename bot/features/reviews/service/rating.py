"""Takes what people say about each other: who has said something goes into one store, what was said into the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.reviews import repository
from bot.features.reviews.models import ASKED, DECLINED, DONE, ReviewAssignment, ReviewCycle
from bot.features.reviews.rules.answers import Answer, accepted
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.pseudonyms import pseudonym
from bot.features.reviews.rules.questions import Question
from bot.features.reviews.service.finding import cycle_to_rate, cycle_to_read, day_of, questions_of
from bot.settings import Settings
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Asked:
    """A colleague to be rated, with what is asked; `is_done` once that has been said, which can be changed `until` the
    end of that day."""

    subject_id: int
    is_done: bool
    questions: tuple[Question, ...]
    until: date


async def asked_of(session: AsyncSession, who: Who, cycle_id: int, *, now: datetime, settings: Settings) -> list[Asked]:
    """Whom the member may rate today, by their ids; none while the cycle is not open."""
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    today = day_of(now, settings)
    own = await repository.assignments_of_rater(session, who.workspace_id, cycle_id, who.member_id)
    asked = [each for each in own if each.state in (ASKED, DONE) and is_open(cycle, each, today)]
    scopes = {each.scope_id for each in asked}
    found = await repository.scopes(session, who.workspace_id, cycle_id) if scopes else []
    questions = {scope.key: await questions_of(session, cycle, scope) for scope in found if scope.key in scopes}
    return [Asked(each.subject_id, each.state == DONE, questions[each.scope_id], _until(cycle, each)) for each in asked]


async def submit(
    session: AsyncSession,
    who: Who,
    cycle_id: int,
    subject_id: int,
    answers: Mapping[str, Answer],
    *,
    now: datetime,
    settings: Settings,
) -> None:
    """Keep what the member says about a colleague, by metric, in place of what they said before; the same twice is the
    same.

    Rejected when they are not asked, in the same words whoever it is; when the cycle is not open; RejectedFields for
    answers that cannot be taken.
    """
    cycle = await cycle_to_rate(session, who.workspace_id, cycle_id)
    own = await repository.assignment_to_change(
        session, who.workspace_id, cycle_id, rater_id=who.member_id, subject_id=subject_id
    )
    require_asked(own)
    assert own
    require_open(cycle, own, day_of(now, settings))
    scopes = {scope.key: scope for scope in await repository.scopes(session, who.workspace_id, cycle_id)}
    kept = accepted(await questions_of(session, cycle, scopes[own.scope_id]), answers)
    await repository.replace_ratings(
        session,
        who.workspace_id,
        cycle_id,
        pseudonym=await own_pseudonym(session, who, cycle_id),
        subject_id=subject_id,
        answers=[{"metric": name, "value": each.value, "case_text": each.case} for name, each in kept.items()],
    )
    own.state = DONE
    session.add(own)
    await session.flush()


async def given(session: AsyncSession, who: Who, cycle_id: int, subject_id: int) -> dict[str, Answer]:
    """What the member has said about a colleague, by metric, as long as the results are not out: afterwards nobody
    knows any more, not even they."""
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    if cycle.state not in (State.OPEN, State.CLOSED):
        return {}
    own = await own_pseudonym(session, who, cycle_id)
    rows = await repository.ratings_given(session, who.workspace_id, cycle_id, pseudonym=own, subject_id=subject_id)
    return {row.metric: Answer(row.value, row.case_text) for row in rows}


async def own_pseudonym(session: AsyncSession, who: Who, cycle_id: int) -> str:
    """How the member is called in the store of ratings of a cycle that has been opened and not released."""
    key = await repository.key_of(session, who.workspace_id, cycle_id)
    return pseudonym(bytes.fromhex(key.secret), who.member_id)


def require_asked(own: ReviewAssignment | None) -> None:
    """Rejected, in the same words for everybody whom the member is not asked about."""
    if own is not None and own.state == DECLINED:
        raise Rejected("reviews-error-declined")
    if own is None or own.state not in (ASKED, DONE):
        raise Rejected("reviews-error-not-asked")


def require_open(cycle: ReviewCycle, own: ReviewAssignment, today: date) -> None:
    """Rejected before the first day and after the last."""
    if is_open(cycle, own, today):
        return
    if today < cycle.opens_on:
        raise Rejected("reviews-error-not-open", opens=cycle.opens_on)
    raise Rejected("reviews-error-closed", closes=cycle.closes_on)


def is_open(cycle: ReviewCycle, own: ReviewAssignment, today: date) -> bool:
    """Whether this rating may be given or changed today."""
    if cycle.state == State.OPEN:
        return cycle.opens_on <= today <= cycle.closes_on
    return cycle.state == State.CLOSED and own.reopened_until is not None and today <= own.reopened_until


def _until(cycle: ReviewCycle, own: ReviewAssignment) -> date:
    return cycle.closes_on if cycle.state == State.OPEN else own.reopened_until or cycle.closes_on
