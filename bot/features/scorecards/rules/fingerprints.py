"""What tells whether cards would come out as they did: a digest of everything they are made from. Pure."""

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

import scoring

RULES = Path(__file__).parent


def digests(stated: str, facts: Mapping[int, Iterable[str]]) -> dict[int, str]:
    """SHA-256 by team: of what is stated for all, of how cards are computed, and of each team's own facts, in whatever
    order these come."""
    first = f"{_engine()}\n{stated}"
    return {team: sha256("\n".join((first, *sorted(told))).encode()).hexdigest() for team, told in facts.items()}


@cache
def _engine() -> str:
    """Of the program's own files: after an upgrade cards are made again."""
    whole = sha256()
    for folder in (Path(scoring.__file__).parent, RULES):
        for path in sorted(folder.rglob("*.py")):
            whole.update(path.read_bytes())
    return whole.hexdigest()
