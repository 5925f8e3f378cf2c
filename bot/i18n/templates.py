"""Plain messages without Fluent's resolver, which takes longer than everything else in an answer.

Most messages are text with gaps. Those are filled here; whatever chooses between variants, refers to other messages or
gets a parameter that needs formatting is left to Fluent.
"""

from collections.abc import Mapping
from typing import TypeAlias, cast

from fluent.runtime.resolver import NeverIsolatingPlaceable, Pattern, Placeable, TextElement, VariableReference

Template: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""Texts and the names of the parameters between them: one name less than texts."""

LONGEST = 1_000
"""Characters of a parameter, as Fluent itself limits them or stricter."""
SMALL = 1_000
"""Whole numbers below this have no grouping in any language."""


def template_of(pattern: object) -> Template | None:
    """None for a pattern that needs Fluent. Fluent leaves the pattern around a single element out."""
    texts, names = [""], []
    for element in cast("list[object]", pattern.elements) if isinstance(pattern, Pattern) else [pattern]:
        if isinstance(element, TextElement):
            texts[-1] += element.value
            continue
        if not isinstance(element, (Placeable, NeverIsolatingPlaceable)):
            return None
        if not isinstance(element.expression, VariableReference):
            return None
        names.append(element.expression.id.name)
        texts.append("")
    return tuple(texts), tuple(names)


def filled(template: Template, params: Mapping[str, object]) -> str | None:
    """None when a parameter is missing or needs Fluent."""
    texts, names = template
    parts = [texts[0]]
    for name, text in zip(names, texts[1:], strict=True):
        shown = _plain(params.get(name))
        if shown is None:
            return None
        parts += (shown, text)
    return "".join(parts)


def _plain(value: object) -> str | None:
    if type(value) is str and len(value) <= LONGEST:
        return value
    if type(value) is int and 0 <= value < SMALL:
        return str(value)
    return None
