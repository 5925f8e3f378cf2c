"""What a proposal says, as long as it is one. Pure."""

import hashlib
import json

from bot.features.goals.models import Goal

DIGITS = 16
SAID = ("title", "why", "period", "metric", "unit", "owner_id", "due_on", "weight")


def stamp(row: Goal) -> str:
    """Differs as soon as anything that is proposed does: nobody agrees to what they have not seen."""
    said = [str(getattr(row, name)) for name in SAID]
    ends = [f"{end.normalize():f}" for end in (row.start, row.target)]
    return hashlib.sha256(json.dumps([*said, *ends]).encode()).hexdigest()[:DIGITS]
