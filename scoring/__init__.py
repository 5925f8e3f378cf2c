"""What the numbers mean: from entries and ratings to cards, receipts, lists and amounts.

Nothing here asks for the time, reads a database or throws dice.

scheme        the rules as validated data: `load`, `parse`, `check`, `lint`
scorecard     evidence to cards, for one member or ten thousand: `compute`
explain       a card to its receipt, and the receipt to the score again
raters        strict and lenient raters: `estimate`; `raters.assignment` says who rates whom
attribution   which channels a conversion is owed to
trend         what stands out, what will probably come, months below the line
agreement     whether raters agree; `fairness`: whether groups reach a band equally often
incentives    amounts to the cent, lists with their reasons
errors        everything that is raised
"""

from importlib import import_module
from types import ModuleType

_PARTS = (
    "agreement",
    "attribution",
    "errors",
    "explain",
    "fairness",
    "incentives",
    "raters",
    "scheme",
    "scorecard",
    "trend",
)


def __getattr__(name: str) -> ModuleType:
    """`scoring.raters` after `import scoring` alone: a part is loaded when it is first asked for."""
    if name in _PARTS:
        return import_module(f"scoring.{name}")
    raise AttributeError(f"module 'scoring' has no attribute {name!r}; its parts are {', '.join(_PARTS)}")
