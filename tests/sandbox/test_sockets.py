"""Socket Mode: several connections, tickets, and connections that end."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Sandbox


async def open_socket(session: aiohttp.ClientSession, sandbox: Sandbox) -> aiohttp.ClientWebSocketResponse:
    """A connection after its hello."""
    client = AsyncWebClient(base_url=f"{sandbox.base_url}/api/")
    url = str((await client.apps_connections_open(app_token=sandbox.app_token))["url"])
    connection = await session.ws_connect(url)
    assert (await connection.receive_json())["type"] == "hello"
    return connection


async def acknowledge(connection: aiohttp.ClientWebSocketResponse, **payload: Any) -> dict[str, Any]:
    envelope: dict[str, Any] = await connection.receive_json()
    await connection.send_json({"envelope_id": envelope["envelope_id"], "payload": payload})
    return envelope


async def test_envelopes_go_round_among_the_sockets(sandbox: Sandbox) -> None:
    bo = sandbox.person("U0BO")
    async with aiohttp.ClientSession() as session:
        sockets = [await open_socket(session, sandbox) for _ in range(2)]
        assert sandbox.open_sockets == 2
        for number, socket in enumerate(sockets):
            asked = asyncio.create_task(bo.command(f"/hello {number}"))
            envelope = await acknowledge(socket, text=f"from {number}")
            assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
            assert envelope["payload"]["text"] == str(number)
            await asked

    assert [message.text for message in bo.messages()] == ["from 0", "from 1"]


async def test_a_lost_socket_is_no_longer_used(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        lost, kept = [await open_socket(session, sandbox) for _ in range(2)]
        await lost.close()
        asked = asyncio.create_task(sandbox.person("U0BO").command("/hello"))
        await acknowledge(kept)
        assert (await asked).ok
    assert sandbox.open_sockets <= 1


async def test_a_ticket_opens_one_socket(sandbox: Sandbox) -> None:
    client = AsyncWebClient(base_url=f"{sandbox.base_url}/api/")
    url = str((await client.apps_connections_open(app_token=sandbox.app_token))["url"])
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url):
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(url)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(f"{sandbox.base_url}/link/")


async def test_slack_asks_the_app_to_connect_anew(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await open_socket(session, sandbox)
        await sandbox.disconnect_sockets()
        told = await socket.receive_json()
        assert (told["type"], told["reason"]) == ("disconnect", "refresh_requested")
        assert (await socket.receive()).type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)
    assert sandbox.open_sockets == 0


async def test_nonsense_on_a_socket_is_ignored(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await open_socket(session, sandbox)
        await socket.send_str("sdk-ping-pong")
        await socket.send_json({"envelope_id": "none"})
        await socket.send_json([])
        asked = asyncio.create_task(sandbox.person("U0BO").command("/hello"))
        await acknowledge(socket)
        assert (await asked).ok
