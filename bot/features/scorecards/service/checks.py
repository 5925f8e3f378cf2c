"""What those who check figures have found about the entries of a card, as it stood when its figures were read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.metrics import service as metrics
from bot.features.metrics.rules.verdicts import Checked
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Sight
from bot.features.scorecards import repository
from bot.features.scorecards.models import Card
from bot.features.scorecards.rules.behind import checked_behind
from scoring.periods import Period
from scoring.receipt import MetricLine, Receipt


@dataclass(frozen=True, slots=True)
class Checks:
    """By metric, those alone of which somebody has checked an entry; and who did, by key."""

    by_metric: Mapping[str, Checked] = field(default_factory=dict)
    members: Mapping[int, Member] = field(default_factory=dict)


async def checks_of(session: AsyncSession, sight: Sight, card: Card, receipt: Receipt) -> Checks:
    """One statement where nobody has checked anything of the member's."""
    days = days_of(receipt.metrics)
    if days is None or not await metrics.is_checked(session, sight, *days):
        return Checks()
    kept, as_of = await metrics.kept_between(session, sight, *days), await figures_read_at(session, card)
    found = {line.metric: checked_behind(line, kept.entries, kept.verdicts, as_of=as_of) for line in receipt.metrics}
    told = {metric: each for metric, each in found.items() if not each.is_untouched}
    named = {by for each in told.values() for by in (*each.verified, *(left.by for left in each.excluded))}
    return Checks(told, await people.members_by_id(session, sight.workspace_id, named))


def days_of(lines: Sequence[MetricLine]) -> tuple[date, date] | None:
    """The first and the last day that metrics look at; None when people rate all of them."""
    months = [month for line in lines for each in line.inputs for month in (each.first_month, each.last_month)]
    return (date.fromisoformat(f"{min(months)}-01"), Period.parse(max(months)).end) if months else None


async def figures_read_at(session: AsyncSession, card: Card) -> datetime:
    """A revision for later ratings has the figures of the one before."""
    return await repository.figures_read_at(session, card) or card.published_at
