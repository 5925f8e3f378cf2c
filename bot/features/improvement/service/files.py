"""Files as they stand in lists, without their content."""

from collections.abc import Iterable

from bot.features.improvement.models import PlanFile
from bot.features.improvement.rules.files import Attached, FileState


def attached(rows: Iterable[PlanFile]) -> tuple[Attached, ...]:
    return tuple(Attached(each.key, each.name, each.size, each.state == FileState.WAITING) for each in rows)


def of_note(rows: Iterable[PlanFile], note_id: int) -> tuple[Attached, ...]:
    return attached(each for each in rows if each.note_id == note_id)
