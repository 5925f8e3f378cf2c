"""Forgets whom it has been decided to forget, once their last message is out: all of a member in one transaction."""

from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.audit.forgetting import forget_reasons
from bot.delivery.personal import forget_recipient, is_on_its_way
from bot.delivery.uploaded import forget_pictures
from bot.features.appraisals.service.personal import forget_appraisals
from bot.features.campaigns.service.personal import forget_campaigns
from bot.features.feedback.service.personal import forget_feedback
from bot.features.goals.service.personal import forget_goals
from bot.features.improvement.service.personal import forget_plans
from bot.features.metrics.service.personal import forget_texts
from bot.features.people import service as people
from bot.features.people.service.personal import forget_person
from bot.features.points.service.personal import forget_points
from bot.features.privacy import repository
from bot.features.privacy.models import ERASED, ErasureRequest
from bot.features.privacy.service.deciding import told_key
from bot.features.retrospectives.service.personal import forget_notes
from bot.features.reviews.service.named import forget_names
from bot.features.reviews.service.personal import forget_reviews
from bot.features.reviews.service.private import forget_privately
from bot.features.schemes.service.personal import forget_targets
from bot.features.scorecards.service.personal import forget_cards
from bot.features.talks.service.personal import forget_talks
from bot.features.voices.service.personal import forget_voices
from bot.features.workflows.service.personal import forget_steps
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator
from bot.scheduling.personal import forget_schedules
from bot.settings import Settings

UNTIL_NOBODY_KNOWS = timedelta(minutes=2)
"""After that no process believes any more that the member is active."""
LONGEST_WAIT = timedelta(hours=24)
"""For the last message to get through."""


async def erase_approved(session: AsyncSession, workspace_id: int, *, now: datetime, settings: Settings) -> int:
    """Returns how many members were erased, in the caller's transaction; at once nothing or all of it."""
    count = 0
    for request in await repository.approved_skipping_locked(session, workspace_id, before=now - UNTIL_NOBODY_KNOWS):
        assert request.decided_at, "it has been decided"
        waits = await is_on_its_way(session, workspace_id, told_key(request))
        if waits and now - request.decided_at < LONGEST_WAIT:
            continue
        await _erase(session, request, now, settings)
        count += 1
    return count


async def forgotten(session: AsyncSession, workspace_id: int) -> frozenset[int]:
    """Keys of members who are being forgotten, or were."""
    return await repository.being_forgotten(session, workspace_id)


async def is_to_be_cleaned(session: AsyncSession, workspace_id: int) -> bool:
    """Whether something of erased rows may still be in the file."""
    return await repository.has_erased(session, workspace_id)


async def mark_cleaned(session: AsyncSession, workspace_id: int, *, erased_before: datetime) -> None:
    await repository.mark_done(session, workspace_id, erased_before=erased_before)


async def _erase(session: AsyncSession, request: ErasureRequest, now: datetime, settings: Settings) -> None:
    """With the accounts that were merged into the member's."""
    workspace_id, member_id = request.workspace_id, request.member_id
    for each in (*await people.earlier_accounts(session, workspace_id, member_id), member_id):
        await _erase_account(session, workspace_id, each, now, settings)
    request.state, request.erased_at, request.reason, request.decision_reason = ERASED, now, "", ""
    session.add(request)
    await session.flush()


async def _erase_account(
    session: AsyncSession, workspace_id: int, member_id: int, now: datetime, settings: Settings
) -> None:
    slack_user = (await people.member(session, workspace_id, member_id)).slack_user
    await forget_texts(session, workspace_id, member_id)
    await forget_targets(session, workspace_id, member_id)
    await forget_steps(session, workspace_id, member_id, now=now)
    await forget_talks(session, workspace_id, member_id)
    await forget_goals(session, workspace_id, member_id)
    await forget_points(session, workspace_id, member_id)
    await forget_cards(session, workspace_id, member_id, now=now)
    await forget_feedback(session, workspace_id, member_id, now=now)
    await forget_reviews(session, workspace_id, member_id, now=now, settings=settings)
    await forget_voices(session, workspace_id, member_id)
    await forget_notes(session, workspace_id, member_id)
    await forget_campaigns(session, workspace_id, member_id)
    await forget_appraisals(session, workspace_id, member_id)
    await forget_plans(session, workspace_id, member_id)
    await forget_privately(session, workspace_id, member_id)
    await forget_names(session, workspace_id, member_id)
    await forget_schedules(session, workspace_id, member_id)
    await forget_recipient(session, workspace_id, slack_user)
    await forget_pictures(session, workspace_id, slack_user, now=now)
    await forget_reasons(session, workspace_id, member_id)
    await repository.empty_texts(session, workspace_id, member_id)
    await forget_person(session, workspace_id, member_id, name=_name_of_nobody(member_id), now=now)
    await record(session, Entry(workspace_id, Action.MEMBER_ERASED, By.PROGRAM, Subject.MEMBER, member_id))


def _name_of_nobody(member_id: int) -> str:
    """In every language, for it is stored and read by all."""
    return " · ".join(translator(each)("privacy-former-member", number=str(member_id)) for each in LANGUAGES)
