"""Everything the scoring package raises.

ScoringError
├── PeriodInvalid          a period's text or dates make no sense
├── FormulaInvalid         a formula cannot be read; carries the position
├── SchemeNotFound         no built-in scheme and no file of that name
├── SchemeInvalid          a scheme breaks its rules; carries every finding
├── EvidenceInvalid        a roll-up row or array cannot be used
├── UnknownName            a metric, figure, dimension or member that is not there
├── ColumnInvalid          a column of ids, times, flags or amounts cannot be used
├── RatingsInvalid         a table of ratings cannot be compared
├── NotConverged           variances have no maximum of the likelihood that can be found
├── SeriesInvalid          a trend's values, horizon, level, line or season cannot be used
└── InputInvalid           a target, share, coefficient, special score or amount of money cannot be used
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.findings import Finding


class ScoringError(Exception):
    """Base of all errors of this package. The message names the value and the remedy."""


class PeriodInvalid(ScoringError, ValueError):
    """A period could not be read or built."""


class FormulaInvalid(ScoringError, ValueError):
    """A formula could not be read. `position` is the 0-based offset of the offending character."""

    def __init__(self, reason: str, *, text: str, position: int) -> None:
        self.reason, self.text, self.position = reason, text, position
        super().__init__(f"formula {text!r}: {reason} at position {position + 1}")


class SchemeNotFound(ScoringError, LookupError):
    """There is no such scheme to load."""

    def __init__(self, name: str, *, known: Sequence[str]) -> None:
        self.name = name
        super().__init__(f"no scheme {name!r}; built in are {', '.join(known)}, or give the path of a .yaml file")


class SchemeInvalid(ScoringError, ValueError):
    """A scheme breaks at least one rule. `findings` lists all of them, warnings included."""

    def __init__(self, source_name: str, *, findings: Sequence[Finding]) -> None:
        self.source_name, self.findings = source_name, tuple(findings)
        lines = "\n".join(f"  {source_name}:{finding.line or 1}: {finding}" for finding in findings)
        super().__init__(f"scheme {source_name} cannot be used:\n{lines}")


class EvidenceInvalid(ScoringError, ValueError):
    """A roll-up row or an evidence array cannot be used."""


class ColumnInvalid(ScoringError, ValueError):
    """A column of ids, times, flags or amounts cannot be used: missing, not finite, contradicting or too short."""


class RatingsInvalid(ScoringError, ValueError):
    """A table of ratings cannot be compared."""


class NotConverged(ScoringError, ArithmeticError):
    """No maximum of a likelihood was found."""


class UnknownName(ScoringError, LookupError):
    """Something is named that does not exist here."""

    def __init__(self, kind: str, name: object, *, known: Iterable[object]) -> None:
        self.kind, self.name = kind, name
        listed = ", ".join(str(item) for item in known) or "none"
        super().__init__(f"unknown {kind} {name!r}; known are: {listed}")


class InputInvalid(ScoringError, ValueError):
    """A target, present share, team coefficient or special score cannot be used."""


class SeriesInvalid(ScoringError, ValueError):
    """Values of a trend, or what is asked about them, cannot be used."""
