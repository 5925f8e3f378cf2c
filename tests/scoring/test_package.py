"""The package as somebody outside sees it."""

import subprocess
import sys

import pytest

import scoring


def test_parts_are_there_after_importing_the_package_alone() -> None:
    assert scoring.scheme.load("work_plan").id == "work_plan"
    assert callable(scoring.raters.estimate)
    assert callable(scoring.attribution.attribute)


def test_a_part_that_does_not_exist() -> None:
    with pytest.raises(AttributeError, match=r"no attribute 'ranks'.*raters"):
        scoring.ranks  # noqa: B018  # asking for it is the test


@pytest.mark.parametrize(
    ("part", "heavy"),
    [
        ("scoring", "numpy"),
        ("scoring.scheme", "numpy"),
        ("scoring.single", "numpy"),
        ("scoring.receipt", "numpy"),
        ("scoring.scorecard", "scipy"),
    ],
)
def test_importing_a_part_does_not_load_what_it_does_not_need(part: str, heavy: str) -> None:
    asked = f"import sys, {part}; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
