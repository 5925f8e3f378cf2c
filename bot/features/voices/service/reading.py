"""What may be read of what people outside said: nothing before a period is over, nothing of fewer than three."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.features.people import service as people
from bot.features.voices import repository
from bot.features.voices.models import VoiceAnswer, VoiceRequest
from bot.features.voices.repository import About
from bot.features.voices.rules.questions import packaged_questions
from bot.features.voices.rules.results import (
    LEAST_ANSWERS,
    LEAST_FOR_COMMENTS,
    Counted,
    Rating,
    counted,
    is_over,
    rating_of,
)
from bot.features.voices.service.subjects import (
    MEMBER,
    Subject,
    carried,
    may_ask,
    may_read,
    questions_of,
    require_reading,
    subject_of,
    with_name,
)
from bot.turn import Turn, Who
from scoring.definitions import Text
from scoring.periods import Period

SHOWN_PERIODS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A metric by its title; no `rating` from fewer than three who judged."""

    title: Text
    rating: Rating | None


@dataclass(frozen=True, slots=True)
class Result:
    """What a period came to: `answered` of `asked` people; `comments` only from five on. Lines are empty as long as it
    is not over."""

    period: Period
    asked: int
    answered: int
    is_over: bool
    lines: tuple[Line, ...] = ()
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A request of the reader's own whose links still work. `links` says (label, has answered) from three answers on,
    and is empty before."""

    request: VoiceRequest
    subject: Subject
    links: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Board:
    """About whom, what people outside said, what the reader has asked, and whether they may ask."""

    subject: Subject
    results: tuple[Result, ...]
    made: tuple[Made, ...]
    may_ask: bool
    zone: str
    is_own: bool


async def own_board(turn: Turn) -> Board:
    """What was said about the reader, and all that they have asked themselves."""
    subject = Subject.of(await people.member(turn.session, turn.who.workspace_id, turn.who.member_id))
    about = About.seen(people.own(turn.who))
    results = await results_about(turn.session, about, today=turn.place.day_of(turn.now))
    made = await made_by(turn.session, turn.who, now=turn.now)
    return Board(subject, results, made, False, turn.place.zone, is_own=True)


async def board_about(turn: Turn, subject: Subject) -> Board:
    """Denied for whoever may not read it; the audit keeps that it was read, if somebody else does."""
    session, who = turn.session, turn.who
    about = await require_reading(session, who, subject, now=turn.now)
    if subject.kind == MEMBER and subject.key == who.member_id:
        return await own_board(turn)
    results = await results_about(session, about, today=turn.place.day_of(turn.now))
    made = await made_by(session, who, now=turn.now)
    about_them = tuple(each for each in made if each.subject.reference == subject.reference)
    if any(each.lines for each in results):
        await record(session, Entry.of(who, Audited.VOICES_READ, subject.audited, subject.key))
    can_ask = await may_ask(session, who, subject, now=turn.now)
    return Board(subject, results, about_them, can_ask, turn.place.zone, is_own=False)


async def board_after(turn: Turn, subject: Subject) -> Board:
    """About whom something has been done. The reader's own, which has all that they ask, once they may not read about
    that one any more."""
    if await may_read(turn.session, turn.who, subject, now=turn.now):
        return await board_about(turn, subject)
    return await own_board(turn)


async def result_of(turn: Turn, reference: str, period: str) -> tuple[Board, Result]:
    """One period of what a button names; Denied as `board_about`, and for a period of which there is nothing."""
    subject = carried(reference)
    await require_reading(turn.session, turn.who, subject, now=turn.now)
    board = await board_about(turn, await with_name(turn.session, turn.who.workspace_id, subject))
    found = next((each for each in board.results if str(each.period) == period), None)
    if found is None:
        raise people.not_visible(turn.who, people.Action.SEE_RATING_SUMMARY)
    return board, found


async def results_about(session: AsyncSession, about: About, *, today: date) -> tuple[Result, ...]:
    """The newest periods first; what comes of an account from before a merge stands by itself, or the difference
    between both would tell what is too little to be shown."""
    earlier: Sequence[int] = ()
    if about.member_id is not None:
        earlier = await people.earlier_accounts(session, about.workspace_id, about.member_id)
    found: list[Result] = []
    for each in (about, *(About(about.workspace_id, member_id=key) for key in earlier)):
        found += await _results(session, each, today)
    return tuple(sorted(found, key=lambda each: each.period.end, reverse=True)[:SHOWN_PERIODS])


async def ratings_for(
    session: AsyncSession, workspace_id: int, period: Period, *, today: date
) -> dict[int, dict[str, Counted]]:
    """Member → metric → what people outside said for this very period: how many could judge and, from three on, their
    mean, which is the one that `board_about` shows. Nothing before the workspace's `today` is after the period."""
    if not is_over(period.end, today):
        return {}
    values: dict[tuple[int, int | None, str], list[int | None]] = defaultdict(list)
    for member_id, merged_into, metric, value in await repository.values_of_members(session, workspace_id, period):
        values[member_id, merged_into, metric].append(value)
    found: dict[int, dict[str, Counted]] = defaultdict(dict)
    # What was said of an account from before a merge counts where the present one has nothing.
    for (member_id, merged_into, metric), given in sorted(values.items(), key=lambda pair: pair[0][1] is not None):
        kept = found[merged_into or member_id].get(metric)
        if kept is None or kept.mean is None:
            said = counted(given)
            if kept is None or said.mean is not None:
                found[merged_into or member_id][metric] = said
    return dict(found)


async def made_by(session: AsyncSession, who: Who, *, now: datetime) -> tuple[Made, ...]:
    requests = await repository.requests_by(session, people.own(who), now=now)
    told = {each.key for each in requests if each.answered >= LEAST_ANSWERS}
    links: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for link in await repository.links_of(session, who.workspace_id, told):
        links[link.request_id].append((link.label, bool(link.used_with)))
    return tuple([Made(each, await subject_of(session, each), tuple(links[each.key])) for each in requests])


async def _results(session: AsyncSession, about: About, today: date) -> list[Result]:
    requests = await repository.requests_about(session, about)
    asked, answered = Counter[str](), Counter[str]()
    for each in requests:
        asked[each.period] += each.asked
        answered[each.period] += each.answered
    answers = await repository.answers_about(session, about, until=today)
    titles = await _titles(session, requests) if answers else {}
    comments = await _comments(session, about, answered, today)
    periods = {each.period for each in answers} | {name for name in asked if asked[name]}
    newest = sorted(map(Period.parse, periods), key=lambda each: each.end, reverse=True)[:SHOWN_PERIODS]
    return [
        Result(
            period=each,
            asked=asked[str(each)],
            answered=answered[str(each)],
            is_over=is_over(each.end, today),
            lines=_lines([row for row in answers if row.period == str(each)], titles),
            comments=comments.get(str(each), ()),
        )
        for each in newest
    ]


def _lines(answers: Sequence[VoiceAnswer], titles: Mapping[str, Text]) -> tuple[Line, ...]:
    """In the order of the questions."""
    values: dict[str, list[int | None]] = defaultdict(list)
    for each in answers:
        values[each.metric].append(each.value)
    ordered = sorted(values, key=lambda metric: ([*titles].index(metric) if metric in titles else -1, metric))
    return tuple(Line(titles.get(metric) or _bare(metric), rating_of(values[metric])) for metric in ordered)


def _bare(metric: str) -> Text:
    """A title for one of which no request is kept any more."""
    return Text.model_validate({"en": metric, "zh-CN": metric})


async def _titles(session: AsyncSession, requests: Sequence[VoiceRequest]) -> dict[str, Text]:
    """By metric, as the newest request that asked it calls it."""
    found: dict[str, Text] = {}
    versions = dict.fromkeys(each.scheme_version_id for each in requests)
    for request in requests:
        if request.scheme_version_id in versions:
            del versions[request.scheme_version_id]
            found |= {
                each.metric: each.title for each in await questions_of(session, request) if each.metric not in found
            }
    return found or {each.metric: each.title for each in packaged_questions()}


async def _comments(
    session: AsyncSession, about: About, answered: Mapping[str, int], today: date
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for each in await repository.comments_about(session, about, until=today):
        if answered.get(each.period, 0) >= LEAST_FOR_COMMENTS:
            found[each.period].append(each.text)
    return {period: tuple(texts) for period, texts in found.items()}
