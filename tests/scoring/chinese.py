"""The texts of a scheme, and whether their Chinese is Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pydantic import BaseModel

from scoring.values import Text


def texts_of(value: object) -> Iterator[Text]:
    """Every bilingual text inside a value of a scheme."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_of(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)


def is_chinese(text: Text) -> bool:
    """Has Chinese characters and no half-width comma, colon or bracket between them."""
    words = text.zh_cn
    is_half_width = any(_is_han(sign) and mark in ",;:()?!" for sign, mark in pairwise(words))
    return any(map(_is_han, words)) and not is_half_width and words != text.en


def _is_han(sign: str) -> bool:
    return "一" <= sign <= "鿿"
