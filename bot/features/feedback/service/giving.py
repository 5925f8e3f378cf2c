"""Kudos and feedback: whom they may go to, what the form offers, and what happens when it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.feedback import repository
from bot.features.feedback.models import ANSWERED, FEEDBACK, KUDOS, Feedback, FeedbackRequest
from bot.features.feedback.rules.limits import TEXT_LIMITS, accepted_text, refuse_flood
from bot.features.feedback.rules.words import is_slack_id, mentioned, plain
from bot.features.feedback.service.asking import close, open_request
from bot.features.feedback.service.telling import tell_given
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.schemes import service as schemes
from bot.turn import Who
from scoring.definitions import Dimension


@dataclass(frozen=True, slots=True)
class Place:
    """What the receiver's team offers: dimensions of its scheme (none without one) and a channel, if it has one."""

    dimensions: Sequence[Dimension]
    version_id: int | None
    channel: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A form to fill in; without a `receiver` one is still to be picked. `request` is what feedback answers."""

    kind: str
    receiver: Member | None
    place: Place
    text: str = ""
    is_public: bool = True
    request: FeedbackRequest | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A form as it was sent; `receiver` is a Slack id, `channel` where everybody may read it."""

    kind: str
    receiver: str | None
    text: str
    dimension: str | None = None
    channel: str | None = None
    request_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What was given to whom, and where everybody may read it."""

    row: Feedback
    receiver: Member


NOWHERE = Place((), None, None)


async def draft(
    session: AsyncSession, who: Who, kind: str, typed: str, text: str = "", *, is_public: bool = True, now: datetime
) -> Draft:
    """A form for whom somebody named, or for nobody yet. Rejected for whoever cannot get it."""
    text = await _without_markup(session, who, text)
    if not typed:
        return Draft(kind, None, NOWHERE, text, is_public)
    receiver = await receiver_of(session, who, typed)
    place = await place_of(session, receiver, now=now) if kind == KUDOS else NOWHERE
    return Draft(kind, receiver, place, text, is_public)


async def draft_of_message(session: AsyncSession, who: Who, author: str, text: str, *, now: datetime) -> Draft:
    """Kudos for whoever wrote a message, private at first: what was said somewhere else is not posted unasked.

    Somebody else is to be picked when the author can get none.
    """
    text = (await _without_markup(session, who, text))[: TEXT_LIMITS[KUDOS]]
    try:
        return await draft(session, who, KUDOS, author, text, is_public=False, now=now)
    except Rejected:
        return Draft(KUDOS, None, NOWHERE, text, is_public=False)


async def draft_of_answer(session: AsyncSession, who: Who, request_id: int) -> Draft:
    """Feedback for whoever asked. Rejected once nobody waits for it, and for requests to others."""
    request = await open_request(session, who, request_id)
    asker = await people.member(session, who.workspace_id, request.asker_id)
    return Draft(FEEDBACK, asker, NOWHERE, request=request)


async def asked_person(session: AsyncSession, who: Who, slack_user: str | None) -> Member:
    """Whom a form picks; Rejected as `receiver_of` does, and for nobody."""
    if not slack_user:
        raise Rejected("feedback-error-no-person", field="person")
    return await receiver_of(session, who, slack_user)


async def receiver_of(session: AsyncSession, who: Who, typed: str) -> Member:
    """An active member other than oneself. Rejected in the same words for guests, bots and people who have left."""
    try:
        found = await people.find_member(session, who.workspace_id, typed)
    except Rejected:
        if is_slack_id(typed):
            raise Rejected("feedback-error-not-here") from None
        raise
    if not found.is_active:
        raise Rejected("feedback-error-not-here")
    if found.key == who.member_id:
        raise Rejected("feedback-error-self")
    return found


async def place_of(session: AsyncSession, receiver: Member, *, now: datetime) -> Place:
    """As the receiver's team is today."""
    on = now.astimezone(ZoneInfo(receiver.zone)).date()
    team = await people.team_of(session, receiver.workspace_id, receiver.key, on=on)
    if team is None:
        return NOWHERE
    rules = await schemes.scheme_of_team(session, receiver.workspace_id, team.key, on=on)
    if rules is None:
        return Place((), None, team.channel)
    return Place(rules.scheme.dimensions, rules.scheme_version_id, team.channel)


async def give(session: AsyncSession, who: Who, wish: Wish, *, now: datetime) -> Sent:
    """Write it down and promise the messages. Rejected for whoever cannot get it, a text that is missing or too long,
    a dimension of another scheme, and more than one person may send in a day."""
    await repository.lock_members(session, who.workspace_id, [who.member_id])
    request = await _answered(session, who, wish)
    receiver = await _receiver(session, who, wish, request)
    text = accepted_text(wish.kind, wish.text)
    place = await place_of(session, receiver, now=now) if wish.kind == KUDOS else NOWHERE
    dimension = _accepted_dimension(place, wish, receiver)
    if wish.channel and wish.channel != place.channel:
        raise Rejected("feedback-error-no-channel")
    if request:
        await close(session, request, ANSWERED, now=now)
    else:
        sent = await repository.sent_since(session, people.own(who), _midnight(who, now))
        refuse_flood(wish.kind, receiver.key, sent)
    row = Feedback(
        workspace_id=who.workspace_id,
        kind=wish.kind,
        giver_id=who.member_id,
        receiver_id=receiver.key,
        request_id=request.key if request else None,
        scheme_version_id=place.version_id if dimension else None,
        dimension=dimension,
        channel=wish.channel,
        text=text,
        given_at=now,
        told_at=await people.when_to_tell(session, receiver, now=now),
    )
    return await _given(session, row, receiver)


async def _given(session: AsyncSession, row: Feedback, receiver: Member) -> Sent:
    session.add(row)
    await session.flush()
    await tell_given(session, row, receiver, now=row.given_at)
    return Sent(row, receiver)


async def _answered(session: AsyncSession, who: Who, wish: Wish) -> FeedbackRequest | None:
    """The request that it is the answer to; whoever is asked may always answer."""
    return await open_request(session, who, wish.request_id, locking=True) if wish.request_id else None


async def _receiver(session: AsyncSession, who: Who, wish: Wish, request: FeedbackRequest | None) -> Member:
    """An answer goes to whoever asked, whatever the form says."""
    typed = wish.receiver
    if request:
        typed = (await people.member(session, who.workspace_id, request.asker_id)).slack_user
    if not typed:
        raise Rejected("feedback-error-no-person")
    return await receiver_of(session, who, typed)


def _accepted_dimension(place: Place, wish: Wish, receiver: Member) -> str | None:
    if not place.dimensions:
        return None
    if wish.dimension not in {each.id for each in place.dimensions}:
        raise Rejected("feedback-error-no-dimension", field=dimension_field(receiver))
    return wish.dimension


def dimension_field(receiver: Member) -> str:
    """A form keeps what was chosen for a field of the same name: another person's dimensions are another field."""
    return f"dimension:{receiver.slack_user}"


def audience_field(receiver: Member) -> str:
    """Likewise: another person's team may have no channel."""
    return f"audience:{receiver.slack_user}"


def _midnight(who: Who, now: datetime) -> datetime:
    """When the giver's day began."""
    return datetime.combine(who.day_of(now), time(), ZoneInfo(who.zone))


async def _without_markup(session: AsyncSession, who: Who, text: str) -> str:
    names = {}
    for slack_user in mentioned(text):
        try:
            names[slack_user] = (await people.find_member(session, who.workspace_id, slack_user)).name
        except Rejected:
            continue
    return plain(text, names)
