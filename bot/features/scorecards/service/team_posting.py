"""The post to a team's channel, and what belongs to it, as promises."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.delivery.models import REPLY, UPDATE
from bot.delivery.promises import Promise
from bot.features.people.models import Team

TEAM, TEAM_DETAILS = "scorecards.team", "scorecards.team_details"


def team_promises(teams: Iterable[Team], *, workspace_id: int, period: str, now: datetime) -> Iterator[Promise]:
    """For each team with a channel the post, and its figures in the thread under it."""
    for team in teams:
        if team.channel:
            about, key = {"team_id": team.key, "period": period}, post_key(team.key, period)
            yield Promise(workspace_id, key, TEAM, team.channel, now, about)
            yield Promise(workspace_id, f"{key}:details", TEAM_DETAILS, team.channel, now, about, REPLY, key)


def post_edit(team: Team, period: str, occasion: str, *, now: datetime) -> Promise:
    """The post of a team with a channel as it is to be now; `occasion` says why, and is used once."""
    key, about = post_key(team.key, period), {"team_id": team.key, "period": period}
    assert team.channel, "only a post can be edited"
    return Promise(team.workspace_id, f"{key}:{occasion}", TEAM, team.channel, now, about, UPDATE, key)


def post_key(team_id: int, period: str) -> str:
    """Of the post itself, which edits name."""
    return f"team:{team_id}:{period}"
