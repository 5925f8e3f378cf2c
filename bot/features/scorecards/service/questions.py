"""Somebody says that something is wrong with their figures, and a manager or HR answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.delivery.models import UPDATE
from bot.delivery.promises import Promise, promise
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Subject
from bot.features.scorecards import repository
from bot.features.scorecards.models import CardQuestion
from bot.features.scorecards.rules.outcomes import led_to
from bot.features.scorecards.rules.spans import is_month
from bot.features.scorecards.service.publishing import CARD, card_key, card_payload
from bot.features.scorecards.service.reading import PublishedCard, card_named
from bot.turn import Turn, Who

QUESTIONED, ANSWERED = "scorecards.questioned", "scorecards.answered"
TEXT_LIMIT = 3_000
MOST_READ, MOST_LISTED = 500, 12


@dataclass(frozen=True, slots=True)
class Question:
    """A question with whose it is and who answered it. `led_to`: the revision that came of it, if any.
    `may_answer`: the reader; `may_set_aside`: HR alone, and a month only."""

    row: CardQuestion
    member: Member
    answerer: Member | None
    led_to: int | None = None
    may_answer: bool = False
    may_set_aside: bool = False


async def question_form(turn: Turn, card: str) -> PublishedCard:
    """Before the text is asked for. Rejected for somebody else's card, and while a question about it is open."""
    published = await card_named(turn, card)
    if published.member.key != turn.who.member_id:
        raise people.not_visible(turn.who, Action.SEE_CARD, published.member.key)
    months = (published.card.period, published.card.period)
    found = await repository.questioned(turn.session, turn.who.workspace_id, *months)
    if found.get((turn.who.member_id, published.card.period)) is False:
        raise Rejected("scorecards-error-question-open")
    return published


async def ask(turn: Turn, card: str, text: str) -> CardQuestion:
    """Managers and HR are told that there is a question, not what it says."""
    published = await question_form(turn, card)
    wanted = CardQuestion(
        workspace_id=turn.who.workspace_id,
        member_id=turn.who.member_id,
        period=published.card.period,
        revision=published.card.revision,
        text=_text(text, "text"),
        asked_at=turn.now,
    )
    key = await repository.add_question(turn.session, wanted)
    if key is None:
        raise Rejected("scorecards-error-question-open")
    wanted.id = key
    told = [
        Promise(
            wanted.workspace_id,
            f"card-question:{key}:{each.key}",
            QUESTIONED,
            each.slack_user,
            turn.now,
            _of(key),
            is_private=True,
        )
        for each in await _answerers(turn.session, turn.who, now=turn.now)
    ]
    await promise(turn.session, [*told, *_shown_on_card(wanted, published.member, "asked", turn.now)], now=turn.now)
    await _show(turn, wanted)
    about = Entry.of(turn.who, Audited.CARD_QUESTIONED, About.MEMBER, turn.who.member_id, period=wanted.period)
    await record(turn.session, about)
    return wanted


async def _show(turn: Turn, row: CardQuestion) -> None:
    """On the Homes of those who have asked and of those who answer."""
    session, now = turn.session, turn.now
    await people.refresh_homes(session, row.workspace_id, [row.member_id], now=now, managers=True, hr=True)


async def answer(turn: Turn, question_id: int, text: str, *, sets_aside: bool) -> Question:
    """Settles it; who asked is told that there is an answer. Whoever answers first wins."""
    found = await _readable(turn.session, turn.who, question_id, now=turn.now, to_answer=True)
    row = found.row
    if row.answered_at is not None:
        raise Rejected("scorecards-error-question-answered")
    row.answer, row.answered_by, row.answered_at = _text(text, "answer"), turn.who.member_id, turn.now
    row.sets_aside = sets_aside and found.may_set_aside
    turn.session.add(row)
    await turn.session.flush()
    if found.member.is_active:
        key, payload = f"card-answer:{row.key}", _of(row.key)
        told = Promise(row.workspace_id, key, ANSWERED, found.member.slack_user, turn.now, payload, is_private=True)
        await promise(turn.session, [told, *_shown_on_card(row, found.member, "answered", turn.now)], now=turn.now)
    await _show(turn, row)
    about = (turn.who, Audited.CARD_QUESTION_ANSWERED, About.MEMBER, row.member_id)
    await record(turn.session, Entry.of(*about, period=row.period, aside=row.sets_aside))
    return await _readable(turn.session, turn.who, question_id, now=turn.now)


async def read_question(session: AsyncSession, who: Who, question_id: int, *, now: datetime) -> Question:
    """For who asked, their managers and HR; Denied for everybody else."""
    return await _readable(session, who, question_id, now=now)


async def open_for(turn: Turn) -> Sequence[Question]:
    """Questions that the viewer may answer, the oldest first."""
    rows = await repository.open_questions(turn.session, turn.who.workspace_id, most=MOST_READ)
    theirs = await _reports(turn.session, turn.who, {row.member_id for row in rows}, now=turn.now)
    listed = [each for each in rows if each.member_id in theirs][:MOST_LISTED]
    found = [await _readable(turn.session, turn.who, row.key, now=turn.now) for row in listed]
    return [each for each in found if each.may_answer]


async def count_for(session: AsyncSession, who: Who, *, now: datetime) -> int:
    """How many questions the viewer may answer, of the oldest `MOST_READ`; a fixed number of statements."""
    rows = await repository.open_questions(session, who.workspace_id, most=MOST_READ)
    theirs = await _reports(session, who, {row.member_id for row in rows}, now=now) if rows else set()
    return sum(row.member_id in theirs for row in rows)


async def _reports(session: AsyncSession, who: Who, members: set[int], *, now: datetime) -> set[int]:
    """Those of these members whom the viewer leads from wherever above; for HR all but themselves."""
    if await people.may(session, who, Action.ANSWER_QUESTION, Subject(), at=now):
        return members - {who.member_id}
    managers = await people.managers(session, who.workspace_id, on=who.day_of(now))
    found = set()
    for each in members:
        above, seen = managers.get(each), {each}
        while above is not None and above not in seen:
            seen.add(above)
            above = managers.get(above)
        if who.member_id in seen - {each}:
            found.add(each)
    return found


async def _readable(
    session: AsyncSession, who: Who, question_id: int, *, now: datetime, to_answer: bool = False
) -> Question:
    row = await repository.question(session, who.workspace_id, question_id, to_answer=to_answer)
    if row is None:
        raise people.not_visible(who, Action.SEE_CARD)
    action = Action.ANSWER_QUESTION if to_answer else Action.SEE_CARD
    sight = await people.require(session, who, action, row.member_id, at=now)
    members = await people.members_by_id(session, who.workspace_id, {row.member_id, row.answered_by or row.member_id})
    revisions = await repository.revisions_of(session, sight, row.period)
    may = await people.may(session, who, Action.ANSWER_QUESTION, Subject(member=row.member_id), at=now)
    by_role = may and await people.may(session, who, Action.ANSWER_QUESTION, Subject(), at=now)
    answerer = members.get(row.answered_by) if row.answered_by else None
    led = led_to(row.revision, row.asked_at, revisions)
    may_set_aside = by_role and is_month(row.period)
    return Question(row, members[row.member_id], answerer, led, may and row.answered_at is None, may_set_aside)


async def _answerers(session: AsyncSession, who: Who, *, now: datetime) -> list[Member]:
    """The direct manager and HR, without the asker, each once."""
    on = who.day_of(now)
    manager = await people.manager_of(session, who.workspace_id, who.member_id, on=on)
    found = [*([manager] if manager else []), *await people.hr(session, who.workspace_id, on=on)]
    return [each for each in {each.key: each for each in found}.values() if each.key != who.member_id]


def _shown_on_card(row: CardQuestion, owner: Member, what: str, now: datetime) -> list[Promise]:
    """The message of the month's revision that it is about says how it stands."""
    if not is_month(row.period):
        return []
    key, about = (
        card_key(row.member_id, row.period, row.revision),
        card_payload(row.member_id, row.period, row.revision),
    )
    name = f"{key}:{what}:{row.key}"
    return [Promise(row.workspace_id, name, CARD, owner.slack_user, now, about, UPDATE, updates_key=key)]


def _of(key: int) -> dict[str, int]:
    return {"question": key}


def _text(typed: str, field: str) -> str:
    text = typed.strip()
    if not text or len(text) > TEXT_LIMIT:
        raise Rejected("scorecards-error-question-text", field=field, limit=TEXT_LIMIT)
    return text
