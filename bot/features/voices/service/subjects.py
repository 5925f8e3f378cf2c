"""Whom somebody means, and whether they may ask others about them or read what was said."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as Kind
from bot.audit.entries import Entry
from bot.errors import Denied
from bot.features.people import service as people
from bot.features.people.models import Member, Team
from bot.features.schemes import service as schemes
from bot.features.voices import repository
from bot.features.voices.models import VoiceRequest
from bot.features.voices.repository import About
from bot.features.voices.rules.questions import Question, customer_questions, packaged_questions
from bot.slack.forms import row_key
from bot.turn import Who

MEMBER, TEAM = "member", "team"


@dataclass(frozen=True, slots=True)
class Subject:
    """A member or a team, with its name."""

    kind: str
    key: int
    name: str

    @classmethod
    def of(cls, row: Member | Team) -> "Subject":
        return cls(TEAM if isinstance(row, Team) else MEMBER, row.key, row.name)

    @property
    def reference(self) -> str:
        """For buttons and forms."""
        return f"{self.kind}:{self.key}"

    def about(self, workspace_id: int) -> About:
        return About(workspace_id, **{f"{self.kind}_id": self.key})

    @property
    def audited(self) -> Kind:
        return Kind.TEAM if self.kind == TEAM else Kind.MEMBER


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked about somebody today; without a version it is the packaged questionnaire."""

    questions: tuple[Question, ...]
    scheme_version_id: int | None


async def named(session: AsyncSession, who: Who, typed: str, *, now: datetime) -> Subject:
    """A team by its name, else a member as people name each other. Denied for whom the reader may neither ask about nor
    read, in the same words for nobody."""
    wanted = " ".join(typed.split()).casefold()
    teams = await people.teams(session, who.workspace_id)
    team = next((each for each in teams if each.name.casefold() == wanted), None)
    if team:
        subject = Subject.of(team)
        await require_reading(session, who, subject, now=now)
        return subject
    action = people.Action.SEE_RATING_SUMMARY
    return Subject.of(await people.find_visible(session, who, action, typed, at=now))


def carried(reference: str) -> Subject:
    """Whom a button or form of ours names, without a name; it can be forged and may be nobody."""
    kind, _, number = reference.partition(":")
    return Subject(TEAM if kind == TEAM else MEMBER, row_key(number), "")


async def with_name(session: AsyncSession, workspace_id: int, subject: Subject) -> Subject:
    """Once it is known that there is one."""
    if subject.kind == TEAM:
        return Subject.of(await people.team(session, workspace_id, subject.key))
    return Subject.of(await people.member(session, workspace_id, subject.key))


async def _is_here(session: AsyncSession, workspace_id: int, subject: Subject) -> bool:
    return subject.kind == TEAM or (await people.member(session, workspace_id, subject.key)).is_active


async def may_ask(session: AsyncSession, who: Who, subject: Subject, *, now: datetime) -> bool:
    """Managers and HR, never the member, and nobody about somebody who has left; about a team its lead, too."""
    if subject.kind == TEAM:
        led = await people.team_led_by(session, who.workspace_id, who.member_id, on=who.day_of(now))
        if led is not None and led == subject.key:
            return True
    is_allowed = await people.may(session, who, people.Action.ASK_VOICES, _visible(subject), at=now)
    return is_allowed and await _is_here(session, who.workspace_id, subject)


async def to_ask_about(session: AsyncSession, who: Who, reference: str, *, now: datetime) -> Subject:
    """Denied for whom the reader may not ask about, in the same words for nobody."""
    subject = carried(reference)
    if not await may_ask(session, who, subject, now=now):
        raise _denied(who, people.Action.ASK_VOICES, subject)
    return await with_name(session, who.workspace_id, subject)


async def require_reading(session: AsyncSession, who: Who, subject: Subject, *, now: datetime) -> About:
    """What lets the repository read. Denied for whoever may not see what people outside say about them."""
    if subject.kind == MEMBER:
        return About.seen(await people.require(session, who, people.Action.SEE_RATING_SUMMARY, subject.key, at=now))
    if not await may_read(session, who, subject, now=now):
        raise _denied(who, people.Action.SEE_TEAM_VOICES, subject)
    return subject.about(who.workspace_id)


async def may_read(session: AsyncSession, who: Who, subject: Subject, *, now: datetime) -> bool:
    """Whether the viewer may see what people outside say about them."""
    if subject.kind == MEMBER:
        return await people.may(session, who, people.Action.SEE_RATING_SUMMARY, _visible(subject), at=now)
    can_read = await people.may(session, who, people.Action.SEE_TEAM_VOICES, _visible(subject), at=now)
    return can_read or await may_ask(session, who, subject, now=now)


async def asking_about(session: AsyncSession, workspace_id: int, subject: Subject, *, on: date) -> Asking:
    """A member's questions are those of the scheme that their team works by, where it asks customers something."""
    if subject.kind == MEMBER:
        team = await people.team_of(session, workspace_id, subject.key, on=on)
        rules = await schemes.scheme_of_team(session, workspace_id, team.key, on=on) if team else None
        asked = customer_questions(rules.scheme) if rules else ()
        if rules and asked:
            return Asking(asked, rules.scheme_version_id)
    return Asking(packaged_questions(), None)


async def questions_of(session: AsyncSession, request: VoiceRequest) -> tuple[Question, ...]:
    """What a request asks, whatever the rules are by now."""
    if request.scheme_version_id is None:
        return packaged_questions()
    scheme = await schemes.version_of(session, request.workspace_id, request.scheme_version_id)
    return tuple(each for each in customer_questions(scheme) if each.metric in request.metrics)


async def subject_of(session: AsyncSession, request: VoiceRequest) -> Subject:
    """Whom a request is about, by the name of today."""
    if request.team_id is not None:
        name = await repository.team_name(session, request.workspace_id, request.team_id)
        return Subject(TEAM, request.team_id, name)
    assert request.subject_id is not None, "a request is about a member or a team"
    return Subject.of(await people.member(session, request.workspace_id, request.subject_id))


def _visible(subject: Subject) -> people.Subject:
    return people.Subject(team=subject.key) if subject.kind == TEAM else people.Subject(member=subject.key)


def _denied(who: Who, action: people.Action, subject: Subject) -> Denied:
    if subject.kind == MEMBER:
        return people.not_visible(who, action, subject.key or None)
    wanted = Entry.of(who, Audited.ACCESS_DENIED, Kind.TEAM, subject.key or None, wanted=action)
    return Denied("people-error-not-visible", wanted)
