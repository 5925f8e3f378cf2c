"""Who may see and do what: deny by default, one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What somebody wants to do with what belongs to a person, a team or the workspace."""

    SEE_ENTRIES = "see_entries"
    CHECK_ENTRIES = "check_entries"
    SEE_CARD = "see_card"
    SEE_RECEIPT = "see_receipt"
    SEE_OWN_DAYS = "see_own_days"
    SEE_RATING_SUMMARY = "see_rating_summary"
    SEE_DISPUTED_SPREAD = "see_disputed_spread"
    SEE_RATINGS_GIVEN = "see_ratings_given"
    SEE_RATING_COMPLETION = "see_rating_completion"
    SEE_FEEDBACK = "see_feedback"
    SEE_SHARED_FEEDBACK = "see_shared_feedback"
    SEE_PUBLISHED_MANAGER_RATING = "see_published_manager_rating"
    SEE_MANAGER_RATING = "see_manager_rating"
    WRITE_MANAGER_RATING = "write_manager_rating"
    SEE_SELF_REPORT = "see_self_report"
    SEE_PUBLISHED_PLAN = "see_published_plan"
    SEE_PLAN = "see_plan"
    WRITE_PLAN = "write_plan"
    PUBLISH_PLAN = "publish_plan"
    SEE_SCHEME = "see_scheme"
    SIGN_SCHEME = "sign_scheme"
    PROPOSE_SCHEME = "propose_scheme"
    APPROVE_SCHEME = "approve_scheme"
    SEE_TEAM_FIGURES = "see_team_figures"
    SEE_OWN_AUDIT = "see_own_audit"
    SEARCH_AUDIT = "search_audit"
    SEE_ALL_AUDIT = "see_all_audit"
    VERIFY_AUDIT = "verify_audit"
    SEE_SETTINGS = "see_settings"
    SEE_HEALTH = "see_health"
    FIND_ANYBODY = "find_anybody"
    ADMINISTER = "administer"
    ENTER_DAYS_AWAY = "enter_days_away"
    MERGE_ACCOUNTS = "merge_accounts"
    RUN_REVIEWS = "run_reviews"
    ASK_VOICES = "ask_voices"
    SEE_TEAM_VOICES = "see_team_voices"
    SEE_CAMPAIGNS = "see_campaigns"
    RUN_CAMPAIGNS = "run_campaigns"
    ANSWER_QUESTION = "answer_question"
    SEE_TALK = "see_talk"
    PREPARE_TALK = "prepare_talk"
    SEE_TALKS_HELD = "see_talks_held"
    CLOSE_MONTHS = "close_months"
    SEE_GOALS = "see_goals"
    AGREE_GOALS = "agree_goals"
    SEE_POINTS = "see_points"
    PROPOSE_POINTS = "propose_points"


class Relation(StrEnum):
    """How a viewer stands to a subject."""

    SELF = "self"
    DIRECT_MANAGER = "direct_manager"
    MANAGER_ABOVE = "manager_above"
    HR = "hr"
    COMMITTEE = "committee"
    AUDITOR = "auditor"
    TEAMMATE = "teammate"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose something is: a member's, a team's, or, with neither, the workspace's. Keys of rows."""

    member: int | None = None
    team: int | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """What a repository asks for before it reads rows of a person, and by which it picks them: one member of one
    workspace. `people.service.visibility` alone makes them, so that whoever holds one has been asked who they are."""

    workspace_id: int
    member_id: int


SELF, DIRECT, ABOVE, HR = Relation.SELF, Relation.DIRECT_MANAGER, Relation.MANAGER_ABOVE, Relation.HR
MANAGERS = frozenset({DIRECT, ABOVE})
BY_ROLE = frozenset({HR, Relation.COMMITTEE, Relation.AUDITOR, Relation.OPERATOR, Relation.ADMINISTRATOR})
"""Relations to everybody that come with a role."""
_READERS = frozenset({SELF, *MANAGERS, HR, Relation.COMMITTEE})
_OF_THE_PLAN = frozenset({*MANAGERS, HR})

ALLOWED: Mapping[Action, frozenset[Relation]] = {
    Action.SEE_ENTRIES: _READERS | {Relation.AUDITOR},
    Action.CHECK_ENTRIES: frozenset({HR, Relation.AUDITOR}),
    Action.SEE_CARD: _READERS,
    Action.SEE_RECEIPT: _READERS,
    Action.SEE_OWN_DAYS: frozenset({SELF}),
    Action.SEE_RATING_SUMMARY: _READERS,
    Action.SEE_DISPUTED_SPREAD: frozenset({Relation.COMMITTEE}),
    Action.SEE_RATINGS_GIVEN: frozenset({SELF}),
    Action.SEE_RATING_COMPLETION: frozenset({HR}),
    Action.SEE_FEEDBACK: frozenset({SELF}),
    Action.SEE_SHARED_FEEDBACK: frozenset({DIRECT}),
    Action.SEE_PUBLISHED_MANAGER_RATING: _READERS,
    Action.SEE_MANAGER_RATING: _READERS - {SELF},
    Action.WRITE_MANAGER_RATING: frozenset({DIRECT}),
    Action.SEE_SELF_REPORT: frozenset({SELF, DIRECT, HR}),
    Action.SEE_PUBLISHED_PLAN: _OF_THE_PLAN | {SELF},
    Action.SEE_PLAN: _OF_THE_PLAN,
    Action.WRITE_PLAN: frozenset({DIRECT}),
    Action.PUBLISH_PLAN: frozenset({HR}),
    Action.SEE_SCHEME: frozenset({SELF, *MANAGERS, HR, Relation.AUDITOR, Relation.TEAMMATE}),
    Action.SIGN_SCHEME: frozenset({SELF}),
    Action.PROPOSE_SCHEME: MANAGERS,
    Action.APPROVE_SCHEME: frozenset({HR}),
    Action.SEE_TEAM_FIGURES: frozenset({SELF, *MANAGERS, HR, Relation.AUDITOR, Relation.TEAMMATE}),
    Action.SEE_OWN_AUDIT: frozenset({SELF}),
    Action.SEARCH_AUDIT: frozenset({HR, Relation.AUDITOR}),
    Action.SEE_ALL_AUDIT: frozenset({Relation.AUDITOR}),
    Action.VERIFY_AUDIT: frozenset({Relation.AUDITOR, Relation.OPERATOR}),
    Action.SEE_SETTINGS: frozenset({Relation.OPERATOR}),
    Action.SEE_HEALTH: frozenset({Relation.OPERATOR}),
    Action.FIND_ANYBODY: frozenset({HR}),
    Action.ADMINISTER: frozenset({HR, Relation.ADMINISTRATOR}),
    Action.ENTER_DAYS_AWAY: frozenset({HR}),
    Action.MERGE_ACCOUNTS: frozenset({HR}),
    Action.RUN_REVIEWS: frozenset({HR}),
    Action.ASK_VOICES: frozenset({*MANAGERS, HR}),
    Action.SEE_TEAM_VOICES: frozenset({*MANAGERS, HR, Relation.TEAMMATE}),
    Action.SEE_CAMPAIGNS: frozenset({SELF, *MANAGERS, HR}),
    Action.RUN_CAMPAIGNS: frozenset({HR}),
    Action.CLOSE_MONTHS: frozenset({HR}),
    Action.ANSWER_QUESTION: frozenset({*MANAGERS, HR}),
    Action.SEE_TALK: frozenset({SELF, DIRECT}),
    Action.PREPARE_TALK: frozenset({DIRECT}),
    Action.SEE_TALKS_HELD: frozenset({HR}),
    Action.SEE_GOALS: frozenset({SELF, *MANAGERS, HR, Relation.TEAMMATE}),
    Action.AGREE_GOALS: frozenset({*MANAGERS, HR}),
    Action.SEE_POINTS: frozenset({*MANAGERS, HR}),
    Action.PROPOSE_POINTS: frozenset({*MANAGERS, HR}),
}
"""Administering people shows no figures; seeing figures does not make an administrator."""

ABOUT_PLANS = frozenset({Action.SEE_PUBLISHED_PLAN, Action.SEE_PLAN, Action.WRITE_PLAN, Action.PUBLISH_PLAN})
"""Who asked for these in vain is confidential, too: it would tell an auditor where to look."""
NOT_FOR_ONESELF = frozenset(
    {
        Action.CHECK_ENTRIES,
        Action.SEE_DISPUTED_SPREAD,
        Action.SEE_RATING_COMPLETION,
        Action.SEE_MANAGER_RATING,
        Action.SEE_PLAN,
        Action.PUBLISH_PLAN,
        Action.MERGE_ACCOUNTS,
        Action.ASK_VOICES,
        Action.ANSWER_QUESTION,
        Action.AGREE_GOALS,
        Action.SEE_POINTS,
        Action.PROPOSE_POINTS,
    }
)
"""What a role allows about others only: not even HR publishes its own plan."""


def may(action: Action, relations: frozenset[Relation]) -> bool:
    """True when one of the viewer's relations to the subject allows the action."""
    if Relation.SELF in relations and action in NOT_FOR_ONESELF:
        return False
    return bool(ALLOWED[action] & relations)


def relations_of(
    *,
    viewer_id: int,
    subject_id: int,
    manager_id: int | None,
    managers_above: frozenset[int],
    is_teammate: bool = False,
) -> frozenset[Relation]:
    """Every relation to a person that holds; `managers_above` may include the direct manager."""
    holds = {
        Relation.SELF: viewer_id == subject_id,
        Relation.DIRECT_MANAGER: viewer_id == manager_id and viewer_id != subject_id,
        Relation.MANAGER_ABOVE: viewer_id in managers_above - {manager_id, subject_id},
        Relation.TEAMMATE: is_teammate and viewer_id != subject_id,
    }
    return frozenset(relation for relation, does_hold in holds.items() if does_hold)


def relations_by_role(roles: frozenset[str], *, decides_case: bool = False) -> frozenset[Relation]:
    """What holds towards everybody. A member of the committee stands so to those whose case it decides, and to nobody
    else; an administrator is found by `is_administrator`."""
    everywhere = {Relation.HR, Relation.AUDITOR, Relation.OPERATOR} | ({Relation.COMMITTEE} if decides_case else set())
    return frozenset(relation for relation in everywhere if relation.value in roles)


def is_administrator(*, role_is_admin: bool, is_slack_admin: bool, has_admin: bool) -> bool:
    """A Slack admin stands in only while the workspace has no active administrator of its own."""
    return role_is_admin or (is_slack_admin and not has_admin)
