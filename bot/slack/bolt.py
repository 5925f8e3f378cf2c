"""Builds the Bolt app around the edge."""

import logging
import secrets
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import Settings
from bot.slack.client import TIMEOUT_SECONDS
from bot.slack.edge import BeforeAuthorization, Edge


def build_bolt(settings: Settings, identity: Mapping[str, Any], edge: Edge) -> AsyncApp:
    """`identity` is auth.test's answer, asked once: Bolt's own way would ask at every request."""
    assert settings.slack_bot_token
    token = settings.slack_bot_token.get_secret_value()
    secret = settings.slack_signing_secret
    authorized = AuthorizeResult(
        enterprise_id=identity.get("enterprise_id"),
        team_id=identity["team_id"],
        bot_user_id=identity["user_id"],
        bot_id=identity.get("bot_id"),
        bot_token=token,
    )

    async def authorize() -> AuthorizeResult:
        return authorized

    bolt = AsyncApp(
        # Without a name Bolt looks for one in the source of all callers, for a tenth of a second.
        name="evenhand",
        process_before_response=True,
        # Socket Mode has no signatures; a secret that nobody knows refuses whatever comes by HTTP all the same.
        signing_secret=secret.get_secret_value() if secret else secrets.token_hex(32),
        # Without a token of its own: Bolt takes the authorized one and would warn about two.
        client=AsyncWebClient(base_url=settings.slack_api_url, timeout=TIMEOUT_SECONDS),
        before_authorize=BeforeAuthorization(edge),
        authorize=authorize,
        logger=logging.getLogger("slack_bolt"),
    )
    bolt.use(edge)
    return bolt
