"""What the day's prompt says of plans: that there is something of one's own, to whoever has to do it, and no more."""

from datetime import date
from typing import Any

from bot.delivery.models import SENT, Delivery
from bot.delivery.promises import Occasion
from bot.features.improvement import service
from bot.features.people.rules.prompts import PROMPT, prompt_key
from bot.features.prompts.jobs import RENDERERS
from bot.features.prompts.jobs.parts import own
from bot.slack.messages import Message
from tests.features.improvement.cast import ANA, BO, CHEN, DEE, EVE, HAL, MAX, OTTER, Desk

MONDAY = date(2026, 11, 23)
TOLD = ("plan", "coach", "improve", "milestone", "week", "计划", "Bo", "Lindgren", "note")


async def prompted(desk: Desk, user: str, **more: Any) -> Message | None:
    """The prompt of the day, as it would be sent at five."""
    desk.on(f"{desk.now.date()}", "17:00")
    payload = {"on": f"{desk.now.date()}", "at": desk.now.isoformat(), **more}
    async with desk.database.read() as session:
        found = await RENDERERS["prompts.prompt"](session, Occasion(desk.workspace_id, user, payload, desk.now))
    assert found is None or isinstance(found, Message)
    return found


async def sent(desk: Desk, user: str, message: Message, **more: Any) -> str:
    """Its key, as it is kept once it is in Slack."""
    key = prompt_key(await desk.member(user), desk.now.date())
    payload = {"on": f"{desk.now.date()}", "at": desk.now.isoformat(), **more, **(message.noted or {})}
    values = {"kind": PROMPT, "recipient": user, "due_at": desk.now, "created_at": desk.now, "payload": payload}
    async with desk.database.write() as session:
        session.add(Delivery(workspace_id=desk.workspace_id, unique_key=key, state=SENT, sent_at=desk.now, **values))
    return key


async def again(desk: Desk, user: str, key: str) -> Message:
    async with desk.database.read() as session:
        occasion = Occasion(desk.workspace_id, user, {"prompt": key}, desk.now)
        found = await RENDERERS["prompts.fresh"](session, occasion)
    assert isinstance(found, Message)
    return found


def says_own(message: Message | None) -> bool:
    return message is not None and "something of your own" in message.text


async def test_the_prompt_says_that_there_is_something_and_no_more(anywhere: Desk) -> None:
    plan_id = await anywhere.active()
    anywhere.on("2026-11-27")
    found = {user: await prompted(anywhere, user) for user in (BO, ANA, CHEN, DEE, EVE, HAL, MAX)}
    assert [user for user, message in found.items() if says_own(message)] == [BO]
    message = found[BO]
    assert message
    assert "own" in message.noted["parts"]
    part = str(message.payload()["blocks"])
    part = part[part.index("Something of your own") :].split("prompts.put_off")[0]
    assert not [word for word in TOLD if word in part.replace("improvement.due", "")]
    assert str(plan_id) not in part.replace("plain_text", "")
    key = await sent(anywhere, BO, message)
    await anywhere.does(BO, service.check_in, plan_id, monday=MONDAY, mood="unsure", text=OTTER)
    after = await again(anywhere, BO, key)
    assert not says_own(after)
    assert "Nothing of your own is due any more" in str(after.payload())
    fresh = [each for each in await anywhere.rows(Delivery) if each.kind == "prompts.fresh"]
    assert [each.updates_key for each in fresh] == [key], "and it is shown so at once"


async def test_the_manager_is_asked_on_the_next_day_on_which_she_works(desk: Desk) -> None:
    await desk.active()
    await desk.away(ANA, "2026-11-30", "2026-12-01")
    desk.on("2026-11-30")
    assert await prompted(desk, ANA) is None
    desk.on("2026-12-02")
    message = await prompted(desk, ANA)
    assert says_own(message)
    assert message
    await sent(desk, ANA, message)
    desk.on("2026-12-03")
    assert not says_own(await prompted(desk, ANA)), "once"


async def test_what_is_put_off_is_asked_for_again(desk: Desk) -> None:
    plan_id = await desk.active()
    due_on = (await desk.terms(plan_id)).milestones[0].due_on
    desk.on(due_on.isoformat())
    await desk.does(BO, service.check_in, plan_id, monday=MONDAY.replace(month=12, day=21), mood="unsure", text=OTTER)
    first = await prompted(desk, BO)
    assert says_own(first)
    assert first
    key = await sent(desk, BO, first)
    desk.on("2026-12-23")
    assert not says_own(await prompted(desk, BO))
    second = await prompted(desk, BO, put_off=key)
    assert says_own(second)
    assert second
    other = await sent(desk, BO, second, put_off=key)
    assert says_own(await again(desk, BO, other))
    await desk.does(BO, service.reach, plan_id, "m1", OTTER)
    assert not says_own(await again(desk, BO, other))


async def test_who_is_in_no_team_is_asked_too(desk: Desk) -> None:
    await desk.active()
    async with desk.database.read() as session:
        found = await own.outside(session, desk.workspace_id, desk.now.date())
    assert found == {await desk.member(BO), await desk.member(ANA)}
