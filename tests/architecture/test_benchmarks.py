"""Benchmarks are not run by the tests; that they can be is checked."""

from importlib import import_module
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__main__"))
def test_a_benchmark_finds_what_it_measures(name: str) -> None:
    assert import_module(f"tests.benchmarks.{name}")
