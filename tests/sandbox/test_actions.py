"""Buttons, menus and choices, in messages, ephemeral messages and the Home tab."""

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from bot.sandbox import Refused, Sandbox
from bot.sandbox.feed import HELLO


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


OPTIONS = [{"text": plain(name), "value": name} for name in ("later", "never")]
BUTTON = {"type": "button", "action_id": "go", "value": "1", "text": plain("Go")}
MENU = {"type": "overflow", "action_id": "more", "options": OPTIONS}
DATE = {"type": "datepicker", "action_id": "day", "initial_date": "2027-03-01"}
PICK = {"type": "static_select", "action_id": "pick", "options": OPTIONS}
ROW = {"type": "actions", "block_id": "row", "elements": [BUTTON, MENU, DATE, PICK]}


@pytest.fixture
def heard(bolt: AsyncApp) -> list[dict[str, Any]]:
    """The payloads of all actions."""
    bodies: list[dict[str, Any]] = []

    async def hear(ack: Any, body: dict[str, Any]) -> None:
        bodies.append(body)
        await ack()

    for action_id in ("go", "more", "day", "pick"):
        bolt.action(action_id)(hear)
    return bodies


async def test_every_kind_of_choice_in_a_message(
    sandbox: Sandbox, bolt: AsyncApp, connect_http: Any, heard: list[dict[str, Any]]
) -> None:
    bo = sandbox.person("U0BO")
    async with connect_http(sandbox, bolt):
        metadata = {"event_type": "delivery", "event_payload": {"key": "k1"}}
        await bolt.client.chat_postMessage(channel="U0BO", text="a", blocks=[ROW], metadata=metadata)
        [message] = bo.messages()
        assert (await bo.click(message, "go", "row")).ok
        assert (await bo.click(message, "more", value="later")).ok
        assert (await bo.click(message, "day", value="2027-03-09")).ok
        assert (await bo.click(message, "pick", selected_option=OPTIONS[1])).ok
        with pytest.raises(Refused, match="'soon' is not offered by more"):
            await bo.click(message, "more", value="soon")
        with pytest.raises(Refused, match="there is no 'go'"):
            await bo.click(message, "go", "other row")

    actions = [body["actions"][0] for body in heard]
    assert [action["block_id"] for action in actions] == ["row"] * 4
    assert (actions[0]["type"], actions[0]["value"]) == ("button", "1")
    assert actions[1]["selected_option"]["value"] == "later"
    assert actions[2]["selected_date"] == "2027-03-09"
    assert actions[3]["selected_option"]["value"] == "never"
    assert heard[0]["state"]["values"]["row"]["day"]["selected_date"] == "2027-03-01"
    assert heard[2]["state"]["values"]["row"]["day"]["selected_date"] == "2027-03-09"
    assert heard[0]["message"]["metadata"] == metadata
    assert heard[0]["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": False,
    }
    assert heard[0]["channel"]["name"] == "directmessage"


async def test_an_ephemeral_message_is_not_sent_along_and_can_be_replaced(
    sandbox: Sandbox, bolt: AsyncApp, connect_http: Any
) -> None:
    bodies = []

    @bolt.action("go")
    async def go(ack: Any, body: dict[str, Any], respond: Any) -> None:
        bodies.append(body)
        await ack()
        await respond("done", replace_original=True)

    bo = sandbox.person("U0BO")
    async with connect_http(sandbox, bolt):
        await bolt.client.chat_postEphemeral(channel="C0LAUNCH", user="U0BO", text="a", blocks=[ROW])
        [asked] = bo.messages("#launch")
        assert (await bo.click(asked, "go")).ok

    assert bodies[0]["container"]["is_ephemeral"]
    assert "message" not in bodies[0]
    [answered] = bo.messages("#launch")
    assert (answered.text, answered.is_ephemeral, answered.ts) == ("done", True, asked.ts)
    assert sandbox.messages_for("U0ANA") == []


async def test_the_home_tab_has_buttons_and_remembers_choices(
    sandbox: Sandbox, bolt: AsyncApp, connect_http: Any, heard: list[dict[str, Any]]
) -> None:
    bo = sandbox.person("U0BO")
    async with connect_http(sandbox, bolt):
        await bolt.client.views_publish(user_id="U0BO", view={"type": "home", "blocks": [ROW]})
        assert bo.home is not None
        await bo.click(bo.home, "pick", value="later")
        await bo.click(bo.home, "go")
        with pytest.raises(Refused, match="not in front of U0ANA"):
            await sandbox.person("U0ANA").click(bo.home, "go")

    assert heard[1]["container"] == {"type": "view", "view_id": bo.home.id}
    assert heard[1]["view"]["state"]["values"]["row"]["pick"]["selected_option"]["value"] == "later"
    assert "response_url" not in heard[1]


async def test_an_acknowledgement_can_be_a_message_for_all(sandbox: Sandbox, bolt: AsyncApp, connect_http: Any) -> None:
    @bolt.command("/hello")
    async def hello(ack: Any, command: dict[str, str]) -> None:
        blocks = [{"type": "header", "text": plain(command["text"])}]
        await ack(text="hello", blocks=blocks, response_type="in_channel")

    bo, ana = sandbox.person("U0BO"), sandbox.person("U0ANA")
    async with connect_http(sandbox, bolt):
        done = await bo.command("/hello all", "#launch")
        refused = await bo.command("/hello " + "x" * 151, "#launch")

    assert ana.messages("#launch") == [done.message]
    assert refused.error == '/hello failed with the error "invalid_blocks"'


async def test_a_failed_click_is_told_to_the_clicking_person(sandbox: Sandbox) -> None:
    view = sandbox.core.views.publish("U0BO", {"type": "home", "blocks": [ROW]})

    async def watch() -> list[Any]:
        return [news async for news in sandbox.core.feed.watch("U0BO")]

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    done = await sandbox.person("U0BO").click(view, "go")
    sandbox.core.feed.close()

    assert "dispatch_failed" in str(done.error)
    assert await watching == [HELLO, {"type": "failure", "channel": None, "text": done.error}]
