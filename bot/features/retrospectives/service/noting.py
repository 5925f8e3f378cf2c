"""What members write until the close."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.retrospectives import repository
from bot.features.retrospectives.models import OPEN, Retrospective
from bot.features.retrospectives.rules.texts import accepted_notes
from bot.features.retrospectives.service.finding import Place, denied, place_of, rhythm_of
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class OwnNotes:
    """By kind; `is_for_few` whether they may be shown when less than three have written."""

    row: Retrospective
    texts: Mapping[str, str]
    is_for_few: bool


async def own_notes(session: AsyncSession, who: Who, key: int, *, now: datetime) -> OwnNotes:
    """What the member has written so far. Denied for everybody but members; Rejected after the close."""
    place = await _to_write(session, who, await place_of(session, who, key), now=now)
    rows = await repository.own_notes(session, people.own(who), key)
    texts: dict[str, str] = {}
    for row in rows:
        # Somebody with two accounts may have written with both.
        texts[row.kind] = f"{texts[row.kind]}\n{row.text}" if row.kind in texts else row.text
    return OwnNotes(place.row, texts, any(row.is_for_few for row in rows))


async def write_notes(
    session: AsyncSession, who: Who, key: int, typed: Mapping[str, str], *, is_for_few: bool, now: datetime
) -> Retrospective:
    """In place of what the member wrote before; nothing at all takes that back. Denied and Rejected as above;
    RejectedFields for what is too long."""
    place = await place_of(session, who, key, find=repository.retrospective_to_write)
    await _to_write(session, who, place, now=now)
    texts = accepted_notes(typed)
    await repository.lock_own_place(session, people.own(who), key)
    notes = [{"kind": kind, "text": text, "is_for_few": is_for_few} for kind, text in texts.items()]
    await repository.replace_own_notes(session, people.own(who), key, notes)
    return place.row


async def _to_write(session: AsyncSession, who: Who, place: Place, *, now: datetime) -> Place:
    if not place.is_member:
        raise denied(who, "write_retrospective_notes")
    today = (await rhythm_of(session, who.workspace_id)).day_of(now)
    if place.row.state != OPEN or today > place.row.closes_on:
        raise Rejected("retrospectives-error-closed", on=place.row.closes_on)
    return place
