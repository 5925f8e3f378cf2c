"""Schemes from YAML: the built-in ones by id, others from a file or a text. Findings instead of guesses."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from scoring.definitions import (
    Aggregate,
    Aim,
    Aliases,
    Band,
    Curve,
    Dimension,
    Direction,
    Figure,
    Metric,
    Review,
    Rhythm,
    Scheme,
    Source,
    TeamCoefficient,
    Text,
)
from scoring.errors import SchemeInvalid, SchemeNotFound
from scoring.examination import examined
from scoring.findings import Finding, Level, found
from scoring.lint import lint
from scoring.located import located

__all__ = [
    "Aggregate",
    "Aim",
    "Aliases",
    "Band",
    "Curve",
    "Dimension",
    "Direction",
    "Figure",
    "Finding",
    "Level",
    "Metric",
    "Review",
    "Rhythm",
    "Scheme",
    "Source",
    "TeamCoefficient",
    "Text",
    "builtin_ids",
    "check",
    "lint",
    "load",
    "parse",
]

_SUFFIXES = (".yaml", ".yml")


def builtin_ids() -> tuple[str, ...]:
    """Ids of the schemes that come with the package, sorted."""
    names = (item.name for item in (resources.files("scoring") / "schemes").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def load(name: str | Path) -> Scheme:
    """A built-in scheme by its id, or the one in a file. A text is a path when it ends in .yaml or .yml.

    Raises SchemeNotFound, SchemeInvalid.
    """
    try:
        text = _text_of(name)
    except UnicodeDecodeError as error:
        raise SchemeInvalid(str(name), findings=[_not_utf_8(error)]) from error
    return parse(text, source_name=str(name))


def parse(text: str, *, source_name: str = "scheme") -> Scheme:
    """Read, validate and lint. Raises SchemeInvalid with every finding, and its line, when one of them is an error."""
    scheme, findings = examined(text)
    if scheme is None or any(finding.level is Level.ERROR for finding in findings):
        raise SchemeInvalid(source_name, findings=located(text, findings))
    return scheme


def check(scheme: str | Path) -> tuple[Finding, ...]:
    """Everything there is to say about a scheme, errors first, each with its line; never raises for a bad one.

    A path, or a text: one that ends in .yaml or .yml is a path, one of `builtin_ids` that scheme, every other the YAML
    itself. Findings of the whole scheme are only there when every part has its shape. Raises SchemeNotFound when there
    is no such file.
    """
    is_text = isinstance(scheme, str) and not scheme.endswith(_SUFFIXES) and scheme not in builtin_ids()
    try:
        text = str(scheme) if is_text else _text_of(scheme)
    except UnicodeDecodeError as error:
        return (_not_utf_8(error),)
    return located(text, examined(text)[1])


def _text_of(name: str | Path) -> str:
    """UTF-8, with or without a byte order mark. Raises SchemeNotFound, UnicodeDecodeError."""
    if isinstance(name, Path) or name.endswith(_SUFFIXES):
        if not Path(name).is_file():
            raise SchemeNotFound(str(name), known=builtin_ids())
        return Path(name).read_text(encoding="utf-8-sig")
    if name not in builtin_ids():
        raise SchemeNotFound(name, known=builtin_ids())
    packaged = resources.files("scoring") / "schemes" / f"{name}.yaml"
    return packaged.read_text(encoding="utf-8")


def _not_utf_8(error: UnicodeDecodeError) -> Finding:
    line = error.object.count(b"\n", 0, error.start) + 1
    return found(
        "encoding", "file", f"byte {error.object[error.start]:#04x} is not UTF-8; save the file as UTF-8", line=line
    )
