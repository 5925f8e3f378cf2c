"""A prompt that is put off comes again once, as the prompt of the day on which it comes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.delivery.models import DROPPED, DUE, SENT, Delivery
from bot.delivery.promises import Occasion
from bot.errors import Rejected
from bot.features.catalogue import RENDERERS
from bot.features.prompts import service
from bot.features.prompts.slack import listeners
from bot.scheduling.asking import PutOff
from bot.slack.forms import ActionForm, Inputs, MessageRef
from bot.slack.messages import Message
from bot.slack.outcomes import Tell
from bot.turn import Turn
from tests.features.metrics.cast import Cast
from tests.features.prompts.prompting import BO_PROMPTED, OPERATORS, absence, add, fire, keep, keys, render, text_of

WEDNESDAY, THURSDAY = date(2026, 11, 18), date(2026, 11, 19)
NUDGED = BO_PROMPTED + timedelta(minutes=90)
MORNING_AFTER = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
FIGURES_AND_MENU = 16
"""Blocks, beside which there is room for all other parts."""
EVENING_AFTER = BO_PROMPTED + timedelta(days=1)


async def prompted(cast: Cast) -> None:
    """Wednesday's prompt is in Slack."""
    await keep(cast)
    await fire(cast, BO_PROMPTED)
    await send(cast, "2026-11-18", BO_PROMPTED)


async def send(cast: Cast, ending: str, at: datetime, *, state: str = SENT) -> None:
    """The prompt whose key ends so, as the dispatcher would."""
    async with cast.database.write() as session:
        query = select(Delivery).where(Delivery.unique_key == f"prompt:{cast.bo.member_id}:{ending}")
        row = (await session.exec(query)).one()
        shown = await RENDERERS[row.kind](session, Occasion(cast.workspace_id, "U0BO", row.payload, at))
        assert isinstance(shown, Message)
        row.payload = {**row.payload, **shown.noted}
        row.state, row.sent_at, row.channel, row.ts = state, at, "D1", "1.0"
        session.add(row)


async def put_off(cast: Cast, choice: str, now: datetime, on: date = WEDNESDAY) -> datetime:
    async with cast.database.write() as session:
        return await service.put_off(session, cast.bo, on, choice, now=now, settings=OPERATORS)


async def waiting(cast: Cast) -> dict[str, Delivery]:
    """Bo's prompts that are still to be sent, by the ends of their keys."""
    prefix = f"prompt:{cast.bo.member_id}:"
    async with cast.database.read() as session:
        query = select(Delivery).where(Delivery.state == DUE, col(Delivery.unique_key).startswith(prefix))
        return {row.unique_key.removeprefix(prefix): row for row in (await session.exec(query)).all()}


async def shown(cast: Cast, ending: str, now: datetime) -> str:
    """What a waiting prompt says; empty for nothing."""
    async with cast.database.read() as session:
        payload = (await waiting(cast))[ending].payload
        found = await RENDERERS["prompts.prompt"](session, Occasion(cast.workspace_id, "U0BO", payload, now))
    assert found is None or isinstance(found, Message)
    return text_of(found) if found else ""


async def stands(cast: Cast, ending: str, now: datetime) -> str:
    """What has taken the place of a prompt that was sent."""
    async with cast.database.read() as session:
        payload = {"prompt": f"prompt:{cast.bo.member_id}:{ending}"}
        found = await RENDERERS["prompts.fresh"](session, Occasion(cast.workspace_id, "U0BO", payload, now))
    assert isinstance(found, Message)
    return text_of(found)


async def test_it_comes_again_on_the_same_day_and_keeps_the_reminder_away(cast: Cast) -> None:
    await prompted(cast)
    at = await put_off(cast, PutOff.HOUR, BO_PROMPTED + timedelta(minutes=1, seconds=30))
    assert at == BO_PROMPTED + timedelta(minutes=61)
    assert await put_off(cast, PutOff.HOUR, BO_PROMPTED + timedelta(minutes=1, seconds=40)) == at
    assert list(await waiting(cast)) == ["2026-11-18:1701"], "a double click"
    assert "prompts.put_off" in await shown(cast, "2026-11-18:1701", at)
    assert "Put off until Wed, Nov 18 at 18:01." in await stands(cast, "2026-11-18", at - timedelta(minutes=30))
    assert await render(cast, "prompts.nudge", NUDGED) is None


async def test_put_off_until_tomorrow_it_is_tomorrows_prompt(cast: Cast) -> None:
    await prompted(cast)
    assert await put_off(cast, PutOff.TOMORROW, BO_PROMPTED) == MORNING_AFTER
    assert (await waiting(cast))["2026-11-19"].due_at == MORNING_AFTER
    text = await shown(cast, "2026-11-19", MORNING_AFTER)
    assert "Wednesday’s figures" in text
    assert "Thursday’s figures" in text
    await send(cast, "2026-11-19", MORNING_AFTER)
    await fire(cast, EVENING_AFTER)
    assert not await waiting(cast), "five o'clock brings no other"
    late = EVENING_AFTER + timedelta(minutes=90)
    assert await render(cast, "prompts.nudge", late, on=THURSDAY), "but a reminder, while Thursday's are open"


async def test_only_the_last_choice_counts(cast: Cast) -> None:
    await prompted(cast)
    await put_off(cast, PutOff.HOUR, BO_PROMPTED)
    await put_off(cast, PutOff.TOMORROW, BO_PROMPTED + timedelta(minutes=5))
    assert set(await waiting(cast)) == {"2026-11-19"}
    at = await put_off(cast, PutOff.HOUR, BO_PROMPTED + timedelta(minutes=9))
    assert {key: row.due_at for key, row in (await waiting(cast)).items()} == {"2026-11-18:1709": at}
    await send(cast, "2026-11-18:1709", at)
    await fire(cast, EVENING_AFTER)
    assert (await waiting(cast))["2026-11-19"].due_at == EVENING_AFTER, "Thursday has its own again, at its own hour"


async def test_what_was_put_off_and_has_been_told_since_is_not_asked_again(cast: Cast) -> None:
    await prompted(cast)
    await put_off(cast, PutOff.TOMORROW, BO_PROMPTED)
    await cast.submit(cast.bo, WEDNESDAY, **dict.fromkeys(("uv", "leads", "mql", "cost", "sql", "orders"), "1"))
    text = await shown(cast, "2026-11-19", MORNING_AFTER)
    assert "Wednesday’s figures" in text, "some of them are still open"
    assert "*Marketing qualified leads* — last" not in text
    await add(cast, absence(cast.bo, THURSDAY, THURSDAY))
    assert await shown(cast, "2026-11-19", MORNING_AFTER) == ""


async def test_a_figure_of_the_next_day_does_not_answer_the_one_that_was_put_off(cast: Cast) -> None:
    await prompted(cast)
    later = await put_off(cast, PutOff.TOMORROW, BO_PROMPTED)
    await cast.tell(cast.bo, "mql 58", now=later, today=THURSDAY)
    wednesday = (await shown(cast, "2026-11-19", later)).split("Thursday’s figures")[0]
    assert "*Marketing qualified leads*" in wednesday


async def test_fridays_prompt_put_off_on_monday_is_mondays(cast: Cast) -> None:
    await prompted(cast)
    on_thursday = MORNING_AFTER + timedelta(hours=1)
    at = await put_off(cast, PutOff.HOUR, on_thursday)
    await send(cast, "2026-11-19", at)
    await fire(cast, EVENING_AFTER)
    assert not await waiting(cast), "an older prompt put off until today is today's"


async def test_a_day_whose_prompt_is_put_off_before_it_comes_is_asked_about_with_it(cast: Cast) -> None:
    """Wednesday's was put off until Thursday, and is once more when Thursday's own hour is over: it has no other."""
    await prompted(cast)
    await put_off(cast, PutOff.TOMORROW, BO_PROMPTED)
    await fire(cast, EVENING_AFTER)
    friday = await put_off(cast, PutOff.TOMORROW, EVENING_AFTER)
    assert friday == MORNING_AFTER + timedelta(days=1)
    assert list(await waiting(cast)) == ["2026-11-20"]
    text = await shown(cast, "2026-11-20", friday)
    assert [day for day in ("Wednesday", "Thursday", "Friday") if f"{day}’s figures" not in text] == []


async def test_a_choice_taken_back_leaves_the_other_day_to_its_own_prompt(cast: Cast) -> None:
    await prompted(cast)
    await put_off(cast, PutOff.TOMORROW, BO_PROMPTED)
    at = await put_off(cast, PutOff.HOUR, BO_PROMPTED)
    assert "Thursday’s figures" not in await shown(cast, "2026-11-18:1700", at)


async def test_put_off_for_a_week_a_prompt_is_no_longer_than_slack_allows(cast: Cast) -> None:
    """Whatever else there is to do: a message of more than 50 blocks would not come at all."""
    await prompted(cast)
    on, now = WEDNESDAY, BO_PROMPTED
    for ending in ("2026-11-19", "2026-11-20", "2026-11-23", "2026-11-24", "2026-11-25"):
        now = await put_off(cast, PutOff.TOMORROW, now, on)
        await send(cast, ending, now)
        on = date.fromisoformat(ending)
    async with cast.database.read() as session:
        query = select(Delivery).where(col(Delivery.unique_key).endswith("2026-11-25"))
        row = (await session.exec(query)).one()
        found = await RENDERERS["prompts.prompt"](session, Occasion(cast.workspace_id, "U0BO", row.payload, now))
        again = await RENDERERS["prompts.fresh"](
            session, Occasion(cast.workspace_id, "U0BO", {"prompt": row.unique_key}, now)
        )
    for each in (found, again):
        assert isinstance(each, Message)
        assert len(each.blocks) <= FIGURES_AND_MENU
        assert str(each.payload()).count("metrics.open_checkin") == 6, "each with its button"


async def test_what_can_no_longer_be_put_off_is_refused(cast: Cast) -> None:
    with pytest.raises(Rejected, match="put-off-over"):
        await put_off(cast, PutOff.TOMORROW, BO_PROMPTED)
    await prompted(cast)
    for choice in (PutOff.AFTERNOON, "for ever", ""):
        with pytest.raises(Rejected, match="put-off-late"):
            await put_off(cast, choice, BO_PROMPTED)
    with pytest.raises(Rejected, match="put-off-over"):
        await put_off(cast, PutOff.TOMORROW, BO_PROMPTED, on=date(2026, 11, 17))
    with pytest.raises(Rejected, match="put-off-over"):
        await put_off(cast, PutOff.HOUR, BO_PROMPTED + timedelta(days=8))


async def test_on_a_day_off_it_can_only_be_put_off_until_the_next_working_day(cast: Cast) -> None:
    """Nothing comes on such a day: whoever was promised it in an hour would wait for it in vain."""
    await prompted(cast)
    await add(cast, absence(cast.bo, THURSDAY, THURSDAY))
    with pytest.raises(Rejected, match="put-off-late"):
        await put_off(cast, PutOff.HOUR, MORNING_AFTER)
    friday = await put_off(cast, PutOff.TOMORROW, MORNING_AFTER)
    assert "Wednesday’s figures" in await shown(cast, "2026-11-20", friday)


async def test_a_prompt_of_today_that_had_nothing_to_say_keeps_nobody_from_putting_off(cast: Cast) -> None:
    await prompted(cast)
    await fire(cast, EVENING_AFTER)
    async with cast.database.write() as session:
        for row in (await waiting(cast)).values():
            row.state = DROPPED
            await session.merge(row)
    at = await put_off(cast, PutOff.HOUR, EVENING_AFTER)
    assert {key: row.due_at for key, row in (await waiting(cast)).items()} == {"2026-11-19:1700": at}


@pytest.mark.parametrize("action_id", ["prompts.put_off", "metrics.put_off"])
async def test_the_menu_answers_with_the_moment(cast: Cast, action_id: str) -> None:
    """Also the one under a prompt that an earlier version has sent."""
    await prompted(cast)
    chosen = ActionForm(action_id, "hour|2026-11-18", MessageRef("D1", "1.0"), {}, Inputs({}), in_modal=False)
    async with cast.database.write() as session:
        outcome = await listeners.actions[action_id](Turn(cast.bo, BO_PROMPTED, session), chosen)
    assert isinstance(outcome, Tell)
    assert outcome.message.text == "All right: you are asked again on Wed, Nov 18 at 18:00."
    assert f"prompt:{cast.bo.member_id}:2026-11-18:1700" in await keys(cast)
