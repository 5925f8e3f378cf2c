"""Once a night, by one process: what is too old goes, a batch in each transaction, and the audit is told how much."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.clock import Clock
from bot.db.due_clock import DueClock
from bot.db.engine import Database
from bot.db.pruning import in_batches
from bot.errors import first_line
from bot.features.privacy import service as privacy
from bot.retention.kinds import Kind, Old, due_for_erasure, kinds_of
from bot.retention.repository import Claim, claim_night, is_finished, keep_count
from bot.settings import Settings

log = structlog.get_logger(__name__)

QUIET_HOUR = 3
"""Where the workspace is; a process that comes up later does the work then."""


class _TakenOver(Exception):
    """Somebody else does the rest: this process stood still for too long."""


@dataclass(frozen=True, slots=True)
class Nightly:
    """`run` may be called at any time, by any process, and again."""

    settings: Settings
    database: Database
    clock: Clock
    workspace_id: int

    async def run(self) -> Mapping[str, int] | None:
        """How many rows of each kind are gone; None when there was nothing to do for this process. What is left when
        the database goes away is done by the next call or in the next night."""
        try:
            return await self._run()
        except (SQLAlchemyError, OSError) as error:
            log.warning("retention waits for the database", error=first_line(error))
        except _TakenOver:
            log.warning("another process has taken this night's retention over")
        return None

    async def _run(self) -> Mapping[str, int] | None:
        async with self.database.read() as session:
            today = (await DueClock(self.clock).now(session)).astimezone(self.settings.zone)
            if today.hour < QUIET_HOUR or await is_finished(session, self.workspace_id, today.date()):
                return None
            kinds = await kinds_of(session, self.workspace_id, self.settings, today=today.date())
        async with self.database.write() as session:
            now = await DueClock(self.clock).now(session)
            claim = await claim_night(session, self.workspace_id, today.date(), now)
        if claim is None:
            return None
        counts = Counter(claim.counts)
        for kind in kinds:
            for rows in kind.rows:
                await self._delete(kind, rows, claim, counts)
        await self._finish(claim, counts)
        log.info("retention applied", **counts, people=await self._forget_leavers(today.date()))
        return counts

    async def _forget_leavers(self, today: date) -> int:
        """Decided here; their data goes as that of people who asked."""
        async with self.database.write() as session:
            due = await due_for_erasure(session, self.workspace_id, self.settings, today=today)
            now = await DueClock(self.clock).now(session)
            return await privacy.forget_leavers(session, self.workspace_id, due, now=now)

    async def _delete(self, kind: Kind, rows: Old, claim: Claim, counts: Counter[str]) -> None:
        async def step(session: AsyncSession) -> int:
            gone = await rows.batch(session)
            if gone:
                counts[kind.name] += gone
                await self._keep(session, claim, counts)
            return gone

        await in_batches(self.database, step)

    async def _finish(self, claim: Claim, counts: Counter[str]) -> None:
        async with self.database.write() as session:
            await self._keep(session, claim, counts, is_last=True)
            if counts:
                about = (Action.RETENTION_APPLIED, By.PROGRAM, Subject.WORKSPACE)
                await record(session, Entry(self.workspace_id, *about, details=dict(counts)))

    async def _keep(
        self, session: AsyncSession, claim: Claim, counts: Mapping[str, int], *, is_last: bool = False
    ) -> None:
        now = await DueClock(self.clock).now(session)
        if not await keep_count(session, self.workspace_id, claim, counts, now, is_last=is_last):
            raise _TakenOver
