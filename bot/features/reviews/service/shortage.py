"""Who could not get enough raters, and whether somebody else could be asked."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.reviews import repository
from bot.features.reviews.models import ASKED, DONE, ReviewCycle
from bot.features.reviews.rules.assignment import Pair, offered_each
from bot.features.reviews.service.assigning import surroundings
from bot.features.reviews.service.completion import short_in
from bot.features.reviews.service.finding import cycle_to_read, day_of, require_hr
from bot.settings import Settings
from bot.turn import Who

PAGE = 8
"""Members of a page: whom to offer is looked for anew each time."""


@dataclass(frozen=True, slots=True)
class Short:
    """A member with so many raters; whether there is somebody else who could be asked, and nothing of who that is."""

    member: Member
    raters: int
    can_ask: bool


@dataclass(frozen=True, slots=True)
class Shortage:
    """A page of those with too few raters, of so many `found`."""

    cycle: ReviewCycle
    rows: tuple[Short, ...]
    offset: int
    found: int


async def shortage(
    session: AsyncSession, who: Who, cycle_id: int, *, offset: int, now: datetime, settings: Settings
) -> Shortage:
    """Without whoever asks, as member and as one who could be asked. Denied for anybody but HR."""
    await require_hr(session, who, now=now)
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    present = await people.members_with_team(session, who.workspace_id, on=day_of(now, settings))
    short = await short_in(session, cycle, present, without=who.member_id)
    page = short[offset : offset + PAGE]
    counts = await repository.raters_by_subject(session, who.workspace_id, cycle_id)
    others = await _others(session, who, cycle, page, now=now, settings=settings) if page else {}
    rows = [Short(each, counts.get(each.key, 0), bool(others.get(each.key))) for each in page]
    return Shortage(cycle, tuple(rows), offset, len(short))


async def _others(
    session: AsyncSession, who: Who, cycle: ReviewCycle, page: Sequence[Member], *, now: datetime, settings: Settings
) -> dict[int, tuple[int, ...]]:
    around = await surroundings(session, cycle, settings, today=day_of(now, settings))
    pairs, refused = [], defaultdict(list)
    for rater_id, subject_id, state in await repository.standing_of_all(session, cycle.workspace_id, cycle.key):
        if state in (ASKED, DONE):
            pairs.append(Pair(rater_id, subject_id))
        else:
            refused[subject_id].append(rater_id)
    keys = {each.key for each in page}
    subjects = [each for each in around.peers if each.member in keys]
    seed = (await repository.key_of(session, cycle.workspace_id, cycle.key)).seed
    for key in keys:
        refused[key].append(who.member_id)
    return await asyncio.to_thread(
        offered_each, subjects, around.peers, around.graph, pairs, declined=refused, seed=seed
    )
