"""Pairs of raters who met at a subject, against the whole table."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.raters.mixed import overlap
from scoring.raters.mixed.blocks import Blocks
from scoring.raters.mixed.crossed import Crossed
from scoring.raters.mixed.overlap import Overlap, Pairs, Table, overlap_of
from tests.scoring.raters.crossed import panel, repeated, teams, unbalanced


def design_of(ratings: object) -> Crossed:
    subject, rater, _ = ratings
    return Crossed.of(subject, rater)


def assert_products_are_right(design: Crossed, found: Overlap) -> None:
    """In every component, whatever the order in which its levels are stored."""
    blocks, table = Blocks.of(design), design.counts.toarray()
    random = np.random.default_rng(0)
    weights, inverse = random.uniform(0.2, 1.0, len(table)), np.zeros(blocks.length)
    expected = np.zeros(len(table))
    whole = table.T @ (weights[:, None] * table)
    gram = found.gram(weights)
    for levels, block, cells in zip(blocks.levels, blocks.shaped(inverse), blocks.shaped(gram), strict=True):
        drawn = random.normal(size=block.shape)
        block += drawn + drawn.transpose(0, 2, 1)
        for members, symmetric, cell in zip(levels, block, cells, strict=True):
            expected += np.einsum("ij,jk,ik->i", table[:, members], symmetric, table[:, members], optimize=True)
            assert cell == pytest.approx(np.triu(whole[np.ix_(members, members)]), rel=1e-12, abs=1e-12)
    assert found.forms(inverse) == pytest.approx(expected, rel=1e-10, abs=1e-10)


@pytest.mark.parametrize("ratings", [teams(200), teams(120, across=0.0), repeated(150), unbalanced(150)])
def test_pairs_give_the_products_of_the_table(ratings: object) -> None:
    design = design_of(ratings)
    found = overlap_of(design, Blocks.of(design))
    assert isinstance(found, Pairs)
    assert_products_are_right(design, found)


def test_a_panel_that_rates_everybody_is_multiplied_as_a_table() -> None:
    design = design_of(panel(400, 60, 20))
    found = overlap_of(design, Blocks.of(design))
    assert isinstance(found, Table)
    assert_products_are_right(design, found)


def test_more_pairs_than_are_kept_are_found_again_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    design = design_of(unbalanced(150))
    monkeypatch.setattr(overlap, "KEPT", 100)
    found = Pairs.of(design, Blocks.of(design))
    assert found.kept is None
    assert_products_are_right(design, found)


def test_subjects_rated_once_have_no_pairs() -> None:
    design = Crossed.of(np.arange(6), np.array([0, 0, 1, 1, 1, 2]))
    found = overlap_of(design, Blocks.of(design))
    assert_products_are_right(design, found)
