"""The forms: opening a retrospective, writing notes, adding an action, putting one off."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    DatePickerElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from bot.features.feedback.views.parts import (
    name_of,
)
from bot.features.people.models import Member
from bot.features.retrospectives.models import (
    ACTION_LIMIT,
    DESCRIPTION_LIMIT,
    KINDS,
    NOTE_LIMIT,
    REASON_LIMIT,
    TITLE_LIMIT,
    RetroAction,
)
from bot.features.retrospectives.rules.actions import MOST_PUT_OFF
from bot.features.retrospectives.service import ActionForm, Blank, Opened, OwnNotes
from bot.features.retrospectives.views.parts import ACTION_SHOWN, field, title_of
from bot.features.reviews.rules.projects import MOST_MEMBERS
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.pieces import modal, note, section
from bot.slack.text import cut, quoted

OPTION = 75
NAMES_SHOWN = 10
SHOW_FOR_FEW = "few"
TITLE = "retrospectives-title"


def opening_view(t: Translator, blank: Blank) -> View:
    """Which project, with whom, until when."""
    blocks: list[Block] = [
        section(t("retrospectives-opening-intro")),
        field(t, "title", _text(TITLE_LIMIT, blank.title)),
        field(t, "members", _members(blank.members)),
        field(t, "description", _text(DESCRIPTION_LIMIT, is_long=True), optional=True),
        field(t, "closes-on", DatePickerElement(action_id=VALUE, initial_date=blank.closes_on.isoformat())),
        note(t("retrospectives-opening-note")),
    ]
    return modal(t, TITLE, blocks, callback="retrospectives.open", submit="retrospectives-open-submit")


def opened_view(t: Translator, opened: Opened) -> View:
    """What happens now, and about whom nobody is asked."""
    row, count = opened.row, len(opened.members)
    told = t("retrospectives-opened", title=title_of(row), count=count, day=t.day(row.closes_on))
    blocks: list[Block] = [section(told)]
    if row.cycle_id is None:
        blocks.append(section(t("retrospectives-no-ratings")))
    elif opened.unrated:
        names = [name_of(t, each) for each in opened.unrated[:NAMES_SHOWN]]
        left_out = len(opened.unrated) - len(names)
        blocks.append(section(t("retrospectives-unrated", names=t.listing(names), more=left_out)))
    return modal(t, TITLE, [*blocks, note(t("retrospectives-opened-note"))])


def notes_form(t: Translator, own: OwnNotes) -> View:
    """Three questions, all optional."""
    intro = t("retrospectives-notes-intro", title=title_of(own.row), day=t.day(own.row.closes_on))
    few = Option(value=SHOW_FOR_FEW, text=PlainTextObject(text=cut(t("retrospectives-for-few"), OPTION)))
    ticks = CheckboxesElement(action_id=VALUE, options=[few], initial_options=[few] if own.is_for_few else None)
    blocks: list[Block] = [section(intro)]
    for kind in KINDS:
        element = _text(NOTE_LIMIT, own.texts.get(kind, ""), is_long=True)
        blocks.append(field(t, kind.replace("_", "-"), element, optional=True))
    blocks += [field(t, "few", ticks, optional=True), note(t("retrospectives-notes-note"))]
    metadata = {"retrospective": own.row.key}
    return modal(t, TITLE, blocks, callback="retrospectives.write", submit="retrospectives-save", metadata=metadata)


def action_view(t: Translator, form: ActionForm) -> View:
    """What, who, until when."""
    action = form.action
    options = [_option(each) for each in form.owners]
    present = next((each for each in options if action and each.value == str(action.owner_id)), None)
    blocks: list[Block] = [
        section(t("retrospectives-action-intro", title=title_of(form.row))),
        field(t, "text", _text(ACTION_LIMIT, action.text if action else "")),
        field(t, "owner", StaticSelectElement(action_id=VALUE, options=options, initial_option=present)),
        field(t, "due-on", DatePickerElement(action_id=VALUE, initial_date=_day(action))),
        note(t("retrospectives-action-note")),
    ]
    metadata = {"retrospective": form.row.key, "action": action.key if action else None}
    return modal(
        t, TITLE, blocks, callback="retrospectives.keep_action", submit="retrospectives-save", metadata=metadata
    )


def put_off_view(t: Translator, action: RetroAction, where: str) -> View:
    """Until when, and why."""
    intro = t("retrospectives-put-off-intro", text=quoted(action.text, limit=ACTION_SHOWN), day=t.day(action.due_on))
    blocks: list[Block] = [
        section(intro),
        field(t, "due-on", DatePickerElement(action_id=VALUE)),
        field(t, "reason", _text(REASON_LIMIT, is_long=True)),
        note(t("retrospectives-put-off-note", left=MOST_PUT_OFF - action.n_put_off)),
    ]
    metadata = {"action": action.key, "where": where}
    return modal(
        t, TITLE, blocks, callback="retrospectives.put_off", submit="retrospectives-put-off", metadata=metadata
    )


def _text(limit: int, initial: str = "", *, is_long: bool = False) -> PlainTextInputElement:
    return PlainTextInputElement(
        action_id=VALUE, multiline=is_long, max_length=limit, initial_value=initial[:limit] or None
    )


def _members(users: Sequence[str]) -> UserMultiSelectElement:
    known = list(users)[:MOST_MEMBERS]
    return UserMultiSelectElement(action_id=VALUE, max_selected_items=MOST_MEMBERS, initial_users=known or None)


def _option(member: Member) -> Option:
    return Option(value=str(member.key), text=PlainTextObject(text=cut(member.name, OPTION)))


def _day(action: RetroAction | None) -> str | None:
    return action.due_on.isoformat() if action else None
