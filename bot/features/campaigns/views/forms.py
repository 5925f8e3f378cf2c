"""The forms: opening a campaign, and changing one."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import (
    Block,
    DatePickerElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from bot.features.campaigns.models import KINDS, NAME_LIMIT, PARTNERSHIP
from bot.features.campaigns.rules.wishes import MOST_MEMBERS
from bot.features.campaigns.service import MOST_TOGETHER, Blank, ChangeForm, Opened
from bot.features.campaigns.views.parts import TITLE, campaign_name, field
from bot.features.feedback.views.parts import name_of
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.pieces import modal, note, section
from bot.slack.text import cut

OPTION, NAMES_LIMIT = 75, 900


def opening_view(t: Translator, blank: Blank) -> View:
    """What, of which kind, with whom, from when until when."""
    options = [
        Option(value=each, text=PlainTextObject(text=cut(t(f"campaigns-option-{each}"), OPTION))) for each in KINDS
    ]
    kinds = RadioButtonsElement(action_id=VALUE, options=options, initial_option=options[0])
    blocks: list[Block] = [
        section(t("campaigns-opening-intro")),
        field(t, "name", _name(blank.name)),
        field(t, "kind", kinds),
        field(t, "members", _members(())),
        *_days(t, blank.first_on, None),
        note(t("campaigns-opening-note", most=MOST_TOGETHER)),
    ]
    return modal(t, "campaigns-opening-title", blocks, callback="campaigns.open", submit="campaigns-open-submit")


def opened_view(t: Translator, opened: Opened) -> View:
    """What happens now."""
    count = len(opened.members)
    blocks: list[Block] = [section(t("campaigns-opened", name=campaign_name(opened.row), count=count))]
    key = "campaigns-large" if count > MOST_TOGETHER else "campaigns-opened-note"
    return modal(t, TITLE, [*blocks, note(t(key, most=MOST_TOGETHER))])


def change_view(t: Translator, form: ChangeForm) -> View:
    """The same questions with what is known; the kind stays."""
    row = form.row
    blocks: list[Block] = [section(t("campaigns-change-intro", kind=t(f"campaigns-kind-{row.kind}")))]
    if form.gone:
        names = cut(t.listing([name_of(t, each) for each in form.gone]), NAMES_LIMIT)
        blocks.append(note(t("campaigns-gone", names=names)))
    last = () if row.kind == PARTNERSHIP else (row.last_on,)
    blocks += [
        field(t, "name", _name(row.name)),
        field(t, "members", _members([each.slack_user for each in form.members])),
        *_days(t, row.first_on, *last),
        note(t("campaigns-change-note", most=MOST_TOGETHER)),
    ]
    metadata = {"campaign": row.key, "left": form.left}
    return modal(t, TITLE, blocks, callback="campaigns.change", submit="campaigns-save", metadata=metadata)


def _name(known: str) -> PlainTextInputElement:
    return PlainTextInputElement(action_id=VALUE, max_length=NAME_LIMIT, initial_value=known[:NAME_LIMIT] or None)


def _members(users: Sequence[str]) -> UserMultiSelectElement:
    known = list(users)[:MOST_MEMBERS]
    return UserMultiSelectElement(action_id=VALUE, max_selected_items=MOST_MEMBERS, initial_users=known or None)


def _days(t: Translator, first_on: date, *last_on: date | None) -> list[Block]:
    """Without a second one for what has no last day."""
    found: list[Block] = [field(t, "first-on", _picker(first_on))]
    return [*found, *(field(t, "last-on", _picker(each), optional=True) for each in last_on)]


def _picker(on: date | None) -> DatePickerElement:
    return DatePickerElement(action_id=VALUE, initial_date=on.isoformat() if on else None)
