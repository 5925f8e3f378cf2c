"""users.*"""

from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.errors import SlackError
from bot.sandbox.people import PersonSpec, describe
from bot.sandbox.web_api.arguments import Arguments
from bot.sandbox.web_api.conversations import listed
from bot.sandbox.workspace import SLACKBOT

SLACKBOT_ACCOUNT = PersonSpec(id=SLACKBOT, name="slackbot", real_name="Slackbot")


def _described(core: Core, person: PersonSpec, args: Arguments) -> dict[str, Any]:
    return describe(
        person,
        team_id=core.identity.team_id,
        now=core.workspace.now(),
        with_locale=args.flag("include_locale"),
    )


def users_list(core: Core, args: Arguments) -> dict[str, Any]:
    """users.list: everybody, deactivated people, bots and Slackbot (who does not count as a bot) included."""
    people, metadata = args.page([*core.workspace.people.values(), SLACKBOT_ACCOUNT], default=1000)
    members = [_described(core, person, args) for person in people]
    return {
        "members": members,
        "cache_ts": int(core.workspace.now().timestamp()),
        "response_metadata": metadata,
    }


def users_info(core: Core, args: Arguments) -> dict[str, Any]:
    """users.info"""
    user = args.required("user")
    person = SLACKBOT_ACCOUNT if user == SLACKBOT else core.workspace.person(user)
    return {"user": _described(core, person, args)}


def lookup_by_email(core: Core, args: Arguments) -> dict[str, Any]:
    """users.lookupByEmail: active people only."""
    wanted = args.required("email").casefold()
    for person in core.workspace.people.values():
        if person.email.casefold() == wanted and not person.deleted:
            return {"user": _described(core, person, args)}
    raise SlackError("users_not_found")


def users_conversations(core: Core, args: Arguments) -> dict[str, Any]:
    """users.conversations: where `user` (default: the app) is a member, as far as the app may know."""
    user = core.workspace.person(args.text("user", core.identity.bot_user)).id
    return listed(core, args, [each for each in core.workspace.reachable() if user in each.members])
