"""Which figure somebody means, and what they typed after it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.errors import Rejected
from bot.features.metrics.rules.dates import leading_day, read_day
from bot.features.metrics.rules.numbers import example_of, looks_like_number
from bot.features.metrics.rules.words import folded, titled
from bot.likeness import nearest
from scoring.definitions import Figure

LISTED = 20
"""Names in a refusal: as many as fit a parameter of 1,000 characters."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One figure on a command line; `value` is None when nothing follows the figure's name, `on` without a day."""

    figure: Figure
    value: str | None
    on: date | None
    rest: str


class FigureNames:
    """Every name of a scheme's figures: ids, titles and aliases in both languages."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = {figure.id: figure for figure in figures}
        self._owners: Mapping[str, set[str]] = defaultdict(set)
        for figure in figures:
            titles = (figure.id, figure.title.en, figure.title.zh_cn)
            for name in (*titles, *figure.aliases.en, *figure.aliases.zh_cn):
                self._owners[folded(name)].add(figure.id)
        self._most_words = max((len(name.split()) for name in self._owners), default=0)

    def named(self, typed: str) -> Figure:
        """The figure of a name; Rejected with the nearest name, or with all figures that share it."""
        found = self._exactly(typed)
        if found is None:
            raise self._unknown(typed)
        return found

    def read(self, text: str, *, today: date) -> Typed:
        """`form submissions 41 11-20 fair in Berlin`: the longest name first, then the value, a day, and the rest."""
        words = text.split()
        for length in range(min(len(words), self._most_words), 0, -1):
            figure = self._exactly(" ".join(words[:length]))
            if figure:
                return _after_name(figure, words[length:], today=today)
        name = next((k for k, word in enumerate(words) if k and looks_like_number(word)), len(words))
        raise self._unknown(" ".join(words[:name]))

    def _exactly(self, typed: str) -> Figure | None:
        owners = self._owners.get(folded(typed), set())
        if typed in owners or len(owners) == 1:
            return self._figures[typed if typed in owners else next(iter(owners))]
        if owners:
            raise Rejected("metrics-error-ambiguous", typed=typed, figures=sorted(owners)[:LISTED])
        return None

    def _unknown(self, typed: str) -> Rejected:
        if not self._figures:
            return Rejected("metrics-error-no-figures")
        meant = nearest(folded(typed), self._owners)
        known = list(self._figures)[:LISTED]
        if not meant:
            return Rejected("metrics-error-unknown-figure", typed=typed, known=known)
        figure = self._figures[min(self._owners[meant[0]])]
        return Rejected(
            "metrics-error-unknown-figure-nearest",
            typed=typed,
            nearest=figure.id,
            title=titled(figure.title),
            known=known,
        )


def _after_name(figure: Figure, words: Sequence[str], *, today: date) -> Typed:
    """`42 yesterday note` as well as `yesterday 42 note`."""
    if not words:
        return Typed(figure, None, None, "")
    if on := read_day(words[0], today=today):
        return Typed(figure, words[1] if len(words) > 1 else None, on, " ".join(words[2:]))
    on, taken = leading_day(words[1:], today=today)
    return Typed(figure, words[0], on, " ".join(words[1 + taken :]))


def require_value(typed: Typed) -> str:
    """The typed value; Rejected with an example when there is none."""
    if typed.value is None:
        raise Rejected(
            "metrics-error-value-missing",
            figure=titled(typed.figure.title),
            name=typed.figure.id,
            example=example_of(typed.figure),
        )
    return typed.value
