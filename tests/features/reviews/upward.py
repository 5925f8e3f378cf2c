"""Rounds in which people rate whom they report to, and rounds across teams, in the office."""

from collections.abc import Mapping
from datetime import datetime

from bot.features.reviews import service
from bot.features.reviews.rules.questionnaires import questionnaire
from bot.features.reviews.service import Answer
from scoring.periods import Period
from tests.features.people.cast import EVE
from tests.features.reviews.cast import LAST_DAY, MONTH, PREPARED, SETTINGS, Office

QUESTIONS = tuple(each.metric for each in questionnaire("upward"))


async def upward(office: Office, **more: object) -> int:
    who = await office.who(EVE)
    async with office.database.write() as session:
        cycle = await service.draft_upward(
            session,
            who,
            Period.parse(MONTH),
            now=PREPARED,
            settings=SETTINGS,
            **more,  # type: ignore[arg-type]  # keywords as they are
        )
    return cycle.key


async def across(office: Office, **more: object) -> int:
    who = await office.who(EVE)
    async with office.database.write() as session:
        cycle = await service.draft_across(
            session,
            who,
            Period.parse(MONTH),
            now=PREPARED,
            settings=SETTINGS,
            **more,  # type: ignore[arg-type]  # keywords as they are
        )
    return cycle.key


async def all_tell(
    office: Office, cycle_id: int, said: Mapping[tuple[str, str], int | None], *, now: datetime = LAST_DAY
) -> None:
    """(rater, manager) → the same value to all five questions."""
    for (rater, manager), value in said.items():
        who, subject = await office.who(rater), await office.key(manager)
        answers = {metric: Answer(value, f"Case of {rater}") for metric in QUESTIONS}
        async with office.database.write() as session:
            await service.submit(session, who, cycle_id, subject, answers, now=now, settings=SETTINGS)
