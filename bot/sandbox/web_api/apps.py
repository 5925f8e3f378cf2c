"""auth.*, apps.*, team.* and bots.*"""

from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.errors import SlackError
from bot.sandbox.web_api.arguments import Arguments


def auth_test(core: Core, _: Arguments) -> dict[str, Any]:
    """auth.test"""
    identity = core.identity
    return {
        "url": identity.team_url,
        "team": identity.team_name,
        "team_id": identity.team_id,
        "user": identity.bot_name,
        "user_id": identity.bot_user,
        "bot_id": identity.bot_id,
        "is_enterprise_install": False,
    }


def open_connection(core: Core, _: Arguments) -> dict[str, Any]:
    """apps.connections.open"""
    base = core.address.base_url.replace("http://", "ws://")
    return {"url": f"{base}/link/?ticket={core.bot.sockets.new_ticket()}&app_id={core.identity.app_id}"}


def team_info(core: Core, _: Arguments) -> dict[str, Any]:
    """team.info"""
    identity = core.identity
    team = {"id": identity.team_id, "name": identity.team_name, "domain": identity.team_domain, "email_domain": ""}
    return {"team": team}


def bots_info(core: Core, args: Arguments) -> dict[str, Any]:
    """bots.info"""
    identity = core.identity
    if args.text("bot", identity.bot_id) != identity.bot_id:
        raise SlackError("bot_not_found")
    bot = {
        "id": identity.bot_id,
        "deleted": False,
        "name": identity.bot_name,
        "app_id": identity.app_id,
        "user_id": identity.bot_user,
    }
    return {"bot": bot}
