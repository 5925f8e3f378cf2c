"""A table of entries to monthly roll-ups, in little memory: a month of one member's figure is 31 whole numbers."""

from array import array
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from typing import BinaryIO

import numpy as np

from bot.cli.files.days import read_dated
from bot.cli.files.people import People, Problem, Unusable
from bot.errors import Rejected
from bot.features.metrics.rules.names import FigureNames
from bot.features.metrics.rules.numbers import read_value
from bot.features.metrics.rules.sheets import ENTRIES
from bot.features.metrics.rules.tables import read_table
from bot.features.metrics.rules.words import free_text
from bot.limits import DECIMALS, NOTE_LIMIT
from scoring.definitions import Figure
from scoring.evidence import RollUp

DAYS = 31
NOTHING = -(2**63)
"""A day without a value; figures are far smaller in size."""
_EMPTY_MONTH = array("q", [NOTHING] * DAYS)
TAKEN = ("date", "member", "metric", "value", "note")
"""Of the columns of a table of entries; why something was corrected is for the bot."""
_REMEMBERED = 20_000
"""Spellings of values; each takes some microseconds to read."""


class Entries:
    """One value for each member, figure and day, in ten-thousandths."""

    def __init__(self) -> None:
        self._places: dict[tuple[int, str, date], int] = {}
        self._values = array("q")

    def put(self, member: int, figure: str, month: date, day: int, value: int) -> int:
        """What the day of the month (from 0) has from now on: the value, or the one that was there."""
        key = (member, figure, month)
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = len(self._values)
            self._values.extend(_EMPTY_MONTH)
        present = self._values[place + day]
        if present != NOTHING:
            return present
        self._values[place + day] = value
        return value

    def rollups(self) -> Iterator[RollUp]:
        """Sums are exact: whole numbers of ten-thousandths, as the bot keeps them."""
        values = np.frombuffer(self._values, dtype=np.int64).reshape(-1, DAYS)
        told = values != NOTHING
        last = values[np.arange(len(values)), DAYS - 1 - told[:, ::-1].argmax(axis=1)]
        total = np.where(told, values, 0).sum(axis=1)
        columns = (told.sum(axis=1), total, last, values.max(axis=1))
        scale = 10**DECIMALS
        listed = [column.tolist() for column in columns]
        for (member, figure, month), n, summed, latest, peak in zip(self._places, *listed, strict=True):
            yield RollUp(member, figure, month, n, summed / scale, latest / scale, peak / scale)


def read_entries(
    file: BinaryIO, figures: Collection[Figure], *, needed: Collection[str], months: Collection[date], people: People
) -> tuple[Entries, list[Problem], int]:
    """The entries of the figures and months (first days) a card looks at, what cannot be used, and how many lines there
    were. Other figures of the scheme and other days are checked and left alone. The first of two values stays."""
    reader = _Reader(figures, set(needed), set(months), people)
    problems, lines = [], 0
    for line, cells in read_table(file, ENTRIES):
        lines += 1
        try:
            reader.take(*cells[: len(TAKEN)])
        except Unusable as unusable:
            problems.append(Problem.of("entries", line, unusable))
    return reader.entries, problems, lines


class _Reader:
    """Reads cells; each different day, name and value once."""

    def __init__(self, figures: Collection[Figure], needed: set[str], months: set[date], people: People) -> None:
        self.entries = Entries()
        self._names = FigureNames(list(figures))
        self._needed = needed
        self._months = months
        self._people = people
        self._days: dict[str, tuple[date, int]] = {}
        self._figures: dict[str, Figure] = {}
        self._values: dict[tuple[str, str], int] = {}

    def take(self, day: str, member: str, metric: str, value: str, note: str) -> None:
        """Raises Unusable."""
        number = self._people.number(member, column="member")
        figure = self._figures.get(metric) or self._figure(metric)
        month, of_month = self._days.get(day) or self._day(day)
        given = self._values.get((figure.id, value))
        if given is None:
            given = self._value(figure, value)
        if len(note) > NOTE_LIMIT:
            _require_short(note)
        self._people.members.add(number)
        if month in self._months and figure.id in self._needed:
            kept = self.entries.put(number, figure.id, month, of_month, given)
            if kept != given:
                present = Decimal(kept).scaleb(-DECIMALS).normalize()
                raise Unusable("value", value, f"that day has {present:f} already; leave one of them out")

    def _figure(self, typed: str) -> Figure:
        try:
            found = self._figures[typed] = self._names.named(typed)
        except Rejected as reason:
            raise Unusable("metric", typed, reason) from None
        return found

    def _day(self, typed: str) -> tuple[date, int]:
        on = read_dated(typed, "date")
        found = self._days[typed] = on.replace(day=1), on.day - 1
        return found

    def _value(self, figure: Figure, typed: str) -> int:
        try:
            value = int(read_value(typed, figure).scaleb(DECIMALS))
        except Rejected as reason:
            raise Unusable("value", typed, reason) from None
        if len(self._values) < _REMEMBERED:
            self._values[figure.id, typed] = value
        return value


def _require_short(note: str) -> None:
    try:
        free_text(note, limit=NOTE_LIMIT)
    except Rejected as reason:
        raise Unusable("note", note[:20] + "…", reason) from None
