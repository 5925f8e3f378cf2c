"""`/perf audit` for everybody, and the search for HR and auditors."""

from bot.features.audit import service
from bot.features.audit.views import own_view, search_view
from bot.i18n.translator import translator
from bot.slack.forms import ActionForm, CommandForm
from bot.slack.listen import Listeners, always
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()

WORDS = ("audit", "审计")


@listeners.topic(WORDS[0], *WORDS[1:], "查阅记录")
async def show_own(turn: Turn, _form: CommandForm) -> Outcome:
    return OpenModal(own_view(translator(turn.who.language), await service.about_me(turn)))


@listeners.action("audit.turn_own")
async def turn_own(turn: Turn, form: ActionForm) -> Outcome:
    page = await service.about_me(turn, offset=_offset(form.value))
    return ReplaceModal(own_view(translator(turn.who.language), page))


@listeners.action("audit.open_search", heavy=always)
async def open_search(turn: Turn, _form: ActionForm) -> Outcome:
    return ReplaceModal(search_view(translator(turn.who.language), await service.searched(turn)))


@listeners.action("audit.pick_person", heavy=always)
async def pick_person(turn: Turn, form: ActionForm) -> Outcome:
    found = await service.searched(turn, person=form.value or None, action=form.metadata.get("action"))
    return ReplaceModal(search_view(translator(turn.who.language), found))


@listeners.action("audit.pick_action", heavy=always)
async def pick_action(turn: Turn, form: ActionForm) -> Outcome:
    found = await service.searched(turn, person=form.metadata.get("person"), action=form.value)
    return ReplaceModal(search_view(translator(turn.who.language), found))


@listeners.action("audit.turn_search", heavy=always)
async def turn_search(turn: Turn, form: ActionForm) -> Outcome:
    asked = form.metadata
    found = await service.searched(
        turn, person=asked.get("person"), action=asked.get("action"), offset=_offset(form.value)
    )
    return ReplaceModal(search_view(translator(turn.who.language), found))


async def show_search(turn: Turn) -> Outcome:
    """For `/perf admin audit`."""
    return OpenModal(search_view(translator(turn.who.language), await service.searched(turn)))


def _offset(value: str) -> int:
    """What comes with a button can be forged."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0
