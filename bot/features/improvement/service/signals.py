"""Notices bad runs: once a day, from what the database holds. Doing it again changes nothing."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.features.improvement.models import PlanSignal
from bot.features.improvement.repository import signals as repository
from bot.features.improvement.rules.runs import (
    MOST_PASSED_OVER,
    Doubt,
    Kind,
    Known,
    Run,
    Signalled,
    Verdict,
    is_fine,
    looked_at_again,
    run_of,
)
from bot.features.improvement.rules.signal_keys import Part
from bot.features.improvement.service.alerting import Telling, tell
from bot.features.improvement.service.known import Look, Record, look_of, months_of, records_of
from bot.features.scorecards import service as scorecards
from bot.features.scorecards.service import Mark
from bot.settings import Settings
from bot.turn import day_in
from scoring.periods import Cadence, Period
from scoring.rewards import PlanRule

BATCH = 1_000
"""Members whose months are read at a time, which bounds memory."""
VOID = "void"
_KINDS = {Verdict.WARNING: Kind.WARNING, Verdict.PROPOSAL: Kind.PROPOSAL}


async def look(session: AsyncSession, workspace_id: int, *, now: datetime, settings: Settings) -> int:
    """Notices what is new about everybody and promises the messages; how many signals there are more.

    What is new is found by comparing what cards say with the signals there are: after an outage nothing is missed, and
    what a look has done before another does not do again. Months that ended too long ago are let be.
    """
    found = await look_of(session, workspace_id, now=now, settings=settings)
    if found is None or not found.planned or _is_stale(found):
        return 0
    concerned, made = sorted(await _concerned(found)), 0
    for start in range(0, len(concerned), BATCH):
        made += await _notice(found, concerned[start : start + BATCH])
    await _doubt(found)
    return made


def _is_stale(look: Look) -> bool:
    """A look at a workspace that has published no cards for long would warn of what nobody remembers."""
    this = Period.containing(day_in(look.settings.time_zone, look.now), Cadence.MONTH)
    return this.previous(MOST_PASSED_OVER + 1).start > look.upto.start


async def _concerned(look: Look) -> set[int]:
    """Whose newest card is not simply fine, and whoever asked about one that still matters."""
    session, workspace_id, upto = look.session, look.workspace_id, look.upto
    marks = await scorecards.history_of(
        session, workspace_id, upto, upto, versions=look.planned.keys(), metrics=look.metrics
    )
    asked = await scorecards.asked_about(session, workspace_id, upto.previous(MOST_PASSED_OVER), upto)
    return asked | {mark.member_id for mark in marks if not _is_simply_fine(look, mark)}


def _is_simply_fine(look: Look, mark: Mark) -> bool:
    scheme = look.planned[mark.scheme_version_id]
    return all(is_fine(rule, mark.value(rule), scheme.line) for rule in scheme.plans)


async def _notice(look: Look, member_ids: Collection[int]) -> int:
    session, workspace_id = look.session, look.workspace_id
    records = await records_of(look, member_ids)
    known: dict[int, list[PlanSignal]] = {}
    for each in await repository.signals_of(session, workspace_id, records.keys()):
        known.setdefault(each.member_id, []).append(each)
    running, ended = await repository.plans_of(session, workspace_id, records.keys())
    tellings: list[Telling] = []
    entries: list[Entry] = []
    made = 0
    for key, theirs in records.items():
        settled = _month_of(look, ended.get(key))
        runs = list(_runs(look, theirs, known.get(key, ()), settled, has_plan=key in running))
        added = [await _add(look, theirs, run) for run in runs]
        new = [row for row in added if row]
        made += len(new)
        tellings += _tellings(theirs, new)
        entries += [Entry(workspace_id, Action.SIGNAL_MADE, By.PROGRAM, Subject.SIGNAL, row.key) for row in new]
    await record(session, *entries)
    await tell(session, workspace_id, tellings, now=look.now, settings=look.settings)
    return made


def _runs(
    look: Look, record: Record, known: Iterable[PlanSignal], settled: Period | None, *, has_plan: bool
) -> Iterator[Run]:
    """By each rule of the scheme of the newest card; those from which something follows."""
    scheme = look.versions[record.marks[-1].scheme_version_id]
    for rule in scheme.plans:
        proposed = [
            Signalled(each.month, each.state != VOID)
            for each in known
            if each.kind == Kind.PROPOSAL and each.rule_id == rule.id
        ]
        run = run_of(
            rule,
            months_of(look, record, rule, scheme),
            upto=look.upto,
            proposed=proposed,
            settled_until=settled,
            has_plan=has_plan,
        )
        if run.verdict in _KINDS:
            yield run


async def _add(look: Look, theirs: Record, run: Run) -> PlanSignal | None:
    """None when it was noticed before."""
    row = PlanSignal(
        workspace_id=look.workspace_id,
        member_id=theirs.member.key,
        rule_id=run.rule_id,
        kind=_KINDS[run.verdict].value,
        month=run.low[-1].month,
        scheme_version_id=theirs.marks[-1].scheme_version_id,
        evidence=run.model_dump_json(),
        made_at=look.now,
    )
    row.id = await repository.add_signal(look.session, row)
    return None if row.id is None else row


def _tellings(theirs: Record, new: Iterable[PlanSignal]) -> Iterator[Telling]:
    """Whoever falls under the lines of two rules is warned once."""
    is_warned = False
    for row in new:
        if row.kind == Kind.PROPOSAL:
            yield Telling(row.key, Part.PROPOSAL, theirs.member)
        elif not is_warned:
            yield Telling(row.key, Part.WARNING, theirs.member)
            yield Telling(row.key, Part.NOTE, theirs.member)
            is_warned = True


async def _doubt(look: Look) -> None:
    """Asks HR about proposals whose months say something else by now; a month that says it again ends the doubt."""
    watched = await repository.watched(look.session, look.workspace_id)
    if not watched:
        return
    records = await records_of(look, {each.member_id for each in watched})
    tellings = []
    for row in watched:
        theirs = records.get(row.member_id)
        if theirs and (rule := _rule_of(look, row)):
            again = looked_at_again(rule, Run.model_validate_json(row.evidence), _months(look, row, theirs, rule))
            if await _is_doubted(look, row, again):
                tellings.append(Telling(row.key, Part.DOUBT, theirs.member, on=look.now.date().isoformat()))
    await tell(look.session, look.workspace_id, tellings, now=look.now, settings=look.settings)


async def _is_doubted(look: Look, row: PlanSignal, again: Run) -> bool:
    """Whether there is something new to ask HR about."""
    before = Doubt.model_validate_json(row.doubt) if row.doubt else None
    holds = again.verdict is Verdict.PROPOSAL
    if holds and before and not before.is_kept:
        row.doubt = ""
    elif not holds and (before is None or before.run.months != again.months):
        row.doubt = Doubt(run=again).model_dump_json()
        about = (Action.SIGNAL_DOUBTED, By.PROGRAM, Subject.SIGNAL, row.key)
        await record(look.session, Entry(look.workspace_id, *about))
    else:
        return False
    look.session.add(row)
    await look.session.flush()
    return not holds


def _rule_of(look: Look, row: PlanSignal) -> PlanRule | None:
    """None when the months that it was made from are too old to be looked at."""
    scheme = look.versions.get(row.scheme_version_id)
    return next((each for each in scheme.plans if each.id == row.rule_id), None) if scheme else None


def _months(look: Look, row: PlanSignal, theirs: Record, rule: PlanRule) -> dict[Period, Known]:
    return months_of(look, theirs, rule, look.versions[row.scheme_version_id])


def _month_of(look: Look, ended_at: datetime | None) -> Period | None:
    return Period.containing(day_in(look.settings.time_zone, ended_at), Cadence.MONTH) if ended_at else None
