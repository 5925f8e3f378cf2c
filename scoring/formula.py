"""Formulas of metrics: figures, numbers, + - * /, parentheses and lag(figure, n). Nothing else, and no eval.

    expression = term (("+" | "-") term)*
    term       = factor (("*" | "/") factor)*
    factor     = "-" factor | number | name | "lag" "(" name "," whole number ")" | "(" expression ")"

The signs × ÷ − and full-width brackets and commas are read as their plain forms.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from scoring.errors import FormulaInvalid

MAX_LENGTH = 500
MAX_DEPTH = 40
MAX_LAG = 120
LAG = "lag"

_PLAIN = str.maketrans({"×": "*", "÷": "/", "−": "-", "（": "(", "）": ")", "，": ","})
_TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign>[-+*/(),]))", re.ASCII)

Operator = Literal["+", "-", "*", "/"]


@dataclass(frozen=True, slots=True)
class Number:
    value: float


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A figure's aggregate over the metric's window moved back by `lag` periods of the metric's cadence."""

    figure: str
    lag: int = 0


@dataclass(frozen=True, slots=True)
class Negate:
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    operator: Operator
    left: Node
    right: Node


Node = Number | Ref | Negate | Binary


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """The formula as a tree. Raises FormulaInvalid with the position of the first thing that cannot be read."""
    if len(text) > MAX_LENGTH:
        raise FormulaInvalid(f"longer than {MAX_LENGTH} characters", text=text, position=MAX_LENGTH)
    return _Parser(text).formula()


def spelled(text: str) -> str:
    """The formula with plain signs, numbers without surplus zeros, and single spaces: one text for one formula.

    Raises FormulaInvalid.
    """
    parse(text)
    return " ".join(_trimmed(token) if token[0].isdigit() else token for token in _texts(text))


def _trimmed(number: str) -> str:
    whole, _, places = number.partition(".")
    return f"{int(whole)}.{places}".rstrip("0").rstrip(".") if places else str(int(whole))


def _texts(text: str) -> Iterator[str]:
    return (match[0].strip() for match in _TOKEN.finditer(text.translate(_PLAIN)))


def refs(node: Node) -> tuple[Ref, ...]:
    """Each figure and lag the formula names, once, in the order of first appearance."""
    return tuple(dict.fromkeys(_walk(node)))


@lru_cache(maxsize=4096)
def refs_in(text: str) -> tuple[Ref, ...]:
    """The same of a formula's text. Raises FormulaInvalid."""
    return refs(parse(text))


def _walk(node: Node) -> Iterator[Ref]:
    if isinstance(node, Ref):
        yield node
    elif isinstance(node, Negate):
        yield from _walk(node.operand)
    elif isinstance(node, Binary):
        yield from _walk(node.left)
        yield from _walk(node.right)


def degree(node: Node, flows: Collection[str]) -> int | None:
    """The power of time with which the value grows when the window grows, `flows` being the figures that add up.

    0: ratios of flows, growth, levels. 1: sums of flows, also flows over a level (interactions / followers).
    None: terms of different degree are added, so no single power fits.
    """
    if isinstance(node, Number):
        return 0
    if isinstance(node, Ref):
        return 1 if node.figure in flows else 0
    if isinstance(node, Negate):
        return degree(node.operand, flows)
    left, right = degree(node.left, flows), degree(node.right, flows)
    if left is None or right is None:
        return None
    if node.operator in "+-":
        return left if left == right else None
    return left + right if node.operator == "*" else left - right


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(self._tokenize(text.translate(_PLAIN)))
        self._next = 0
        self._depth = 0

    def formula(self) -> Node:
        node = self._expression()
        if self._peek().kind != "end":
            raise self._error(f"unexpected {self._peek().text!r}")
        return node

    def _tokenize(self, plain: str) -> Iterator[_Token]:
        position, end = 0, len(plain.rstrip())
        while position < end:
            match = _TOKEN.match(plain, position)
            if match is None:
                position += len(plain[position:]) - len(plain[position:].lstrip())
                raise FormulaInvalid(f"unexpected {plain[position]!r}", text=self._text, position=position)
            kind = str(match.lastgroup)
            yield _Token(kind, match[kind], match.start(kind))
            position = match.end()
        yield _Token("end", "end of formula", end)

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        token = self._peek()
        self._next += 1
        return token

    def _error(self, reason: str, token: _Token | None = None) -> FormulaInvalid:
        return FormulaInvalid(reason, text=self._text, position=(token or self._peek()).position)

    def _expect(self, kind: str, what: str, text: str | None = None) -> _Token:
        token = self._peek()
        if token.kind != kind or (text is not None and token.text != text):
            raise self._error(f"expected {what}, found {token.text!r}")
        return self._take()

    def _expression(self) -> Node:
        node = self._term()
        while self._peek().text in ("+", "-"):
            operator: Operator = "+" if self._take().text == "+" else "-"
            node = Binary(operator, node, self._term())
        return node

    def _term(self) -> Node:
        node = self._factor()
        while self._peek().text in ("*", "/"):
            operator: Operator = "*" if self._take().text == "*" else "/"
            node = Binary(operator, node, self._factor())
        return node

    def _factor(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(f"nested deeper than {MAX_DEPTH}")
        try:
            return self._inner()
        finally:
            self._depth -= 1

    def _inner(self) -> Node:
        token = self._take() if self._peek().kind != "end" else self._peek()
        if token.text == "-":
            return Negate(self._factor())
        if token.kind == "number":
            return Number(float(token.text))
        if token.text == LAG:
            return self._lag()
        if token.kind == "name":
            return Ref(token.text)
        if token.text == "(":
            node = self._expression()
            self._expect("sign", "a closing bracket", ")")
            return node
        raise self._error(f"expected a figure, a number or a bracket, found {token.text!r}", token)

    def _lag(self) -> Ref:
        self._expect("sign", "an opening bracket after lag", "(")
        figure = self._expect("name", "a figure")
        if figure.text == LAG:
            raise self._error("a lag cannot hold a lag; write lag(figure, n)", figure)
        self._expect("sign", "a comma", ",")
        n = self._expect("number", "a whole number of periods")
        if not n.text.isdigit() or not 1 <= int(n.text) <= MAX_LAG:
            raise self._error(f"a lag is a whole number from 1 to {MAX_LAG}, not {n.text}", n)
        self._expect("sign", "a closing bracket", ")")
        return Ref(figure.text, int(n.text))
