"""The forms: own notes, a time, what came of the talk, a comment."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    DatePickerElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
    TimePickerElement,
)
from slack_sdk.models.views import View

from bot.features.people.models import Member
from bot.features.talks.models import ITEM_LIMIT, SUMMARY_LIMIT, TEXT_LIMIT, TalkItem
from bot.features.talks.rules.texts import MOST_ITEMS
from bot.features.talks.service import Sheet
from bot.features.talks.views.lists import TITLE
from bot.features.talks.views.parts import field, month_of, named
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.pieces import modal, note, section
from bot.slack.text import cut

OPTION = 75
SHARE = "share"


def notes_form(t: Translator, sheet: Sheet) -> View:
    """For oneself; a member can share them."""
    place, own = sheet.place, sheet.own
    key = "talks-notes-intro" if place.is_own else "talks-notes-intro-manager"
    blocks: list[Block] = [
        section(t(key, name=named(t, place.other), month=month_of(t, place.row))),
        field(t, "highlights", _text(TEXT_LIMIT, own.highlights if own else ""), optional=True),
        field(t, "topics", _text(TEXT_LIMIT, own.topics if own else ""), optional=True),
    ]
    if place.is_own and place.manager is not None:
        blocks.append(field(t, "share", _share(t, place.manager, is_on=bool(own and own.shared_with)), optional=True))
    blocks.append(note(t("talks-notes-note" if place.is_own else "talks-notes-note-manager")))
    return _form(t, blocks, "talks.keep_notes", sheet)


def time_form(t: Translator, sheet: Sheet, starts: datetime, zone: str) -> View:
    """`starts` is where the reader is."""
    day = DatePickerElement(action_id=VALUE, initial_date=starts.date().isoformat())
    time = TimePickerElement(action_id=VALUE, initial_time=f"{starts:%H:%M}")
    blocks: list[Block] = [
        section(t("talks-time-intro", name=named(t, sheet.place.other), month=month_of(t, sheet.place.row))),
        field(t, "day", day),
        field(t, "time", time),
        note(t("talks-time-note", zone=zone)),
    ]
    return _form(t, blocks, "talks.propose", sheet)


def outcome_form(t: Translator, sheet: Sheet, *, today: date) -> View:
    """With what is noted already, if anything: to change it is to add a version."""
    place, noted = sheet.place, sheet.noted
    held_on = noted.row.held_on if noted else today
    held = DatePickerElement(action_id=VALUE, initial_date=held_on.isoformat())
    blocks: list[Block] = [
        section(t("talks-outcome-intro", name=named(t, place.other), month=month_of(t, place.row))),
        field(t, "held-on", held),
        field(t, "summary", _text(SUMMARY_LIMIT, noted.row.summary if noted else "")),
        section(t("talks-plan-intro", most=MOST_ITEMS)),
    ]
    owners = [each for each in (place.member, place.manager) if each is not None]
    items: Sequence[TalkItem | None] = [*(noted.items if noted else ()), *[None] * MOST_ITEMS]
    for number, item in enumerate(items[:MOST_ITEMS], start=1):
        blocks += _item_fields(t, number, item, owners)
    blocks.append(note(t("talks-outcome-note")))
    return _form(t, blocks, "talks.keep_outcome", sheet)


def comment_form(t: Translator, sheet: Sheet) -> View:
    noted = sheet.noted
    author = named(t, noted.people.get(noted.row.author_id) if noted else None)
    blocks: list[Block] = [
        section(t("talks-comment-intro", name=author)),
        field(t, "comment", _text(SUMMARY_LIMIT)),
        note(t("talks-comment-note")),
    ]
    return _form(t, blocks, "talks.keep_comment", sheet, outcome=noted.row.key if noted else 0)


def _item_fields(t: Translator, number: int, item: TalkItem | None, owners: Sequence[Member]) -> Iterator[Block]:
    text = _text(ITEM_LIMIT, item.text if item else "", is_long=False)
    options = [Option(value=str(each.key), text=PlainTextObject(text=cut(each.name, OPTION))) for each in owners]
    chosen = next((each for each in options if item and each.value == str(item.owner_id)), None)
    select = StaticSelectElement(action_id=VALUE, options=options, initial_option=chosen or options[0])
    due = DatePickerElement(action_id=VALUE, initial_date=item.due_on.isoformat() if item else None)
    yield field(t, "item", text, block=f"item_{number}", optional=True, number=number)
    yield field(t, "owner", select, block=f"owner_{number}", optional=True)
    yield field(t, "due", due, block=f"due_{number}", optional=True)


def _form(t: Translator, blocks: Sequence[Block], callback: str, sheet: Sheet, **more: int) -> View:
    metadata = {"talk": sheet.place.row.key, **more}
    return modal(t, TITLE, blocks, callback=callback, submit="talks-save", metadata=metadata)


def _text(limit: int, initial: str = "", *, is_long: bool = True) -> PlainTextInputElement:
    return PlainTextInputElement(
        action_id=VALUE, multiline=is_long, max_length=limit, initial_value=initial[:limit] or None
    )


def _share(t: Translator, manager: Member, *, is_on: bool) -> CheckboxesElement:
    text = cut(t("talks-share", name=cut(manager.name, OPTION)), OPTION)
    option = Option(value=SHARE, text=PlainTextObject(text=text))
    return CheckboxesElement(action_id=VALUE, options=[option], initial_options=[option] if is_on else None)
