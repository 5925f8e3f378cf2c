"""One goal: what it is, how far it has come, and what was said."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.features.feedback.views.parts import name_of
from bot.features.goals.models import CLOSED, PROPOSED, GoalUpdate
from bot.features.goals.rules.proposals import stamp
from bot.features.goals.service import Shown
from bot.features.goals.views.parts import (
    TITLE,
    buttons,
    goal_amount,
    goal_title,
    period_text,
    standing_text,
    value_text,
)
from bot.i18n.translator import Translator
from bot.slack.pieces import button, modal, note, section, written
from bot.slack.text import quoted
from scoring.periods import Period

UPDATES_SHOWN = 15
TEAM_NAME = 60


def goal_view(t: Translator, shown: Shown) -> View:
    """With the buttons of what its reader may do."""
    blocks = [*_head(t, shown), *_buttons(t, shown)]
    if shown.updates:
        blocks.append(section(t("goals-updates")))
    for each in shown.updates[:UPDATES_SHOWN]:
        line = _update(t, shown, each)
        blocks += written(each.word, line) if each.word else [section(line)]
    if more := len(shown.updates[UPDATES_SHOWN:]):
        blocks.append(note(t("goals-updates-more", count=more)))
    back = button(t, "goals-back", "goals.open_list", "list")
    return modal(t, TITLE, [*blocks, buttons(back)])


def _head(t: Translator, shown: Shown) -> Iterator[Block]:
    row, place = shown.row, shown.place
    whose = quoted(place.team.name, limit=TEAM_NAME) if place.team else name_of(t, shown.people.get(row.owner_id))
    yield section(
        t(
            "goals-head",
            title=goal_title(row),
            standing=standing_text(t, shown.stand),
            whose=whose,
            period=period_text(t, Period.parse(row.period)),
        )
    )
    if row.why:
        yield from written(row.why, t("goals-why"))
    yield section(
        t(
            "goals-facts",
            way=value_text(t, shown.stand),
            owner=name_of(t, shown.people.get(row.owner_id)),
            due=t.full_day(row.due_on),
            weight=row.weight,
        )
    )
    yield note(_decided(t, shown))
    if row.state == CLOSED and row.reason:
        yield from written(row.reason, t("goals-reason"))


def _decided(t: Translator, shown: Shown) -> str:
    row = shown.row
    proposed = name_of(t, shown.people.get(row.proposed_by))
    if row.state == PROPOSED:
        waits = shown.place.lead
        is_theirs = waits is None or waits.key == row.proposed_by
        key = "goals-waits-above" if is_theirs else "goals-waits"
        return t(key, proposed=proposed, name=name_of(t, waits) if waits else "")
    if row.agreed_by is None or row.agreed_on is None:
        return t("goals-never-agreed", proposed=proposed)
    agreed = name_of(t, shown.people.get(row.agreed_by))
    return t("goals-agreed", proposed=proposed, name=agreed, day=t.full_day(row.agreed_on))


def _buttons(t: Translator, shown: Shown) -> Iterator[Block]:
    key = str(shown.row.key)
    found: list[ButtonElement] = []
    if shown.may_agree:
        seen = f"{key}:{stamp(shown.row)}"
        found.append(button(t, "goals-agree", "goals.agree", seen, is_primary=True))
    if shown.may_edit:
        found.append(button(t, "goals-edit", "goals.open_edit", key))
    if shown.may_update:
        found.append(button(t, "goals-update", "goals.open_update", key, is_primary=True))
        if shown.updates:
            found.append(button(t, "goals-correct", "goals.open_correct", key))
    if shown.may_close:
        found.append(button(t, "goals-close", "goals.open_close", key))
    elif shown.may_drop:
        found.append(button(t, "goals-drop", "goals.open_close", key))
    if found:
        yield buttons(*found)


def _update(t: Translator, shown: Shown, each: GoalUpdate) -> str:
    value = goal_amount(t, shown.row, each.value)
    author = name_of(t, shown.people.get(each.author_id))
    key = "goals-corrected-line" if each.is_correction else "goals-update-line"
    return t(key, day=t.full_day(each.on), value=value, name=author)
