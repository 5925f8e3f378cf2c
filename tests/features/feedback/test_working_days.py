"""News comes on the days that the workspace works, whatever days somebody's prompts are kept by."""

from datetime import UTC, datetime

import pytest

from bot.db.configured import SETTINGS
from bot.features.feedback import service
from bot.features.feedback.models import KUDOS, Feedback
from bot.settings import Settings
from tests.features.feedback.cast import Letters
from tests.features.people.cast import BO, CHEN

SATURDAY = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(("days", "told_at"), [("1-6", SATURDAY), ("1-5", MONDAY)])
async def test_kudos_of_a_saturday(letters: Letters, days: str, told_at: datetime) -> None:
    who = await letters.who(CHEN)
    async with letters.database.write() as session:
        session.info[SETTINGS] = Settings(working_days=days, _env_file=None)  # type: ignore[call-arg]  # pydantic's own parameter
        wish = service.Wish(KUDOS, BO, "thanks", "traffic", None)
        key = (await service.give(session, who, wish, now=SATURDAY)).row.key
    async with letters.database.read() as session:
        row = await session.get(Feedback, key)
    assert row is not None
    assert row.told_at == told_at
