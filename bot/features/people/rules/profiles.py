"""Reads what Slack says about an account."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from bot.slack.text import clean

NOT_MEMBERS = ("deleted", "is_bot", "is_app_user", "is_restricted", "is_ultra_restricted", "is_stranger")
"""Marks of accounts that are gone, no persons, or guests; any one of them is enough."""
ADMIN_MARKS = ("is_admin", "is_owner", "is_primary_owner")
SLACKBOT = "USLACKBOT"
NAME_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Profile:
    """One account; `zone` and `locale` are None when Slack does not tell or tells what we do not know."""

    slack_user: str
    name: str
    email: str | None
    zone: str | None
    locale: str | None
    is_slack_admin: bool
    is_member: bool


def read_profile(item: Mapping[str, Any], *, slack_team: str | None = None) -> Profile:
    """An item of users.list, or the user of a team_join or user_change event; people of other companies, with whom
    `slack_team` shares a channel, are no members."""
    profile: Mapping[str, Any] = item.get("profile") or {}
    named = (profile.get("real_name"), profile.get("display_name"), item.get("real_name"), item.get("name"))
    slack_user = str(item["id"])
    return Profile(
        slack_user=slack_user,
        name=next(filter(None, map(_line, named)), slack_user)[:NAME_LIMIT],
        email=_line(profile.get("email")) or None,
        zone=item.get("tz") if item.get("tz") in _zones() else None,
        locale=item.get("locale") or None,
        is_slack_admin=any(item.get(mark) for mark in ADMIN_MARKS),
        is_member=slack_user != SLACKBOT
        and not any(item.get(mark) for mark in NOT_MEMBERS)
        and not _is_elsewhere(item, slack_team),
    )


def _is_elsewhere(item: Mapping[str, Any], slack_team: str | None) -> bool:
    """Accounts of an organisation with several workspaces name the one they were made in, and list them all: this one
    is among them unless the organisation is another."""
    home = item.get("team_id") or slack_team
    everywhere = (item.get("enterprise_user") or {}).get("teams") or ()
    return slack_team is not None and home != slack_team and slack_team not in everywhere


def _line(told: object) -> str:
    """What people call themselves, on one line and without what nobody sees."""
    return " ".join(clean(str(told or "")).split())


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
