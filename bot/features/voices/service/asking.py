"""Asks people outside about a member or a team: links that are shown once, and can be revoked."""

import secrets
from dataclasses import dataclass
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.db.sealing.keyring import keyring_of
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.voices import repository
from bot.features.voices.models import VoiceLink, VoiceRequest
from bot.features.voices.rules.limits import MOST_LINKS, accepted_labels, end_of, last_day_of_links
from bot.features.voices.rules.questions import shortest_period
from bot.features.voices.rules.tokens import PURPOSE, SECRET_BYTES, digest_of, token_of
from bot.features.voices.service.subjects import Asking, Subject, asking_about, subject_of, to_ask_about
from bot.turn import Turn, Who
from scoring.periods import Period

PATH = "/voices/"


@dataclass(frozen=True, slots=True)
class Draft:
    """A form for asking: about whom, for which period, until when links would work, how many are left."""

    subject: Subject
    asking: Asking
    period: Period
    until: date
    left: int


@dataclass(frozen=True, slots=True)
class Sent:
    """Links as (whom they are meant for, address). Nobody can show them a second time."""

    subject: Subject
    links: tuple[tuple[str, str], ...]
    until: date


async def draft(turn: Turn, reference: str) -> Draft:
    """Denied for whoever may not ask, Rejected where no address is set and when nobody else may be asked."""
    _require_address(turn)
    subject = await to_ask_about(turn.session, turn.who, reference, now=turn.now)
    today = turn.place.day_of(turn.now)
    asking = await asking_about(turn.session, turn.who.workspace_id, subject, on=today)
    period = shortest_period(asking.questions, today)
    asked, _ = await repository.asked_in(turn.session, subject.about(turn.who.workspace_id), str(period))
    if asked >= MOST_LINKS:
        raise Rejected("voices-error-enough", limit=MOST_LINKS)
    return Draft(subject, asking, period, last_day_of_links(today, period.end), MOST_LINKS - asked)


async def ask(turn: Turn, reference: str, typed: str) -> Sent:
    """Make a link for each line of `typed`. Rejected as `draft`, and for lines that cannot be taken."""
    _require_address(turn)
    session, workspace_id = turn.session, turn.who.workspace_id
    subject = await to_ask_about(session, turn.who, reference, now=turn.now)
    about, today = subject.about(workspace_id), turn.place.day_of(turn.now)
    await repository.lock_subject(session, about)
    asking = await asking_about(session, workspace_id, subject, on=today)
    period = shortest_period(asking.questions, today)
    asked, _ = await repository.asked_in(session, about, str(period))
    labels = accepted_labels(typed, asked=asked)
    until = last_day_of_links(today, period.end)
    request = VoiceRequest(
        workspace_id=workspace_id,
        subject_id=about.member_id,
        team_id=about.team_id,
        asked_by=turn.who.member_id,
        period=str(period),
        last_day=period.end,
        scheme_version_id=asking.scheme_version_id,
        metrics=[each.metric for each in asking.questions],
        asked=len(labels),
        ends_at=end_of(until, turn.place.zone),
    )
    session.add(request)
    await session.flush()
    links = tuple([(label, await _link(turn, request, label)) for label in labels])
    told = Entry.of(turn.who, Audited.VOICES_ASKED, subject.audited, subject.key, period=str(period), n=len(links))
    await record(session, told)
    return Sent(subject, links, until)


async def revoke(session: AsyncSession, who: Who, request_id: int) -> Subject:
    """Links of a request of one's own that nobody has used work no more; returns whom it is about. What was answered
    stays. Denied for others' requests, in the same words as for none."""
    request = await repository.lock_request_by(session, people.own(who), request_id)
    if request is None:
        raise people.not_visible(who, people.Action.ASK_VOICES)
    gone = await repository.remove_open_links(session, who.workspace_id, request.key)
    request.asked -= gone
    session.add(request)
    await session.flush()
    subject = await subject_of(session, request)
    if gone:
        told = Entry.of(who, Audited.VOICES_REVOKED, subject.audited, subject.key, period=request.period, n=gone)
        await record(session, told)
    return subject


async def _link(turn: Turn, request: VoiceRequest, label: str) -> str:
    secret = secrets.token_bytes(SECRET_BYTES)
    tag = keyring_of(turn.session.get_bind().dialect).tags(PURPOSE, secret)[0]
    turn.session.add(
        VoiceLink(workspace_id=request.workspace_id, request_id=request.key, label=label, digest=digest_of(secret))
    )
    await turn.session.flush()
    return turn.place.public_url + PATH + token_of(secret, tag)


def _require_address(turn: Turn) -> None:
    if not turn.place.public_url:
        raise Rejected("voices-error-no-address")
