"""Reads what was shown back into what it says: by the very patterns of the catalogues that it was written with."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from bot.i18n.translator import Translator

MARK = "\ue000"
"""Around a parameter's name, to find it in a message again; no catalogue has it."""
NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?")


def lines(shown: Any) -> list[str]:
    """Every line of text anywhere in blocks, in their order."""
    return [line for text in _texts(shown) for line in text.splitlines()]


def _texts(shown: Any) -> Iterator[str]:
    if isinstance(shown, dict):
        if isinstance(shown.get("text"), str):
            yield shown["text"]
        for each in shown.values():
            yield from _texts(each)
    elif isinstance(shown, list | tuple):
        for each in shown:
            yield from _texts(each)


def read(t: Translator, shown: list[str], key: str, *names: str) -> list[dict[str, str]]:
    """The parameters of every line that is this message; a message of several lines is told by its first."""
    pattern = _pattern(t, key, names)
    return [found.groupdict() for line in shown if (found := pattern.fullmatch(line))]


@lru_cache(maxsize=1_000)
def _pattern(t: Translator, key: str, names: tuple[str, ...]) -> re.Pattern[str]:
    message = t(key, **{name: f"{MARK}{name}{MARK}" for name in names}).splitlines()[0]
    written, seen = "", set[str]()
    for k, part in enumerate(message.split(MARK)):
        if k % 2 == 0:
            written += re.escape(part)
        else:
            written += f"(?P={part})" if part in seen else f"(?P<{part}>.+?)"
            seen.add(part)
    return re.compile(written)


def number(text: str) -> Decimal:
    """The one number in a text such as ¥1,234 or −5.2%."""
    (found,) = NUMBER.findall(text)
    return Decimal(found.replace(",", "").replace("−", "-"))
