"""What columns of touches may look like, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import pandas as pd
import pytest

from scoring.attribution import Journeys, Model, attribute
from scoring.errors import ColumnInvalid
from tests.scoring.attribution.touches import Touch, columns, journeys, many, path


def as_dates(column: np.ndarray[Any, Any], unit: str) -> np.ndarray[Any, Any]:
    return np.datetime64("2026-01-01T00:00:00", unit) + column.astype(np.int64).astype("timedelta64[s]")


@pytest.mark.parametrize(
    "change",
    [
        {"journey": lambda column: column.astype(object)},
        {"journey": lambda column: column.astype("U40"), "channel": lambda column: column.astype("U3")},
        {"journey": lambda column: np.array([hash(each) for each in column])},
        {"journey": lambda column: [UUID(int=int(each[1:])) for each in column]},
        {"journey": lambda column: [(int(each[1:]), "x") for each in column]},
        {"journey": lambda column: column.astype("S8"), "channel": lambda column: column.astype(object)},
        {"journey": lambda column: pd.Series(column), "channel": lambda column: pd.Series(column, dtype="category")},
        {"at": lambda column: as_dates(column, "ns")},
        {"at": lambda column: as_dates(column, "s")},
        {"at": lambda column: [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=each) for each in column]},
        {"at": lambda column: column.astype(object)},
        {"converted": lambda column: column.astype(int), "value": lambda column: column.astype(object)},
        {"converted": lambda column: column.astype(object)},
    ],
)
def test_columns_may_be_of_many_types(change: Mapping[str, Any]) -> None:
    touches = many(4, count=60)
    plain = columns(touches)
    changed = Journeys.from_columns(**{name: change.get(name, lambda same: same)(plain[name]) for name in plain})
    for model in Model:
        expected = attribute(journeys(touches), model=model)
        assert attribute(changed, model=model) == pytest.approx(expected, rel=1e-9), model


def test_channels_come_back_as_they_were_given() -> None:
    assert list(attribute(journeys([Touch(1, 3, 0.0), Touch(1, 2, 1.0)]), model="linear")) == [2, 3]
    mixed = attribute(journeys([Touch(1, "1", 0.0), Touch(1, 1, 1.0)]), model="last")
    assert mixed == {1: 1.0, "1": 0.0}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"at": np.nan}, "at is nan in row 2; it must be finite"),
        ({"at": np.inf}, "at is inf in row 2"),
        ({"at": None}, "at is None in row 2; it must be finite"),
        ({"at": {}}, "at cannot be read as numbers"),
        ({"at": "noon"}, "at is of type"),
        ({"value": np.nan}, "value is nan in row 2; it must be finite"),
        ({"value": -np.inf}, "value is -inf in row 2"),
        ({"value": -1.0}, "value is -1.0 in row 2; it must be 0 or more"),
        ({"value": 2.0}, "journey j has value 1.0 and, in row 2, 2.0"),
        ({"converted": False}, "journey j has converted True and, in row 2, False"),
        ({"converted": 2}, "converted is 2.0 in row 2; it must be true or false"),
        ({"converted": "yes"}, "converted is of type"),
        ({"journey": None}, "journey is missing in row 2"),
        ({"journey": float("nan")}, "journey is missing in row 2"),
        ({"journey": []}, "journey has an id that cannot be hashed: unhashable type: 'list'"),
        ({"channel": None}, "channel is missing in row 2"),
        ({"channel": pd.NA}, "channel is missing in row 2"),
        ({"channel": np.datetime64("NaT")}, "channel is missing in row 2"),
    ],
)
def test_what_cannot_be_used_is_named(change: Mapping[str, Any], message: str) -> None:
    good = Touch("j", "a", 0.0)
    with pytest.raises(ColumnInvalid, match=re.escape(message)):
        journeys([good, good._replace(**change)])


def test_times_have_a_zone_and_are_no_nat() -> None:
    rows = {"journey": ["j"], "channel": ["a"], "converted": [True], "value": [1.0]}
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - what must be refused
    aware = naive.replace(tzinfo=UTC)
    for at, message in [
        ([naive], "has no zone"),
        (np.array(["NaT"], dtype="datetime64[us]"), "at is NaT in row 1; it must be a time"),
        (np.array([pd.NaT], dtype=object), "at is nan in row 1"),
    ]:
        with pytest.raises(ColumnInvalid, match=message):
            Journeys.from_columns(**rows, at=at)
    with pytest.raises(ColumnInvalid, match="among datetimes"):
        Journeys.from_columns(**{name: column * 2 for name, column in rows.items()}, at=[aware, 5.0])


def test_columns_are_equally_long_and_flat() -> None:
    good = columns(path("j", "a", "b"))
    with pytest.raises(ColumnInvalid, match=r"journey 2, channel 2, at 2, converted 2, value 1"):
        Journeys.from_columns(**{**good, "value": [1.0]})
    for name in ("channel", "value"):
        with pytest.raises(ColumnInvalid, match=f"{name} has 2 dimensions"):
            Journeys.from_columns(**{**good, name: good[name].reshape(2, 1)})


def test_values_too_large_to_add_up_are_refused() -> None:
    with pytest.raises(ColumnInvalid, match="larger unit"):
        journeys([*path(1, "a", value=1e308), *path(2, "a", value=1e308)])
