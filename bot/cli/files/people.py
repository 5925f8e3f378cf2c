"""Who is named in the files, and what in them cannot be used."""

from dataclasses import dataclass, field

from bot.cli.output import in_english
from bot.errors import Rejected
from bot.features.metrics.rules.words import plain


class Unusable(Exception):
    """A cell that cannot be taken; `reason` is one sentence."""

    def __init__(self, column: str, written: str, reason: str | Rejected) -> None:
        super().__init__(column)
        self.column = column
        self.written = written
        self.reason = in_english(reason) if isinstance(reason, Rejected) else reason


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A line that was left out: which of the files, where, and why."""

    file: str
    line: int
    reason: str

    @classmethod
    def of(cls, file: str, line: int, unusable: Unusable) -> "Problem":
        return cls(file, line, f"{unusable.column} “{unusable.written}”: {unusable.reason}")


def folded_name(typed: str) -> str:
    """The same for two spellings of a person: case, width and spaces do not matter."""
    return " ".join(plain(typed).casefold().split())


@dataclass(slots=True)
class People:
    """Numbers everybody who is named, however they are written; `members` are those who get a card.

    Raters share the numbers, so that somebody who rates themselves is known, and keep their names to themselves.
    """

    names: list[str] = field(default_factory=list)
    members: set[int] = field(default_factory=set)
    _numbers: dict[str, int] = field(default_factory=dict)

    def number(self, typed: str, *, column: str) -> int:
        """The same for every spelling. Raises Unusable for an empty cell."""
        number = self._numbers.get(typed)
        if number is None:
            key = folded_name(typed)
            if not key:
                raise Unusable(column, typed, "is empty; write an e-mail, a Slack id or a name")
            number = self._numbers.setdefault(key, len(self.names))
            if number == len(self.names):
                self.names.append(typed)
            self._numbers[typed] = number
        return number

    def in_order(self) -> list[int]:
        """Members by name."""
        return sorted(self.members, key=lambda number: (self.names[number].casefold(), number))
