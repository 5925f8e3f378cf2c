"""The forms of single reasons, milestones, criteria and meetings."""

from collections.abc import Iterator
from typing import Any

from slack_sdk.models.blocks import Block, InputBlock, Option

from bot.features.improvement.rules.terms import LINE_LIMIT, NOTE_LIMIT, Criterion, Meeting, Milestone, Reason
from bot.features.improvement.service import Draft
from bot.features.improvement.views.parts import MOST_OPTIONS, choice_input, day_input, option, text_input
from bot.i18n.translator import Translator

WHOLE = "-"
"""The choice of the whole card instead of a metric."""
MEETINGS = ("other", "mid", "final")
MONTHS = 12


def title_for(t: Translator, part: str) -> str:
    return t(f"improvement-{part}")


def item_blocks(t: Translator, draft: Draft, part: str, key: str) -> Iterator[Block]:
    """With what stands there now, under the names by which a refusal finds its field."""
    item: Any = _found(draft, part, key)
    if part == "reasons":
        yield from _reason(t, draft, item)
    elif part == "milestones":
        yield from _milestone(t, item)
    elif part == "criteria":
        yield from _criterion(t, draft, item)
    else:
        yield from _meeting(t, item)


def _found(draft: Draft, part: str, key: str) -> Any:
    items = getattr(draft.terms, part)
    if part == "reasons":
        return items[int(key)] if key.isdecimal() and int(key) < len(items) else None
    return next((each for each in items if each.ref == key), None)


def _reason(t: Translator, draft: Draft, item: Reason | None) -> Iterator[Block]:
    yield _metric(t, draft, item.metric if item else None)
    yield text_input(t, "improvement-reason-text", "text", item.text if item else "", limit=LINE_LIMIT)


def _milestone(t: Translator, item: Milestone | None) -> Iterator[Block]:
    what, seen, helps = (item.what, item.seen, item.helps) if item else ("", "", "")
    yield text_input(t, "improvement-what", "what", what, limit=LINE_LIMIT)
    yield text_input(t, "improvement-seen", "seen", seen, limit=LINE_LIMIT)
    yield day_input(t, "improvement-due-on", "due_on", item.due_on if item else None)
    yield text_input(t, "improvement-helps", "helps", helps, limit=NOTE_LIMIT, is_optional=True)


def _criterion(t: Translator, draft: Draft, item: Criterion | None) -> Iterator[Block]:
    yield _metric(t, draft, item.metric if item else None)
    at_least = f"{item.at_least:g}" if item else ""
    yield text_input(t, "improvement-at-least", "at_least", at_least, limit=10, is_long=False)
    months = [option(str(each), str(each)) for each in range(1, MONTHS + 1)]
    yield choice_input(t, "improvement-months", "months", months, str(item.months) if item else "2")


def _meeting(t: Translator, item: Meeting | None) -> Iterator[Block]:
    kinds = [option(t(f"improvement-meeting-{each}"), each) for each in MEETINGS]
    yield choice_input(t, "improvement-meeting-kind", "kind", kinds, item.kind if item else MEETINGS[0])
    yield day_input(t, "improvement-meeting-on", "on", item.on if item else None)


def _metric(t: Translator, draft: Draft, chosen: str | None) -> InputBlock:
    """One that is chosen already is always offered."""
    named = sorted(draft.metrics.items(), key=lambda pair: pair[0] != chosen)[: MOST_OPTIONS - 1]
    options: list[Option] = [option(t("improvement-whole-card"), WHOLE)]
    options += [option(title.into(t.language), metric) for metric, title in named]
    if chosen is not None and chosen not in draft.metrics:
        options = [*options[: MOST_OPTIONS - 1], option(chosen, chosen)]
    return choice_input(t, "improvement-metric", "metric", options, chosen or WHOLE)
