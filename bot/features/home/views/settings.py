"""Forms in which people say how they want to be asked, and when not at all."""

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    DatePickerElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement
from slack_sdk.models.views import View

from bot.features.home.service import Settings
from bot.features.people.models import ABSENCES, VACATION, Member
from bot.features.people.rules.settings import AUTOMATIC
from bot.features.people.views.days import presence_message
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.pieces import button, modal, note, section


def settings_view(t: Translator, settings: Settings) -> View:
    """Filled in with what holds now; an empty field is the usual hour, no quiet hours, no pause."""
    own, until = settings.own, settings.presence.paused_until
    languages = [(each, t(f"people-language-{each}")) for each in (AUTOMATIC, *LANGUAGES)]
    blocks: list[Block] = [
        ActionsBlock(
            elements=[
                button(t, "home-away-title", "home.open_away", "own"),
                button(t, "home-tour-again", "home.tour:again", "1"),
            ]
        ),
        _field(t, "language", _choice(languages, own.language or AUTOMATIC), optional=False),
        _field(t, "hours", _typed(_clock(own.prompt_minute))),
        _field(t, "quiet", _typed(_quiet(own))),
        _field(t, "pause", DatePickerElement(action_id=VALUE, initial_date=until.isoformat() if until else None)),
        note(t("home-settings-zone", zone=own.zone)),
    ]
    return modal(t, "home-settings-title", blocks, callback="home.save_settings", submit="people-save")


def away_view(t: Translator, settings: Settings) -> View:
    """What is planned, and room for more."""
    kinds = [(each, t(f"people-absence-{each}")) for each in ABSENCES]
    today = settings.presence.today.isoformat()
    blocks: list[Block] = [
        section(presence_message(t, settings.presence).text),
        _field(t, "first", DatePickerElement(action_id=VALUE, initial_date=today), optional=False),
        _field(t, "last", DatePickerElement(action_id=VALUE)),
        _field(t, "kind", _choice(kinds, VACATION), optional=False),
    ]
    return modal(t, "home-away-title", blocks, callback="home.save_away", submit="people-save")


def _field(t: Translator, name: str, element: InputInteractiveElement, *, optional: bool = True) -> InputBlock:
    return InputBlock(
        block_id=name,
        label=PlainTextObject(text=t(f"home-field-{name}")),
        hint=PlainTextObject(text=t(f"home-field-{name}-hint")),
        element=element,
        optional=optional,
    )


def _choice(options: list[tuple[str, str]], chosen: str) -> StaticSelectElement:
    listed = [Option(value=value, text=PlainTextObject(text=words)) for value, words in options]
    present = next((each for each in listed if each.value == chosen), None)
    return StaticSelectElement(action_id=VALUE, options=listed, initial_option=present)


def _typed(value: str) -> PlainTextInputElement:
    return PlainTextInputElement(action_id=VALUE, initial_value=value or None, max_length=40)


def _quiet(own: Member) -> str:
    if own.quiet_start is None or own.quiet_end is None:
        return ""
    return f"{_clock(own.quiet_start)}-{_clock(own.quiet_end)}"


def _clock(minute: int | None) -> str:
    return "" if minute is None else f"{minute // 60}:{minute % 60:02}"
