"""Finds members and teams."""

import re
from collections.abc import Collection, Sequence
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.people import repository
from bot.features.people.models import COMMITTEE, HR, Member, Team
from bot.i18n.catalogues import DEFAULT_LANGUAGE, language_for
from bot.likeness import nearest
from bot.turn import Who

MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
LISTED = 3
"""Names that a refusal offers."""


def language_of(member: Member, default: str = DEFAULT_LANGUAGE) -> str:
    """The person's own choice, else Slack's locale, else `default`: a catalogue's language."""
    return spoken(member.language, member.locale, default)


def spoken(own: str | None, locale: str, default: str) -> str:
    """The same from what is known of a person."""
    return own or (language_for(locale) if locale else default)


def team_language(team: Team, default: str = DEFAULT_LANGUAGE) -> str:
    return team.language or default


def who_is(member: Member, default_language: str = DEFAULT_LANGUAGE) -> Who:
    return Who(
        workspace_id=member.workspace_id,
        member_id=member.key,
        slack_user=member.slack_user,
        language=language_of(member, default_language),
        zone=member.zone,
    )


async def reader(session: AsyncSession, workspace_id: int, slack_user: str) -> Who:
    """For renderers: the recipient's language and zone; Rejected when no active member has this Slack id."""
    found = await repository.member_by_slack_user(session, workspace_id, slack_user)
    if found is None or not found.is_active:
        raise Rejected("edge-not-a-member")
    return who_is(found)


async def member(session: AsyncSession, workspace_id: int, member_id: int) -> Member:
    """By key, active or not; Rejected when the workspace has no such member."""
    found = await repository.member(session, workspace_id, member_id)
    if found is None:
        raise Rejected("people-error-unknown-member", typed=str(member_id), nearest=[], found=0)
    return found


async def members_by_id(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> dict[int, Member]:
    """Active or not; ids of no member of the workspace are left out."""
    return await repository.members_by_id(session, workspace_id, member_ids)


async def find_member(session: AsyncSession, workspace_id: int, typed: str) -> Member:
    """By mention, Slack id, e-mail or name, in this order; somebody active before somebody who left. An id from before
    a merge names who it was merged into.

    Rejected with the nearest names when nobody fits, or with the number when a name fits several.
    """
    wanted = _bare(typed)
    fitting = await members_meant(session, workspace_id, typed)
    if len(fitting) > 1:
        raise Rejected("people-error-ambiguous-member", typed=wanted, found=len(fitting))
    if fitting:
        return fitting[0]
    names = await repository.active_names(session, workspace_id)
    alike = nearest(wanted, names, most=LISTED)
    raise Rejected("people-error-unknown-member", typed=wanted, nearest=alike, found=len(alike))


async def members_named(session: AsyncSession, who: Who, named: Sequence[str], *, refusal: str) -> list[Member]:
    """Each once, sorted by name. Rejected with the key `refusal` for the field `members`, in the same words for guests,
    bots, people who have left, and names that fit nobody or several."""
    found: dict[int, Member] = {}
    for each in named:
        meant = await members_meant(session, who.workspace_id, each)
        if len(meant) != 1 or not meant[0].is_active:
            raise Rejected(refusal, field="members")
        found[meant[0].key] = meant[0]
    return sorted(found.values(), key=lambda each: (each.name, each.key))


async def members_meant(session: AsyncSession, workspace_id: int, typed: str) -> list[Member]:
    """Everybody who fits what was typed as `find_member` reads it: nobody, the one who is meant, or several."""
    wanted = _bare(typed)
    found, lowered = await repository.members_matching(session, workspace_id, wanted), wanted.lower()
    # People choose their names in Slack themselves, be it somebody else's id or e-mail.
    by_id = [each for each in found if each.slack_user.lower() == lowered]
    by_email = [each for each in found if (each.email or "").lower() == lowered]
    meant = by_id or by_email or found
    meant = [each for each in meant if each.is_active] or meant
    return [await member(session, workspace_id, each.merged_into) if each.merged_into else each for each in meant]


async def earlier_accounts(session: AsyncSession, workspace_id: int, member_id: int) -> tuple[int, ...]:
    """Keys of members who were merged into this one; none for most people."""
    return await repository.merged_into(session, workspace_id, member_id)


def _bare(typed: str) -> str:
    mention = MENTION.fullmatch(typed.strip())
    return mention.group(1) if mention else " ".join(typed.split()).removeprefix("@")


async def team(session: AsyncSession, workspace_id: int, team_id: int) -> Team:
    """By key; Rejected when the workspace has no such team."""
    found = await repository.team(session, workspace_id, team_id)
    if found is None:
        raise Rejected("people-error-unknown-team", typed=str(team_id))
    return found


async def team_of(session: AsyncSession, workspace_id: int, member_id: int, *, on: date) -> Team | None:
    """The team in which the member is on that day."""
    return await repository.team_of(session, workspace_id, member_id, on=on)


async def teams_between(
    session: AsyncSession, workspace_id: int, member_id: int, *, first: date, last: date
) -> list[Team]:
    """Each once in which the member was on any of these days, in no order."""
    return await repository.teams_between(session, workspace_id, member_id, first=first, last=last)


async def teams(session: AsyncSession, workspace_id: int) -> list[Team]:
    """By name."""
    return await repository.teams(session, workspace_id)


async def team_members(session: AsyncSession, workspace_id: int, team_id: int, *, on: date) -> list[Member]:
    """Active ones, by name."""
    return await repository.team_members(session, workspace_id, team_id, on=on)


async def members_with_team(session: AsyncSession, workspace_id: int, *, on: date) -> list[tuple[Member, Team]]:
    """Everybody active who is in a team on that day, by team and name."""
    return await repository.members_with_team(session, workspace_id, on=on)


async def managers(session: AsyncSession, workspace_id: int, *, on: date) -> dict[int, int]:
    """Member → direct manager on that day, of everybody who has one."""
    return await repository.managers(session, workspace_id, on=on)


async def managers_upwards(
    session: AsyncSession, workspace_id: int, members: Collection[int], *, on: date
) -> dict[int, int]:
    """Member → direct manager on that day, of these members and of everybody above them who has one."""
    return await repository.managers_upwards(session, workspace_id, members, on=on)


async def lead_of(session: AsyncSession, workspace_id: int, team_id: int, *, on: date) -> Member | None:
    """The team's lead on that day, when there is an active one."""
    return await repository.lead_of(session, workspace_id, team_id, on=on)


async def manager_of(session: AsyncSession, workspace_id: int, member_id: int, *, on: date) -> Member | None:
    """Whom the member reports to on that day, when they are active."""
    key = await repository.manager_of(session, workspace_id, member_id, on=on)
    found = await repository.member(session, workspace_id, key) if key is not None else None
    return found if found and found.is_active else None


async def reports_of(session: AsyncSession, workspace_id: int, manager_id: int, *, on: date) -> list[Member]:
    """Active members whose direct manager somebody is on that day, by name."""
    return await repository.reports_of(session, workspace_id, manager_id, on=on)


async def hr(session: AsyncSession, workspace_id: int, *, on: date) -> list[Member]:
    """Active members who are HR on that day, by name."""
    return await repository.holders(session, workspace_id, (HR,), on=on)


async def committee(session: AsyncSession, workspace_id: int, *, on: date) -> list[Member]:
    """Active members who are on the committee on that day, by name."""
    return await repository.holders(session, workspace_id, (COMMITTEE,), on=on)


async def roles_held(session: AsyncSession, who: Who, *, on: date) -> frozenset[str]:
    """By who asks, on that day exactly; lists of those who hold one are generous by a day."""
    return await repository.roles_of(session, who.workspace_id, who.member_id, on=on)


async def leads(session: AsyncSession, workspace_id: int, *, on: date) -> dict[int, Member]:
    """Team → its active lead on that day."""
    return await repository.leads(session, workspace_id, on=on)


async def team_led_by(session: AsyncSession, workspace_id: int, member_id: int, *, on: date) -> int | None:
    """The team of which the member is the lead on that day."""
    return await repository.team_led_by(session, workspace_id, member_id, on=on)


async def team_members_since(
    session: AsyncSession, workspace_id: int, team_id: int, *, on: date
) -> list[tuple[Member, date]]:
    """Active ones with the day on which they came into the team, by name."""
    return await repository.team_members_since(session, workspace_id, team_id, on=on)
