"""Everything of a world, made once in each language for all tests that look at it."""

from cProfile import Profile
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

from slack_sdk.models.views import View

from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import Translator, translator
from bot.slack.messages import Message, view_payload
from tests.blockkit.shown import Case, all_of
from tests.blockkit.worlds import WORLDS, World


@dataclass(frozen=True, slots=True)
class One:
    """`name` is the view's, with its language; slack_sdk has validated the payload."""

    name: str
    shown: Message | View
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """`broken` says of which views nothing came; `ran` are the functions that ran, of the first world alone: to watch
    them takes time."""

    world: World
    all: list[One] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    ran: set[CodeType] | None = None


def rendered(world: World) -> Shown:
    """In both languages."""
    cases = all_of(world)
    is_first = world is WORLDS[0]
    found = Shown(world, ran=set() if is_first else None)
    for language in LANGUAGES:
        is_watched = is_first and language == LANGUAGES[0]
        _watched(found, cases, translator(language)) if is_watched else _render(found, cases, translator(language))
    return found


def payload_of(shown: Message | View) -> dict[str, Any]:
    """slack_sdk validates while it makes it."""
    return shown.payload() if isinstance(shown, Message) else view_payload(shown)


def _watched(found: Shown, cases: list[Case], t: Translator) -> None:
    assert found.ran is not None
    watch = Profile()
    with watch:
        _render(found, cases, t)
    found.ran.update(entry.code for entry in watch.getstats() if isinstance(entry.code, CodeType))


def _render(found: Shown, cases: list[Case], t: Translator) -> None:
    for case in cases:
        name = f"{case.name} in {t.language}"
        try:
            shown = case.shown(t)
            found.all.append(One(name, shown, payload_of(shown)))
        except Exception as error:  # noqa: BLE001 - every view is tried before a test says which ones fail
            found.broken.append(f"{name}: {type(error).__name__}: {str(error)[:300]}")
