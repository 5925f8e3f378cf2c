"""The Web API answers as Slack's does, over forms and JSON."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import PersonSpec, Sandbox
from tests.loopback import loopback

BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}


async def refusal(call: Any) -> Any:
    """The answer of a call that Slack refuses."""
    with pytest.raises(SlackApiError) as refused:
        await call
    return refused.value.response


async def test_tokens_are_checked(sandbox: Sandbox, client: AsyncWebClient) -> None:
    me = await client.auth_test()
    assert (me["user_id"], me["bot_id"]) == (sandbox.identity.bot_user, sandbox.identity.bot_id)

    assert (await refusal(AsyncWebClient("", base_url=client.base_url).auth_test()))["error"] == "not_authed"
    assert (await refusal(AsyncWebClient("xoxb-no", base_url=client.base_url).auth_test()))["error"] == "invalid_auth"
    assert (await refusal(client.apps_connections_open(app_token=sandbox.bot_token)))["error"] == (
        "not_allowed_token_type"
    )
    sandbox.revoke_tokens()
    assert (await refusal(client.auth_test()))["error"] == "account_inactive"


async def test_a_form_with_a_token_field_and_json_say_the_same(sandbox: Sandbox) -> None:
    url, blocks = f"{sandbox.base_url}/api/chat.postMessage", [{"type": "actions", "elements": [BUTTON]}]
    async with loopback() as http:
        form = {"token": sandbox.bot_token, "channel": "C0LAUNCH", "text": "a", "blocks": str(blocks).replace("'", '"')}
        by_form = (await http.post(url, data=form)).json()
        headers = {"Authorization": f"Bearer {sandbox.bot_token}"}
        json = {"channel": "C0LAUNCH", "text": "a", "blocks": blocks}
        by_json = (await http.post(url, json=json, headers=headers)).json()

    assert by_form["ok"]
    assert by_json["ok"]
    assert float(by_form["ts"]) < float(by_json["ts"])
    assert by_form["message"]["blocks"][0]["elements"] == by_json["message"]["blocks"][0]["elements"]
    assert "token" not in sandbox.call_log.of("chat.postMessage")[0].arguments


async def test_unknown_methods_and_missing_arguments_are_named(client: AsyncWebClient) -> None:
    assert (await refusal(client.api_call("chat.shout")))["error"] == "unknown_method"
    missing = await refusal(client.api_call("users.info"))
    assert missing["error"] == "invalid_arguments"
    assert missing["response_metadata"]["messages"] == ["[ERROR] missing required field: user"]


async def test_people_come_in_pages(client: AsyncWebClient) -> None:
    seen = []
    async for page in await client.users_list(limit=2):
        assert len(page["members"]) <= 2
        seen += [member["id"] for member in page["members"]]

    assert seen == ["U0ANA", "U0BO", "U0CHEN", "U0DEE", "U0SANDBOXBOT", "USLACKBOT"]
    assert (await refusal(client.users_list(cursor="nonsense")))["error"] == "invalid_cursor"


async def test_a_person_has_zone_locale_and_state(sandbox: Sandbox, client: AsyncWebClient) -> None:
    chen = (await client.users_info(user="U0CHEN", include_locale=True))["user"]
    assert (chen["tz"], chen["tz_offset"], chen["locale"]) == ("Asia/Shanghai", 8 * 3600, "zh-CN")
    assert "locale" not in (await client.users_info(user="U0CHEN"))["user"]
    assert (await client.users_info(user="U0DEE"))["user"]["is_restricted"]

    assert (await client.users_lookupByEmail(email="BO@example.com"))["user"]["id"] == "U0BO"
    sandbox.change_person("U0BO", deleted=True)
    assert (await refusal(client.users_lookupByEmail(email="bo@example.com")))["error"] == "users_not_found"
    assert (await client.users_info(user="U0BO"))["user"]["deleted"]
    assert (await client.users_info(user="USLACKBOT"))["user"]["is_bot"] is False
    assert (await refusal(client.users_info(user="U0NOBODY")))["error"] == "user_not_found"


async def test_channels_are_listed_as_far_as_the_app_sees_them(client: AsyncWebClient) -> None:
    listed = await client.conversations_list(types="public_channel,private_channel", exclude_archived=True)
    assert [channel["id"] for channel in listed["channels"]] == ["C0LAUNCH", "C0OTHER"]
    mine = await client.users_conversations()
    assert [channel["id"] for channel in mine["channels"]] == ["C0LAUNCH", "C0OLD"]
    members = await client.conversations_members(channel="C0LAUNCH", limit=3)
    assert members["members"] == ["U0ANA", "U0BO", "U0CHEN"]
    assert members["response_metadata"]["next_cursor"]
    assert (await client.conversations_info(channel="#launch"))["channel"]["name"] == "launch"
    assert (await refusal(client.conversations_info(channel="C0SECRET")))["error"] == "channel_not_found"


async def test_a_direct_message_is_opened_once(sandbox: Sandbox, client: AsyncWebClient) -> None:
    opened = await client.conversations_open(users="U0BO")
    again = await client.conversations_open(users="U0BO")
    assert opened["channel"]["id"] == again["channel"]["id"]
    assert again["already_open"]
    group = await client.conversations_open(users=["U0BO", "U0ANA"], return_im=True)
    assert group["channel"]["is_mpim"]
    sandbox.change_person("U0DEE", deleted=True)
    assert (await refusal(client.conversations_open(users="U0DEE")))["error"] == "user_disabled"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NOWHERE", "text": "a"}, "channel_not_found"),
        ({"channel": "C0SECRET", "text": "a"}, "channel_not_found"),
        ({"channel": "C0OTHER", "text": "a"}, "not_in_channel"),
        ({"channel": "C0OLD", "text": "a"}, "is_archived"),
        ({"channel": "C0LAUNCH"}, "no_text"),
        ({"channel": "C0LAUNCH", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "C0LAUNCH", "text": "a", "blocks": "{"}, "invalid_blocks_format"),
        ({"channel": "C0LAUNCH", "text": "a", "metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        ({"channel": "C0LAUNCH", "text": "a", "thread_ts": "1.0"}, "invalid_thread_ts"),
    ],
)
async def test_a_message_that_slack_would_refuse(client: AsyncWebClient, arguments: Any, error: str) -> None:
    assert (await refusal(client.api_call("chat.postMessage", json=arguments)))["error"] == error


async def test_refused_blocks_say_where(sandbox: Sandbox, client: AsyncWebClient) -> None:
    blocks = [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]
    refused = await refusal(client.chat_postMessage(channel="C0LAUNCH", text="a", blocks=blocks))
    assert refused["error"] == "invalid_blocks"
    assert refused["response_metadata"]["messages"] == [
        "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"
    ]
    assert sandbox.call_log.of("chat.postMessage", outcome="invalid_blocks")
    picture = [{"type": "image", "slack_file": {"id": "F0NONE"}, "alt_text": "a"}]
    refused = await refusal(client.chat_postMessage(channel="C0LAUNCH", text="a", blocks=picture))
    assert "invalid slack file" in refused["response_metadata"]["messages"][0]


async def test_messages_carry_metadata_and_are_found_by_it(client: AsyncWebClient) -> None:
    metadata = {"event_type": "delivery", "event_payload": {"key": "k1"}}
    first = await client.chat_postMessage(channel="U0BO", text="one", metadata=metadata)
    reply = await client.chat_postMessage(channel=first["channel"], text="reply", thread_ts=first["ts"])
    await client.chat_postMessage(channel="U0BO", text="two")

    history = await client.conversations_history(channel=first["channel"], include_all_metadata=True)
    assert [message["text"] for message in history["messages"]] == ["two", "one"]
    assert history["messages"][1]["metadata"] == metadata
    assert "metadata" not in (await client.conversations_history(channel=first["channel"]))["messages"][1]
    replies = await client.conversations_replies(channel=first["channel"], ts=first["ts"])
    assert [message["ts"] for message in replies["messages"]] == [first["ts"], reply["ts"]]
    later = await client.conversations_history(channel=first["channel"], oldest=first["ts"])
    assert [message["text"] for message in later["messages"]] == ["two"]
    page = await client.conversations_history(channel=first["channel"], limit=1)
    assert page["has_more"]


async def test_the_app_changes_only_its_own_messages(sandbox: Sandbox, client: AsyncWebClient) -> None:
    bos = await sandbox.person("U0BO").say("mine", "#launch")
    posted = await client.chat_postMessage(channel="C0LAUNCH", text="one")

    changed = await client.chat_update(channel="C0LAUNCH", ts=posted["ts"], text="two")
    assert changed["message"]["edited"]
    assert (await refusal(client.chat_update(channel="C0LAUNCH", ts=bos.ts, text="no")))[
        "error"
    ] == "cant_update_message"
    assert (await refusal(client.chat_delete(channel="C0LAUNCH", ts=bos.ts)))["error"] == "cant_delete_message"
    assert (await refusal(client.chat_update(channel="C0LAUNCH", ts="1.0", text="no")))["error"] == "message_not_found"
    link = await client.chat_getPermalink(channel="C0LAUNCH", message_ts=posted["ts"])
    assert link["permalink"].endswith(f"/C0LAUNCH/p{posted['ts'].replace('.', '')}")
    await client.chat_delete(channel="C0LAUNCH", ts=posted["ts"])
    assert [message.text for message in sandbox.person("U0ANA").messages("#launch")] == ["mine"]


async def test_an_ephemeral_message_is_for_one_person(sandbox: Sandbox, client: AsyncWebClient) -> None:
    answer = await client.chat_postEphemeral(channel="C0LAUNCH", user="U0BO", text="psst")

    [seen] = sandbox.person("U0BO").messages("#launch")
    assert (seen.ts, seen.is_ephemeral) == (answer["message_ts"], True)
    assert sandbox.messages_for("U0ANA") == []
    assert (await client.conversations_history(channel="C0LAUNCH"))["messages"] == []
    assert (await refusal(client.chat_update(channel="C0LAUNCH", ts=seen.ts, text="a")))["error"] == "message_not_found"
    outsider = client.chat_postEphemeral(channel="C0LAUNCH", user="U0DEE", text="psst")
    assert (await refusal(outsider))["error"] == "user_not_in_channel"


async def test_a_file_is_uploaded_and_shown(sandbox: Sandbox, client: AsyncWebClient) -> None:
    uploaded = await client.files_upload_v2(content=b"picture", filename="a.png", title="Chart", channel="C0LAUNCH")
    [message] = sandbox.person("U0BO").messages("#launch")
    assert message.files[0]["title"] == "Chart"
    async with loopback() as http:
        served = await http.get(uploaded["file"]["url_private"])
    assert (served.content, served.headers["content-type"]) == (b"picture", "image/png")

    picture = {"type": "image", "slack_file": {"id": uploaded["file"]["id"]}, "alt_text": "Chart"}
    assert (await client.chat_postMessage(channel="U0BO", text="a", blocks=[picture]))["ok"]
    unfinished = await client.files_getUploadURLExternal(filename="b.png", length=3)
    complete = client.files_completeUploadExternal(files=[{"id": unfinished["file_id"]}])
    assert (await refusal(complete))["error"] == "file_not_found"


async def test_scopes_count_when_the_manifest_names_them(build: Any, manifest: dict[str, Any]) -> None:
    manifest["oauth_config"] = {"scopes": {"bot": ["chat:write", "im:history"]}}
    sandbox = build(manifest=manifest)
    async with sandbox.serve() as base_url:
        client = AsyncWebClient(sandbox.bot_token, base_url=f"{base_url}/api/")
        posted = await client.chat_postMessage(channel="U0BO", text="a")
        assert posted.headers["x-oauth-scopes"] == "chat:write,im:history"
        assert (await client.conversations_history(channel=posted["channel"]))["ok"]
        refused = await refusal(client.conversations_history(channel="C0LAUNCH"))
        assert (refused["error"], refused["needed"]) == ("missing_scope", "channels:history")
        assert (await refusal(client.users_list()))["needed"] == "users:read"


async def test_somebody_who_joins_later_is_known(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.add_person(PersonSpec(id="U0EVE", name="eve", real_name="Eve Stone"))
    assert (await client.users_info(user="U0EVE"))["user"]["real_name"] == "Eve Stone"
    assert (await client.team_info())["team"]["id"] == sandbox.identity.team_id
    assert (await client.bots_info(bot=sandbox.identity.bot_id))["bot"]["name"] == "greeter"
