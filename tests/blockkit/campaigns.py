"""Campaigns and partnerships in every world, as large as they may be."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from bot.features.campaigns.models import CAMPAIGN, NAME_LIMIT, PARTNERSHIP, Campaign, CampaignMember
from bot.features.campaigns.rules.wishes import MOST_MEMBERS
from bot.features.campaigns.service import Blank, ChangeForm, Line, Listed, Opened, Place, Shown, Told
from bot.features.campaigns.views import forms, messages, windows
from bot.features.people.models import Member
from tests.blockkit.worlds import ON, World

Cases = Iterator[tuple[Callable[..., Any], tuple[Any, ...]]]
KEY = 10**12
DAYS = {
    "over": {"first_on": ON - timedelta(days=40), "last_on": ON - timedelta(days=4)},
    "ended": {"first_on": ON + timedelta(days=4), "ended_on": ON},
    "since": {"first_on": ON},
    "from": {"first_on": ON + timedelta(days=300)},
    "between": {"first_on": ON, "last_on": ON + timedelta(days=365)},
}


def campaign_cases(world: World) -> Cases:
    yield from _forms(world)
    yield from _windows(world)
    for kind in (CAMPAIGN, PARTNERSHIP):
        for keeper in (world.member(), None):
            told = Told(_place(campaign(world, kind)), _member(1), keeper, keeper)
            yield messages.opened_message, (told,)
            yield messages.left_message, (told,)


def campaign(world: World, kind: str = CAMPAIGN, days: str = "since") -> Campaign:
    name = ((world.typed or world.words) * NAME_LIMIT)[:NAME_LIMIT]
    return Campaign(id=KEY, workspace_id=1, opener_id=1, team_id=1, kind=kind, name=name, **DAYS[days])


def _member(key: int) -> CampaignMember:
    return CampaignMember(id=KEY + key, workspace_id=1, campaign_id=KEY, member_id=key, says_not_theirs=False)


def _place(row: Campaign, *, runs: bool = False, is_member: bool = True, through: int = 0) -> Place:
    return Place(row, [_member(1), _member(2)], runs, is_member, through)


def _people(world: World, count: int) -> list[Member]:
    return [world.member(key) for key in range(1, count + 1)]


def _forms(world: World) -> Cases:
    for name in ("", (world.typed or world.words) * 1_000):
        yield forms.opening_view, (Blank(name, ON),)
    for count in (2, 40):
        yield forms.opened_view, (Opened(campaign(world), _people(world, count)),)
    for kind, days in ((CAMPAIGN, "between"), (CAMPAIGN, "since"), (PARTNERSHIP, "since")):
        for gone in ((), _people(world, 40)):
            yield (
                forms.change_view,
                (ChangeForm(campaign(world, kind, days), _people(world, MOST_MEMBERS), gone, len(gone)),),
            )


def _windows(world: World) -> Cases:
    for may_open in (False, True):
        yield windows.list_view, (Listed(ON, (), 0, False, may_open),)
    yield windows.list_view, (Listed(ON, (), 0, False, False, world.member()),)
    kinds = [(kind, days) for kind in (CAMPAIGN, PARTNERSHIP) for days in DAYS]
    lines = [Line(campaign(world, *each), world.member() if n % 2 else None, n) for n, each in enumerate(kinds)]
    for about in (None, world.member()):
        yield windows.list_view, (Listed(ON, lines, 10, True, about is None, about),)
    everybody = _people(world, MOST_MEMBERS)
    for kind, days in kinds[2:7]:
        place = _place(campaign(world, kind, days), runs=True)
        yield windows.campaign_view, (Shown(place, ON, world.member(), everybody, everybody, True),)
    for count in (0, 1, 2):
        place = _place(campaign(world), is_member=count == 1, through=count)
        yield windows.campaign_view, (Shown(place, ON, None, everybody[:count], (), False),)
