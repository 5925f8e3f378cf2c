"""Findings about a scheme as lines of text or JSON."""

import textwrap
from collections.abc import Sequence
from pathlib import Path
from shutil import get_terminal_size

import typer

from bot.cli.output import as_json
from bot.errors import Refused
from scoring.errors import ScoringError
from scoring.findings import Finding, Level
from scoring.scheme import builtin_ids, check

COLORS = {Level.ERROR: typer.colors.RED, Level.WARNING: typer.colors.YELLOW}
NARROWEST = 40


def findings_of(name: str) -> tuple[Finding, ...]:
    """Refused for a file that is not there or cannot be read."""
    try:
        return check(name if name in builtin_ids() else Path(name))
    except ScoringError as error:
        raise Refused(str(error)) from None
    except OSError as error:
        raise Refused(f"{name} cannot be read: {error.strerror}") from None


def print_findings(name: str, findings: Sequence[Finding], *, json: bool) -> None:
    """Exit code 1 when one is an error."""
    if json:
        as_json([_as_data(finding) for finding in findings])
    else:
        for finding in findings:
            _print(name, finding)
        typer.echo(_summary(name, findings))
    if any(finding.level is Level.ERROR for finding in findings):
        raise typer.Exit(1)


def _as_data(finding: Finding) -> dict[str, str | int | None]:
    return {
        "code": finding.code,
        "level": finding.level.value,
        "path": finding.path,
        "message": finding.message,
        "line": finding.line,
    }


def _print(name: str, finding: Finding) -> None:
    level = typer.style(finding.level.value, fg=COLORS[finding.level], bold=True)
    typer.echo(f"{name}:{finding.line or 1}: {level} {finding.code} at {finding.path}")
    width = max(get_terminal_size().columns, NARROWEST)
    typer.echo(textwrap.fill(finding.message, width, initial_indent="    ", subsequent_indent="    "))


def _summary(name: str, findings: Sequence[Finding]) -> str:
    errors = sum(finding.level is Level.ERROR for finding in findings)
    warnings = len(findings) - errors
    if not findings:
        return f"{name}: nothing to object to."
    verdict = "it cannot be used" if errors else "it can be used"
    return f"{name}: {_counted(errors, 'error')}, {_counted(warnings, 'warning')}; {verdict}."


def _counted(n: int, what: str) -> str:
    return f"{n or 'no'} {what}{'' if n == 1 else 's'}"
