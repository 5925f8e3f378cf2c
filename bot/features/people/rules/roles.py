"""Who may give and take which role. Pure."""

from collections.abc import Collection, Sequence
from datetime import date

from bot.errors import Rejected
from bot.features.people.models import AUDITOR, COMMITTEE, HR, REASON_LIMIT, ROLES

SEEING = frozenset({HR, COMMITTEE, AUDITOR})
"""Roles that see what belongs to others."""


def problems_with(
    given: Collection[str], taken: Collection[str], *, is_own: bool, is_hr: bool, has_hr: bool
) -> Rejected | None:
    """Why somebody may not give and take these roles; `is_hr` is about them, `has_hr` about the workspace.

    Nobody gives themselves a role. Where there is HR, only HR gives and takes roles that see others' figures, and
    gives up own ones.
    """
    if unknown := [role for role in given if role not in ROLES]:
        return Rejected("people-error-unknown-role", typed=unknown[0], known=list(ROLES))
    if is_own and given:
        return Rejected("people-error-own-role")
    is_for_hr = bool(SEEING & {*given, *taken}) or (is_own and bool(taken))
    return Rejected("people-error-only-hr") if is_for_hr and has_hr and not is_hr else None


def problem_with_reason(reason: str, *, changes: bool) -> Rejected | None:
    if changes and not reason:
        return Rejected("people-error-no-reason")
    return Rejected("people-error-long-reason", limit=REASON_LIMIT) if len(reason) > REASON_LIMIT else None


def problem_with_end(until: date | None, today: date) -> Rejected | None:
    """The last day of a role is today at the earliest."""
    return Rejected("people-error-past-end", until=until) if until and until < today else None


def in_order(roles: Collection[str]) -> Sequence[str]:
    return [role for role in ROLES if role in roles]
