"""A scheme's text, examined: the scheme when it has a scheme's shape, and everything there is to say about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from reprlib import Repr
from typing import Any

import yaml
from pydantic import ValidationError

from scoring import yaml_text
from scoring.definitions import Scheme
from scoring.findings import Finding, found
from scoring.lint import lint

MAX_LENGTH = 500_000
"""Characters; a scheme of 400 metrics in two languages has half of that."""
_SHOWN = 60

_brief = Repr()
_brief.maxlevel, _brief.maxdict, _brief.maxlist, _brief.maxstring, _brief.maxother = 2, 3, 3, _SHOWN, _SHOWN


def examined(text: str) -> tuple[Scheme | None, tuple[Finding, ...]]:
    """Never raises, whatever the text. Findings about the file itself have a line, the others do not yet."""
    if len(text) > MAX_LENGTH:
        message = f"has {len(text):,} characters; a scheme may have {MAX_LENGTH:,}"
        return None, (found("too_long", "file", message, line=1),)
    try:
        scheme = Scheme.model_validate(yaml_text.read(text))
    except ValidationError as error:
        return None, tuple(_shapes(error))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, (_unreadable(error, text),)
    return scheme, lint(scheme)


def _unreadable(error: yaml.YAMLError | ValueError | RecursionError, text: str) -> Finding:
    if isinstance(error, RecursionError):
        return found("yaml", "file", "is nested too deeply to be a scheme; take out brackets or indentation", line=1)
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        problem = ", ".join(part for part in (error.context, error.problem) if part)
        message = f"{problem}; check quotes, brackets and indentation around this line"
        return found("yaml", "file", message, line=mark.line + 1 if mark else 1)
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, int(error.position)) + 1
        return found("yaml", "file", f"character #x{error.character:04x} is not allowed; remove it", line=line)
    return found("yaml", "file", f"has a number or date that cannot be: {error}", line=1)


def _shapes(error: ValidationError) -> Iterator[Finding]:
    items = error.errors(include_url=False)
    for item in items:
        if not _is_echo(item, items):
            yield found("shape", ".".join(str(part) for part in item["loc"]) or "file", _message(item))


def _is_echo(item: Any, items: Sequence[Any]) -> bool:
    """A list that seems too short only because its items are wrong themselves; they are reported on their own."""
    loc = item["loc"]
    inside = (other["loc"] for other in items if len(other["loc"]) > len(loc))
    return item["type"] == "too_short" and any(deeper[: len(loc)] == loc for deeper in inside)


def _message(item: Any) -> str:
    if item["type"] == "missing":
        return f"{item['loc'][-1]} is missing; add it"
    if item["type"] == "extra_forbidden":
        return f"{item['loc'][-1]} is no key of a scheme here; remove it, or correct its spelling"
    said = item["msg"].removeprefix("Value error, ")
    return said if isinstance(item["input"], dict) else f"{said} (given: {_given(item['input'])})"


def _given(value: object) -> str:
    try:
        shown = _brief.repr(value)
    except ValueError:
        return "a number of thousands of digits"
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
