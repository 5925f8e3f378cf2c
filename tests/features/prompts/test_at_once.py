"""What happens at the same moment, on both databases: one person who chooses twice, and planning while they do."""

import asyncio

from bot.delivery.promises import Promise, promise
from bot.features.people import service as people
from bot.features.people.rules.prompts import PROMPT, prompt_key
from bot.features.retrospectives import service as retrospectives
from bot.features.retrospectives.models import RetroAction, Retrospective
from bot.scheduling.asking import PutOff
from tests.features.metrics.cast import Cast
from tests.features.people.service.test_administration import somebody_waits
from tests.features.prompts.prompting import BO_PROMPTED, add
from tests.features.prompts.test_putting_off import (
    EVENING_AFTER,
    MORNING_AFTER,
    THURSDAY,
    WEDNESDAY,
    prompted,
    put_off,
    waiting,
)


async def test_of_several_choices_at_once_one_counts(cast: Cast) -> None:
    await prompted(cast)
    choices = (PutOff.TOMORROW, PutOff.TOMORROW, PutOff.HOUR)
    await asyncio.gather(*(put_off(cast, each, BO_PROMPTED) for each in choices))
    assert len(await waiting(cast)) == 1


async def test_planning_and_putting_off_do_not_wait_for_each_other(cast: Cast) -> None:
    """Planning has looked at what Bo has to do and is about to promise Thursday's prompt; Bo chooses just that day."""
    await prompted(cast)
    bo = cast.bo.member_id
    project = Retrospective(lead_id=bo, team_id=cast.growth, title="Spring", opened_on=WEDNESDAY, closes_on=WEDNESDAY)
    await add(cast, project)
    todo = {"owner_id": bo, "added_by": bo, "text": "Ask", "due_on": THURSDAY, "given_on": WEDNESDAY}
    await add(cast, RetroAction(retrospective_id=project.key, **todo))
    async with cast.database.write() as planning:
        habits = await people.habits_of(planning, cast.workspace_id, [bo], working_days="1-5", today=THURSDAY)
        assert await retrospectives.due_on(planning, cast.workspace_id, {bo: (THURSDAY, habits[bo])})
        chosen = asyncio.create_task(put_off(cast, PutOff.TOMORROW, BO_PROMPTED))
        if not cast.database.is_sqlite:
            await somebody_waits(cast.database)
        payload = {"on": THURSDAY.isoformat(), "at": EVENING_AFTER.isoformat()}
        wanted = Promise(cast.workspace_id, prompt_key(bo, THURSDAY), PROMPT, "U0BO", EVENING_AFTER, payload)
        await promise(planning, [wanted], now=BO_PROMPTED)
    assert await chosen == MORNING_AFTER
