"""Everything about one member in reviews: for themselves, and how it is forgotten.

Not in it: the values that a release keeps, in no order, of what was said about them. With their mean, which is in it,
they would tell more about their raters than any screen does.
"""

from datetime import date, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.pruning import Aged
from bot.features.people import service as people
from bot.features.reviews import repository as cycles
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.repository import personal as repository
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.pseudonyms import pseudonym
from bot.features.reviews.service.finding import dates_of_cycle, day_of
from bot.features.reviews.service.leaving import replace_leavers
from bot.settings import Settings

DECIMALS = 2
"""As exact as on a screen: the digits after that would tell of raters."""


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """By kind: what ratings of them came to, comments on them, and, until results are out, what they said of others and
    whom they are asked about."""
    results = await repository.every_result(session, workspace_id, member_id)
    comments = await repository.every_comment(session, workspace_id, member_id)
    asked = await repository.every_assignment(session, workspace_id, member_id)
    said = await repository.every_rating(session, workspace_id, await _pseudonyms(session, workspace_id, member_id))
    worked = await repository.every_collaboration(session, workspace_id, member_id)
    others = {each.subject_id for _, each in asked} | {each.subject_id for each in said}
    others |= {key for each in worked for key in (each.one_id, each.other_id)}
    names = {key: each.name for key, each in (await people.members_by_id(session, workspace_id, others)).items()}
    return {
        "review_results": [
            {
                **_cycle(cycle),
                "metric": each.metric,
                "raters": each.raters,
                "corrected": _rounded(each.corrected),
                "error": _rounded(each.error),
                "correction": (cycle.corrections or {}).get(each.metric) if each.parts is not None else None,
            }
            for cycle, each in results
        ],
        "review_comments": [{**_cycle(cycle), "metric": each.metric, "text": each.text} for cycle, each in comments],
        "reviews_asked_of": [
            {
                **_cycle(cycle),
                "colleague": names.get(each.subject_id),
                "state": each.state,
                "reason": each.decline_reason,
            }
            for cycle, each in asked
        ],
        "ratings_given": [
            {
                "colleague": names.get(each.subject_id),
                "metric": each.metric,
                "value": each.value,
                "case_text": each.case_text,
            }
            for each in said
        ],
        "worked_with": [
            {
                "month": each.month,
                "colleague": names.get(each.other_id if each.one_id == member_id else each.one_id),
                "kind": each.tie,
                "n": each.times,
            }
            for each in worked
        ],
    }


async def forget_reviews(
    session: AsyncSession, workspace_id: int, member_id: int, *, now: datetime, settings: Settings
) -> None:
    """What was said about them, and what they have said where it can still be told to be theirs. Of a released cycle
    nobody knows which of the comments were theirs, and those stay.

    Whom they were still to rate others are asked about at once, as for everybody who has left: in the night nothing
    would tell any more that somebody is missing.
    """
    today = day_of(now, settings)
    for each in await cycles.unreleased_cycles(session, workspace_id):
        if each.state == State.OPEN and today in dates_of_cycle(each):
            await replace_leavers(session, workspace_id, each.key, now=now, settings=settings)
    mine = await _pseudonyms(session, workspace_id, member_id)
    await repository.forget_about(session, workspace_id, member_id)
    await repository.forget_as_rater(session, workspace_id, member_id, mine)


def old_results(workspace_id: int, before: date) -> tuple[Aged, ...]:
    """Of months before the first day of one."""
    return repository.old_results(workspace_id, before)


def old_collaboration(workspace_id: int, before: date) -> Aged:
    """Of months before the first day of one."""
    return repository.old_collaboration(workspace_id, before)


async def _pseudonyms(session: AsyncSession, workspace_id: int, member_id: int) -> list[str]:
    """In the cycles that still have a key."""
    keys = await cycles.keys(session, workspace_id)
    return [pseudonym(bytes.fromhex(each.secret), member_id) for each in keys]


def _cycle(cycle: ReviewCycle) -> dict[str, Any]:
    return {"month": cycle.month, "kind": cycle.kind, "name": cycle.title}


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, DECIMALS)
