"""What other slices and this slice's listeners may ask about retrospectives."""

from bot.features.retrospectives.repository.personal import old_actions, old_notes
from bot.features.retrospectives.service.acting import (
    ActionForm,
    ActionWish,
    action_form,
    action_to_put_off,
    add_action,
    call_off,
    change_action,
    finish,
    form_to_change,
    put_off,
    reopen,
)
from bot.features.retrospectives.service.closing import look_after
from bot.features.retrospectives.service.finding import Place
from bot.features.retrospectives.service.noting import OwnNotes, own_notes, write_notes
from bot.features.retrospectives.service.opening import Blank, Opened, Wish, blank, open_retrospective
from bot.features.retrospectives.service.reading import (
    PAGE,
    Item,
    Line,
    NotesPage,
    Overview,
    OwnScore,
    Shown,
    Summary,
    headline,
    notes,
    overview,
    own_actions,
    shown,
    summary_of,
    told_actions,
)
from bot.features.retrospectives.service.reminding import due_on, owners_outside, remind
from bot.features.retrospectives.service.telling import may_disturb_now

__all__ = [
    "PAGE",
    "ActionForm",
    "ActionWish",
    "Blank",
    "Item",
    "Line",
    "NotesPage",
    "Opened",
    "Overview",
    "OwnNotes",
    "OwnScore",
    "Place",
    "Shown",
    "Summary",
    "Wish",
    "action_form",
    "action_to_put_off",
    "add_action",
    "blank",
    "call_off",
    "change_action",
    "due_on",
    "finish",
    "form_to_change",
    "headline",
    "look_after",
    "may_disturb_now",
    "notes",
    "old_actions",
    "old_notes",
    "open_retrospective",
    "overview",
    "own_actions",
    "own_notes",
    "owners_outside",
    "put_off",
    "remind",
    "reopen",
    "shown",
    "summary_of",
    "told_actions",
    "write_notes",
]
