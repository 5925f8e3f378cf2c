"""The line of a scheme's file that a finding is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import yaml

from scoring.findings import Finding
from scoring.yaml_text import compose

_Step = tuple[yaml.Node, int, int]
"""What a part of a path leads to, the line of that (from 0), and how many parts were used up."""


def located(text: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same findings with the line of what their path names, or of the nearest thing around it that is there.

    Raises yaml.YAMLError for a text that is no YAML; findings about such a text have their line already.
    """
    listed = tuple(findings)
    if all(finding.line is not None for finding in listed):
        return listed
    root = compose(text)
    return tuple(f if f.line is not None else replace(f, line=_line(root, f.path.split("."))) for f in listed)


def _line(root: yaml.Node | None, parts: Sequence[str]) -> int:
    if root is None:
        return 1
    node, line, at = root, root.start_mark.line, 0
    while at < len(parts):
        step = _child(node, parts[at:]) or _named_inside(node, parts[at:])
        # A part without a place is no key: pydantic also names the kind of a reward there.
        node, line, used = step or (node, line, 1)
        at += used
    return line + 1


def _child(node: yaml.Node, parts: Sequence[str]) -> _Step | None:
    if isinstance(node, yaml.MappingNode):
        return _value(node, parts)
    if isinstance(node, yaml.SequenceNode):
        return _item(node, parts)
    return None


def _value(node: yaml.MappingNode, parts: Sequence[str]) -> _Step | None:
    """By key; a key may have dots itself."""
    for used in range(len(parts), 0, -1):
        wanted = ".".join(parts[:used])
        for key, value in node.value:
            if key.value == wanted:
                return value, key.start_mark.line, used
    return None


def _item(node: yaml.SequenceNode, parts: Sequence[str]) -> _Step | None:
    """By its place, or by its id."""
    if parts[0].isdecimal():
        place = int(parts[0])
        return (node.value[place], node.value[place].start_mark.line, 1) if place < len(node.value) else None
    for item in node.value:
        if isinstance(item, yaml.MappingNode):
            found = _value(item, ["id"])
            if found and found[0].value in (parts[0], ".".join(parts)):
                return item, item.start_mark.line, 1
    return None


def _named_inside(node: yaml.Node, parts: Sequence[str]) -> _Step | None:
    """An item of a list inside, by its id: `dimensions.traffic.cpl` leaves out `metrics`."""
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            if isinstance(value, yaml.SequenceNode) and (found := _item(value, parts)) and not parts[0].isdecimal():
                return found
    return None
