"""Who is in the workspace, and how Slack's API describes a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

COLOURS = ("9f69e7", "4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "e0a729", "684b6c", "5b89d5", "2b6836")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSpec:
    """One account. `id` is like "U0BO", `tz` an IANA zone, `locale` like "en-US" or "zh-CN".

    `is_restricted` marks a guest, `deleted` a deactivated account.
    """

    id: str
    name: str
    real_name: str
    email: str = ""
    tz: str = "Etc/UTC"
    locale: str = "en-US"
    title: str = ""
    is_bot: bool = False
    is_restricted: bool = False
    deleted: bool = False
    is_admin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSpec:
    """One channel. `id` is like "C0LAUNCH", `members` are people's ids; `has_bot` says whether the app was invited."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    has_bot: bool = True
    is_private: bool = False
    is_archived: bool = False
    topic: str = ""


def colour(person: PersonSpec) -> str:
    """The person's colour as six hex digits: the same for the same id."""
    return COLOURS[sum(person.id.encode()) % len(COLOURS)]


def describe(person: PersonSpec, *, team_id: str, now: datetime, with_locale: bool = False) -> dict[str, Any]:
    """The `user` object of users.info, users.list, team_join and user_change."""
    offset = now.astimezone(ZoneInfo(person.tz)).utcoffset()
    locale: Mapping[str, Any] = {"locale": person.locale} if with_locale else {}
    return {
        "id": person.id,
        "team_id": team_id,
        "name": person.name,
        "deleted": person.deleted,
        "color": colour(person),
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": person.tz.rpartition("/")[2].replace("_", " "),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": _profile(person, team_id),
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": False,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": int(now.timestamp()),
        **locale,
    }


def _profile(person: PersonSpec, team_id: str) -> dict[str, Any]:
    return {
        "title": person.title,
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "email": person.email,
        "team": team_id,
    }
