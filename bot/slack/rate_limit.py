"""How often one person may ask: a bucket of tokens for everything, and a smaller one for what takes long.

Each process counts by itself: asking a database about it would cost more than most requests do. Behind a balancer a
person gets up to so many times more as there are processes, which still is what one hand can do and no flood.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil
from operator import itemgetter

from bot.slack.forms import Caller
from bot.slack.seen.keys import Key

LARGEST = 50_000
"""People at once; beyond that, whoever has been quiet for longest is forgotten."""
REMEMBERED = 32
"""Requests of one person whose copies are known."""
TELL_SECONDS = 5.0
"""Between two answers that need a call to Slack: everybody shares those that Slack allows."""
NOTE_SECONDS = 2.0
"""Between two of what a field tells with every key that is pressed."""
MINUTE = 60.0
_Key = tuple[str, str]
"""Of a caller: a dataclass takes its hash anew, and slowly, each time."""
_waiting = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Haste:
    """A request that came too soon; `seconds` (1 or more) are how long to wait."""

    seconds: int
    is_heavy: bool


@dataclass(slots=True)
class _Tokens:
    """Filled up at an even pace to a minute's worth."""

    per_minute: int
    left: float
    at: float

    def wait(self, now: float) -> float:
        """Seconds until there is one; 0 when there is."""
        self.left = min(self.per_minute, self.left + max(0.0, now - self.at) * self.per_minute / MINUTE)
        self.at = now
        return max(0.0, (1 - self.left) * MINUTE / self.per_minute)


@dataclass(slots=True)
class _Person:
    all: _Tokens
    heavy: _Tokens
    asked_at: float
    told_at: float = float("-inf")
    noted_at: float = float("-inf")
    taken: dict[str, float] = field(default_factory=dict)


class RateLimit:
    """`per_minute` requests of each person, of which `heavy_per_minute` may be heavy, after a pause as many at once;
    0 switches either off. `seconds` tells the time; when it goes back, buckets stay as they are."""

    def __init__(
        self,
        *,
        per_minute: int,
        heavy_per_minute: int,
        seconds: Callable[[], float],
        largest: int = LARGEST,
    ) -> None:
        self._per_minute = per_minute
        self._heavy_per_minute = heavy_per_minute
        self._seconds = seconds
        self._largest = largest
        # Whoever asks goes to its end at any size; a dict looks for its first through all that it has lost.
        self._people: OrderedDict[_Key, _Person] = OrderedDict()

    @property
    def people(self) -> int:
        """How many have asked within the last minute or so."""
        return len(self._people)

    def take(self, caller: Caller, keys: Sequence[Key] = (), *, is_heavy: bool = False) -> Haste | None:
        """None when the request may pass. A copy of one that has passed does so as well, and takes nothing."""
        if not self._per_minute and not self._heavy_per_minute:
            return None
        now = self._seconds()
        person = self._person(caller, now)
        if person.taken and any(person.taken.get(key.text, 0.0) > now for key in keys):
            return None
        wanted = [person.all] if self._per_minute else []
        if is_heavy and self._heavy_per_minute:
            wanted.append(person.heavy)
        longest, short = max([(tokens.wait(now), tokens) for tokens in wanted], key=_waiting, default=(0.0, None))
        if longest > 0:
            return Haste(ceil(longest), is_heavy=short is person.heavy)
        for tokens in wanted:
            tokens.left -= 1
        _remember(person, keys, now)
        return None

    def may_tell(self, caller: Caller) -> bool:
        """Once in a while of whoever is too fast: an answer to a button takes a call to Slack."""
        person, now = self._people.get((caller.team, caller.user)), self._seconds()
        if person is None or now < person.told_at + TELL_SECONDS:
            return False
        person.told_at = now
        return True

    def may_note(self, caller: Caller) -> bool:
        """Once in two seconds of what comes with every key that somebody presses. It takes nothing from what they may
        ask, so that whoever has written much can still send it."""
        if not self._per_minute:
            return True
        now = self._seconds()
        person = self._person(caller, now)
        if person.noted_at <= now < person.noted_at + NOTE_SECONDS:
            return False
        person.noted_at = now
        return True

    def _person(self, caller: Caller, now: float) -> _Person:
        """Kept in the order of who has asked last; whoever has been quiet for a minute has full buckets again."""
        key = caller.team, caller.user
        person = self._people.get(key)
        if person is None:
            person = self._people[key] = _Person(
                all=_Tokens(self._per_minute, self._per_minute, now),
                heavy=_Tokens(self._heavy_per_minute, self._heavy_per_minute, now),
                asked_at=now,
            )
        person.asked_at = now
        self._people.move_to_end(key)
        while self._has_to_forget(oldest := next(iter(self._people)), now):
            del self._people[oldest]
        return person

    def _has_to_forget(self, oldest: _Key, now: float) -> bool:
        return len(self._people) > self._largest or self._people[oldest].asked_at <= now - MINUTE


def _remember(person: _Person, keys: Sequence[Key], now: float) -> None:
    for key in keys:
        person.taken.pop(key.text, None)
        person.taken[key.text] = now + min(key.seconds, MINUTE)
    while len(person.taken) > REMEMBERED:
        del person.taken[next(iter(person.taken))]
