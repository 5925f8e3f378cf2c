"""What the numbers mean: from entries and ratings to cards, receipts, lists and amounts.

Nothing here asks for the time, reads a database or throws dice. A part is loaded when it is first asked for:
rules and receipts are read, and one member's numbers found, without the arrays that a computation over many needs.

scheme        the rules as validated data: `load`, `parse`, `check`, `lint`
scorecard     evidence to cards, for one member or ten thousand: `compute`
explain       a card to its receipt, and the receipt to the score again
raters        strict and lenient raters: `estimate`; `raters.assignment` says who rates whom
attribution   which channels a conversion is owed to
trend         what stands out, what will probably come, months below the line
agreement     whether raters agree; `fairness`: whether groups reach a band equally often
incentives    amounts to the cent, lists with their reasons
evidence      what was entered, as columns: `Evidence.from_rows`
errors        everything that is raised
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring import (
        agreement,
        attribution,
        errors,
        evidence,
        explain,
        fairness,
        incentives,
        raters,
        scheme,
        scorecard,
        trend,
    )

__all__ = [
    "agreement",
    "attribution",
    "errors",
    "evidence",
    "explain",
    "fairness",
    "incentives",
    "raters",
    "scheme",
    "scorecard",
    "trend",
]


def __getattr__(name: str) -> ModuleType:
    """`scoring.raters` after `import scoring` alone: a part is loaded when it is first asked for."""
    if name in __all__:
        return import_module(f"scoring.{name}")
    raise AttributeError(f"module 'scoring' has no attribute {name!r}; its parts are {', '.join(__all__)}")
