"""Ana manages Bo and Chen, Eve is HR, Dee of another team is the committee; forms are used without a chat."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import col, select

from bot.delivery.models import Delivery
from bot.delivery.promises import Occasion
from bot.features.catalogue import RENDERERS
from bot.features.points.models import PointsAgreement, SpecialPoints
from bot.features.points.slack import listeners
from bot.slack.forms import VALUE, ActionForm, CommandForm, Inputs, SubmissionForm
from bot.slack.outcomes import Outcome
from bot.turn import Turn
from tests.features.people.cast import ANA, BO
from tests.features.scorecards.cast import Firm

OCTOBER_20 = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
WHY = "Brought the fair back to life in a weekend"


@dataclass(frozen=True, slots=True)
class Office:
    """Every call opens a transaction of its own."""

    firm: Firm

    async def propose(
        self,
        user: str = ANA,
        about: str = BO,
        points: str = "2",
        *,
        month: str = "2026-10",
        reason: str = WHY,
        now: datetime = OCTOBER_20,
    ) -> SpecialPoints:
        fields = {
            "members": {"selected_user": about},
            "month": {"selected_option": {"value": month}},
            "points": {"value": points},
            "reason": {"value": reason},
        }
        await self.submit(user, "points.propose", {}, fields, now=now)
        return (await self.rows(SpecialPoints))[-1]

    async def agreed(self, *users: str, points: str = "2", about: str = BO) -> SpecialPoints:
        """Proposed by Ana and agreed to by all."""
        row = await self.propose(ANA, about, points)
        for user in users:
            await self.agree(user, row)
        return await self.now(row)

    async def agree(self, user: str, row: SpecialPoints, *, now: datetime = OCTOBER_20) -> Outcome:
        return await self.press(user, "points.agree", row.key, now=now)

    async def decline(self, user: str, row: SpecialPoints, why: str = "It was part of the job") -> Outcome:
        return await self.submit(user, "points.decline", {"points": row.key}, {"why": {"value": why}})

    async def take_back(self, user: str, row: SpecialPoints, why: str = "", *, now: datetime = OCTOBER_20) -> Outcome:
        return await self.submit(user, "points.take_back", {"points": row.key}, {"why": {"value": why}}, now=now)

    async def now(self, row: SpecialPoints) -> SpecialPoints:
        return next(each for each in await self.rows(SpecialPoints) if each.key == row.key)

    async def parties(self, row: SpecialPoints) -> dict[str, int]:
        given = await self.rows(PointsAgreement)
        return {each.party: each.member_id for each in given if each.points_id == row.key}

    async def told(self, kind: str) -> list[str]:
        """To whom something of this kind is promised, and would be said now."""
        heard = []
        for row in await self.rows(Delivery):
            if row.kind == kind:
                about = Occasion(row.workspace_id, row.recipient, row.payload, OCTOBER_20)
                async with self.firm.database.read() as session:
                    if await RENDERERS[kind](session, about):
                        heard.append(row.recipient)
        return sorted(heard)

    async def rows(self, table: Any) -> list[Any]:
        async with self.firm.database.read() as session:
            query = select(table).where(table.workspace_id == self.firm.workspace_id).order_by(col(table.id))
            return list((await session.exec(query)).all())

    async def command(self, user: str, text: str = "", *, now: datetime = OCTOBER_20) -> str:
        """What it shows."""
        who = await self.firm.cast.who(user)
        async with self.firm.database.write() as session:
            form = CommandForm("points", text, "D1")
            return text_of(await listeners.topics["points"].handle(Turn(who, now, session), form))

    async def press(self, user: str, action_id: str, value: object, *, now: datetime = OCTOBER_20) -> Outcome:
        who = await self.firm.cast.who(user)
        form = ActionForm(action_id, str(value), None, {}, Inputs({}), in_modal=True)
        async with self.firm.database.write() as session:
            return await listeners.actions[action_id](Turn(who, now, session), form)

    async def submit(
        self,
        user: str,
        callback: str,
        metadata: Mapping[str, Any],
        fields: Mapping[str, Any],
        *,
        now: datetime = OCTOBER_20,
    ) -> Outcome:
        who = await self.firm.cast.who(user)
        form = SubmissionForm(callback, metadata, Inputs({name: {VALUE: field} for name, field in fields.items()}))
        async with self.firm.database.write() as session:
            return await listeners.submissions[callback](Turn(who, now, session), form)


def text_of(outcome: Any) -> str:
    """All that a window says."""
    return str(outcome.view.to_dict())
