"""What the forms may say, checked before it is kept. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.errors import Rejected
from bot.features.points.models import REASON_LIMIT
from bot.slack.text import clean
from scoring.periods import Cadence, Period

STEP = Decimal("0.5")
_NUMBER = re.compile(r"\+?[0-9]{1,3}(?:[.,][0-9]{1,4})?")


@dataclass(frozen=True, slots=True)
class Wish:
    """The form as it was sent: `member` is a Slack id, `month` and `points` as chosen and typed."""

    member: str | None
    month: str | None
    points: str
    reason: str


def months_offered(today: date) -> tuple[Period, ...]:
    """The running one, and the last, whose cards may not be out."""
    running = Period.containing(today, Cadence.MONTH)
    return running, running.previous()


def read_points(typed: str) -> Decimal:
    """Above 0 and in whole steps, as people write it: 2, 1.5, 1,5. Rejected with what was typed."""
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    value = Decimal(found[0].replace(",", ".")) if found else Decimal(0)
    if value <= 0 or value % STEP:
        raise Rejected("points-error-points", field="points", typed=typed)
    return value


def within(points: Decimal, limit: Decimal, others: Decimal) -> None:
    """Rejected when it is more than the scheme allows for a month, beside the `others` that are agreed to or open."""
    if points + others > limit:
        key = "points-error-limit" if others else "points-error-limit-alone"
        raise Rejected(key, field="points", typed=points, limit=limit, others=others)


def read_reason(typed: str) -> str:
    """Without what nobody sees. Rejected for none and for what is too long."""
    kept = clean(typed).strip()
    if not kept:
        raise Rejected("points-error-reason", field="reason")
    if len(kept) > REASON_LIMIT:
        raise Rejected("points-error-long", field="reason", limit=REASON_LIMIT, length=len(kept))
    return kept
