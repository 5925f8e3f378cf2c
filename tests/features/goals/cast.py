"""Ana leads Growth with Bo and Chen, Dee is in Brand, Eve is HR; forms are used without a chat."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import col, select

from bot.delivery.models import Delivery
from bot.features.goals.models import Goal, GoalUpdate
from bot.features.goals.rules.proposals import stamp
from bot.features.goals.slack import listeners
from bot.slack.forms import VALUE, ActionForm, CommandForm, Inputs, SubmissionForm
from bot.slack.outcomes import Outcome
from bot.turn import Turn
from tests.features.scorecards.cast import Firm

OCTOBER_20 = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
"""Day 20 of the 92 of the fourth quarter."""


@dataclass(frozen=True, slots=True)
class Team:
    """Every call opens a transaction of its own."""

    firm: Firm

    async def edit(self, user: str, row: Goal, **fields: Any) -> Outcome:
        """As if the form had been opened before."""
        return await self.propose(user, edits={"goal": row.key, "seen": stamp(row)}, **fields)

    async def propose(
        self, user: str, *, now: datetime = OCTOBER_20, edits: Mapping[str, Any] | None = None, **fields: Any
    ) -> Outcome:
        """A team's goal for the quarter, from 0 to 600 new customers; fields as they are typed or chosen."""
        typed = {
            "title": "Young customers",
            "unit": "customers",
            "start": "0",
            "target": "600",
            "weight": "10",
            "why": "",
        }
        chosen = {"whose": "team", "period": "2026-Q4", "measure": "number"}
        inputs: dict[str, Any] = {name: {"value": fields.get(name, known)} for name, known in typed.items()}
        inputs |= {name: {"selected_option": {"value": fields.get(name, known)}} for name, known in chosen.items()}
        inputs |= {
            "owner": {"selected_user": fields.get("owner", user)},
            "due_on": {"selected_date": fields.get("due_on")},
        }
        callback, metadata = ("goals.edit", edits) if edits else ("goals.propose", {})
        return await self.submit(user, callback, metadata, inputs, now=now)

    async def agreed(self, user: str, by: str, **fields: Any) -> Goal:
        await self.propose(user, **fields)
        row = (await self.goals())[-1]
        await self.press(by, "goals.agree", row.key, now=fields.get("now", OCTOBER_20))
        return (await self.goals())[-1]

    async def update(
        self,
        user: str,
        row: Goal,
        value: str,
        word: str = "",
        *,
        seen: int,
        corrects: int = 0,
        now: datetime = OCTOBER_20,
    ) -> Outcome:
        metadata = {"goal": row.key, "seen": seen, "corrects": corrects}
        fields = {"value": {"value": value}, "reason" if corrects else "word": {"value": word}}
        return await self.submit(user, "goals.update", metadata, fields, now=now)

    async def close(
        self, user: str, row: Goal, outcome: str, reason: str = "", *, now: datetime = OCTOBER_20
    ) -> Outcome:
        fields = {"outcome": {"selected_option": {"value": outcome}}, "reason": {"value": reason}}
        return await self.submit(user, "goals.close", {"goal": row.key}, fields, now=now)

    async def goals(self) -> list[Goal]:
        return await self.rows(Goal)

    async def updates(self) -> list[GoalUpdate]:
        return await self.rows(GoalUpdate)

    async def told(self, kind: str) -> list[str]:
        """To whom something of this kind is promised."""
        return [row.recipient for row in await self.rows(Delivery) if row.kind == kind]

    async def rows(self, table: Any) -> list[Any]:
        async with self.firm.database.read() as session:
            query = select(table).where(table.workspace_id == self.firm.workspace_id).order_by(col(table.id))
            return list((await session.exec(query)).all())

    async def command(self, user: str, text: str = "", *, now: datetime = OCTOBER_20) -> Outcome:
        who = await self.firm.cast.who(user)
        async with self.firm.database.write() as session:
            return await listeners.topics["goals"].handle(Turn(who, now, session), CommandForm("goals", text, "D1"))

    async def press(self, user: str, action_id: str, value: object, *, now: datetime = OCTOBER_20) -> Outcome:
        who = await self.firm.cast.who(user)
        form = ActionForm(action_id, str(value), None, {}, Inputs({}), in_modal=True)
        async with self.firm.database.write() as session:
            return await listeners.actions[action_id](Turn(who, now, session), form)

    async def submit(
        self, user: str, callback: str, metadata: Mapping[str, Any], fields: Mapping[str, Any], *, now: datetime
    ) -> Outcome:
        who = await self.firm.cast.who(user)
        form = SubmissionForm(callback, metadata, Inputs({name: {VALUE: field} for name, field in fields.items()}))
        async with self.firm.database.write() as session:
            return await listeners.submissions[callback](Turn(who, now, session), form)


def text_of(outcome: Any) -> str:
    """All that a window says."""
    return str(outcome.view.to_dict())
