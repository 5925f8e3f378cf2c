"""YAML as schemes are written in it: no key twice, and only true and false are truth values."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any

import yaml

_BOOL = "tag:yaml.org,2002:bool"


def read(text: str) -> Any:
    """The text as plain data. Raises yaml.YAMLError, RecursionError; ValueError for a number or date that cannot be."""
    return yaml.load(text, Loader=_Loader)  # a SafeLoader


def compose(text: str) -> yaml.Node | None:
    """The text as nodes, which know their lines; None for an empty one. Raises as `read` does."""
    return yaml.compose(text, Loader=_Loader)


class _Loader(yaml.SafeLoader):
    """YAML lets a later key replace an earlier one silently; in rules about pay that is a mistake to report.

    It also reads `on`, a key of `review`, as a truth value, and a weight of `yes` as 1.
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
