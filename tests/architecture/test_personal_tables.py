"""Rows about people are read in repositories only, and every way to them takes a `Sight` or is listed here.

Whoever adds a function that reads them either lets it take a `Sight`, which only the decision about viewers makes, or
adds it to `INTERNAL` with whom it is for: then a reader of this file decides.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PERSONAL = {"Entry", "EntryVerdict", "RollUp", "DayNote", "Card", "Absence", "RoleGrant", "Reporting", "Target"}
PERSONAL |= {"Feedback", "FeedbackRequest"}
PERSONAL |= {
    "ReviewAssignment",
    "ReviewNomination",
    "ReviewRating",
    "ReviewKey",
    "ReviewResult",
    "KeptRating",
    "ReviewComment",
    "ReviewDraft",
    "ReviewLeniency",
    "Collaboration",
}
PERSONAL |= {"VoiceRequest", "VoiceAnswer", "VoiceComment"}
PERSONAL |= {"RetroMember", "RetroNote", "RetroAction"}
PERSONAL |= {"CampaignMember"}
PERSONAL |= {"SelfReport", "Appraisal", "AppraisalRating", "AppraisalDraft"}
PERSONAL |= {"CardQuestion", "CardReading", "PlanSignal", "StagedCard"}
PERSONAL |= {"NamingChoice", "Win", "Star"}
PERSONAL |= {"Plan", "PlanTerms", "PlanMove", "PlanNote", "PlanFile", "PlanSignal"}
PERSONAL |= {"Goal", "GoalUpdate"}
PERSONAL |= {"SpecialPoints", "PointsAgreement"}
PERSONAL |= {"Talk", "TalkPreparation", "TalkOutcome", "TalkItem", "TalkReply"}
READS = {"select", "sqlalchemy_select", "exists", "get", "update", "delete", "insert"}
SOURCES = sorted((ROOT / "bot").rglob("*.py"))
REPOSITORIES = [path for path in SOURCES if path.stem == "repository" or "repository" in path.parts]
SERVICES = [path for path in SOURCES if "features" in path.parts and path not in REPOSITORIES]

INTERNAL = {
    "metrics": {
        "own figures": {
            "day_values",
            "values_between",
            "corrected_between",
            "day_note",
            "evidence_of",
            "rolled",
            "context_of",
        },
        "who told something, for the lead's list of names": {"days_told"},
        "HR, asked for by may: whose figures came after the close": {"told_since"},
        "the close and what is rebuilt": {
            "members_with_entries",
            "recompute",
            "recompute_one",
            "recount_one",
            "forget_roll_ups",
        },
        "what is written": {"add_entry", "add_entries", "add_day_note", "add_verdicts"},
        "own copy": {"every_entry", "every_verdict", "every_day_note", "every_roll_up"},
        "erasure": {"empty_entry_texts", "empty_verdict_texts", "remove_day_notes"},
    },
    "feedback": {
        "posts in the team's channel": {"public_one"},
        "own copy": {"every_feedback", "every_request"},
        "erasure": {"end_given", "remove_received", "remove_requests", "stop_sharing_with"},
        "whoever would ask somebody too: a number": {"waiting_for"},
        "the month's messages: who got something, not what": {"receivers"},
        "the choice of raters: how often, not what": {"exchanged"},
    },
    "appraisals": {
        "who has written, not what": {"reports_in", "rated_in", "revisions_in"},
        "the close, and whose cards are looked at again": {"scored", "sent_since"},
        "whom to ask: that HR has asked for a report": {"asked_outside"},
        "the publication": {"forget_drafts"},
        "what is written": {"replace_ratings"},
        "own copy": {"every_report", "every_rating_about", "every_rating_by", "every_draft"},
        "erasure": {"remove_reports", "remove_appraisals", "remove_drafts"},
    },
    "improvement": {
        "how plans go that somebody may open, and the daily look": {"moved_in", "noted_in", "terms_in_force"},
        "the daily look at missed notes, of which HR hears": {"plans_in"},
        "whom to ask: who has to do with a plan, not with which": {"concerned"},
        "the decision itself: whom it is about": {"subject_of", "subject_of_signal"},
        "HR's list, without their own; whoever calls it has asked": {"plans_of_everybody"},
        "the daily look, which tells nobody": {"plans_to_look_after"},
        "a promised message, before it is asked whether its reader may": {"file_named", "move_named", "note_named"},
        "the daily look at months in a row": {"signals_of", "watched", "plans_of"},
        "what is written": {"add_signal", "file_to_keep"},
        "managers and HR, asked for by may": {"signal"},
        "own copy": {
            "every_plan_about",
            "every_warning",
            "every_file_about",
            "every_file_by",
            "every_note_by",
            "every_terms_by",
            "every_reason_by",
            "every_row_of",
        },
        "erasure": {"remove_about"},
        "HR who decides about an erasure: that there is one": {"has_records"},
        "the log, of which HR finds nothing about themselves": {"signals_about"},
    },
    "people": {
        "own days, and prompts": {"absences", "days_away"},
        "own copy, and a merge of two accounts": {"every_absence"},
        "erasure": {"remove_absences", "empty_grants"},
        "HR's form, asked for by require": {"absence"},
        "the decision itself": {"roles_of", "holders", "manager_of", "manages_somebody_in", "bonds"},
        "administrators' forms and imports": {"grants_of", "grants_in_force"},
        "the choice of raters": {"managers"},
        "managers' messages about those who report to them": {"reports_of"},
        "whether a team's quarter may be told: who, not what": {"entered_since"},
        "whom to ask: who has reports, not which": {"managers_outside"},
    },
    "schemes": {
        "own targets, administrators' forms": {"targets_of_member", "targets_of_team", "targets_of_teams"},
        "the close": {"targets_of_all_members", "own_targets_since"},
        "what is written": {"put_target"},
        "own copy": {"every_target"},
        "erasure": {"remove_targets_of_member"},
    },
    "scorecards": {
        "managers' own reports, HR's numbers and the reminder: who has read, not what": {"out_of"},
        "own copy": {"every_card", "every_question", "every_reading", "every_choice", "every_win", "every_star"},
        "erasure": {"remove_cards", "remove_named"},
        "whose win it is, asked in the service": {"win", "win_to_answer"},
        "posts, as those who are named agreed to": {"shared_wins", "named_wins", "stars_of"},
        "who is asked about a win: their best metric": {"unasked", "card_lines", "has_wins"},
        "the choice of stars, and HR's list, asked for by may": {
            "star_takers",
            "standings_of",
            "all_stars",
            "take_back",
        },
        "the daily look at months in a row": {"versions_between", "marks", "attainments", "asked_about", "questioned"},
        "what is written": {"add_question", "add_reading", "put_naming_choice", "add_wins", "add_stars"},
        "managers and HR, asked for by require": {"question", "open_questions"},
        "the close": {"counted", "add_cards", "stage", "remove_staged", "remove_staged_of", "publish_staged"},
        "HR's window about a month: numbers": {"tally_published", "tally_staged"},
        "ratings that are released later, and corrected figures": {"newest_cards"},
        "whoever has been shown the card": {"figures_read_at"},
        "the teams' posts: whose card was revised, not how": {"revised_since"},
        "a team's figures anew: whose cards were revised": {"revisions_of_teams", "teams_of_cards", "scores_of"},
        "the digest: how many questions are open": {"questions_by_team"},
    },
    "reviews": {
        "own ratings and whom one is asked about": {"ratings_given", "assignments_of_rater", "key_of"},
        "own copy": {
            "every_assignment",
            "every_collaboration",
            "every_comment",
            "every_rating",
            "every_result",
            "keys",
        },
        "erasure": {"forget_about", "forget_as_rater"},
        "cards": {"results_of"},
        "who has finished, for HR": {
            "assignments",
            "progress",
            "raters_by_subject",
            "given_by_subject",
            "declined",
            "declined_assignments",
        },
        "the opening": {"collaborations", "all_nominations", "forget_nominations"},
        "own names, and those of one's reports": {"nominations", "replace_nominations"},
        "a manager's prompt: how many wait, not who": {"waiting_for"},
        "own drafts, by pseudonym": {"drafts_of_rater", "put_draft", "remove_draft"},
        "the release of drafts and leanings": {"forget_drafts", "add_leanings"},
        "erasure of drafts and leanings": {"remove_drafts_about", "remove_leanings"},
        "whom to ask: members, not whom they are asked about": {"raters_outside"},
        "erasure of names": {"remove_nominations_of"},
        "a merge of two accounts": {"assignments_of_members", "hand_over_nominations"},
        "the release": {"all_ratings", "forget_ratings", "forget_assignments", "add_remains"},
        "who rates instead of somebody": {"assignments_near", "standing_of_all"},
        "what is written": {"add_assignments", "assignment_to_change", "replace_ratings", "tie_together", "untie"},
        "a project's people: the team's mean, and how many are missing": {"corrected_scores", "raters_to_come"},
    },
    "retrospectives": {
        "who belongs to it, which decides who reads it": {"of_person", "members_of", "member_counts"},
        "its people: notes without authors, numbers, actions": {
            "unsigned_notes",
            "unsigned_counts",
            "writers",
            "actions_of",
            "count_of",
        },
        "the close": {"all_notes", "replace_all_notes"},
        "reminders, and what leavers leave behind": {"open_of", "open_of_leavers", "owners_outside"},
        "what is written": {"add_members", "action_to_change"},
        "the choice of raters": {"worked_together"},
        "the team's post, as who adds an action is told": {"agreed_in"},
        "own copy": {"every_membership", "every_note", "every_action"},
        "erasure": {"remove_own"},
    },
    "campaigns": {
        "who belongs to it, which decides who sees it": {"places", "member_counts"},
        "what is written": {"add_places"},
        "the choice of raters": {"stays"},
        "own copy": {"every_place"},
        "erasure": {"remove_places"},
    },
    "goals": {
        "everybody: goals of teams are public in the workspace": {"of_teams", "running_in", "titles"},
        "the close: a team's attainment": {"counting"},
        "whom to ask: that they own a goal, not which": {"owners_outside"},
        "asked for by require where it is a person's, or before it is": {"goal", "newest_updates", "updates_of"},
        "what is written": {"open_of", "add_rows"},
        "own copy": {"every_goal", "every_update"},
        "erasure": {"remove_own"},
    },
    "points": {
        "asked by may, or the committee's role, before it is shown": {"one", "agreements", "current"},
        "what is written": {"standing_of_month", "add_rows"},
        "the close": {"agreed_of_month", "lapse"},
        "own copy": {"every_points", "every_agreement"},
        "erasure": {"remove_about"},
    },
    "talks": {
        "the daily look, and HR's numbers: that a talk is due or held": {
            "without_talk",
            "add_talks",
            "open_talks",
            "of_period",
            "count_late",
            "hand_over",
        },
        "asked for by require, or before it is": {"talk", "outcome", "reply", "outcomes_of", "replies_to", "items_of"},
        "what is written": {"replace_current", "item_to_change", "add_rows"},
        "whom to ask: who has something to do, not what": {"owners_outside"},
        "own copy": {"every_talk", "every_preparation", "every_outcome", "every_item", "every_reply"},
        "erasure": {"remove_about"},
    },
    "voices": {
        "whoever holds a link": {"lock_request", "request_of_link"},
        "whoever may read about a member or a team, asked before": {
            "requests_about",
            "answers_about",
            "comments_about",
            "asked_in",
        },
        "what is written": {"add_answers"},
        "the close": {"values_of_members"},
        "own copy": {"every_request_by"},
        "erasure": {"forget_about"},
    },
}
"""Slice → whom it is for → functions of its repository that name a personal table."""


def names_in(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def queries(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = (
                called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
            )
            if name in READS and names_in(ast.Module([ast.Expr(each) for each in node.args], [])) & PERSONAL:
                yield node


def reading_functions(slice_name: str) -> set[str]:
    found = set()
    for path in REPOSITORIES:
        if slice_name not in path.relative_to(ROOT).parts:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            is_public = isinstance(node, ast.AsyncFunctionDef) and not node.name.startswith("_")
            if is_public and names_in(node) & PERSONAL and not takes_sight(node):
                found.add(node.name)
    return found


def takes_sight(node: ast.AsyncFunctionDef) -> bool:
    """Whether it reads what a `Sight` says and nothing else: no key of a member or a workspace beside it."""
    kinds = {each.arg: ast.unparse(each.annotation) for each in node.args.args if each.annotation}
    return "Sight" in kinds.values() and not {"member_id", "member_ids", "workspace_id"} & kinds.keys()


def test_personal_rows_are_queried_in_repositories_only() -> None:
    assert len(SERVICES) >= 500
    for path in SERVICES:
        lines = [call.lineno for call in queries(ast.parse(path.read_text(encoding="utf-8")))]
        assert not lines, f"{path}: a query of personal rows in line {lines}; move it into the slice's repository"


def test_the_lint_finds_what_it_is_for() -> None:
    bad = "async def f(session):\n    return await session.exec(select(Card).where(Card.member_id == 1))\n"
    also_bad = "rows = session.get(Entry, 1)\n"
    assert len(list(queries(ast.parse(bad)))) == 1
    assert len(list(queries(ast.parse(also_bad)))) == 1
    assert not list(queries(ast.parse("card = Card(member_id=1)\n")))


@pytest.mark.parametrize("slice_name", sorted(INTERNAL))
def test_every_way_to_personal_rows_is_known(slice_name: str) -> None:
    listed = {name for names in INTERNAL[slice_name].values() for name in names}
    new = reading_functions(slice_name) - listed
    assert not new, f"{sorted(new)}: let it take a Sight, which only `may` gives, or list whom it is for"


UNASKED = {
    "features/scorecards/service/reading.py": "a card sent to its member, and the operator's command line",
    "features/improvement/service/attaching.py": "a file that somebody has uploaded is kept: tells nobody what it is",
    "features/improvement/service/looking.py": "what follows from dates: tells nobody anything",
    "features/improvement/service/finding.py": "the committee of an appeal: its rows are looked at first",
    "features/improvement/service/telling.py": "who is promised a message, which says nothing yet",
    "features/improvement/service/occasions.py": "a promised message: its reader is looked at before anything is said",
}
"""Who reads without a viewer, by `for_member`."""


def test_only_the_decision_makes_a_sight() -> None:
    assert callers("Sight") == {"features/people/service/visibility.py"}
    assert callers("for_member") == set(UNASKED)


def callers(name: str) -> set[str]:
    """Files of the bot that call what has this name."""
    return {
        str(path.relative_to(ROOT / "bot"))
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == name
    }
