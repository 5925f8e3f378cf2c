"""What other slices and this slice's listeners may ask about talks."""

from bot.features.talks.repository.personal import old_talks
from bot.features.talks.service.arranging import agree, arranged, propose, proposed_time, written
from bot.features.talks.service.finding import Place, place_of
from bot.features.talks.service.items import OwnItem, items_due, items_named, owners_outside
from bot.features.talks.service.looking import look_after
from bot.features.talks.service.preparing import (
    Prepared,
    Sheet,
    sheet_named,
    sheet_of,
    sheet_of_person,
    write_preparation,
)
from bot.features.talks.service.reading import (
    Held,
    Line,
    Overview,
    Summary,
    TeamLine,
    Undone,
    held_of_newest,
    lines_asked,
    lines_reminded,
    lines_to_hold,
    overview,
    summary_of,
)
from bot.features.talks.service.signing import (
    Noted,
    OutcomeWish,
    ToldOutcome,
    comment,
    finish,
    note_outcome,
    sign,
    told_outcome,
    told_reply,
)

__all__ = [
    "Held",
    "Line",
    "Noted",
    "OutcomeWish",
    "Overview",
    "OwnItem",
    "Place",
    "Prepared",
    "Sheet",
    "Summary",
    "TeamLine",
    "ToldOutcome",
    "Undone",
    "agree",
    "arranged",
    "comment",
    "finish",
    "held_of_newest",
    "items_due",
    "items_named",
    "lines_asked",
    "lines_reminded",
    "lines_to_hold",
    "look_after",
    "note_outcome",
    "old_talks",
    "overview",
    "owners_outside",
    "place_of",
    "propose",
    "proposed_time",
    "sheet_named",
    "sheet_of",
    "sheet_of_person",
    "sign",
    "summary_of",
    "told_outcome",
    "told_reply",
    "write_preparation",
    "written",
]
