"""Writing a plan: every step is saved before the next window appears."""

from bot.features.improvement import service
from bot.features.improvement.rules.editing import PARTS
from bot.features.improvement.service import Draft, Typed
from bot.features.improvement.slack.showing import files_in, keys_in, reopened, shown, words
from bot.features.improvement.views import drafting as views
from bot.features.improvement.views.files import files_view
from bot.features.improvement.views.items import WHOLE
from bot.slack.forms import ActionForm, Inputs, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()


@listeners.action("improvement.draft")
async def on_draft(turn: Turn, form: ActionForm) -> Outcome:
    """Under a proposal, whose key the button carries."""
    plan = await service.begin(turn.session, turn.who, signal_id=row_key(form.value), now=turn.now)
    return shown(form, views.draft_view(words(turn), await _draft(turn, plan.key)))


@listeners.action("improvement.begin")
async def on_begin(turn: Turn, form: ActionForm) -> Outcome:
    plan = await service.begin_coaching(turn.session, turn.who, row_key(form.value), now=turn.now)
    return shown(form, views.draft_view(words(turn), await _draft(turn, plan.key)))


@listeners.action("improvement.write")
async def on_write(turn: Turn, form: ActionForm) -> Outcome:
    return shown(form, views.draft_view(words(turn), await _draft(turn, row_key(form.value))))


@listeners.action("improvement.part")
async def on_part(turn: Turn, form: ActionForm) -> Outcome:
    plan_id, part, _ = _named(form.value)
    return ReplaceModal(views.part_view(words(turn), await _draft(turn, plan_id), part))


@listeners.action("improvement.item")
async def on_item(turn: Turn, form: ActionForm) -> Outcome:
    plan_id, part, key = _named(form.value)
    return ReplaceModal(views.item_view(words(turn), await _draft(turn, plan_id), part, key))


@listeners.submission("improvement.item")
async def on_save_item(turn: Turn, form: SubmissionForm) -> Outcome:
    plan_id, part, key = (str(form.metadata.get(name, "")) for name in ("plan", "part", "key"))
    typed = _typed(form.inputs)
    saved = await service.put(turn.session, turn.who, row_key(plan_id), part, key, typed, now=turn.now)
    return ReplaceModal(views.part_view(words(turn), saved, part))


@listeners.action("improvement.remove")
async def on_remove(turn: Turn, form: ActionForm) -> Outcome:
    plan_id, part, key = _named(form.value)
    saved = await service.take_out(turn.session, turn.who, plan_id, part, key, now=turn.now)
    return ReplaceModal(views.part_view(words(turn), saved, part))


@listeners.action("improvement.period")
async def on_period(turn: Turn, form: ActionForm) -> Outcome:
    return ReplaceModal(views.period_view(words(turn), await _draft(turn, row_key(form.value))))


@listeners.submission("improvement.period")
async def on_save_period(turn: Turn, form: SubmissionForm) -> Outcome:
    days = (form.inputs.day("starts_on"), form.inputs.day("ends_on"))
    plan_id = row_key(form.metadata.get("plan"))
    saved = await service.put_period(turn.session, turn.who, plan_id, *days, now=turn.now)
    return ReplaceModal(views.draft_view(words(turn), saved))


@listeners.action("improvement.resources")
async def on_resources(turn: Turn, form: ActionForm) -> Outcome:
    return ReplaceModal(views.resources_view(words(turn), await _draft(turn, row_key(form.value))))


@listeners.submission("improvement.resources")
async def on_save_resources(turn: Turn, form: SubmissionForm) -> Outcome:
    plan_id, text = row_key(form.metadata.get("plan")), form.inputs.text("resources")
    saved = await service.put_resources(turn.session, turn.who, plan_id, text, now=turn.now)
    return ReplaceModal(views.part_view(words(turn), saved, "meetings"))


@listeners.action("improvement.files")
async def on_files(turn: Turn, form: ActionForm) -> Outcome:
    return ReplaceModal(files_view(words(turn), await _draft(turn, row_key(form.value))))


@listeners.submission("improvement.files")
async def on_save_files(turn: Turn, form: SubmissionForm) -> Outcome:
    plan_id = row_key(form.metadata.get("plan"))
    saved = await service.put_files(turn.session, turn.who, plan_id, files_in(form), now=turn.now)
    return ReplaceModal(views.draft_view(words(turn), saved))


@listeners.action("improvement.preview")
async def on_preview(turn: Turn, form: ActionForm) -> Outcome:
    plan_id, page = keys_in(form.value)
    return ReplaceModal(views.preview_view(words(turn), await _draft(turn, plan_id), page))


@listeners.action("improvement.submit")
async def on_submit(turn: Turn, form: ActionForm) -> Outcome:
    plan = await service.submit(turn.session, turn.who, row_key(form.value), now=turn.now)
    return ReplaceModal(await reopened(turn, plan.key))


@listeners.action("improvement.propose")
async def on_propose(turn: Turn, form: ActionForm) -> Outcome:
    plan = await service.propose(turn.session, turn.who, row_key(form.value), now=turn.now)
    return ReplaceModal(await reopened(turn, plan.key))


@listeners.action("improvement.take_back")
async def on_take_back(turn: Turn, form: ActionForm) -> Outcome:
    plan = await service.take_back(turn.session, turn.who, row_key(form.value), now=turn.now)
    return ReplaceModal(await reopened(turn, plan.key))


async def _draft(turn: Turn, plan_id: int) -> Draft:
    return await service.draft_of(turn.session, turn.who, plan_id, now=turn.now)


def _named(value: str) -> tuple[int, str, str]:
    """Plan, part and item of a button; the first part for one that there is not."""
    plan, _, rest = value.partition(":")
    part, _, key = rest.partition(":")
    return row_key(plan), part if part in PARTS else next(iter(PARTS)), key


def _typed(inputs: Inputs) -> Typed:
    """Of whichever form it was: fields that it does not have are empty."""
    metric = inputs.choice("metric")
    return Typed(
        metric=None if metric == WHOLE else metric,
        text=inputs.text("text") or inputs.text("what"),
        seen=inputs.text("seen"),
        helps=inputs.text("helps"),
        on=inputs.day("due_on") or inputs.day("on"),
        kind=inputs.choice("kind"),
        at_least=inputs.text("at_least"),
        months=inputs.choice("months") or "",
    )
