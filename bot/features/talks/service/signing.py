"""What comes of a talk: one of both notes it, the other signs or comments; whoever changes it adds a revision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action
from bot.features.talks.models import COMMENTED, CONFIRMED, HELD, OPEN, TalkItem, TalkOutcome, TalkReply
from bot.features.talks.repository import outcomes as repository
from bot.features.talks.rules import keys
from bot.features.talks.rules.days import accepted_held
from bot.features.talks.rules.texts import ItemWish, accepted_items, accepted_summary
from bot.features.talks.service.finding import Place, place_of
from bot.features.talks.service.telling import refresh, tell_other
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class OutcomeWish:
    """A form as it was sent."""

    held_on: date | None
    summary: str
    items: Sequence[ItemWish]


@dataclass(frozen=True, slots=True)
class Noted:
    """The newest revision of an outcome as one of both sees it; `people` are those who are named in it, by key.
    `signed_by` is None until the other one has signed; `may_sign`: the reader is the other one. What is not
    `is_readable` has no words: the reader manages the member since, and sees that the talk was held, and the plan."""

    row: TalkOutcome
    items: Sequence[TalkItem]
    replies: Sequence[TalkReply]
    people: Mapping[int, Member]
    signed_by: Member | None
    may_sign: bool
    is_readable: bool = True


async def noted_of(session: AsyncSession, who: Who, place: Place) -> Noted | None:
    """None before anybody has noted it. The caller has found the place, and so has asked."""
    found = await repository.outcomes_of(session, who.workspace_id, place.row.key)
    if not found:
        return None
    newest = found[0]
    items = await repository.items_of(session, who.workspace_id, newest.key)
    every = await repository.replies_to(session, who.workspace_id, place.row.key)
    replies = [each for each in every if each.outcome_id == newest.key]
    named = {newest.author_id, *(each.owner_id for each in items), *(each.author_id for each in replies)}
    known = await people.members_by_id(session, who.workspace_id, named)
    signed = next((each for each in replies if each.kind == CONFIRMED), None)
    signed_by = known.get(signed.author_id) if signed else None
    if not _was_there(place, who):
        return Noted(_without_words(newest), items, (), known, signed_by, may_sign=False, is_readable=False)
    may_sign = signed is None and _is_other(place, newest)
    return Noted(newest, items, replies, known, signed_by, may_sign)


async def note_outcome(session: AsyncSession, who: Who, talk_id: int, wish: OutcomeWish, *, now: datetime) -> None:
    """The talk was held, and this came of it: the first revision, or the next. The other one is told. The same again
    changes nothing; of two who write at once the later adds a revision, which the other reads before they sign.

    Rejected for a day that cannot be, no text, and items that will not do, and for a new manager once somebody has
    noted a talk with the former one.
    """
    place = await place_of(session, who, talk_id, now=now, to_change=True)
    today, row = who.day_of(now), place.row
    held_on = accepted_held(wish.held_on, today=today, period=row.period)
    summary = accepted_summary(wish.summary)
    found = await repository.outcomes_of(session, who.workspace_id, talk_id)
    if found and not _was_there(place, who):
        raise Rejected("talks-error-former")
    before = await repository.items_of(session, who.workspace_id, found[0].key) if found else []
    known = {(each.text, each.owner_id, each.due_on) for each in before}
    items = accepted_items(wish.items, owners=_owners(place), today=today, known=known)
    if found and _is_same(found[0], who, held_on, summary) and _lines(before) == _lines(items):
        return
    outcome = TalkOutcome(
        workspace_id=who.workspace_id,
        talk_id=talk_id,
        revision=found[0].revision + 1 if found else 1,
        author_id=who.member_id,
        summary=summary,
        held_on=held_on,
        written_at=now,
    )
    await repository.replace_current(session, who.workspace_id, talk_id)
    await repository.add_rows(session, [outcome])
    await repository.add_rows(session, [_item(outcome, each, before) for each in items])
    if not found:
        row.manager_id = _manager_then(place, who)
    row.state, row.held_on = HELD, held_on
    session.add(row)
    await session.flush()
    about = (who, Audited.TALK_NOTED, About.MEMBER, row.member_id)
    await record(session, Entry.of(*about, period=row.period, revision=outcome.revision))
    await _tell(session, place, keys.NOTED, keys.noted_key(outcome.key), outcome.key, now=now)
    if not found and row.due_on and row.due_on <= today:
        # HR counts the late ones.
        await people.refresh_homes(session, who.workspace_id, [], now=now, hr=True)


async def sign(session: AsyncSession, who: Who, talk_id: int, outcome_id: int, *, now: datetime) -> None:
    """So it is; again changes nothing. Denied for who has written it, Rejected when there is a newer revision."""
    place, newest = await _to_answer(session, who, talk_id, outcome_id, now=now)
    replies = await repository.replies_to(session, who.workspace_id, talk_id)
    if any(each.outcome_id == newest.key and each.kind == CONFIRMED for each in replies):
        return
    await _answer(session, who, place, newest, CONFIRMED, "", now=now)
    about = (who, Audited.TALK_SIGNED, About.MEMBER, place.row.member_id)
    await record(session, Entry.of(*about, period=place.row.period, revision=newest.revision))


async def comment(session: AsyncSession, who: Who, talk_id: int, outcome_id: int, typed: str, *, now: datetime) -> None:
    """It was otherwise, or there is more to say; it can be signed all the same. The same again changes nothing."""
    place, newest = await _to_answer(session, who, talk_id, outcome_id, now=now)
    text = accepted_summary(typed, field="comment")
    replies = await repository.replies_to(session, who.workspace_id, talk_id)
    said = {(each.outcome_id, each.author_id, each.text) for each in replies}
    if (newest.key, who.member_id, text) not in said:
        await _answer(session, who, place, newest, COMMENTED, text, now=now)


async def finish(session: AsyncSession, who: Who, item_id: int, *, is_done: bool, now: datetime) -> int:
    """It is done, or it is not after all; again changes nothing. Denied for everybody but who took it on, and once a
    later revision has taken its place. The key of the talk."""
    item = await repository.item_to_change(session, who.workspace_id, item_id)
    if item is None or item.owner_id != who.member_id:
        raise people.not_visible(who, Action.SEE_TALK)
    place = await place_of(session, who, item.talk_id, now=now)
    if (item.done_on is not None) != is_done:
        item.done_on = who.day_of(now) if is_done else None
        session.add(item)
        await session.flush()
        await people.refresh_prompt(session, who, now=now)
        await refresh(session, place, now=now)
    return item.talk_id


@dataclass(frozen=True, slots=True)
class ToldOutcome:
    """A revision of which the reader is told."""

    place: Place
    revision: int


async def told_outcome(session: AsyncSession, who: Who, outcome_id: int, *, now: datetime) -> ToldOutcome | None:
    """None when there is a later revision; Rejected for who is none of the two any more."""
    row = await repository.outcome(session, who.workspace_id, outcome_id)
    if row is None:
        return None
    place = await place_of(session, who, row.talk_id, now=now)
    newest = (await repository.outcomes_of(session, who.workspace_id, row.talk_id))[0]
    return ToldOutcome(place, row.revision) if newest.key == row.key and _is_other(place, row) else None


async def told_reply(session: AsyncSession, who: Who, reply_id: int, *, now: datetime) -> tuple[Place, bool] | None:
    """With whether it is a signature; None when it is gone."""
    row = await repository.reply(session, who.workspace_id, reply_id)
    if row is None:
        return None
    return await place_of(session, who, row.talk_id, now=now), row.kind == CONFIRMED


async def _to_answer(
    session: AsyncSession, who: Who, talk_id: int, outcome_id: int, *, now: datetime
) -> tuple[Place, TalkOutcome]:
    place = await place_of(session, who, talk_id, now=now, to_change=True)
    found = await repository.outcomes_of(session, who.workspace_id, talk_id)
    if not found or not _is_other(place, found[0]) or not _was_there(place, who):
        raise people.not_visible(who, Action.SEE_TALK, place.row.member_id)
    if found[0].key != outcome_id:
        raise Rejected("talks-error-newer")
    return place, found[0]


async def _answer(
    session: AsyncSession, who: Who, place: Place, outcome: TalkOutcome, kind: str, text: str, *, now: datetime
) -> None:
    reply = TalkReply(
        workspace_id=who.workspace_id,
        talk_id=place.row.key,
        outcome_id=outcome.key,
        author_id=who.member_id,
        kind=kind,
        text=text,
        written_at=now,
    )
    await repository.add_rows(session, [reply])
    await _tell(session, place, keys.REPLIED, keys.replied_key(reply.key), reply.key, now=now)


async def _tell(session: AsyncSession, place: Place, kind: str, key: str, row_id: int, *, now: datetime) -> None:
    """The other one, unless that is a manager who was not there."""
    manager = place.manager
    if place.is_own and manager is not None and manager.key != place.row.manager_id:
        await refresh(session, place, now=now)
    else:
        await tell_other(session, place, kind, key, {"id": row_id}, now=now)


def _was_there(place: Place, who: Who) -> bool:
    """Whether the reader is one of the two who talked. Of a talk that nobody has noted it is whoever manages the member
    now."""
    return place.is_own or place.row.manager_id == who.member_id


def _manager_then(place: Place, who: Who) -> int:
    """With whom a talk was held that is being noted for the first time."""
    if not place.is_own:
        return who.member_id
    is_due = place.row.state == OPEN and place.manager is not None
    return place.manager.key if is_due and place.manager else place.row.manager_id


def _without_words(row: TalkOutcome) -> TalkOutcome:
    return TalkOutcome(**row.model_dump(exclude={"summary"}), summary="")


def _is_other(place: Place, outcome: TalkOutcome) -> bool:
    """Whether the reader is not of the side that wrote it: a new manager answers for a former one's no more than they
    sign it."""
    return place.is_own != (outcome.author_id == place.row.member_id)


def _is_same(newest: TalkOutcome, who: Who, held_on: date, summary: str) -> bool:
    return (newest.author_id, newest.held_on, newest.summary) == (who.member_id, held_on, summary)


def _owners(place: Place) -> set[int]:
    return {place.member.key} | ({place.manager.key} if place.manager else set())


def _lines(items: Sequence[TalkItem | ItemWish]) -> list[tuple[str, int, date | None]]:
    return [(each.text, each.owner_id, each.due_on) for each in items]


def _item(outcome: TalkOutcome, wish: ItemWish, before: Sequence[TalkItem]) -> TalkItem:
    """What was done before the revision stays done."""
    done = (each.done_on for each in before if (each.text, each.owner_id) == (wish.text, wish.owner_id))
    assert wish.due_on is not None, "it has been accepted"
    return TalkItem(
        workspace_id=outcome.workspace_id,
        talk_id=outcome.talk_id,
        outcome_id=outcome.key,
        owner_id=wish.owner_id,
        text=wish.text,
        due_on=wish.due_on,
        done_on=next(done, None),
    )
