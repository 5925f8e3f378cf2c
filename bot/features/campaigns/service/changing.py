"""What becomes of a campaign: it is changed and ended by who runs it, and left by who does not work on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected
from bot.features.campaigns import repository
from bot.features.campaigns.models import Campaign
from bot.features.campaigns.rules.wishes import Span, accepted_name, accepted_span
from bot.features.campaigns.service.finding import Place, place_of, place_to_run, refuse_over
from bot.features.campaigns.service.opening import Wish, add_members, members_named, refuse_one_team
from bot.features.campaigns.service.telling import tell_left
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class ChangeForm:
    """A campaign with its members as they are now, and those who have left it by themselves; `left` is how often
    anybody has."""

    row: Campaign
    members: Sequence[Member]
    gone: Sequence[Member]
    left: int


async def form_to_change(session: AsyncSession, who: Who, key: int, *, today: date, now: datetime) -> ChangeForm:
    """Denied for everybody who does not run it; Rejected when it is over."""
    place = await place_to_run(session, who, key, today=today, now=now)
    return ChangeForm(place.row, await members_of(session, place), await gone_of(session, place), place.left)


async def change_campaign(
    session: AsyncSession, who: Who, key: int, wish: Wish, *, today: date, now: datetime
) -> Campaign:
    """Name, days and members; who comes is told, who is taken out, or has left the company, was in it until yesterday.

    Denied for everybody who does not run it; Rejected when it is over, for what would not do for a new one, and when
    somebody has left it since the form was opened, which would put them into it again.
    """
    place = await place_to_run(session, who, key, today=today, now=now)
    if wish.left not in (None, place.left):
        raise Rejected("campaigns-error-left", field="members")
    row, present = place.row, place.present
    name = accepted_name(wish.name)
    members = await members_named(session, who, wish.members)
    wanted, before = {each.key for each in members}, {each.member_id for each in present}
    if wanted - before:
        await refuse_one_team(session, row.kind, members, on=today)
    known = Span(row.first_on, row.last_on)
    span = accepted_span(row.kind, wish.first_on, wish.last_on, today=today, known=known)
    row.name, row.first_on, row.last_on = name, span.first_on, span.last_on
    removed = [each for each in present if each.member_id not in wanted]
    for each in removed:
        each.left_on = today
    session.add_all([row, *removed])
    await session.flush()
    added = [each for each in members if each.key not in before]
    await add_members(session, who, row, added, joined_on=today, now=now)
    details = {"number": key, "n": len(members), "added": len(added), "removed": len(removed)}
    await record(session, Entry.of(who, Audited.CAMPAIGN_CHANGED, About.WORKSPACE, None, **details))
    return row


async def end_campaign(session: AsyncSession, who: Who, key: int, *, today: date, now: datetime) -> Campaign:
    """Today is its last day. Denied for everybody who does not run it; Rejected when it is over already."""
    place = await place_to_run(session, who, key, today=today, now=now)
    row = place.row
    row.ended_on = today
    session.add(row)
    await session.flush()
    n = len({each.member_id for each in place.present})
    await record(session, Entry.of(who, Audited.CAMPAIGN_ENDED, About.WORKSPACE, None, number=key, n=n))
    return row


async def leave(session: AsyncSession, who: Who, key: int, *, today: date, now: datetime) -> Campaign:
    """A member says that they do not work on it: yesterday was their last day, and who runs it hears of it.

    Denied for who is not in it; Rejected when it is over.
    """
    place = await place_of(session, who, key, now=now, find=repository.campaign_to_change)
    if not place.is_member:
        raise people.not_visible(who, Action.SEE_CAMPAIGNS)
    refuse_over(place.row, today)
    own = [each for each in place.present if each.member_id == who.member_id]
    for each in own:
        each.left_on, each.says_not_theirs = today, True
    session.add_all(own)
    await session.flush()
    n = len({each.member_id for each in place.present})
    await record(session, Entry.of(who, Audited.CAMPAIGN_CHANGED, About.WORKSPACE, None, number=key, n=n, removed=1))
    await tell_left(session, place.row, own[0], on=today, now=now)
    return place.row


async def members_of(session: AsyncSession, place: Place) -> list[Member]:
    """Those who are in it and have not left the company, by name."""
    return await _named(session, place.row, {each.member_id for each in place.present})


async def gone_of(session: AsyncSession, place: Place) -> list[Member]:
    """Those who have said that they do not work on it and are not in it again, by name."""
    said = {each.member_id for each in place.places if each.says_not_theirs}
    return await _named(session, place.row, said - {each.member_id for each in place.present})


async def _named(session: AsyncSession, row: Campaign, keys: set[int]) -> list[Member]:
    found = await people.members_by_id(session, row.workspace_id, keys)
    return sorted((each for each in found.values() if each.is_active), key=lambda each: (each.name, each.key))
