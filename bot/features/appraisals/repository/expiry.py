"""What is not kept for ever: reports and ratings go with the cards of their month."""

from datetime import date

from sqlalchemy import and_
from sqlmodel import col, select

from bot.db.pruning import Aged
from bot.features.appraisals.models import Appraisal, AppraisalDraft, AppraisalRating, AppraisalRound, SelfReport


def old_appraisals(workspace_id: int, before: date) -> tuple[Aged, ...]:
    """Of months before the first day of one; in this order, for ratings belong to appraisals."""
    old = select(AppraisalRound.id).where(
        AppraisalRound.workspace_id == workspace_id, AppraisalRound.month < f"{before:%Y-%m}"
    )
    appraisals = select(Appraisal.id).where(Appraisal.workspace_id == workspace_id, col(Appraisal.round_id).in_(old))
    of_old = and_(col(AppraisalRating.workspace_id) == workspace_id, col(AppraisalRating.appraisal_id).in_(appraisals))
    in_rounds = [
        Aged(table, and_(col(table.workspace_id) == workspace_id, col(table.round_id).in_(old)))
        for table in (Appraisal, SelfReport, AppraisalDraft)
    ]
    return (Aged(AppraisalRating, of_old), *in_rounds)
