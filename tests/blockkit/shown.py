"""Every message and view of the bot, made from every world."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from typing import Any

from slack_sdk.models.views import View

from bot.audit.actions import Action
from bot.errors import Rejected, RejectedFields
from bot.features.audit.service import Head, Page, Searched
from bot.features.audit.views import anchor_message, own_view, search_view
from bot.features.catalogue import LISTENERS
from bot.features.metrics.service import Correction, Day, Done, Due, Missing, Told
from bot.features.metrics.views import answers as metrics_answers
from bot.features.metrics.views import forms, prompts
from bot.features.people.models import ABSENCES, Absence, CalendarDay
from bot.features.people.rules.merging import Clash
from bot.features.people.rules.settings import AUTOMATIC
from bot.features.people.service import (
    Arrival,
    Arrivals,
    CalendarShown,
    DaysAway,
    Overview,
    PersonDetails,
    Presence,
    TeamDetails,
    TeamLine,
    TeamSaved,
)
from bot.features.people.service.merging import Merged
from bot.features.people.service.planning import PlannedChange, PlannedMove
from bot.features.people.views import administration, arrivals, merging
from bot.features.people.views import answers as people_answers
from bot.features.people.views import days as people_days
from bot.features.privacy.models import ErasureRequest
from bot.features.privacy.service import Approved, Asked
from bot.features.privacy.views import requests
from bot.features.privacy.views.answers import promised_message
from bot.features.schemes import views as schemes
from bot.features.schemes.rules import BEGINNING, TeamScheme, offered, targets_in_force
from bot.features.schemes.service import Choice, GroupsForm, RulesShown, TargetsForm
from bot.features.scorecards import views as scorecards
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import Translator
from bot.slack import topics
from bot.slack.messages import Message
from bot.slack.refusals import notice_view, refusal_message, repeated_form, repeated_message
from bot.slack.text import escape
from scoring.scheme import load
from tests.blockkit.appraisals import appraisal_cases
from tests.blockkit.campaigns import campaign_cases
from tests.blockkit.checking import check_cases, checked_cases
from tests.blockkit.closing import closing_cases
from tests.blockkit.feedback import feedback_cases
from tests.blockkit.goals import goal_cases
from tests.blockkit.home import home_cases
from tests.blockkit.improvement import improvement_cases
from tests.blockkit.plans_that_run import weekly_cases
from tests.blockkit.points import points_cases
from tests.blockkit.prompts import prompt_cases
from tests.blockkit.published import computed, published_card, published_team
from tests.blockkit.questions import correction_cases, question_cases, reading_cases, receipt_cases
from tests.blockkit.retrospectives import retrospective_cases
from tests.blockkit.reviews_rating import rating_cases
from tests.blockkit.reviews_running import running_cases
from tests.blockkit.sharing import digest_cases, post_cases, sharing_cases
from tests.blockkit.signals import signal_cases
from tests.blockkit.talks import talk_cases
from tests.blockkit.voices import voices_cases
from tests.blockkit.workflows import workflow_cases
from tests.blockkit.worlds import DAYS, MOST_FIGURES, NOW, ON, World
from tests.features.audit.entries import found

TEAMS = 60
THOUSANDS = 2_000


@dataclass(frozen=True, slots=True)
class Case:
    """One view function with what it shows."""

    name: str
    function: Callable[..., Message | View]
    arguments: tuple[Any, ...]
    options: dict[str, Any]
    speaks: bool = True

    def shown(self, t: Translator) -> Message | View:
        return self.function(*((t,) if self.speaks else ()), *self.arguments, **self.options)


def case(function: Callable[..., Message | View], *arguments: Any, name: str = "", **options: Any) -> Case:
    return Case(name or function.__name__, function, arguments, options)


def all_of(world: World) -> list[Case]:
    """Where nothing but the rules is another, only what shows rules or figures."""
    by_rules = (_metrics, _prompts, _schemes, _scorecards, _appraisals, _ratings, _home)
    others = (
        _people,
        _comings,
        _days,
        _feedback,
        _retrospectives,
        _reviews,
        _plans,
        _audit,
        _workflows,
        _points,
        _privacy,
        _edge,
    )
    slices = by_rules if world.is_other_rules else (*by_rules, *others)
    return [each for collected in slices for each in collected(world)]


def _metrics(world: World) -> Iterator[Case]:
    yield case(metrics_answers.help_message)
    lines, figures = world.lines, world.scheme.figures
    for k, line in enumerate(lines[:: max(len(lines) // 6, 1)]):
        before = line.value if k % 2 else None
        for state in ("added", "same", "differs", "fixed"):
            value = line.value or line.last or NOW.year * (-1) ** k
            told = Told(state, line.figure, ON, ON, value, before, world.typed, line, DAYS)  # type: ignore[arg-type] # a Literal
            yield case(metrics_answers.told_message, told, name=f"told {state}")
            yield case(_notice_of(metrics_answers.told_message), told, name=f"told {state} in a window")
    values = {line.figure.id: line.value for line in lines if line.value is not None}
    yield case(forms.checkin_view, Day(ON, ON, lines, values, world.day_text, world.day_text))
    yield case(forms.checkin_view, Day(ON, ON, lines, {}, "", ""), name="checkin_view, untouched")
    for current in (None, *list(values.values())[:1]):
        yield case(forms.fix_view, Correction(figures[-1], figures, ON, ON, current))
    yield from (case(function, *told, **options) for function, told, options in check_cases(world))
    for due in (lines, lines[:1], ()):
        if due:  # a prompt without anything due is never sent
            yield case(prompts.nudge_message, Due(world.words, ON, due, DAYS))
        told_so_far = tuple((line, line.value or line.last or 0) for line in lines if world.has_values)
        for told in (told_so_far, told_so_far[:1], ()):
            yield case(prompts.done_message, Done(ON, NOW, "Asia/Shanghai", told, due, DAYS))

    many = tuple(world.member(key) for key in range(1, 60 if world.has_values else 2))
    for days in (1, 14):
        missing = [Missing(ON - timedelta(days=14 - k), many) for k in range(days)]
        yield case(prompts.digest_message, missing)


def _notice_of(function: Callable[..., Message]) -> Callable[..., View]:
    return lambda t, *arguments: notice_view(t, function(t, *arguments))


def _people(world: World) -> Iterator[Case]:
    member = world.member()
    others = [world.member(key) for key in range(2, 2 + (90 if world.has_values else 0))]
    for n in (0, 1, TEAMS, THOUSANDS if world.n == MOST_FIGURES else TEAMS):
        lines = [TeamLine(world.team(key), member if key % 2 else None, n) for key in range(1, n + 1)]
        for offset in range(0, n + 1, 40) if n <= TEAMS else (0, n - 7):
            yield case(administration.overview_view, Overview(lines, n), offset=offset)
    details = TeamDetails(world.team(), member, others)
    for each in (details, TeamDetails(None, None, ()), TeamDetails(world.team(), None, ())):
        yield case(administration.team_view, each)
    moved = [(each, world.team(each.key)) for each in others]
    yield case(administration.team_saved_view, TeamSaved(details, moved, others))
    yield case(administration.team_saved_view, TeamSaved(TeamDetails(world.team(), None, ()), (), ()))
    for person in (PersonDetails(member, None, None), PersonDetails(member, world.member(7), world.team())):
        yield case(administration.person_view, person)
        yield case(administration.person_saved_view, person)
    for minute in (None, 0, 1_439):
        yield case(people_answers.hours_message, minute, member.zone)
    for language in (None, AUTOMATIC, *LANGUAGES):
        chosen = None if language == AUTOMATIC else language
        own = member.model_copy(update={"language": chosen})
        yield Case("language_message", people_answers.language_message, (own, "en"), {}, speaks=False)


def _comings(world: World) -> Iterator[Case]:
    """Who comes, goes, is planned to, has another account, or is away."""
    member, many = world.member(), range(1, 90 if world.has_values else 3)
    for has_left in (False, True):
        for keys in ((), many[:1], many):
            listed = [
                Arrival(world.member(key), ON, world.team(), world.team() if key % 2 else None, key) for key in keys
            ]
            for offset in range(0, len(listed) + 1, 40):
                seen = Arrivals(has_left, 90, listed, may_merge=has_left)
                yield case(arrivals.arrivals_view, seen, offset=offset)
    clashes = [Clash("target", {"metric": "lead_conversion"}), Clash("team", {"first": ON, "last": None})] * 40
    for some in ((), clashes[:1], clashes):
        yield case(merging.merge_view, member, some)
        yield case(merging.merged_view, Merged(member, world.member(2), {"entry": 7}, some))
    for keys in ((), many[:1], many):
        away = DaysAway(member, tuple((key, ON, ON + timedelta(days=key)) for key in keys))
        yield case(arrivals.days_away_view, away)
        yield case(arrivals.days_away_saved_view, away)
        leads = [PlannedChange("lead", 1, ON + timedelta(days=key), world.words if key % 2 else None) for key in keys]
        moves = [PlannedMove(world.member(key), ON + timedelta(days=key), key % 2 == 0) for key in keys]
        planned = TeamDetails(world.team(), member, [member], leads, moves)
        yield case(administration.team_view, planned)
        yield case(administration.team_saved_view, TeamSaved(planned, (), (), ON))
        theirs = [PlannedChange("manager", 1, ON + timedelta(days=key), world.words) for key in keys]
        person = PersonDetails(member, member, world.team(), planned=theirs, may_enter_days_away=True)
        yield case(administration.person_view, person)
        yield case(administration.person_saved_view, person)


def _days(world: World) -> Iterator[Case]:
    member = world.member()
    weeks = [Absence(member_id=1, kind=ABSENCES[k % 4], first_on=ON, last_on=ON + timedelta(days=k)) for k in range(20)]
    for absences in ((), tuple(weeks[:1]), tuple(weeks)):
        for paused_until in (None, ON + timedelta(days=3)):
            presence = Presence(ON, absences, paused_until)
            yield case(people_days.presence_message, presence)
            yield case(people_days.back_message, presence, was_planned=paused_until is None)
            yield case(people_days.pause_message, presence)
    own_days = [CalendarDay(on=ON, is_worked=k % 2 == 0, name=world.words[:80] if k % 3 else "") for k in range(20)]
    for calendar in (CalendarShown("", ()), CalendarShown("DE-BY", tuple(own_days))):
        yield case(people_days.calendar_message, calendar)
    for own in (member, member.model_copy(update={"country": "CN", "quiet_start": 1200, "quiet_end": 480})):
        yield case(people_days.country_message, own)
        yield case(people_days.quiet_message, own)


def _schemes(world: World) -> Iterator[Case]:
    scheme, member = world.scheme, world.member()
    rules = TeamScheme(scheme, scheme.id, 1, scheme.version_hash, tuple(d.id for d in scheme.dimensions), 1)
    in_force = targets_in_force(scheme)
    origins: dict[str, Any] = {metric.id: metric.target_origin for metric in scheme.metrics}
    yield case(schemes.rules_modal, RulesShown(world.team(), rules, in_force, origins, replace(rules, since=ON)))
    for n in (1, TEAMS, THOUSANDS if world.n == MOST_FIGURES else TEAMS):
        teams = [world.team(key) for key in range(1, n + 1)]
        present = {team.key: rules for team in teams[::2]} if world.has_values else {}
        yield case(
            schemes.choice_modal,
            Choice(teams, present, [load("promotion"), scheme], present, offered(ON, None), ON.replace(day=1)),
        )
    for chosen in (rules.groups, ()):
        yield case(schemes.groups_modal, GroupsForm(world.team(), scheme, chosen, BEGINNING, None, None))
        yield case(schemes.groups_modal, GroupsForm(world.team(), scheme, chosen, ON, rules, rules))
    own = {metric.id: line.value for metric, line in zip(scheme.metrics, world.lines, strict=False) if line.value}
    for whose in (None, member):
        for form in (
            TargetsForm(world.team(), whose, scheme, own, in_force, ON),
            TargetsForm(world.team(), whose, scheme, {}, {}, ON),
        ):
            yield case(schemes.targets_modal, form)
            yield case(schemes.targets_saved_modal, form)


def _scorecards(world: World) -> Iterator[Case]:
    yield case(scorecards.help_message)
    for arrives_at in (None, NOW):
        for lines in (world.lines, ()):
            yield case(scorecards.waiting_message, arrives_at=arrives_at, zone="Asia/Shanghai", lines=lines)
    published = published_card(world, cards := computed(world))
    for is_own in (True, False):
        yield case(scorecards.card_message, published, is_own=is_own)
        yield case(scorecards.card_modal, replace(published, before=published.card), is_own=is_own)
    again = replace(published, card=published.card.model_copy(update={"revision": 2, "reason": "ratings"}))
    yield case(scorecards.card_message, again, is_own=True, name="card_message revised")
    yield case(scorecards.receipt_modal, published)
    of_every_kind = {(line.reason, line.direction, line.cadence): line for line in published.receipt.metrics}
    for line in of_every_kind.values():
        yield case(scorecards.metric_receipt_modal, published, line, name=f"metric_receipt_modal {line.reason}")
    for function, arguments, options in chain(
        post_cases(world, published_team(world, cards)),
        sharing_cases(world),
        digest_cases(world),
        question_cases(world, published),
        correction_cases(world, published),
        reading_cases(world, published),
        receipt_cases(world, published),
        checked_cases(world, published),
        signal_cases(world, published),
        talk_cases(world, published),
        goal_cases(world),
        closing_cases(world),
    ):
        yield case(function, *arguments, **options)


def _feedback(world: World) -> Iterator[Case]:
    for function, arguments in (*feedback_cases(world), *voices_cases(world)):
        yield case(function, *arguments)


def _retrospectives(world: World) -> Iterator[Case]:
    for function, arguments in (*retrospective_cases(world), *campaign_cases(world)):
        yield case(function, *arguments)


def _reviews(world: World) -> Iterator[Case]:
    for function, arguments in running_cases(world):
        yield case(function, *arguments)


def _ratings(world: World) -> Iterator[Case]:
    for function, arguments in rating_cases(world):
        yield case(function, *arguments)


def _home(world: World) -> Iterator[Case]:
    for function, arguments, options in home_cases(world):
        yield case(function, *arguments, **options)


def _prompts(world: World) -> Iterator[Case]:
    for function, arguments in prompt_cases(world):
        yield case(function, *arguments)


def _appraisals(world: World) -> Iterator[Case]:
    for function, arguments, options in appraisal_cases(world):
        yield case(function, *arguments, **options)


def _plans(world: World) -> Iterator[Case]:
    for function, arguments, options in (*improvement_cases(world), *weekly_cases(world)):
        yield case(function, *arguments, **options)


def _audit(world: World) -> Iterator[Case]:
    members, teams = {key: world.member(key) for key in (1, 2)}, {3: world.team(3)}
    yield case(anchor_message, Head(10**17, "9f" * 32))
    for entries in ((), [found(action) for action in Action][:20], [found(Action.CARD_READ)] * 20):
        for offset in (0, 20):
            page = Page(entries, members, teams, offset, offset == 0, "Asia/Shanghai", offset == 0)
            yield case(own_view, page)
            yield case(search_view, Searched("U0BO" if offset else None, "card.read" if offset else None, page))


def _workflows(world: World) -> Iterator[Case]:
    for function, arguments in workflow_cases(world):
        yield case(function, *arguments)


def _points(world: World) -> Iterator[Case]:
    for function, arguments in points_cases(world):
        yield case(function, *arguments)


def _privacy(world: World) -> Iterator[Case]:
    asked = ErasureRequest(id=1, workspace_id=1, member_id=1, state="open", reason=world.day_text, asked_at=NOW)
    about = Asked(asked, world.member())
    yield case(promised_message)
    yield case(requests.forget_view, None)
    yield case(requests.forget_view, asked, name="forget_view of an open request")
    yield case(requests.decline_view, about)
    yield case(requests.asked_message, about)
    for count in (0, 20):
        yield case(requests.waiting_view, [replace(about, has_records=True)] * count)
    yield case(requests.asked_message, replace(about, has_records=True), name="asked_message with records")
    yield case(requests.approved_message, Approved(world.member(), (world.team(3),)))
    yield case(requests.declined_message, world.day_text)
    for short in ("asked_answer", "withdrawn_message", "declined_answer", "erased_message"):
        yield case(getattr(requests, short), name=short)


def _edge(world: World) -> Iterator[Case]:
    yield case(repeated_message)
    yield case(repeated_form)
    typed = Rejected("people-error-unknown-team", typed=world.typed or world.words)
    yield case(refusal_message, typed)
    fields = {line.figure.id: Rejected("metrics-error-too-large", typed=world.typed) for line in world.lines}
    yield case(refusal_message, RejectedFields(fields), name="refusal_message of a form")
    yield case(notice_view, Message(escape(world.words), ()))
    yield case(repeated_message)
    yield case(_notice_of(repeated_form), name="repeated_form")
    yield case(topics.help_overview, topics.DUTIES)
    yield case(topics._all_topics, [*LISTENERS.topics.values()])
    for topic in LISTENERS.topics.values():
        yield case(topics._one_topic, topic, name=f"help {topic.name}")
