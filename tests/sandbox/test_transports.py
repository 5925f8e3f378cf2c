"""The same stories over a signed Request URL and over Socket Mode."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.sandbox import Sandbox

FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "leads",
    "notify_on_close": True,
    "title": {"type": "plain_text", "text": "Leads"},
    "submit": {"type": "plain_text", "text": "Save"},
    "blocks": [
        {
            "type": "input",
            "block_id": "count",
            "label": {"type": "plain_text", "text": "How many?"},
            "element": {"type": "number_input", "is_decimal_allowed": False, "action_id": "number", "min_value": "0"},
        }
    ],
}


async def test_a_command_is_answered_for_the_asker_alone(sandbox: Sandbox, bolt: AsyncApp, connect: Any) -> None:
    @bolt.command("/hello")
    async def hello(ack: Any, command: dict[str, str]) -> None:
        await ack(f"Hello {command['text']} in {command['channel_name']}")

    async with connect(sandbox, bolt):
        done = await sandbox.person("U0BO").command("/hello @chen & co", "#launch")

    assert done.ok
    assert done.message is not None
    assert done.message.text == "Hello <@U0CHEN|chen> &amp; co in launch"
    assert done.message.is_ephemeral
    assert sandbox.person("U0BO").messages("#launch") == [done.message]
    assert sandbox.person("U0ANA").messages("#launch") == []


async def test_a_form_is_opened_checked_and_saved(sandbox: Sandbox, bolt: AsyncApp, connect: Any) -> None:
    saved = []

    @bolt.command("/form")
    async def form(ack: Any, command: dict[str, str], client: Any) -> None:
        await client.views_open(trigger_id=command["trigger_id"], view=FORM)
        await ack()

    @bolt.view("leads")
    async def save(ack: Any, view: dict[str, Any], body: dict[str, Any]) -> None:
        number = int(view["state"]["values"]["count"]["number"]["value"])
        if number > 100:
            await ack(response_action="errors", errors={"count": f"{number} is more than 100"})
            return
        saved.append((body["user"]["id"], number))
        await ack()

    bo = sandbox.person("U0BO")
    async with connect(sandbox, bolt):
        assert (await bo.command("/form")).message is None
        empty = await bo.submit(values={})
        negative = await bo.submit(values={"number": -1})
        too_many = await bo.submit(values={"count": 101})
        assert bo.view.state["count"]["number"]["value"] == "101"
        done = await bo.submit(values={"count": 42})

    assert empty.errors == {"count": "Please complete this required field."}
    assert negative.errors == {"count": "Enter a number that is at least 0."}
    assert too_many.errors == {"count": "101 is more than 100"}
    assert done.ok
    assert saved == [("U0BO", 42)]
    assert bo.views == ()


async def test_a_button_answers_through_the_response_url(sandbox: Sandbox, bolt: AsyncApp, connect: Any) -> None:
    @bolt.action("yes")
    async def yes(ack: Any, action: dict[str, Any], respond: Any) -> None:
        await ack()
        await respond(f"You said {action['value']}", replace_original=True)

    button = {"type": "button", "action_id": "yes", "value": "aye", "text": {"type": "plain_text", "text": "Yes"}}
    bo = sandbox.person("U0BO")
    async with connect(sandbox, bolt):
        await bolt.client.chat_postMessage(
            channel="U0BO", text="Yes?", blocks=[{"type": "actions", "elements": [button]}]
        )
        [question] = bo.messages()
        assert (await bo.click(question, "yes")).ok

    [answer] = bo.messages()
    assert (answer.ts, answer.text, answer.edited_ts is not None) == (question.ts, "You said aye", True)


async def test_events_arrive_only_when_subscribed(sandbox: Sandbox, bolt: AsyncApp, connect: Any) -> None:
    heard = []

    @bolt.event("message")
    async def message(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    @bolt.event("user_change")
    async def change(event: dict[str, Any]) -> None:
        heard.append(event["user"]["locale"])

    @bolt.event("app_home_opened")
    async def home(event: dict[str, Any], client: Any) -> None:
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [{"type": "divider"}]})

    bo = sandbox.person("U0BO")
    async with connect(sandbox, bolt):
        await bo.say("good morning")
        sandbox.change_person("U0BO", locale="zh-CN")
        await sandbox.settle()
        shown = await bo.open_home()

    assert heard == ["good morning", "zh-CN"]
    assert shown is not None
    assert shown.blocks[0]["type"] == "divider"


async def test_shortcuts_reach_their_listeners(sandbox: Sandbox, bolt: AsyncApp, connect: Any) -> None:
    used = []

    @bolt.shortcut("greet")
    async def greet(ack: Any, shortcut: dict[str, Any]) -> None:
        used.append(shortcut["user"]["id"])
        await ack()

    @bolt.shortcut("thank")
    async def thank(ack: Any, shortcut: dict[str, Any]) -> None:
        used.append(shortcut["message"]["text"])
        await ack()

    bo = sandbox.person("U0BO")
    async with connect(sandbox, bolt):
        message = await bo.say("shipped", "#launch")
        assert (await bo.shortcut("greet")).ok
        assert (await sandbox.person("U0ANA").shortcut("thank", message)).ok

    assert used == ["U0BO", "shipped"]


async def test_the_app_hears_that_a_modal_was_dismissed(sandbox: Sandbox, bolt: AsyncApp, connect: Any) -> None:
    dismissed = []

    @bolt.shortcut("greet")
    async def greet(ack: Any, shortcut: dict[str, Any], client: Any) -> None:
        await client.views_open(trigger_id=shortcut["trigger_id"], view=FORM)
        await ack()

    @bolt.view_closed("leads")
    async def closed(ack: Any, body: dict[str, Any]) -> None:
        dismissed.append(body["user"]["id"])
        await ack()

    bo = sandbox.person("U0BO")
    async with connect(sandbox, bolt):
        await bo.shortcut("greet")
        await bo.close()

    assert dismissed == ["U0BO"]
    assert bo.views == ()
