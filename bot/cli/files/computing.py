"""From files to cards, by the same steps as the close of a month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.cli.files.entries import Entries, read_entries
from bot.cli.files.given import columns_of, read_presence, read_targets, shares_of
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
    people = People()
    problems: list[Problem] = []
    entries, lines = _entries(whole, scheme, period, files, people, problems)
    ratings, rated = _ratings(whole, scheme, files, people, problems)
    targets = shares = None
    if files.targets:
        targets, found = read_targets(files.targets.open("rb"), whole, people)
        problems += found
    if files.presence:
        shares, found = read_presence(files.presence.open("rb"), people)
        problems += found
    members = people.in_order()
    own = {metric.id for metric in scheme.metrics}
    cards = compute(
        scheme,
        Evidence.from_rows(entries.rollups(), members, ratings=ratings),
        period,
        targets={metric: given for metric, given in columns_of(targets or {}, members).items() if metric in own},
        present_share=shares_of(shares, members) if shares else None,
        team_attainment=files.team_attainment,
    )
    return Recomputed([people.names[member] for member in members], cards, sorted(problems), lines, rated)


def _entries(
    whole: Scheme, scheme: Scheme, period: Period, files: Files, people: People, problems: list[Problem]
) -> tuple[Entries, int]:
    needed = {figure.id for figure in scheme.figures}
    months = months_needed(scheme, period)
    with files.entries.open("rb") as file:
        entries, found, lines = read_entries(file, whole.figures, needed=needed, months=months, people=people)
    problems += found
    return entries, lines


def _ratings(
    whole: Scheme, scheme: Scheme, files: Files, people: People, problems: list[Problem]
) -> tuple[list[Rating], int]:
    if files.ratings is None:
        return [], 0
    needed = {metric.id for metric in scheme.metrics}
    with files.ratings.open("rb") as file:
        ratings, found, lines = read_ratings(file, whole.metrics, needed=needed, people=people)
    problems += found
    return ratings, lines
