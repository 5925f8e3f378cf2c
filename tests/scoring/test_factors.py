from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scoring import factors
from scoring.errors import ColumnInvalid
from scoring.factors import Factor


@pytest.mark.parametrize(
    "ids",
    [
        np.array(["b", "a", "b", "c"]),
        np.array(["b", "a", "b", "c"], dtype=">U5")[::-1],
        np.array([3.5, -1.0, 3.5]),
        np.array([True, False]),
        np.array([b"b", b"a"]),
        np.array(["2026-01-02", "2026-01-01"], dtype="datetime64[ns]"),
        [1, "1", 1, (2, 3)],
        ["b", "a", "b"],
        ["", "", "a"],
        np.array([], dtype="U0"),
        [],
    ],
)
def test_every_row_gets_its_own_id_back(ids: Any) -> None:
    found = Factor.of(ids, name="channel")
    assert list(found.levels[found.codes]) == list(ids)
    assert len(set(found.levels)) == len(found.levels)
    assert found.codes[found.first].tolist() == list(range(len(found.levels)))


def test_levels_in_order_are_plain_values() -> None:
    names, codes = Factor.of(np.array(["b", "c", "a", "c"]), name="channel").in_order()
    assert (names, codes.tolist()) == (("a", "b", "c"), [1, 2, 0, 2])
    assert type(names[0]) is str
    mixed, _ = Factor.of(["x", 10, 9, (1,)], name="channel").in_order()
    assert mixed == (10, 9, "x", (1,))
    days = np.array(["2026-01-02", "2026-01-01"], dtype="datetime64[ns]")
    assert Factor.of(days, name="day").in_order()[0] == (days[1], days[0])


def test_texts_with_the_same_fingerprint_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(factors, "_fingerprints", lambda texts: np.zeros(len(texts), dtype=np.uint64))
    found = Factor.of(np.array(["b", "a", "b", "c"]), name="channel")
    assert found.levels[found.codes].tolist() == ["b", "a", "b", "c"]
    assert found.levels.tolist() == ["a", "b", "c"]


def test_many_texts_lose_none() -> None:
    """Longer than the pieces in which they are read."""
    texts = np.array([f"journey {k % 70_000}" for k in range(100_000)])
    found = Factor.of(texts, name="journey")
    assert len(found.levels) == 70_000
    assert np.array_equal(found.levels[found.codes], texts)
    assert np.array_equal(found.first[found.codes[:70_000]], np.arange(70_000))


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        (["a", None], "missing in row 2"),
        (np.array([1.0, 2.0, np.nan]), "missing in row 3"),
        (np.array(["2026-01-01", "NaT"], dtype="datetime64[s]"), "missing in row 2"),
        ([{}], "cannot be hashed: unhashable type: 'dict'"),
        (np.zeros((2, 2)), "has 2 dimensions"),
    ],
)
def test_ids_that_cannot_be_used_are_named(ids: Any, message: str) -> None:
    with pytest.raises(ColumnInvalid, match=f"^channel .*{message}"):
        Factor.of(ids, name="channel")
