"""An entry of every kind."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.audit.actions import Action, By, Subject
from bot.audit.reading import Found

AT = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
CHECKED = {"figure": "leads", "month": "2026-10", "days": ["2026-10-05"], "revisions": [2]}
DETAILS: Mapping[Action, Mapping[str, Any]] = {
    Action.CARD_READ: {"period": "2026-10", "revision": 1, "shown": "receipt"},
    Action.ROLE_CHANGED: {"from": [], "to": ["lead"]},
    Action.MANAGER_CHANGED: {"from": None, "to": 1},
    Action.TEAM_CHANGED: {"from": None, "to": 3, "lead": True},
    Action.REVIEW_MOVED: {"cycle": 1, "move": "open", "test": False},
    Action.RATINGS_READ: {"cycle": 1, "month": "2026-12"},
    Action.FIGURE_CORRECTED: {"figure": "leads", "on": "2026-10-05", "revision": 2},
    Action.ENTRIES_VERIFIED: CHECKED,
    Action.ENTRIES_EXCLUDED: CHECKED,
    Action.ENTRIES_REOPENED: CHECKED,
}
ABOUT: Mapping[Action, tuple[Subject, str | None]] = {
    Action.MONTH_CLOSED: (Subject.MONTH, "2026-10"),
    Action.CARDS_REVISED: (Subject.MONTH, "2026-12"),
    Action.MONTH_HELD: (Subject.MONTH, "2026-10"),
    Action.MONTH_LET_GO: (Subject.MONTH, "2026-10"),
    Action.MONTH_WANTED: (Subject.MONTH, "2026-10"),
    Action.REVIEW_MOVED: (Subject.MONTH, "2026-12"),
    Action.APPRAISALS_PUBLISHED: (Subject.MONTH, "2026-10"),
    Action.SCHEME_ASSIGNED: (Subject.TEAM, "3"),
    Action.TEAM_SAVED: (Subject.TEAM, "9"),
    Action.DELIVERY_RESOLVED: (Subject.DELIVERY, "card:2:2026-10:1"),
    Action.DELIVERY_RETRIED: (Subject.DELIVERY, "card:2:2026-10:1"),
    Action.ACCESS_DENIED: (Subject.MEMBER, None),
    **dict.fromkeys(
        (
            Action.ADMINISTRATION_DENIED,
            Action.CALENDAR_CHANGED,
            Action.MEMBERS_IMPORTED,
            Action.ENTRIES_IMPORTED,
            Action.RETENTION_APPLIED,
            Action.AUDIT_SEARCHED,
            Action.AUDIT_EXPORTED,
        ),
        (Subject.WORKSPACE, None),
    ),
}


def found(action: Action) -> Found:
    """Member 1 did it, with member 2 where it is about a member."""
    kind, subject = ABOUT.get(action, (Subject.MEMBER, "2"))
    return Found(1, AT, By.MEMBER, 1, action, kind, subject, DETAILS.get(action, {}), None)
