"""Everything about a member as a file: a page to read and the same as JSON, in one archive."""

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from bot.features.privacy.service import Copy
from bot.i18n.translator import Translator
from bot.slack.files import Upload

FORMAT = 1
"""Of the JSON; its keys stay what they are within one."""
IN_JSON_ONLY = frozenset({"receipt"})
MINUTES = frozenset({"minute", "prompt_minute", "quiet_start", "quiet_end"})
HOUR = 60


def export_file(t: Translator, copy: Copy) -> Upload:
    """In the reader's language and zone; the JSON has UTC and names that are the same in every language."""
    day = copy.who.day_of(copy.made_at).isoformat()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"evenhand-{day}.html", _as_page(t, copy))
        archive.writestr(f"evenhand-{day}.json", _as_json(copy))
    title = t("privacy-export-title", day=t.full_day(copy.who.day_of(copy.made_at)))
    return Upload(f"evenhand-{day}.zip", packed.getvalue(), title, comment=t("privacy-export-comment"))


def _as_json(copy: Copy) -> str:
    made = {"format": FORMAT, "made_at": copy.made_at, **copy.sections}
    return json.dumps(made, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value.isoformat()  # type: ignore[attr-defined]  # a date or a moment


def _as_page(t: Translator, copy: Copy) -> str:
    made = t.full_day(copy.who.day_of(copy.made_at))
    sections = [_section(t, name, rows, copy.who.zone) for name, rows in copy.sections.items()]
    return str(
        _template().render(
            language=t.language,
            title=t("privacy-export-title", day=made),
            intro=t("privacy-export-intro", zone=copy.who.zone),
            nothing=t("privacy-nothing"),
            sections=sections,
        )
    )


@cache
def _template() -> Any:
    # Here, for it takes a megabyte that only who makes such a file should pay.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("bot.features.privacy", "views")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("export.html")


def _section(t: Translator, name: str, rows: list[dict[str, Any]], zone: str) -> Mapping[str, Any]:
    """Accounts, mostly a single one, are told from top to bottom."""
    names = [each for each in rows[0] if each not in IN_JSON_ONLY] if rows else []
    title = t(f"privacy-section-{_key(name)}")
    headings = {each: t(f"privacy-column-{_key(each)}") for each in names}
    if name == "profile":
        cells = [[headings[each], _cell(t, each, row[each], zone)] for row in rows for each in names]
        return {"title": title, "headings": [], "rows": cells}
    shown = [[_cell(t, each, row[each], zone) for each in names] for row in rows]
    return {"title": title, "headings": list(headings.values()), "rows": shown}


def _key(name: str) -> str:
    return name.replace("_", "-")


def _cell(t: Translator, name: str, value: object, zone: str) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return t("privacy-yes" if value else "privacy-no")
    if isinstance(value, datetime):
        return f"{t.full_day(value.astimezone(ZoneInfo(zone)).date())} {t.clock_time(value, zone)}"
    if isinstance(value, date):
        return t.full_day(value)
    if name in MINUTES and isinstance(value, int):
        return f"{value // HOUR:02}:{value % HOUR:02}"
    if isinstance(value, (int, float, Decimal)):
        return t.number(value, decimals=4)
    return str(value)
