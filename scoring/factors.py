"""Ids of any kind as whole numbers, so that arrays can be grouped by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np
import numpy.typing as npt

from scoring.arrays import IntArray
from scoring.columns import Column
from scoring.errors import ColumnInvalid

_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio, odd: neighbouring texts land far apart
_SHIFT = np.uint64(29)
PIECE = 16_384  # rows


@dataclass(frozen=True, slots=True, eq=False)
class Factor:
    """A column of n ids with k different ones.

    `codes` (n,) int64: for each row the position of its id in `levels`; `levels` (k,): each id once, in no particular
    order; `first` (k,): the first row that has the level.
    """

    levels: npt.NDArray[Any]
    codes: IntArray
    first: IntArray

    @classmethod
    def of(cls, column: Column, *, name: str) -> Factor:
        """Codes for a one-dimensional column of text, numbers or anything hashable; equal ids get the same code.

        `name` is what errors call the column. Raises ColumnInvalid for another shape, an id that is missing (None,
        NaN, NaT) or one that cannot be hashed.
        """
        ids = _as_array(column, name)
        codes = _codes(ids, name)
        first = _first_rows(codes)
        levels = ids[first]
        _require_present(levels, first, name)
        return cls(levels, codes, first)

    def in_order(self) -> tuple[tuple[Hashable, ...], IntArray]:
        """The levels as plain values, sorted (by type and text where they cannot be compared), and codes for these."""
        names = _plain(self.levels)
        try:
            order = sorted(range(len(names)), key=names.__getitem__)
        except TypeError:
            order = sorted(range(len(names)), key=lambda k: (type(names[k]).__name__, str(names[k])))
        position = np.empty(len(names), dtype=np.int64)
        position[order] = np.arange(len(names))
        return tuple(names[k] for k in order), position[self.codes]


def _as_array(column: Column, name: str) -> npt.NDArray[Any]:
    if hasattr(column, "__array__"):
        ids = np.asarray(column)
    else:
        items = list(column)
        ids = np.fromiter(items, dtype=object, count=len(items))  # np.asarray would read 1 and "1" as the same id
    if ids.ndim != 1:
        raise ColumnInvalid(f"{name} has {ids.ndim} dimensions; give one id for each row")
    return ids


def _codes(ids: npt.NDArray[Any], name: str) -> IntArray:
    if ids.dtype.kind == "U":
        return _codes_of_texts(ids)
    if ids.dtype.kind in "biuf":
        return np.unique(ids, return_inverse=True)[1].astype(np.int64, copy=False)
    return _codes_of_objects(ids, name)


def _codes_of_texts(texts: npt.NDArray[np.str_]) -> IntArray:
    """Sorting whole texts is slow: fingerprints are sorted instead, and every row is compared with its level."""
    codes = np.unique(_fingerprints(texts), return_inverse=True)[1].astype(np.int64, copy=False)
    levels = texts[_first_rows(codes)]
    if all(np.array_equal(texts[piece], levels[codes[piece]]) for piece in _pieces(len(texts))):
        return codes
    return np.unique(texts, return_inverse=True)[1].astype(np.int64, copy=False)


def _fingerprints(texts: npt.NDArray[np.str_]) -> npt.NDArray[np.uint64]:
    """64 bits for each text; different texts nearly always differ in them."""
    word = np.dtype(np.uint64 if texts.dtype.itemsize % 8 == 0 else np.uint32)
    shape = (len(texts), texts.dtype.itemsize // word.itemsize)
    words: npt.NDArray[Any] = np.ascontiguousarray(texts).view(word).reshape(shape)
    marks = np.zeros(len(texts), dtype=np.uint64)
    for piece in _pieces(len(texts)):
        mixed = marks[piece]  # a view: what is mixed here stays in marks
        for k in range(words.shape[1]):
            mixed ^= words[piece, k]
            mixed *= _SPREAD
            mixed ^= mixed >> _SHIFT
    return marks


def _pieces(length: int) -> Iterable[slice]:
    """Slices small enough for a processor's cache."""
    return (slice(start, start + PIECE) for start in range(0, length, PIECE))


def _codes_of_objects(ids: npt.NDArray[Any], name: str) -> IntArray:
    code_of: defaultdict[Any, int] = defaultdict(count().__next__)
    try:
        return np.fromiter(map(code_of.__getitem__, _plain(ids)), dtype=np.int64, count=len(ids))
    except TypeError as error:
        raise ColumnInvalid(f"{name} has an id that cannot be hashed: {error}; use text or numbers") from error


def _plain(ids: npt.NDArray[Any]) -> list[Any]:
    """Values as Python has them; a datetime64 stays one, since it could become a bare number."""
    return list(ids) if ids.dtype.kind in "mM" else ids.tolist()


def _first_rows(codes: IntArray) -> IntArray:
    first = np.zeros(int(codes.max(initial=-1)) + 1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)  # of repeated positions the last assignment stays
    return first


def _require_present(levels: npt.NDArray[Any], first: IntArray, name: str) -> None:
    if levels.dtype.kind in "Ubiu":
        return
    missing = np.fromiter(map(_is_missing, levels), dtype=np.bool_, count=len(levels))
    if missing.any():
        row = int(first[missing.argmax()]) + 1
        raise ColumnInvalid(f"{name} is missing in row {row}; leave the row out or name it")


def _is_missing(level: object) -> bool:
    try:
        return level is None or bool(level != level)
    except TypeError:  # how pandas.NA answers
        return True
