"""Rounds in which people rate whom they report to, and rounds across teams, in the office."""

from collections.abc import Mapping
from datetime import datetime

from bot.features.reviews import service
from bot.features.reviews.rules.kinds import Kind
from bot.features.reviews.rules.questionnaires import questionnaire
from bot.features.reviews.service import Answer
from tests.features.reviews.cast import LAST_DAY, SETTINGS, Office

QUESTIONS = tuple(each.metric for each in questionnaire("upward"))


async def upward(office: Office, **more: object) -> int:
    return (await office.draft(kind=Kind.UPWARD, **more)).key  # type: ignore[arg-type]  # keywords as they are


async def across(office: Office, **more: object) -> int:
    return (await office.draft(kind=Kind.CROSS, **more)).key  # type: ignore[arg-type]  # keywords as they are


async def all_tell(
    office: Office, cycle_id: int, said: Mapping[tuple[str, str], int | None], *, now: datetime = LAST_DAY
) -> None:
    """(rater, manager) → the same value to all five questions."""
    for (rater, manager), value in said.items():
        who, subject = await office.who(rater), await office.key(manager)
        answers = {metric: Answer(value, f"Case of {rater}") for metric in QUESTIONS}
        async with office.database.write() as session:
            await service.submit(session, who, cycle_id, subject, answers, now=now, settings=SETTINGS)
