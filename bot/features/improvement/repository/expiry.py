"""What is not kept for ever: plans that are over, and what was noticed of months."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import and_
from sqlmodel import col, select

from bot.db.pruning import Aged
from bot.features.improvement.models import Plan, PlanAppeal, PlanCommittee, PlanSignal
from bot.features.improvement.repository.personal import OF_A_PLAN
from bot.features.improvement.rules.states import OVER


def old_plans(workspace_id: int, before: date, zone: ZoneInfo) -> tuple[Aged, ...]:
    """Plans whose outcome was before a day and that are closed, with every row of them; then what was noticed before
    it and is part of no plan any more. In this order, for rows belong to each other."""
    since = datetime.combine(before, time(), zone)
    plans = Plan.workspace_id == workspace_id, col(Plan.state).in_(OVER), col(Plan.ended_at) < since
    old = select(Plan.id).where(*plans)
    appeals = select(PlanAppeal.id).where(PlanAppeal.workspace_id == workspace_id, col(PlanAppeal.plan_id).in_(old))
    committees = and_(col(PlanCommittee.workspace_id) == workspace_id, col(PlanCommittee.appeal_id).in_(appeals))
    noticed = and_(
        col(PlanSignal.workspace_id) == workspace_id,
        col(PlanSignal.made_at) < since,
        ~select(Plan.id).where(col(Plan.signal_id) == col(PlanSignal.id)).exists(),
    )
    return (
        Aged(PlanCommittee, committees),
        *(Aged(table, and_(table.workspace_id == workspace_id, table.plan_id.in_(old))) for table in OF_A_PLAN),
        Aged(Plan, and_(*plans)),  # type: ignore[arg-type]  # conditions
        Aged(PlanSignal, noticed),
    )
