"""Dense products and inverses in tiles, against numpy's own."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.arrays import FloatArray
from scoring.raters.mixed.tiles import TILE, gram, invert, quadratic_forms


def positive_definite(count: int, size: int) -> FloatArray:
    factor = np.random.default_rng(size).normal(size=(count, size, size + 2))
    return factor @ factor.transpose(0, 2, 1) / size + np.eye(size)


@pytest.mark.parametrize(("count", "size"), [(1, 1), (40, 9), (3, TILE), (2, TILE + 1), (1, 2 * TILE), (1, 331)])
def test_an_upper_triangle_is_replaced_by_the_whole_inverse(count: int, size: int) -> None:
    matrices = positive_definite(count, size)
    found = np.triu(matrices)
    invert(found)
    assert found == pytest.approx(np.linalg.inv(matrices), rel=1e-9, abs=1e-12)
    assert found == pytest.approx(found.transpose(0, 2, 1), rel=1e-12, abs=1e-14)


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (TILE, TILE), (200, 7), (131, 2 * TILE + 5)])
def test_products_in_tiles_are_products(rows: int, columns: int) -> None:
    table = np.random.default_rng(rows).normal(size=(rows, columns))
    middle = positive_definite(1, columns)[0]
    weights = np.linspace(0.5, 2.0, rows)[:, None]
    assert gram(table * weights, table) == pytest.approx(np.triu(table.T @ (weights * table)), rel=1e-12, abs=1e-12)
    assert quadratic_forms(table, middle) == pytest.approx(np.diag(table @ middle @ table.T), rel=1e-12)
