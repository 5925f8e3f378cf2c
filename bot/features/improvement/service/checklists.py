"""The labour-law lists there are: those that come with the program, and a company's own instead of them or beside."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.errors import ConfigurationError
from bot.features.improvement.rules.checklists import (
    NAMES,
    NEUTRAL,
    Checklist,
    packaged_checklists,
    read_checklist,
)

VARIABLE = "EVENHAND_PLAN_CHECKLISTS"


@cache
def checklists(folder: Path | None) -> Mapping[str, Checklist]:
    """By country, in order. A file `cn.yaml` in the folder takes the place of the packaged list, one of another country
    comes beside. Read once. ConfigurationError in one line for what cannot be read, or is no list."""
    found = {**packaged_checklists(), **(_own(folder) if folder else {})}
    return dict(sorted(found.items()))


def checklist_of(folder: Path | None, country: str) -> Checklist:
    """Of that country, such as `CN`, `cn` or `DE-BY`: its part's, else the country's, else the neutral one."""
    known, wanted = checklists(folder), country.lower()
    return known.get(wanted) or known.get(wanted.partition("-")[0]) or known[NEUTRAL]


def _own(folder: Path) -> dict[str, Checklist]:
    if not folder.is_dir():
        raise ConfigurationError(f"{VARIABLE}: {str(folder)!r} is not a folder; leave it empty for the lists there are")
    files = sorted(each for each in folder.iterdir() if each.suffix in (".yaml", ".yml"))
    if not files:
        raise ConfigurationError(f"{VARIABLE}: there is no list such as cn.yaml in {str(folder)!r}")
    return {file.stem: _read(file) for file in files}


def _read(file: Path) -> Checklist:
    try:
        if not re.fullmatch(NAMES, file.stem) or file.suffix != ".yaml":
            raise ValueError("is not named after a country, as in cn.yaml or de-by.yaml, nor neutral.yaml")
        return read_checklist(file.read_text(encoding="utf-8"), file.stem)
    except UnicodeDecodeError:
        raise ConfigurationError(f"{VARIABLE}: {file.name}: is not written in UTF-8") from None
    except OSError as error:
        raise ConfigurationError(f"{VARIABLE}: {file.name}: cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise ConfigurationError(f"{VARIABLE}: {file.name}: {error}") from None
