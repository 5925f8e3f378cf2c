"""Schemes from YAML: the built-in ones by id, others from a file or a text. Findings instead of guesses."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from scoring.definitions import (
    Aggregate,
    Aim,
    Aliases,
    Band,
    Curve,
    Dimension,
    Direction,
    Figure,
    Metric,
    Review,
    Rhythm,
    Scheme,
    Source,
    TeamCoefficient,
    Text,
)
from scoring.errors import SchemeInvalid, SchemeNotFound
from scoring.findings import Finding, Level
from scoring.lint import lint

__all__ = [
    "Aggregate",
    "Aim",
    "Aliases",
    "Band",
    "Curve",
    "Dimension",
    "Direction",
    "Figure",
    "Metric",
    "Review",
    "Rhythm",
    "Scheme",
    "Source",
    "TeamCoefficient",
    "Text",
    "builtin_ids",
    "lint",
    "load",
    "parse",
]

_SUFFIX = ".yaml"
_BOOL = "tag:yaml.org,2002:bool"


def builtin_ids() -> tuple[str, ...]:
    """Ids of the schemes that come with the package, sorted."""
    folder = resources.files("scoring") / "schemes"
    return tuple(sorted(item.name.removesuffix(_SUFFIX) for item in folder.iterdir() if item.name.endswith(_SUFFIX)))


def load(name: str | Path) -> Scheme:
    """A built-in scheme by its id, or the one in a file. A text is a path when it ends in .yaml or .yml.

    Raises SchemeNotFound, SchemeInvalid.
    """
    if isinstance(name, Path) or name.endswith((_SUFFIX, ".yml")):
        path = Path(name)
        if not path.is_file():
            raise SchemeNotFound(str(name), known=builtin_ids())
        return parse(path.read_text(encoding="utf-8"), source_name=str(path))
    if name not in builtin_ids():
        raise SchemeNotFound(name, known=builtin_ids())
    packaged = resources.files("scoring") / "schemes" / f"{name}{_SUFFIX}"
    return parse(packaged.read_text(encoding="utf-8"), source_name=name)


def parse(text: str, *, source_name: str = "scheme") -> Scheme:
    """Read, validate and lint. Raises SchemeInvalid with every finding when one of them is an error."""
    try:
        plain = yaml.load(text, Loader=_Loader)  # a SafeLoader
        scheme = Scheme.model_validate(plain)
    except yaml.YAMLError as error:
        raise SchemeInvalid(source_name, findings=[Finding("yaml", Level.ERROR, "file", str(error))]) from error
    except ValidationError as error:
        raise SchemeInvalid(source_name, findings=_shape_findings(error)) from error
    findings = lint(scheme)
    if any(finding.level is Level.ERROR for finding in findings):
        raise SchemeInvalid(source_name, findings=findings)
    return scheme


def _shape_findings(error: ValidationError) -> list[Finding]:
    items = error.errors(include_url=False)
    return [
        Finding("shape", Level.ERROR, ".".join(str(part) for part in item["loc"]) or "file", _shape_message(item))
        for item in items
        if not _is_echo(item, items)
    ]


def _is_echo(item: Any, items: Sequence[Any]) -> bool:
    """A list that seems too short only because its items are wrong themselves; they are reported on their own."""
    loc = item["loc"]
    inside = (other["loc"] for other in items if len(other["loc"]) > len(loc))
    return item["type"] == "too_short" and any(deeper[: len(loc)] == loc for deeper in inside)


def _shape_message(item: Any) -> str:
    given = repr(item["input"])
    return f"{item['msg']} (given: {given if len(given) <= 60 else given[:59] + '…'})"


class _Loader(yaml.SafeLoader):
    """YAML lets a later key replace an earlier one silently; in rules about pay that is a mistake to report.

    Only true and false are truth values: `on` is a key of `review`, and a weight of `no` is a mistake.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = (key_node.tag, str(key_node.value))
            if key in seen:
                problem = f"key {key_node.value!r} is there twice"
                raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile("true|false"), ["t", "f"])
