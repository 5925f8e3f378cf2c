"""What somebody may have meant who mistyped a name."""

from collections.abc import Iterable

NEAR_ENOUGH = 60
"""How alike two names must be, of 100, to offer one for the other: less is a guess that confuses."""


def nearest(typed: str, names: Iterable[str], *, most: int = 1) -> list[str]:
    """The names that are most like what was typed, the likest first; none when none is near enough."""
    from rapidfuzz import process  # here, because it takes 3 MB that are needed after the first typo only

    return [name for name, _, _ in process.extract(typed, list(names), limit=most, score_cutoff=NEAR_ENOUGH)]
