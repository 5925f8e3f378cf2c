"""How a plan ends: what each reader is shown of it, and the forms for whoever says or decides something."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, DividerBlock, InputBlock, PlainTextObject
from slack_sdk.models.blocks.block_elements import UserMultiSelectElement
from slack_sdk.models.views import View

from bot.features.feedback.views.parts import name_of
from bot.features.improvement.rules.checklists import Consequence, Item
from bot.features.improvement.rules.notes import TEXT_LIMIT
from bot.features.improvement.rules.states import GOING_ON, REASON_LIMIT, Move, Mover, State
from bot.features.improvement.service import Ending, Opened
from bot.features.improvement.service.appealing import MOST_NAMED
from bot.features.improvement.service.deciding import NONE
from bot.features.improvement.views.parts import choice_input, option, row_of, text_input
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.pieces import button, modal, note, section, written
from bot.turn import day_in

WORDS, FOLLOWUP, APPEAL = "words", "followup", "appeal"
SAID = (WORDS, FOLLOWUP, APPEAL)
"""What a form with one long text is for."""
ITEMS = 15
"""Of a checklist on one page."""


def ending_blocks(t: Translator, opened: Opened) -> Iterator[Block]:
    """Nothing before the last week."""
    ending = opened.ending
    if ending is None:
        return
    shown = [*_words(t, opened, ending), *_outcome(t, opened, ending), *_appeal(t, opened, ending)]
    shown += _afterwards(t, opened, ending)
    if shown:
        yield DividerBlock()
        yield from shown


def ending_buttons(t: Translator, opened: Opened) -> list[ButtonElement]:
    """What this reader can say or do now; the file can be had by everybody who reads."""
    plan, ending = str(opened.plan.key), opened.ending
    found = []
    if ending is not None:
        if opened.state in GOING_ON and ending.asked_at and opened.by & {Mover.PERSON, Mover.MANAGER}:
            key = "improvement-do-statement" if opened.is_own else "improvement-do-view"
            found.append(button(t, key, "improvement.words:words", f"{plan}:{WORDS}", is_primary=True))
        if opened.is_own and opened.state is State.NOT_PASSED and ending.can_appeal:
            found.append(button(t, "improvement-do-appeal", "improvement.words:appeal", f"{plan}:{APPEAL}"))
        if opened.state is State.PASSED and ending.followup_due() and opened.by & {Mover.PERSON, Mover.MANAGER}:
            found.append(button(t, "improvement-do-followup", "improvement.words:followup", f"{plan}:{FOLLOWUP}"))
        found += _decisions(t, opened, ending)
    found.append(button(t, "improvement-do-paper", "improvement.paper", plan))
    return found


def words_view(t: Translator, opened: Opened, what: str) -> View:
    """For a statement or view, an answer afterwards, or an appeal."""
    reader = "person" if opened.is_own else "manager"
    blocks: list[Block] = [
        section(t(f"improvement-{what}-{reader}", name=name_of(t, opened.member))),
        text_input(t, f"improvement-{what}-text-{reader}", "text", "", limit=TEXT_LIMIT),
    ]
    metadata = {"plan": opened.plan.key, "what": what}
    return modal(t, "improvement-title", blocks, callback="improvement.words", metadata=metadata)


def close_view(t: Translator, opened: Opened, ending: Ending) -> View:
    """What follows, and how much of the checklist is open for it."""
    blocks: list[Block] = [section(t(f"improvement-ask-close-{opened.state}", name=name_of(t, opened.member)))]
    if opened.state is State.NOT_PASSED:
        follow = [(t(f"improvement-follows-{each}", open=ending.open_for(each)), each.value) for each in Consequence]
        options = [option(*each) for each in ((t("improvement-follows-none"), NONE), *follow)]
        blocks.append(choice_input(t, "improvement-follows", "consequence", options, NONE))
    blocks.append(text_input(t, "improvement-reason", "reason", "", limit=REASON_LIMIT, is_optional=True))
    metadata = {"plan": opened.plan.key, "seen": opened.seen}
    return modal(t, "improvement-title", blocks, callback="improvement.close", metadata=metadata)


def checklist_view(t: Translator, opened: Opened, ending: Ending, page: int = 0) -> View:
    """Each item with why, and who has seen to it when."""
    assert ending.checklist is not None, "a window is opened for what there is"
    plan, items = opened.plan.key, ending.checklist.items
    pages = (len(items) - 1) // ITEMS + 1
    page = min(max(page, 0), pages - 1)
    title = ending.checklist.title.into(t.language)
    head = t("improvement-checklist-head", name=name_of(t, opened.member), title=title)
    blocks: list[Block] = [section(head), note(ending.checklist.note.into(t.language))]
    for item in items[page * ITEMS : (page + 1) * ITEMS]:
        blocks += _item(t, opened, ending, item)
    turning = [button(t, "improvement-back", "improvement.open:plan", f"{plan}:0")]
    if page:
        turning.append(button(t, "improvement-earlier", "improvement.checklist:back", f"{plan}:{page - 1}"))
    if page < pages - 1:
        turning.append(button(t, "improvement-later", "improvement.checklist:on", f"{plan}:{page + 1}"))
    return modal(t, "improvement-title", [*blocks, ActionsBlock(elements=turning)])


def page_of(ending: Ending, item: str) -> int:
    """Of an item of the checklist; the first for one that is not on it."""
    ids = [each.id for each in ending.checklist.items] if ending.checklist else []
    return ids.index(item) // ITEMS if item in ids else 0


def check_view(t: Translator, opened: Opened, item: Item) -> View:
    """With a note, which some items need."""
    hint = "improvement-check-note" if item.needs_note else "improvement-check-maybe"
    blocks: list[Block] = [
        section(f"*{item.title.into(t.language)}*"),
        section(item.why.into(t.language)),
        text_input(t, hint, "note", "", limit=REASON_LIMIT, is_optional=not item.needs_note),
    ]
    metadata = {"plan": opened.plan.key, "item": item.id}
    return modal(t, "improvement-title", blocks, callback="improvement.check", metadata=metadata)


def name_view(t: Translator, opened: Opened) -> View:
    """Who decides an appeal for which there is nobody."""
    label = PlainTextObject(text=t("improvement-name-label"))
    members = UserMultiSelectElement(action_id=VALUE, max_selected_items=MOST_NAMED)
    blocks: list[Block] = [
        section(t("improvement-name-ask", name=name_of(t, opened.member))),
        InputBlock(block_id="users", label=label, element=members),
    ]
    metadata = {"plan": opened.plan.key}
    return modal(t, "improvement-title", blocks, callback="improvement.name", metadata=metadata)


def said_view(t: Translator, key: str) -> View:
    """One sentence in place of a window that its reader cannot see any more, or that says it all."""
    return modal(t, "improvement-title", [section(t(key))])


def _words(t: Translator, opened: Opened, ending: Ending) -> Iterator[Block]:
    """Before the decision: whose words are there; afterwards what they were, or that there were none."""
    if opened.state in GOING_ON and ending.asked_at is None:
        return
    is_decided = opened.state not in GOING_ON
    if is_decided and ending.decided is None:
        return
    for name, words in (("statement", ending.statement), ("view", ending.view)):
        if name == "view" and opened.is_own:
            continue
        if words is not None:
            yield from written(words.text, t(f"improvement-{name}-said"))
        elif is_decided or (ending.words_until and ending.today > ending.words_until):
            yield note(t(f"improvement-{name}-none"))
        elif ending.words_until:
            yield note(t(f"improvement-{name}-awaited", day=t.full_day(ending.words_until)))
    if not is_decided and not opened.is_own:
        yield note(t("improvement-can-decide" if not ending.waits_for_words else "improvement-cannot-decide"))


def _outcome(t: Translator, opened: Opened, ending: Ending) -> Iterator[Block]:
    if opened.plan.consequence:
        yield section(t("improvement-followed", what=t(f"improvement-document-{opened.plan.consequence}")))
    if ending.checklist is not None and opened.state is State.NOT_PASSED:
        n_open = {each.value: ending.open_for(each) for each in Consequence}
        yield note(t("improvement-checklist-open", transfer=n_open["transfer"], termination=n_open["termination"]))


def _appeal(t: Translator, opened: Opened, ending: Ending) -> Iterator[Block]:
    appeal, zone = ending.appeal, opened.member.zone
    if appeal is None:
        if opened.state is State.NOT_PASSED and ending.appeal_until:
            key = "improvement-appeal-until" if ending.can_appeal else "improvement-appeal-none"
            yield note(t(key, day=t.full_day(ending.appeal_until)))
        return
    made = t("improvement-document-appealed", day=t.full_day(day_in(zone, appeal.made_at)))
    head = f"*{t('improvement-appeal')}* · {made}"
    yield from written(appeal.text, head) if appeal.text else [note(head)]
    if ending.committee:
        named = t.listing([name_of(t, each) for each in ending.committee])
        yield note(t("improvement-appeal-by", names=named))
    if appeal.decision is None or appeal.decided_at is None:
        yield note(t("improvement-document-undecided"))
        return
    decided = f"{t(f'improvement-document-decision-{appeal.decision}')} · {t.full_day(day_in(zone, appeal.decided_at))}"
    yield from written(appeal.reason, decided) if appeal.reason else [note(decided)]


def _afterwards(t: Translator, opened: Opened, ending: Ending) -> Iterator[Block]:
    for each in ending.followups:
        by = "person" if each.author_id == opened.plan.member_id else "manager"
        yield from written(each.text, t(f"improvement-followed-up-{by}", day=t.full_day(each.on)))


def _decisions(t: Translator, opened: Opened, ending: Ending) -> list[ButtonElement]:
    plan, found = str(opened.plan.key), []
    value = {move: f"{plan}:{move}:{opened.seen}" for move in Move}
    if opened.may(Move.PASS) and not ending.waits_for_words:
        found.append(_decision(t, Move.PASS, value))
        found.append(_decision(t, Move.FAIL, value))
    if Mover.COMMITTEE in opened.by and ending.is_appealed:
        found += [_decision(t, move, value) for move in (Move.UPHOLD, Move.GRANT, Move.GRANT_TIME)]
    if Mover.HR in opened.by and ending.checklist and opened.state is State.NOT_PASSED:
        found.append(button(t, "improvement-do-checklist", "improvement.checklist", f"{plan}:0"))
    if Mover.HR in opened.by and ending.is_appealed and not ending.committee:
        found.append(button(t, "improvement-do-name", "improvement.name", plan, is_primary=True))
    if opened.may(Move.CLOSE) and not ending.is_appealed and not ending.can_appeal:
        found.append(button(t, "improvement-do-close", "improvement.close", plan))
    return found


def _decision(t: Translator, move: Move, value: dict[Move, str]) -> ButtonElement:
    return button(t, f"improvement-do-{move.replace('_', '-')}", f"improvement.reason:{move}", value[move])


def _item(t: Translator, opened: Opened, ending: Ending, item: Item) -> Iterator[Block]:
    row, plan = (ending.done or {}).get(item.id), opened.plan.key
    needed = t.listing([t(f"improvement-document-{each}") for each in item.needed_for])
    source = f" · {item.source.into(t.language)}" if item.source else ""
    yield section(f"{'✓' if row else '○'} *{item.title.into(t.language)}*\n{item.why.into(t.language)}")
    yield note(f"{needed}{source}")
    if row is None:
        yield from row_of([button(t, "improvement-check", f"improvement.check:{item.id}", f"{plan}:{item.id}")])
        return
    by = name_of(t, opened.people.get(row.by_id))
    done = t("improvement-document-item-done", name=by, day=t.full_day(day_in(opened.member.zone, row.at)))
    yield from written(row.note, done) if row.note else [note(done)]
    yield from row_of([button(t, "improvement-uncheck", f"improvement.uncheck:{item.id}", f"{plan}:{item.id}")])
