"""From files to cards, by the same steps as the close of a month."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from bot.cli.files.entries import Entries, read_entries
from bot.cli.files.given import Shares, Targets, columns_of, read_presence, read_targets, shares_of
from bot.cli.files.people import People, Problem, folded_name
from bot.cli.files.ratings import read_ratings
from bot.errors import Refused
from bot.features.scorecards.rules.windows import months_needed
from scoring.evidence import Rating
from scoring.periods import Period
from scoring.scheme import Scheme
from scoring.scorecard import Card, Cards, Evidence, compute

LISTED = 5


@dataclass(frozen=True, slots=True)
class Files:
    """CSV files; `team_attainment` in %, the same for everybody."""

    entries: Path
    ratings: Path | None = None
    targets: Path | None = None
    presence: Path | None = None
    team_attainment: float | None = None


@dataclass(frozen=True, slots=True)
class Recomputed:
    """Cards in the order of `names`, the lines that were left out, and how many of entries and ratings there were."""

    names: Sequence[str]
    columns: Cards
    problems: Sequence[Problem]
    entries: int
    ratings: int

    @property
    def cards(self) -> Iterator[Card]:
        """With names for numbers."""
        for name, card in zip(self.names, self.columns, strict=True):
            yield replace(card, member=name)

    def card_of(self, name: str) -> Card:
        """Refused for somebody who is not a member in any file."""
        rows = {folded_name(each): row for row, each in enumerate(self.names)}
        row = rows.get(folded_name(name))
        if row is None:
            listed = ", ".join(self.names[:LISTED])
            raise Refused(f"no member {name!r} in the files; the first there are: {listed or 'none'}")
        return replace(self.columns.card(row), member=self.names[row])


def recomputed(whole: Scheme, groups: Sequence[str] | None, period: Period, files: Files) -> Recomputed:
    """Cards of everybody whom a file names, from the lines that can be used; `groups` None is all of the scheme's.

    Names of figures and metrics outside the groups are known and left alone. Rejected for a file that is no such table;
    ScoringError for what cannot be computed.
    """
    scheme = whole if groups is None else whole.restricted_to(groups)
    reading = _Reading(whole, scheme, People(), [])
    entries, lines = reading.entries(files.entries, months_needed(scheme, period))
    ratings, rated = reading.ratings(files.ratings)
    targets, shares = reading.targets(files.targets), reading.presence(files.presence)
    people, members = reading.people, reading.people.in_order()
    cards = compute(
        scheme,
        Evidence.from_rows(entries.rollups(), members, ratings=ratings),
        period,
        targets=columns_of(targets, members),
        present_share=shares_of(shares, members),
        team_attainment=files.team_attainment,
    )
    names = [people.names[member] for member in members]
    return Recomputed(names, cards, sorted(reading.problems), lines, rated)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads one file after the other; `scheme` has the dimensions in use, `whole` all of them."""

    whole: Scheme
    scheme: Scheme
    people: People
    problems: list[Problem]

    def entries(self, path: Path, months: Sequence[date]) -> tuple[Entries, int]:
        needed = {figure.id for figure in self.scheme.figures}
        with _opened(path) as file:
            entries, found, lines = read_entries(
                file, self.whole.figures, needed=needed, months=months, people=self.people
            )
        self.problems.extend(found)
        return entries, lines

    def ratings(self, path: Path | None) -> tuple[list[Rating], int]:
        if path is None:
            return [], 0
        with _opened(path) as file:
            ratings, found, lines = read_ratings(file, self.whole.metrics, needed=self._metrics(), people=self.people)
        self.problems.extend(found)
        return ratings, lines

    def targets(self, path: Path | None) -> Targets:
        if path is None:
            return {}
        with _opened(path) as file:
            targets, found = read_targets(file, self.whole, self.people)
        self.problems.extend(found)
        used = self._metrics()
        return {key: value for key, value in targets.items() if key[0] in used}

    def presence(self, path: Path | None) -> Shares:
        if path is None:
            return {}
        with _opened(path) as file:
            shares, found = read_presence(file, self.people)
        self.problems.extend(found)
        return shares

    def _metrics(self) -> set[str]:
        return {metric.id for metric in self.scheme.metrics}


def _opened(path: Path) -> BinaryIO:
    """A pipe is read whole: its encoding is only known at its end."""
    file = path.open("rb")
    if file.seekable():
        return file
    with file:
        return io.BytesIO(file.read())
