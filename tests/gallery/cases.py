"""What the gallery draws: the first of each kind in full, then of the others what says something new.

The ordinary world has people, figures and texts as they may be; after it comes the one where nothing has been told.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import partial
from typing import Any, SupportsIndex

from bot.errors import Rejected
from bot.features.metrics.rules.pace import Rolled
from bot.features.people.models import Member, Team
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import Translator, translator
from bot.slack.messages import Message
from bot.slack.refusals import refusal_message
from tests.blockkit.rendering import payload_of
from tests.blockkit.shown import Case, all_of
from tests.blockkit.test_refusals import every_refusal, value_of
from tests.blockkit.worlds import MONTH, ON, ORDINARY, WORLDS, World

FEATURES = "bot.features."
ELSEWHERE = "refusals and help"
OF_TESTS = {"prompts": "prompts", "reviews_running": "reviews", "shown": "metrics"}
"""Which slice those functions show that the tests put together themselves."""
NAMES = ("Ana Ruiz", "Bo Lindgren", "陈琳", "Dee Okafor", "Eve Park", "何静", "Leila Haddad", "Ken Mori")
TEAMS = ("Growth", "内容组", "Brand")
WRITTEN = "The landing page went live on Tuesday; 线索量比上周多了两成。 "
SHORT, LONG = 20, 60
"""How much somebody writes who may write a line, or a page."""
SAME = re.compile("|".join((r"[\d.,:+−-]+", *map(re.escape, (*NAMES, *TEAMS)))))
SEEN = {"type": "context", "elements": [{"type": "plain_text", "text": "⋮"}]}
MOST_FOLDED = 8

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """`payloads` in the order of LANGUAGES; `folded` is what each shows only after a press, or as a notification."""

    slice: str
    kind: str
    name: str
    payloads: tuple[Json, ...]
    folded: tuple[tuple[str, ...], ...]


class Brief(str):
    """Worlds repeat what is typed until it fills the longest field there is; not this."""

    def __mul__(self, _: SupportsIndex) -> "Brief":
        return self


class Usual(World):
    """Nobody is called the same, and nobody writes ten pages."""

    def written(self, limit: int) -> str:
        return WRITTEN[: min(limit, LONG if limit > LONG else SHORT)]

    def member(self, key: int = 1) -> Member:
        return super().member(key).model_copy(update={"name": NAMES[key % len(NAMES)]})

    def team(self, key: int = 1) -> Team:
        return super().team(key).model_copy(update={"name": TEAMS[key % len(TEAMS)]})

    def _rolled(self) -> Iterator[Rolled]:
        for k, figure in enumerate(self.scheme.figures):
            worth = Decimal(40 + 7 * k)
            yield Rolled(figure.id, MONTH.start, 9, worth, worth, ON, worth)


def usual() -> World:
    same = {each.name: getattr(ORDINARY, each.name) for each in fields(World)}
    return Usual(**same | {"typed": Brief(WRITTEN), "day_text": WRITTEN})


def everything() -> Iterator[Drawn]:
    """Every case of two worlds, then every refusal."""
    speakers = [translator(language) for language in LANGUAGES]
    for world in (usual(), WORLDS[1]):
        counted: Counter[str] = Counter()
        for case in all_of(world):
            counted[case.name] += 1
            name = f"{case.name} {counted[case.name]}, {world.name}"
            yield _drawn(slice_of(case), case.name, name, [payload_of(case.shown(t)) for t in speakers])
    for key, names in every_refusal().items():
        rejected = Rejected(key, **{name: value_of(key, name, "x") for name in names})
        yield _drawn(ELSEWHERE, key, key, [_refused(t, rejected) for t in speakers])


def worth_drawing(cases: Iterable[Drawn]) -> Iterator[Drawn]:
    """Those that say something which none before them in their slice has said: in full, but for rows like those above
    them; of a kind that has been drawn only what is new."""
    said: dict[str, set[str]] = {}
    kinds = set()
    for each in cases:
        known = said.setdefault(each.slice, set())
        if not words_of(each.payloads) <= known:
            yield _without(each, set(known) if each.kind in kinds else set())
            known |= words_of(each.payloads)
            kinds.add(each.kind)


def _without(drawn: Drawn, known: set[str]) -> Drawn:
    """Marks stand for blocks all of whose words are known by then."""
    together = list(zip(*(each["blocks"] for each in drawn.payloads), strict=False))
    if any(len(each["blocks"]) != len(together) for each in drawn.payloads):
        return drawn
    is_new, is_full = [], not known
    for blocks in together:
        words = words_of(blocks)
        is_new.append(not words <= known or (is_full and not words))
        known |= words
    kept = [k for k, new in enumerate(is_new) if new or k == 0 or is_new[k - 1]]
    payloads = [{**each, "blocks": [each["blocks"][k] if is_new[k] else SEEN for k in kept]} for each in drawn.payloads]
    return replace(drawn, payloads=tuple(payloads))


def words_of(plain: Any) -> set[str]:
    """Every line of it that is read, without amounts and names."""
    return {SAME.sub("#", line) for text in _texts(plain) for line in text.splitlines()}


def slice_of(case: Case) -> str:
    function: Callable[..., Any] = case.function
    while isinstance(function, partial):
        function = function.func
    module = function.__module__
    if module.startswith(FEATURES):
        return module.removeprefix(FEATURES).partition(".")[0]
    return OF_TESTS.get(module.rpartition(".")[2], ELSEWHERE)


def _refused(t: Translator, rejected: Rejected) -> Json:
    message: Message = refusal_message(t, rejected)
    return payload_of(message)


def _drawn(place: str, kind: str, name: str, payloads: list[Json]) -> Drawn:
    return Drawn(place, kind, name, tuple(payloads), tuple(tuple(_folded(each)) for each in payloads))


def _texts(plain: Any) -> Iterator[str]:
    """Everything that is read; ids and values are not."""
    if isinstance(plain, dict):
        for name, value in plain.items():
            if name in ("text", "alt_text", "description") and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(plain, (list, tuple)):
        for each in plain:
            yield from _texts(each)


def _folded(payload: Json) -> Iterator[str]:
    if isinstance(payload.get("text"), str):
        yield f"☎ {payload['text']}"
    seen = set()
    for part in _parts(payload):
        words = list(_texts(part.get("options") or part.get("option_groups") or part["confirm"]))
        shown = " · ".join(words[:MOST_FOLDED]) + (" · …" if len(words) > MOST_FOLDED else "")
        if (key := json.dumps(words)) not in seen:
            seen.add(key)
            yield ("? " if "confirm" in part else "▾ ") + shown


def _parts(plain: Any) -> Iterator[Json]:
    """Whatever asks back, and menus; circles and boxes stand open."""
    if isinstance(plain, dict):
        is_open = plain.get("type") in ("radio_buttons", "checkboxes")
        asks = isinstance(plain.get("confirm"), dict) and "title" in plain["confirm"]
        if asks or (("options" in plain or "option_groups" in plain) and not is_open):
            yield plain
        for value in plain.values():
            yield from _parts(value)
    elif isinstance(plain, list):
        for each in plain:
            yield from _parts(each)
