"""Windows to read: one's own list, one retrospective, its notes; and the part of Home."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, DividerBlock
from slack_sdk.models.views import View

from bot.features.feedback.views.parts import (
    name_of,
)
from bot.features.retrospectives.models import CLOSED, KINDS, OPEN, REASON_LIMIT
from bot.features.retrospectives.rules.notes import LEAST_WRITERS
from bot.features.retrospectives.service import PAGE, Item, Line, NotesPage, Overview, Shown
from bot.features.retrospectives.views.forms import TITLE
from bot.features.retrospectives.views.parts import (
    IN_LIST,
    IN_ONE,
    anybodys_action,
    lead_buttons,
    own_action,
    owner_buttons,
    title_of,
)
from bot.i18n.translator import Translator
from bot.slack.pieces import button, modal, note, section, written
from bot.slack.text import cut, quoted

OWN_SHOWN, HOME_SHOWN = 15, 3
NAMES_LIMIT = 900
"""Characters; Fluent refuses parameters of more than 1,000."""


def overview_view(t: Translator, listed: Overview) -> View:
    """What one was in, what one has to do, and for leads the way to a new one."""
    blocks: list[Block] = []
    if listed.may_open:
        blocks.append(_buttons(button(t, "retrospectives-new", "retrospectives.open_new", "list", is_primary=True)))
    if not listed.lines:
        blocks.append(section(t("retrospectives-none-lead" if listed.may_open else "retrospectives-none")))
    for line in listed.lines:
        see = button(t, "retrospectives-see", "retrospectives.open_one", str(line.row.key))
        blocks += [section(_headline(t, line)), _buttons(see)]
    blocks += _own(t, listed)
    if listed.others:
        lines = "\n".join(_headline(t, line) for line in listed.others)
        blocks += [DividerBlock(), section(t("retrospectives-others")), section(lines)]
    return modal(t, TITLE, blocks)


def retrospective_view(t: Translator, shown: Shown) -> View:
    """One, as somebody of it sees it."""
    row = shown.place.row
    blocks: list[Block] = [section(_headline(t, Line(row, shown.lead, len(shown.members))))]
    blocks += written(row.description) if row.description else []
    names = cut(t.listing([name_of(t, each) for each in shown.members]), NAMES_LIMIT)
    blocks.append(note(t("retrospectives-members", names=names)))
    blocks += _while_open(t, shown) if row.state == OPEN else _after_close(t, shown)
    blocks += [DividerBlock(), section(t("retrospectives-actions", count=len(shown.actions)))]
    for item in shown.actions:
        blocks += _action(t, shown, item)
    add = button(t, "retrospectives-add", "retrospectives.open_add", str(row.key))
    return modal(t, TITLE, [*blocks, _buttons(add, button(t, "retrospectives-all", "retrospectives.open_list", "all"))])


def notes_view(t: Translator, page: NotesPage) -> View:
    """A few of one kind at a time, without names."""
    key = page.row.key
    tabs = [_notes_button(t, page, kind) for kind in KINDS]
    blocks: list[Block] = [_buttons(*tabs), note(t("retrospectives-notes-shown"))]
    if not page.texts:
        blocks.append(section(t("retrospectives-notes-none")))
    for text in page.texts:
        blocks += [DividerBlock(), *written(text)]
    before, after = page.offset - PAGE, page.offset + PAGE
    turning = [button(t, "retrospectives-back", "retrospectives.open_one", str(key))]
    if page.offset:
        value = f"{key}:{page.kind}:{max(before, 0)}"
        turning.append(button(t, "retrospectives-earlier", "retrospectives.open_notes:earlier", value))
    if after < page.counts.get(page.kind, 0):
        value = f"{key}:{page.kind}:{after}"
        turning.append(button(t, "retrospectives-more", "retrospectives.open_notes:more", value))
    return modal(t, TITLE, [*blocks, DividerBlock(), _buttons(*turning)])


def _own(t: Translator, listed: Overview) -> Iterator[Block]:
    if not listed.actions:
        return
    yield DividerBlock()
    yield section(t("retrospectives-own-actions", count=len(listed.actions)))
    for item in listed.actions[:OWN_SHOWN]:
        yield from own_action(t, item, today=listed.today, where=IN_LIST)
    if len(listed.actions) > OWN_SHOWN:
        yield note(t("retrospectives-actions-more", count=len(listed.actions) - OWN_SHOWN))


def _while_open(t: Translator, shown: Shown) -> Iterator[Block]:
    row = shown.place.row
    if shown.place.is_member:
        key = "retrospectives-write-again" if shown.has_written else "retrospectives-write"
        yield _buttons(button(t, key, "retrospectives.open_write", str(row.key), is_primary=not shown.has_written))
        yield note(t("retrospectives-rate-note" if row.cycle_id else "retrospectives-no-ratings"))
    if shown.unwritten is not None:
        yield section(t("retrospectives-unwritten", count=shown.unwritten))
    if shown.unrated is not None:
        yield section(t("retrospectives-missing", count=shown.unrated))


def _after_close(t: Translator, shown: Shown) -> Iterator[Block]:
    row = shown.place.row
    writers = row.n_writers or 0
    notes = sum(shown.notes.values())
    yield section(t("retrospectives-written", writers=writers, members=len(shown.members), notes=notes))
    if 0 < writers < LEAST_WRITERS:
        yield note(t("retrospectives-few-note", least=LEAST_WRITERS))
    if notes:
        yield _buttons(*(_see_notes(t, shown, kind) for kind in KINDS))
    if shown.standing is None:
        yield section(t("retrospectives-no-ratings"))
    elif not shown.standing.is_released:
        yield section(t("retrospectives-not-released"))
    else:
        yield from _scores(t, shown)


def _scores(t: Translator, shown: Shown) -> Iterator[Block]:
    own, team = shown.own_score, shown.standing.score if shown.standing else None
    if own and own.score is not None:
        yield section(t("retrospectives-own-score", score=t.number(own.score, decimals=1), raters=own.raters))
    elif own:
        yield section(t("retrospectives-own-few"))
    if team:
        yield section(t("retrospectives-team-score", score=t.number(team.mean, decimals=1), members=team.members))
    else:
        yield section(t("retrospectives-team-few"))


def _action(t: Translator, shown: Shown, item: Item) -> Iterator[Block]:
    yield anybodys_action(t, item, today=shown.today)
    if item.action.reason and (item.is_own or shown.place.is_lead):
        reason = quoted(item.action.reason, limit=REASON_LIMIT)
        yield note(t("retrospectives-put-off-because", times=item.action.n_put_off, reason=reason))
    buttons: list[ButtonElement] = []
    if item.is_own:
        buttons += owner_buttons(t, item.action, IN_ONE)
    if shown.place.is_lead:
        buttons += lead_buttons(t, item.action)
    if buttons:
        yield _buttons(*buttons)


def _headline(t: Translator, line: Line) -> str:
    row = line.row
    key = "retrospectives-line-closed" if row.state == CLOSED else "retrospectives-line-open"
    day = t.day(row.closes_on)
    return t(key, title=title_of(row), name=name_of(t, line.lead), members=line.members, day=day)


def _see_notes(t: Translator, shown: Shown, kind: str) -> ButtonElement:
    key = f"retrospectives-see-{kind.replace('_', '-')}"
    return button(t, key, f"retrospectives.open_notes:{kind}", f"{shown.place.row.key}:{kind}:0")


def _notes_button(t: Translator, page: NotesPage, kind: str) -> ButtonElement:
    key = f"retrospectives-see-{kind.replace('_', '-')}"
    value = f"{page.row.key}:{kind}:0"
    return button(t, key, f"retrospectives.open_notes:{kind}", value, is_primary=kind == page.kind)


def _buttons(*elements: ButtonElement) -> ActionsBlock:
    return ActionsBlock(elements=list(elements))
