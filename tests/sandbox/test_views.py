"""Trigger ids, stacks of modals, hashes and what stays entered."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Refused, Sandbox

PICK = {
    "type": "static_select",
    "action_id": "pick",
    "options": [{"text": {"type": "plain_text", "text": name}, "value": name} for name in ("a", "b")],
}


def modal(*blocks: dict[str, Any], **fields: Any) -> dict[str, Any]:
    text = {"type": "plain_text", "text": "Form"}
    return {"type": "modal", "callback_id": "form", "title": text, "submit": text, "blocks": list(blocks), **fields}


def ask(action_id: str, **element: Any) -> dict[str, Any]:
    entry = {"type": "plain_text_input", "action_id": action_id, **element}
    return {
        "type": "input",
        "block_id": action_id,
        "label": {"type": "plain_text", "text": action_id},
        "element": entry,
    }


async def error_of(call: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


async def test_a_trigger_opens_one_view_within_three_seconds(
    sandbox: Sandbox, client: AsyncWebClient, ticker: Any
) -> None:
    triggers = sandbox.core.triggers
    fresh, late = triggers.issue("U0BO"), triggers.issue("U0BO")

    assert (await client.views_open(trigger_id=fresh, view=modal(ask("name"))))["view"]["root_view_id"]
    assert await error_of(client.views_open(trigger_id=fresh, view=modal())) == "exchanged_trigger_id"
    assert await error_of(client.views_open(trigger_id="1.2.3", view=modal())) == "invalid_trigger_id"
    ticker.seconds += 3.01
    assert await error_of(client.views_open(trigger_id=late, view=modal())) == "expired_trigger_id"
    assert [view.user for view in sandbox.person("U0BO").views] == ["U0BO"]


async def test_a_refused_view_leaves_the_trigger_usable(sandbox: Sandbox, client: AsyncWebClient) -> None:
    trigger = sandbox.core.triggers.issue("U0BO")

    assert await error_of(client.views_open(trigger_id=trigger, view=modal(submit=None, title=None))) == (
        "invalid_arguments"
    )
    assert (await client.views_open(trigger_id=trigger, view=modal()))["ok"]


async def test_modals_pile_up_to_three(sandbox: Sandbox, client: AsyncWebClient) -> None:
    triggers, bo = sandbox.core.triggers, sandbox.person("U0BO")
    bottom = sandbox.core.views.open("U0BO", modal())

    def push() -> Any:
        trigger = triggers.issue("U0BO", view_id=bo.view.id)
        return client.views_push(trigger_id=trigger, view=modal())

    assert await error_of(client.views_push(trigger_id=triggers.issue("U0BO"), view=modal())) == "invalid_trigger_id"
    second = await push()
    assert second["view"]["previous_view_id"] == second["view"]["root_view_id"] == bottom.id
    await push()
    assert await error_of(push()) == "push_limit_reached"
    with pytest.raises(Refused, match="not the one in front"):
        await bo.submit(bottom)


async def test_an_update_keeps_what_is_entered_and_minds_the_hash(sandbox: Sandbox, client: AsyncWebClient) -> None:
    opened = sandbox.core.views.open("U0BO", modal(ask("name"), ask("gone")))
    sandbox.core.views.fill(opened, {**opened.state, "name": {"name": {"type": "plain_text_input", "value": "Bo"}}})

    fresh = modal(ask("name", initial_value="other"), ask("new", initial_value="start"))
    updated = await client.views_update(view_id=opened.id, view=fresh, hash=opened.hash)

    assert updated["view"]["state"]["values"] == {
        "name": {"name": {"type": "plain_text_input", "value": "Bo"}},
        "new": {"new": {"type": "plain_text_input", "value": "start"}},
    }
    stale = client.views_update(view_id=opened.id, view=modal(), hash=opened.hash)
    assert await error_of(stale) == "hash_conflict"
    assert await error_of(client.views_update(view_id="V0NONE", view=modal())) == "not_found"


async def test_external_ids_are_unique_among_open_views(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.core.views.open("U0BO", modal(external_id="mine"))
    trigger = sandbox.core.triggers.issue("U0ANA")
    twice = client.views_open(trigger_id=trigger, view=modal(external_id="mine"))
    assert await error_of(twice) == "duplicate_external_id"
    assert (await client.views_update(external_id="mine", view=modal()))["ok"]


async def test_a_home_tab_is_published_for_one_person(sandbox: Sandbox, client: AsyncWebClient) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first = await client.views_publish(user_id="U0BO", view=home)
    await client.views_publish(user_id="U0BO", view=home, hash=first["view"]["hash"])

    assert await error_of(client.views_publish(user_id="U0BO", view=home, hash="old")) == "hash_conflict"
    assert await error_of(client.views_publish(user_id="U0NONE", view=home)) == "user_not_found"
    assert sandbox.person("U0ANA").home is None


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ({}, 1),
        ({"response_action": "clear"}, 0),
        ({"response_action": "update", "view": modal({"type": "divider"})}, 2),
        ({"response_action": "push", "view": modal({"type": "divider"})}, 3),
    ],
)
async def test_a_submission_moves_the_stack(
    sandbox: Sandbox, bolt: AsyncApp, connect_http: Any, answer: dict[str, Any], left: int
) -> None:
    @bolt.view("form")
    async def form(ack: Any) -> None:
        await ack(**answer)

    bo = sandbox.person("U0BO")
    sandbox.core.views.open("U0BO", modal())
    sandbox.core.views.push("U0BO", modal())
    async with connect_http(sandbox, bolt):
        assert (await bo.submit()).ok

    assert len(bo.views) == left


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "wrong"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "dance"},
        {"response_action": "update", "view": {"type": "modal"}},
    ],
)
async def test_an_answer_slack_does_not_understand_is_a_failure(
    sandbox: Sandbox, bolt: AsyncApp, connect_http: Any, answer: dict[str, Any]
) -> None:
    @bolt.view("form")
    async def form(ack: Any) -> None:
        await ack(**answer)

    bo = sandbox.person("U0BO")
    sandbox.core.views.open("U0BO", modal(ask("name", initial_value="Bo")))
    async with connect_http(sandbox, bolt):
        done = await bo.submit()

    assert not done.ok
    assert "trouble connecting" in str(done.error)
    assert len(bo.views) == 1


async def test_a_choice_in_a_modal_is_sent_with_the_state(sandbox: Sandbox, bolt: AsyncApp, connect_http: Any) -> None:
    chosen = []

    @bolt.action("pick")
    async def pick(ack: Any, action: dict[str, Any], body: dict[str, Any], client: Any) -> None:
        chosen.append(action["selected_option"]["value"])
        picked = body["view"]["state"]["values"]["row"]["pick"]["selected_option"]["value"]
        await client.views_push(trigger_id=body["trigger_id"], view=modal(callback_id=picked))
        await ack()

    bo = sandbox.person("U0BO")
    view = sandbox.core.views.open("U0BO", modal({"type": "actions", "block_id": "row", "elements": [PICK]}))
    async with connect_http(sandbox, bolt):
        assert (await bo.click(view, "pick", value="b")).ok
        with pytest.raises(Refused, match="'c' is not offered"):
            await bo.click(view, "pick", value="c")
        with pytest.raises(Refused, match=r"there is no 'push' to use; there are \['pick'\]"):
            await bo.click(view, "push")

    assert chosen == ["b"]
    assert [each.callback_id for each in bo.views] == ["form", "b"]
