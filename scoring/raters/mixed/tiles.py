"""Inverses and products of dense matrices in tiles so small that BLAS uses one thread for each.

Threads would round by their number, and wait for one another where other work keeps the processors busy.
"""

from __future__ import annotations

import numpy as np

from scoring.arrays import FloatArray

TILE = 48
"""Rows and columns of a tile, at most; products of three times 64 are where OpenBLAS starts threads."""


def invert(matrices: FloatArray) -> None:
    """Replaces (m, k, k) positive definite matrices, given as upper triangles with zeros below, by their inverses."""
    if matrices.shape[1] <= TILE:
        matrices[:] = np.linalg.inv(_mirrored(matrices.transpose(0, 2, 1)))
        return
    for matrix in matrices:
        _invert_one(matrix)


def gram(left: FloatArray, right: FloatArray) -> FloatArray:
    """Upper triangle, tile by tile, of left'right for two (r, k) matrices whose product is symmetric."""
    size = left.shape[1]
    product = np.zeros((size, size))
    left, right = _in_rows(left), _in_rows(right)
    for j in _spans(size):
        rows = left[:, :, j].transpose(0, 2, 1)
        for k in _spans(size):
            if k.start >= j.start:
                product[j, k] = np.matmul(rows, right[:, :, k]).sum(axis=0)
    return np.triu(product)


def quadratic_forms(table: FloatArray, middle: FloatArray) -> FloatArray:
    """(r,) diagonal of table·middle·table' for (r, k) and (k, k)."""
    rows, spans = _in_rows(table), _spans(table.shape[1])
    forms = np.zeros(rows.shape[:2])
    for k in spans:
        image = sum(np.matmul(rows[:, :, j], middle[j, k]) for j in spans)
        forms += np.einsum("trk,trk->tr", image, rows[:, :, k])
    return forms.ravel()[: len(table)]


def _invert_one(matrix: FloatArray) -> None:
    """Sweeps tile after tile, as in Gauss-Jordan elimination. Until the end only what is below the diagonal counts."""
    tiles = _tiled(matrix.T)
    count, _, edge, _ = tiles.shape
    for k in range(count):
        column = np.concatenate([tiles[k, :k].transpose(0, 2, 1), tiles[k:, k]])
        column[k] = _mirrored(column[k])
        pivot = np.linalg.inv(column[k])
        swept, across = column @ pivot, column.transpose(0, 2, 1).copy()
        for i in range(count):
            tiles[i, : i + 1] -= swept[i] @ across[: i + 1]
        tiles[k, :k], tiles[k:, k] = swept[:k].transpose(0, 2, 1), swept[k:]
        tiles[k, k] = -pivot
    for k in range(count):
        tiles[:k, k], tiles[k, k] = tiles[k, :k].transpose(0, 2, 1), _mirrored(tiles[k, k])
    whole = tiles.transpose(0, 2, 1, 3).reshape(count * edge, count * edge)
    np.negative(whole[: len(matrix), : len(matrix)], out=matrix)


def _tiled(matrix: FloatArray) -> FloatArray:
    """(t, t, e, e): a square matrix in equal tiles, the last ones filled up with the identity."""
    size = len(matrix)
    count = -(-size // TILE)
    edge = -(-size // count)
    padded = np.eye(count * edge)
    padded[:size, :size] = matrix
    return padded.reshape(count, edge, count, edge).transpose(0, 2, 1, 3).copy()


def _mirrored(matrices: FloatArray) -> FloatArray:
    """(…, k, k) symmetric matrices from what is on and below their diagonals."""
    below: FloatArray = np.tril(matrices, -1)
    return np.tril(matrices) + below.swapaxes(-1, -2)


def _in_rows(table: FloatArray) -> FloatArray:
    """(t, TILE, k): the rows of a table in tiles, the last one filled up with zeros."""
    count = -(-len(table) // TILE)
    padded = np.zeros((count * TILE, table.shape[1]))
    padded[: len(table)] = table
    return padded.reshape(count, TILE, table.shape[1])


def _spans(size: int) -> list[slice]:
    return [slice(start, min(start + TILE, size)) for start in range(0, size, TILE)]
