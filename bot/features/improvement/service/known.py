"""What is known of people's months, for judging whether something follows from them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.improvement.rules.presence import why_not_there
from bot.features.improvement.rules.runs import Carded, Known, Said, comparable
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.scorecards import service as scorecards
from bot.features.scorecards.service import Mark
from bot.scheduling.asking import Habits
from bot.settings import Settings
from scoring.periods import Period
from scoring.rewards import PlanRule
from scoring.scheme import Scheme

LOOK_BACK = 24
"""Months: a run that is longer is as long as that."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a workspace, as of its newest month with cards; `versions` of schemes in the months it goes back."""

    session: AsyncSession
    workspace_id: int
    now: datetime
    settings: Settings
    upto: Period
    versions: Mapping[int, Scheme]

    @property
    def first(self) -> Period:
        return self.upto.previous(LOOK_BACK - 1)

    @property
    def planned(self) -> dict[int, Scheme]:
        """Versions that can lead to a plan."""
        return {key: scheme for key, scheme in self.versions.items() if scheme.plans}

    @property
    def metrics(self) -> frozenset[str]:
        """Whose attainment a rule asks for."""
        return frozenset(
            metric for scheme in self.planned.values() for rule in scheme.plans for metric in rule.metric_ids
        )


@dataclass(frozen=True, slots=True)
class Record:
    """Somebody's cards, oldest first, and the months that do not count whatever their cards say."""

    member: Member
    marks: Sequence[Mark]
    passed: Mapping[str, Said]


async def look_of(session: AsyncSession, workspace_id: int, *, now: datetime, settings: Settings) -> Look | None:
    """None while no cards are out. Until the end of the transaction statements may take long: receipts are read."""
    await scorecards.allow_long_statements(session)
    upto = await scorecards.newest_month(session, workspace_id)
    if upto is None:
        return None
    versions = await scorecards.schemes_between(session, workspace_id, upto.previous(LOOK_BACK - 1), upto)
    return Look(session, workspace_id, now, settings, upto, versions)


async def records_of(look: Look, member_ids: Collection[int]) -> dict[int, Record]:
    """Of those who are still here and have a card."""
    session, workspace_id = look.session, look.workspace_id
    members = await people.members_by_id(session, workspace_id, member_ids)
    present = {key: each for key, each in members.items() if each.is_active}
    found = await scorecards.history_of(
        session, workspace_id, look.first, look.upto, members=present.keys(), metrics=look.metrics
    )
    marks: dict[int, list[Mark]] = {}
    for mark in found:
        marks.setdefault(mark.member_id, []).append(mark)
    asked = await scorecards.questioned(session, workspace_id, look.first, look.upto)
    days = look.settings.working_days
    habits = await people.habits_of(session, workspace_id, present.keys(), working_days=days, today=look.first.start)
    return {
        key: Record(present[key], theirs, _passed(look, present[key], habits[key], theirs, asked))
        for key, theirs in marks.items()
    }


def months_of(look: Look, record: Record, rule: PlanRule, scheme: Scheme) -> dict[Period, Known]:
    """As a rule of this scheme sees them."""
    return {
        Period.parse(mark.period): Known(_carded(look, mark, rule, scheme), record.passed.get(mark.period))
        for mark in record.marks
    }


def _carded(look: Look, mark: Mark, rule: PlanRule, scheme: Scheme) -> Carded:
    """Another scheme is other work, whatever its rules are called."""
    theirs = look.versions[mark.scheme_version_id]
    alike = (each for each in theirs.plans if theirs.id == scheme.id and comparable(each, rule))
    found = next(alike, None)
    return Carded(mark.revision, found, theirs.line, mark.value(found) if found else None)


def _passed(
    look: Look, member: Member, habits: Habits, marks: Sequence[Mark], asked: Mapping[tuple[int, str], bool]
) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for mark in marks:
        aside = asked.get((member.key, mark.period))
        if mark.period < look.settings.plans_since:
            found[mark.period] = Said.TRIAL
        elif aside is not None:
            found[mark.period] = Said.EXCLUDED if aside else Said.QUESTIONED
        elif absent := why_not_there(habits, member.joined_on, Period.parse(mark.period)):
            found[mark.period] = absent
    return found
