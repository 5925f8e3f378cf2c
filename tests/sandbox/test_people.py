"""Who sees what, who may do what, and what the app hears about people."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import ChannelSpec, PersonSpec, Refused, Sandbox


async def test_everybody_sees_only_their_conversations(sandbox: Sandbox, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="C0LAUNCH", text="team")
    await client.chat_postMessage(channel="U0BO", text="private")
    await client.chat_postEphemeral(channel="C0LAUNCH", user="U0CHEN", text="psst")
    await sandbox.person("U0ANA").say("secret", "#secret")

    def seen(user: str) -> list[str]:
        return [message.text for message in sandbox.messages_for(user)]

    assert seen("U0ANA") == ["team", "secret"]
    assert seen("U0BO") == ["team", "private"]
    assert seen("U0CHEN") == ["team", "psst"]
    assert seen("U0DEE") == ["secret"]
    assert seen(sandbox.identity.bot_user) == ["team", "private"]


async def test_whoever_leaves_sees_nothing_more(sandbox: Sandbox, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="C0LAUNCH", text="team")
    bo, message = sandbox.person("U0BO"), sandbox.conversation("C0LAUNCH").messages[posted["ts"]]
    sandbox.leave("C0LAUNCH", "U0BO")

    assert sandbox.messages_for("U0BO") == []
    with pytest.raises(Refused, match="U0BO is not in the conversation"):
        bo.messages("C0LAUNCH")
    with pytest.raises(Refused, match="U0BO is not in the conversation"):
        await bo.shortcut("thank", message)


async def test_the_app_hears_of_people_and_members(sandbox: Sandbox, bolt: AsyncApp, connect_http: Any) -> None:
    heard = []

    async def hear(event: dict[str, Any]) -> None:
        user = event["user"]
        heard.append((event["type"], user if isinstance(user, str) else (user["id"], user["tz"], user["deleted"])))

    for name in ("team_join", "user_change", "member_joined_channel", "app_mention"):
        bolt.event(name)(hear)
    async with connect_http(sandbox, bolt):
        sandbox.add_person(PersonSpec(id="U0EVE", name="eve", real_name="Eve Stone"))
        await sandbox.settle()
        sandbox.change_person("U0EVE", tz="Asia/Tokyo")
        await sandbox.settle()
        sandbox.join("C0LAUNCH", "U0EVE")
        sandbox.join("C0OTHER", "U0ANA")
        await sandbox.settle()
        await sandbox.person("U0EVE").say(f"<@{sandbox.identity.bot_user}>", "#launch")
        await sandbox.person("U0EVE").say("hi @greeter", "#launch")
        sandbox.change_person("U0EVE", deleted=True)
        await sandbox.settle()

    assert heard == [
        ("team_join", ("U0EVE", "Etc/UTC", False)),
        ("user_change", ("U0EVE", "Asia/Tokyo", False)),
        ("member_joined_channel", "U0EVE"),
        ("app_mention", "U0EVE"),
        ("user_change", ("U0EVE", "Asia/Tokyo", True)),
    ]
    with pytest.raises(Refused, match="deactivated"):
        await sandbox.person("U0EVE").command("/hello")


async def test_direct_messages_can_be_turned_off_by_the_manifest(build: Any, manifest: dict[str, Any]) -> None:
    manifest["features"]["app_home"] = {"messages_tab_enabled": True, "messages_tab_read_only_enabled": True}
    with pytest.raises(Refused, match="turned off"):
        await build(manifest=manifest).person("U0BO").say("hello")


async def test_only_declared_shortcuts_exist(sandbox: Sandbox) -> None:
    with pytest.raises(Refused, match="declares no global shortcut 'thank'"):
        await sandbox.person("U0BO").shortcut("thank")


async def test_a_channel_made_later_works_and_an_archived_one_does_not(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    sandbox.add_channel(ChannelSpec(id="C0NEW", name="new", members=("U0BO",), has_bot=False))
    assert (await client.conversations_join(channel="C0NEW"))["channel"]["is_member"]
    assert (await client.chat_postMessage(channel="#new", text="a"))["ok"]
    sandbox.archive("C0NEW")
    answer = client.chat_postMessage(channel="C0NEW", text="a")
    with pytest.raises(Exception, match="is_archived"):
        await answer
