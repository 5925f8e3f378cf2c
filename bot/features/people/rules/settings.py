"""Reads what people type about their own settings."""

import re
from collections.abc import Mapping

AUTOMATIC = "auto"
LANGUAGE_WORDS: Mapping[str, str] = {
    "en": "en",
    "english": "en",
    "英文": "en",
    "英语": "en",
    "zh-cn": "zh-CN",
    "zh_cn": "zh-CN",
    "zh": "zh-CN",
    "chinese": "zh-CN",
    "中文": "zh-CN",
    "简体中文": "zh-CN",
    "auto": AUTOMATIC,
    "自动": AUTOMATIC,
}
TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:：.点时](?P<minute>\d{2})?分?|点半)?\s*(?P<half>[ap]m)?")
MINUTES_AN_HOUR = 60


def language_named(typed: str) -> str | None:
    """A catalogue's language or `auto`; None when it is neither."""
    return LANGUAGE_WORDS.get(typed.strip().lower())


def minute_of_day(typed: str) -> int | None:
    """Minutes after midnight of a time such as 9:30, 17, 5pm or 9点半; None when it is no time of day."""
    text = typed.strip().lower()
    found = TIME.fullmatch(text)
    if not found:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or (30 if text.endswith("点半") else 0))
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    return hour * MINUTES_AN_HOUR + minute if hour < 24 and minute < MINUTES_AN_HOUR else None
