"""Which stories run on which database, and in which order."""

from collections.abc import Iterable
from zlib import crc32

import pytest

STORIES = ("tests/features/", "tests/scenarios/")
"""Each of these runs on one of the databases, half of them on either; whatever is about databases themselves, about
deliveries, requests and processes runs on both."""
CONTESTED = ("at_once", "twice", "rights", "forgotten", "merging")
"""Files of stories that run on both all the same: what two do at a time, and what must not leave a row behind."""
SPREAD = 0.7
"""The part of a run within which the last file that waits begins."""


def is_run(item: pytest.Item) -> bool:
    """By the story's name, so that it is always the same one."""
    spec = getattr(item, "callspec", None)
    if spec is None or "database_url" not in spec.params or not item.nodeid.startswith(STORIES):
        return True
    file = item.nodeid.partition("::")[0]
    if any(word in file for word in CONTESTED):
        return True
    story = item.nodeid.replace(str(spec.params["database_url"]), "")
    return crc32(story.encode()) % 2 == (spec.params["database_url"] == "sqlite")


def in_order(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Browser tests come last, and are in files of their own: Playwright keeps an event loop in the main thread, beside
    which no other can run. Files that mostly wait are spread, so that of several workers one waits and others work."""
    found = list(items)
    places = dict[str, float]()
    for item in found:
        places.setdefault(item.nodeid.partition("::")[0], len(places))
    waiting = [each for each in reversed(places) if "/chaos/" in each]
    places |= {each: k * SPREAD * len(places) / len(waiting) - 0.5 for k, each in enumerate(waiting)}
    found.sort(key=lambda item: places[item.nodeid.partition("::")[0]])
    found.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))
    return found
