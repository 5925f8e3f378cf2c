"""The post to a team's channel, and what belongs to it, as promises."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.delivery.models import PICTURE as BRING
from bot.delivery.models import REPLY, UPDATE
from bot.delivery.promises import Promise
from bot.features.people.models import Team

TEAM, TEAM_DETAILS, TEAM_PICTURE = "scorecards.team", "scorecards.team_details", "scorecards.team_picture"
DIGITS = 16
DRAWN = ("n_members", "n_scored", "score", "figures")


def team_promises(teams: Iterable[Team], *, workspace_id: int, period: str, now: datetime) -> Iterator[Promise]:
    """For each team with a channel the post, and its figures in the thread under it."""
    for team in teams:
        if team.channel:
            about, key = {"team_id": team.key, "period": period}, post_key(team.key, period)
            yield Promise(workspace_id, key, TEAM, team.channel, now, about)
            yield Promise(workspace_id, details_key(key), TEAM_DETAILS, team.channel, now, about, REPLY, key)


def team_picture_promise(team: Team, period: str, told: Mapping[str, Any], *, now: datetime) -> Promise:
    """The picture of a post that is not out yet comes to Slack ahead, with what may be told by then (`score` and
    `figures` of `told`); anew when that comes to differ."""
    about = {name: told[name] for name in DRAWN} | {"team_id": team.key, "period": period}
    digest = hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()[:DIGITS]
    key = f"team-picture:{team.key}:{period}:{digest}"
    return Promise(team.workspace_id, key, TEAM_PICTURE, str(team.channel), now, about, BRING)


def post_edit(team: Team, period: str, occasion: str, *, now: datetime) -> Promise:
    """The post of a team with a channel as it is to be now; `occasion` says why, and is used once."""
    key, about = post_key(team.key, period), {"team_id": team.key, "period": period}
    assert team.channel, "only a post can be edited"
    return Promise(team.workspace_id, f"{key}:{occasion}", TEAM, team.channel, now, about, UPDATE, key)


def post_key(team_id: int, period: str) -> str:
    """Of the post itself, which edits name."""
    return f"team:{team_id}:{period}"


def details_key(post: str) -> str:
    """Of the figures in the thread under a post."""
    return f"{post}:details"
