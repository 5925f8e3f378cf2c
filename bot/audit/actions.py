"""What the audit tells of. A name that has been used once keeps its meaning: it is part of what is hashed."""

from enum import StrEnum


class Action(StrEnum):
    """What somebody did, or was refused."""

    ACCESS_DENIED = "access.denied"
    ADMINISTRATION_DENIED = "administration.denied"
    CARD_READ = "card.read"
    ENTRIES_READ = "entries.read"
    FEEDBACK_READ = "feedback.read"
    FEEDBACK_WITHDRAWN = "feedback.withdrawn"
    FEEDBACK_REMOVED = "feedback.removed"
    ROLE_CHANGED = "member.role_changed"
    MANAGER_CHANGED = "member.manager_changed"
    TEAM_CHANGED = "member.team_changed"
    MEMBER_MERGED = "member.merged"
    LANGUAGE_CHANGED = "member.language_changed"
    COUNTRY_CHANGED = "member.country_changed"
    ABSENCE_CHANGED = "member.absence_changed"
    TEAM_SAVED = "team.saved"
    SCHEME_ASSIGNED = "scheme.assigned"
    TARGET_CHANGED = "target.changed"
    CALENDAR_CHANGED = "calendar.changed"
    MEMBERS_IMPORTED = "members.imported"
    ENTRIES_IMPORTED = "entries.imported"
    FIGURE_CORRECTED = "figure.corrected"
    ENTRIES_VERIFIED = "entries.verified"
    ENTRIES_EXCLUDED = "entries.excluded"
    ENTRIES_REOPENED = "entries.reopened"
    MONTH_CLOSED = "month.closed"
    MONTH_HELD = "month.held"
    MONTH_LET_GO = "month.let_go"
    MONTH_WANTED = "month.release_wanted"
    CARDS_REVISED = "cards.revised"
    CARD_QUESTIONED = "card.questioned"
    CARD_QUESTION_ANSWERED = "card.question_answered"
    SHARING_CHANGED = "sharing.changed"
    WIN_SHARED = "win.shared"
    WIN_WITHDRAWN = "win.withdrawn"
    STAR_NAMED = "star.named"
    STAR_TAKEN_BACK = "star.taken_back"
    TEAM_CARD_REVISED = "team_card.revised"
    SIGNAL_MADE = "signal.made"
    SIGNAL_READ = "signal.read"
    SIGNAL_DOUBTED = "signal.doubted"
    SIGNAL_DECIDED = "signal.decided"
    REVIEW_MOVED = "review.moved"
    RATING_REOPENED = "review.rating_reopened"
    RATINGS_READ = "ratings.read"
    VOICES_ASKED = "voices.asked"
    VOICES_REVOKED = "voices.revoked"
    VOICES_READ = "voices.read"
    RETRO_OPENED = "retrospective.opened"
    RETRO_CLOSED = "retrospective.closed"
    RETRO_READ = "retrospective.read"
    CAMPAIGN_OPENED = "campaign.opened"
    CAMPAIGN_CHANGED = "campaign.changed"
    CAMPAIGN_ENDED = "campaign.ended"
    REPORT_ASKED = "appraisal.report_asked"
    REPORT_READ = "appraisal.report_read"
    APPRAISAL_GIVEN = "appraisal.given"
    APPRAISAL_READ = "appraisal.read"
    APPRAISAL_REVISED = "appraisal.revised"
    APPRAISALS_PUBLISHED = "appraisals.published"
    PLAN_PREPARED = "plan.prepared"
    PLAN_MOVED = "plan.moved"
    PLAN_READ = "plan.read"
    PLAN_DENIED = "plan.denied"
    TALK_READ = "talk.read"
    TALK_NOTED = "talk.noted"
    TALK_SIGNED = "talk.signed"
    GOAL_PROPOSED = "goal.proposed"
    GOAL_EDITED = "goal.edited"
    GOAL_AGREED = "goal.agreed"
    GOAL_UPDATED = "goal.updated"
    GOAL_CLOSED = "goal.closed"
    POINTS_PROPOSED = "points.proposed"
    POINTS_AGREED = "points.agreed"
    POINTS_DECLINED = "points.declined"
    POINTS_TAKEN_BACK = "points.taken_back"
    DELIVERY_RETRIED = "delivery.retried"
    DELIVERY_RESOLVED = "delivery.resolved"
    RETENTION_APPLIED = "retention.applied"
    OWN_DATA_EXPORTED = "own_data.exported"
    ERASURE_ASKED = "erasure.asked"
    ERASURE_WITHDRAWN = "erasure.withdrawn"
    ERASURE_DECLINED = "erasure.declined"
    ERASURE_APPROVED = "erasure.approved"
    MEMBER_ERASED = "member.erased"
    MEMBER_READMITTED = "member.readmitted"
    AUDIT_SEARCHED = "audit.searched"
    AUDIT_EXPORTED = "audit.exported"


CONFIDENTIAL = frozenset(
    {
        Action.PLAN_PREPARED,
        Action.PLAN_MOVED,
        Action.PLAN_READ,
        Action.PLAN_DENIED,
        Action.SIGNAL_MADE,
        Action.SIGNAL_READ,
        Action.SIGNAL_DOUBTED,
        Action.SIGNAL_DECIDED,
    }
)
"""What only HR finds, and never about themselves: to everybody else the log does not tell that it is there."""
UNTOLD = frozenset({Action.PLAN_PREPARED, Action.PLAN_DENIED})
"""Of these, what not even the person finds in their own log: what was prepared about them may come to nothing."""


class Subject(StrEnum):
    """What an entry is about; its id is the row's key, a month written 2026-10, or a delivery's key.

    Of a signal whose it is stands nowhere in the log: that there is one is known to few."""

    MEMBER = "member"
    TEAM = "team"
    MONTH = "month"
    DELIVERY = "delivery"
    WORKSPACE = "workspace"
    SIGNAL = "signal"


class By(StrEnum):
    """Who acted: a member, whoever runs the command line, or a schedule."""

    MEMBER = "member"
    OPERATOR = "operator"
    PROGRAM = "program"
