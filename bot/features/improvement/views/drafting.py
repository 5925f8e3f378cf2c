"""The windows in which a plan is written: one overview, a list for each part, a form for each item."""

from collections.abc import Iterator, Mapping, Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, DividerBlock
from slack_sdk.models.views import View

from bot.features.feedback.views.parts import name_of
from bot.features.improvement.rules.editing import PARTS
from bot.features.improvement.rules.terms import Criterion, Meeting, Milestone, Reason, missing_in
from bot.features.improvement.service import Draft
from bot.features.improvement.views.items import item_blocks, title_for
from bot.features.improvement.views.parts import day_input, paged, row_of, text_input
from bot.features.improvement.views.terms import criterion_text, meeting_text, reason_text, terms_blocks
from bot.i18n.translator import Translator
from bot.slack.pieces import button, modal, note, section
from bot.slack.text import quoted

SUMMARY = 60
"""Characters of an item in the overview."""


def draft_view(t: Translator, draft: Draft) -> View:
    """What there is, a button for each part, and what is still missing."""
    terms, plan = draft.terms, str(draft.plan.key)
    key = "improvement-writing-proposal" if draft.is_proposal else "improvement-writing"
    kind = t(f"improvement-kind-{draft.plan.kind}")
    blocks: list[Block] = [section(t(key, name=name_of(t, draft.member), kind=kind)), *_shifted(t, draft)]
    blocks += [section(_summary(t, draft, part)) for part in PARTS]
    if terms.attachments:
        blocks.append(section(_files(t, draft)))
    blocks.append(note(t("improvement-period", first=t.full_day(terms.starts_on), last=t.full_day(terms.ends_on))))
    parts = [button(t, f"improvement-open-{part}", f"improvement.part:{part}", f"{plan}:{part}") for part in PARTS]
    parts.append(button(t, "improvement-open-period", "improvement.period", plan))
    parts.append(button(t, "improvement-open-files", "improvement.files", plan))
    blocks += [ActionsBlock(elements=parts), DividerBlock()]
    missing = missing_in(terms)
    if missing:
        blocks.append(
            note(t("improvement-missing", parts=t.listing([t(f"improvement-name-{each}") for each in missing])))
        )
    done = "improvement.propose" if draft.is_proposal else "improvement.submit"
    last = [button(t, "improvement-preview", "improvement.preview", f"{plan}:0")]
    last.append(button(t, "improvement-send", done, plan, is_primary=not missing))
    if draft.is_proposal:
        last.append(
            button(t, "improvement-take-back", "improvement.take_back", plan, confirm="improvement-take-back-ask")
        )
    else:
        last.append(button(t, "improvement-drop", "improvement.reason:drop", f"{plan}:drop:0"))
    blocks += [ActionsBlock(elements=last), note(t("improvement-writing-note"))]
    return modal(t, "improvement-title", blocks)


def part_view(t: Translator, draft: Draft, part: str) -> View:
    """Its items, each to change or take out; help and resources with the meetings."""
    plan = str(draft.plan.key)
    items = getattr(draft.terms, part)
    blocks: list[Block] = [section(t(f"improvement-{part}")), note(t(f"improvement-{part}-note")), *_shifted(t, draft)]
    for place, item in enumerate(items):
        key = str(place) if isinstance(item, Reason) else item.ref
        value = f"{plan}:{part}:{key}"
        change = button(t, "improvement-change", "improvement.item", value)
        remove = button(t, "improvement-remove", "improvement.remove", value)
        blocks += [section(_line(t, draft, item)), ActionsBlock(elements=[change, remove])]
    buttons = []
    if len(items) < PARTS[part][0]:
        buttons.append(button(t, "improvement-add", "improvement.item:new", f"{plan}:{part}:", is_primary=not items))
    if part == "meetings":
        buttons.append(button(t, "improvement-resources", "improvement.resources", plan))
    buttons.append(button(t, "improvement-back", "improvement.write", plan))
    return modal(t, "improvement-title", [*blocks, ActionsBlock(elements=buttons)])


def item_view(t: Translator, draft: Draft, part: str, key: str) -> View:
    """An item to change, an empty form for a new one."""
    back = button(t, "improvement-back", "improvement.part:back", f"{draft.plan.key}:{part}")
    blocks: list[Block] = [
        section(title_for(t, part)),
        *item_blocks(t, draft, part, key),
        ActionsBlock(elements=[back]),
    ]
    metadata = {"plan": draft.plan.key, "part": part, "key": key}
    return modal(
        t, "improvement-title", blocks, callback="improvement.item", submit="improvement-save", metadata=metadata
    )


def period_view(t: Translator, draft: Draft) -> View:
    """A plan that runs keeps its first day."""
    terms = draft.terms
    blocks: list[Block] = [note(t("improvement-period-note"))]
    if not draft.is_proposal:
        blocks.append(day_input(t, "improvement-first-day", "starts_on", terms.starts_on))
    blocks.append(day_input(t, "improvement-last-day", "ends_on", terms.ends_on))
    blocks += row_of([button(t, "improvement-back", "improvement.write", str(draft.plan.key))])
    return _form(t, blocks, "improvement.period", {"plan": draft.plan.key})


def resources_view(t: Translator, draft: Draft) -> View:
    text = text_input(t, "improvement-resources", "resources", draft.terms.resources, limit=3_000, is_optional=True)
    back = button(t, "improvement-back", "improvement.part:back", f"{draft.plan.key}:meetings")
    return _form(t, [text, ActionsBlock(elements=[back])], "improvement.resources", {"plan": draft.plan.key})


def preview_view(t: Translator, draft: Draft, page: int) -> View:
    """As the person will read it."""
    blocks = [note(t("improvement-preview-note")), *terms_blocks(t, draft.terms, draft.metrics, draft.plan.key)]
    shown, turning = paged(t, blocks, page, "improvement.preview", str(draft.plan.key))
    turning.append(button(t, "improvement-back", "improvement.write", str(draft.plan.key)))
    return modal(t, "improvement-title", [*shown, ActionsBlock(elements=turning)])


def _form(t: Translator, blocks: Sequence[Block], callback: str, metadata: Mapping[str, object]) -> View:
    return modal(t, "improvement-title", blocks, callback=callback, submit="improvement-save", metadata=metadata)


def _summary(t: Translator, draft: Draft, part: str) -> str:
    """The name of the part and the beginning of each item."""
    lines = [f"• {_short(t, draft, each)}" for each in getattr(draft.terms, part)]
    return "\n".join([t(f"improvement-{part}"), *(lines or [t("improvement-none-yet")])])


def _files(t: Translator, draft: Draft) -> str:
    lines = [f"• {quoted(each.name, limit=SUMMARY)}" for each in draft.terms.attachments]
    return "\n".join([t("improvement-attachments"), *lines])


def _short(t: Translator, draft: Draft, item: Reason | Milestone | Criterion | Meeting) -> str:
    if isinstance(item, Reason):
        return quoted(item.text, limit=SUMMARY)
    if isinstance(item, Milestone):
        return f"{quoted(item.what, limit=SUMMARY)} · {t.day(item.due_on)}"
    return _line(t, draft, item)


def _line(t: Translator, draft: Draft, item: Reason | Milestone | Criterion | Meeting) -> str:
    if isinstance(item, Reason):
        return reason_text(t, item, draft.metrics)
    if isinstance(item, Milestone):
        return f"*{t.full_day(item.due_on)}*\n{quoted(item.what, limit=500)}"
    return criterion_text(t, item, draft.metrics) if isinstance(item, Criterion) else meeting_text(t, item)


def _shifted(t: Translator, draft: Draft) -> Iterator[Block]:
    """Which dates were moved to a working day."""
    if draft.shifted:
        days = [
            t("improvement-shifted-day", wanted=t.day(each.wanted), on=t.day(each.on)) for each in draft.shifted[:10]
        ]
        yield note(t("improvement-shifted", days=t.listing(days)))
