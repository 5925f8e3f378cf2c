"""What Slack's client refuses before the app ever hears of a submission."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from bot.sandbox.form_state import State, value_key

REQUIRED: Final = "Please complete this required field."
MOST_FILES: Final = 10
MOST_BYTES: Final = 10 * 1024 * 1024
EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
WEB: Final = re.compile(r"https?://\S+")


def refusals(blocks: Sequence[Mapping[str, Any]], state: State) -> dict[str, str]:
    """Block id → what is wrong, for each input block Slack's client would not let through."""
    wrong: dict[str, str] = {}
    for block in blocks:
        if block["type"] == "input":
            found = _refusal(block, block["element"], state)
            if found:
                wrong[str(block["block_id"])] = found
    return wrong


def _refusal(block: Mapping[str, Any], element: Mapping[str, Any], state: State) -> str | None:
    entered = state.get(block["block_id"], {}).get(element["action_id"], {}).get(str(value_key(element)))
    if entered in (None, "", []):
        return None if block.get("optional") else REQUIRED
    if element["type"] == "file_input":
        return _files(element, entered or [])
    check = {
        "plain_text_input": _length,
        "number_input": _number,
        "email_text_input": _email,
        "url_text_input": _web,
    }.get(element["type"])
    return check(element, str(entered)) if check else None


def _length(element: Mapping[str, Any], text: str) -> str | None:
    least, most = element.get("min_length") or 0, element.get("max_length") or 3000
    if len(text) < least:
        return f"This field must be at least {least} characters."
    return f"This field must be at most {most} characters." if len(text) > most else None


def _number(element: Mapping[str, Any], text: str) -> str | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return "Enter a number."
    if not number.is_finite():
        return "Enter a number."
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return "Enter a whole number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and number < Decimal(least):
        return f"Enter a number that is at least {least}."
    return f"Enter a number that is at most {most}." if most is not None and number > Decimal(most) else None


def _files(element: Mapping[str, Any], files: Sequence[Mapping[str, Any]]) -> str | None:
    most, types = element.get("max_files") or MOST_FILES, element.get("filetypes")
    if len(files) > most:
        return f"You can upload up to {most} files."
    if any(each["size"] > MOST_BYTES for each in files):
        return "Files must be 10 MB or smaller."
    if types and any(each["filetype"].lower() not in types for each in files):
        return f"Only these types of files can be uploaded: {', '.join(types)}."
    return None


def _email(_: Mapping[str, Any], text: str) -> str | None:
    return None if EMAIL.fullmatch(text) else "Enter a valid email address."


def _web(_: Mapping[str, Any], text: str) -> str | None:
    return None if WEB.fullmatch(text) else "Enter a valid URL."
