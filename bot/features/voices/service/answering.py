"""What somebody outside sees and sends with their link. Whatever is wrong with one, it is None: nobody learns what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.sealing.keyring import keyring_of
from bot.features.voices import repository
from bot.features.voices.models import VoiceLink, VoiceRequest
from bot.features.voices.repository import About
from bot.features.voices.rules.answers import Answers, accepted
from bot.features.voices.rules.questions import Question
from bot.features.voices.rules.tokens import PURPOSE, digest_of, digest_of_form, is_signed, parts_of
from bot.features.voices.service.subjects import Subject, questions_of, subject_of


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked about whom, on whose behalf, and until which moment."""

    organisation: str
    subject: Subject
    questions: tuple[Question, ...]
    ends_at: datetime


def digest_if_signed(session: AsyncSession, token: str) -> str | None:
    """What a link is found by; None, without asking the database, for what this installation has not made."""
    parts = parts_of(token)
    if parts is None:
        return None
    secret, tag = parts
    is_ours = is_signed(tag, keyring_of(session.get_bind().dialect).tags(PURPOSE, secret))
    return digest_of(secret) if is_ours else None


async def form_of(session: AsyncSession, workspace_id: int, digest: str, *, now: datetime) -> Form | None:
    """Looking at it uses nothing up: programs look at links before people do."""
    link = await _link(session, workspace_id, digest)
    request = await repository.request_of_link(session, link) if link and not link.used_with else None
    return await _form(session, request) if request and now < request.ends_at else None


async def answer(
    session: AsyncSession,
    workspace_id: int,
    digest: str,
    sent: Mapping[str, Sequence[str]],
    *,
    nonce: str,
    now: datetime,
) -> bool | None:
    """Keep what was sent and use the link up. False for the same form, by its `nonce`, sent once more: it was kept
    already. RejectedFields for what cannot be taken, and then the link stays as it is."""
    link = await _link(session, workspace_id, digest)
    request = await repository.lock_request(session, workspace_id, link.request_id) if link else None
    link = await _link(session, workspace_id, digest)  # as it is now that nobody else can change it
    if link is None or request is None:
        return None
    used_with = digest_of_form(nonce, digest)
    if link.used_with:
        return False if compare_digest(link.used_with, used_with) else None
    if now >= request.ends_at:
        return None
    questions = await questions_of(session, request)
    given = accepted(questions, sent)
    link.used_with = used_with
    request.answered += 1
    session.add_all((link, request))
    await session.flush()
    await _keep(session, request, questions, given)
    return True


async def _keep(session: AsyncSession, request: VoiceRequest, questions: Sequence[Question], given: Answers) -> None:
    """Of the request nothing but whom it is about and the period."""
    about = About(request.workspace_id, request.subject_id, request.team_id)
    # Links end with the shortest period: all of its days are in the longer ones, too.
    periods = {each.metric: each.period(request.last_day) for each in questions}
    answers = [
        {"period": str(period), "last_day": period.end, "metric": metric, "value": given.values[metric]}
        for metric, period in periods.items()
    ]
    place = {"period": request.period, "last_day": request.last_day}
    await repository.add_answers(session, about, answers, [place | {"text": given.comment}] if given.comment else [])


async def _link(session: AsyncSession, workspace_id: int, digest: str) -> VoiceLink | None:
    found = await repository.link(session, workspace_id, digest)
    return found if found and compare_digest(found.digest, digest) else None


async def _form(session: AsyncSession, request: VoiceRequest) -> Form:
    organisation = await repository.workspace_name(session, request.workspace_id)
    questions = await questions_of(session, request)
    return Form(organisation, await subject_of(session, request), questions, request.ends_at)
