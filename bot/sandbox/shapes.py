"""Rules for JSON values that say what is wrong in Slack's words, each with a JSON pointer to the place."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Rule = Callable[[Any, str], Iterator[str]]


def finding(message: str, pointer: str) -> str:
    """One line of `response_metadata.messages`."""
    return f"[ERROR] {message} [json-pointer:{pointer}]"


def string(longest: int, *, shortest: int = 1) -> Rule:
    """A string of `shortest` to `longest` characters."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield finding("must be a string", pointer)
        elif len(value) > longest:
            yield finding(f"must be less than {longest + 1} characters", pointer)
        elif len(value) < shortest:
            yield finding(f"must be more than {shortest - 1} characters", pointer)

    return check


def boolean(value: Any, pointer: str) -> Iterator[str]:
    """true or false."""
    if not isinstance(value, bool):
        yield finding("must be a boolean", pointer)


def integer(least: int, most: int) -> Rule:
    """A whole number from `least` to `most`."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield finding("must be an integer", pointer)
        elif not least <= value <= most:
            yield finding(f"must be between {least} and {most}", pointer)

    return check


def one_of(*choices: str) -> Rule:
    """One of the given strings."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if value not in choices:
            yield finding(f"must be one of: {', '.join(choices)}", pointer)

    return check


def anything(value: Any, pointer: str) -> Iterator[str]:
    """No rule: a part of the block that Slack reads and an app seldom sends."""
    return iter(())


def items(rule: Rule, *, most: int, least: int = 1) -> Rule:
    """A list of `least` to `most` items that each follow `rule`."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield finding("must be an array", pointer)
            return
        if len(value) > most:
            yield finding(f"no more than {most} items allowed", pointer)
        if len(value) < least:
            yield finding(f"must have at least {least} items", pointer)
        for index, item in enumerate(value):
            yield from rule(item, f"{pointer}/{index}")

    return check


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An object: its fields' rules, which are required, and groups of which exactly one must be there."""

    fields: Mapping[str, Rule]
    required: Collection[str] = ()
    exactly_one: Collection[str] = ()
    at_least_one: Collection[str] = ()
    also: Collection[Rule] = field(default=())

    def __call__(self, value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield finding("must be an object", pointer)
            return
        yield from self._fields(value, pointer)
        yield from self._presence(value, pointer)
        for rule in self.also:
            yield from rule(value, pointer)

    def _fields(self, value: Mapping[str, Any], pointer: str) -> Iterator[str]:
        for name, content in value.items():
            if name == "type":
                continue
            if name not in self.fields:
                yield finding(f"invalid additional property: {name}", pointer)
            elif content is not None:
                yield from self.fields[name](content, f"{pointer}/{name}")

    def _presence(self, value: Mapping[str, Any], pointer: str) -> Iterator[str]:
        present = {name for name, content in value.items() if content is not None}
        for name in self.required:
            if name not in present:
                yield finding(f"missing required field: {name}", pointer)
        if self.exactly_one and len(present.intersection(self.exactly_one)) != 1:
            yield finding(f"must provide exactly one of: {', '.join(self.exactly_one)}", pointer)
        if self.at_least_one and not present.intersection(self.at_least_one):
            yield finding(f"missing required field: {self.at_least_one}", pointer)


def typed(shapes: Mapping[str, Rule], *allowed: str, kind: str = "type") -> Rule:
    """An object whose `type` picks its shape; only `allowed` types (all known ones when none is named)."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield finding("must be an object", pointer)
        elif value.get("type") not in shapes or (allowed and value["type"] not in allowed):
            yield finding(f"unsupported {kind}: {value.get('type')}", f"{pointer}/type")
        else:
            yield from shapes[value["type"]](value, pointer)

    return check
