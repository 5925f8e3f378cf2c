"""What a well-formed scheme can still get wrong. Errors keep it from being used, warnings inform its author.

Counts and shares hold for the whole scheme. What a team's choice of dimensions amounts to, say the same checks of
`scheme.restricted_to(...)`.
"""

from __future__ import annotations

from scoring.definitions import Scheme
from scoring.findings import Finding, Level
from scoring.lint import balance, bands, calendar, evidence, formulas, names

__all__ = ["lint"]


def lint(scheme: Scheme) -> tuple[Finding, ...]:
    """All findings, errors first. An empty tuple means nothing to say. Lines are not known here; see `scheme.check`."""
    parts = (names, formulas, evidence, bands, calendar, balance)
    findings = [finding for part in parts for finding in part.findings(scheme)]
    return tuple(sorted(findings, key=lambda finding: finding.level is not Level.ERROR))
