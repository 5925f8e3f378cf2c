"""`/perf plan [@who]`, `/perf plans`, and what the person answers."""

from bot.features.improvement import service
from bot.features.improvement.rules.states import Move
from bot.features.improvement.slack.showing import keys_in, plan_window, reopened, shown, words
from bot.features.improvement.views import deciding, own
from bot.features.people import service as people
from bot.features.people.service import Action, Subject
from bot.slack.forms import ActionForm, CommandForm, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal, Tell
from bot.slack.text import quoted
from bot.turn import Turn

listeners = Listeners()
ANSWERS = (Move.ACKNOWLEDGE, Move.REFUSE)


@listeners.topic("plan", "计划")
async def on_plan(turn: Turn, form: CommandForm) -> Outcome:
    """One's own, or that of somebody whose plans one may see; the same sentence for everybody who has none."""
    if form.text.strip():
        return await _open_about(turn, form.text)
    found = await service.own_plan(turn.session, turn.who, now=turn.now)
    return OpenModal(plan_window(turn, found)) if found else Tell(own.nothing_message(words(turn)))


@listeners.topic("plans", "计划列表")
async def on_plans(turn: Turn, _form: CommandForm) -> Outcome:
    """All for HR, direct reports' for managers; for everybody else there is nothing on it."""
    board = await service.board(turn.session, turn.who, now=turn.now)
    return OpenModal(deciding.board_view(words(turn), board))


@listeners.action("improvement.open")
async def on_open(turn: Turn, form: ActionForm) -> Outcome:
    plan_id, page = keys_in(form.value)
    opened = await service.open_plan(turn.session, turn.who, plan_id, now=turn.now)
    return shown(form, plan_window(turn, opened, page))


@listeners.action("improvement.say")
async def on_say(turn: Turn, form: ActionForm) -> Outcome:
    """The form of an answer, or of a comment."""
    plan, _, what = form.value.partition(":")
    opened = await service.open_plan(turn.session, turn.who, row_key(plan), now=turn.now)
    return ReplaceModal(own.answer_view(words(turn), opened, what if what in ANSWERS else own.COMMENT))


@listeners.submission("improvement.answer")
async def on_answer(turn: Turn, form: SubmissionForm) -> Outcome:
    plan_id, what = row_key(form.metadata.get("plan")), str(form.metadata.get("what"))
    comment = form.inputs.text("comment")
    if what in ANSWERS:
        version = row_key(form.metadata.get("version"))
        await service.answer(turn.session, turn.who, plan_id, Move(what), comment, version=version, now=turn.now)
    else:
        await service.say(turn.session, turn.who, plan_id, comment, now=turn.now)
    return ReplaceModal(await reopened(turn, plan_id))


async def _open_about(turn: Turn, typed: str) -> Outcome:
    """Somebody's newest one; for their manager a way to begin one where there is none."""
    seen = await people.find_visible(turn.session, turn.who, Action.SEE_PUBLISHED_PLAN, typed, at=turn.now)
    if seen.key == turn.who.member_id:
        found = await service.own_plan(turn.session, turn.who, now=turn.now)
        return OpenModal(plan_window(turn, found)) if found else Tell(own.nothing_message(words(turn)))
    found = await service.plan_about(turn.session, turn.who, seen.key, now=turn.now)
    if found is not None:
        return OpenModal(plan_window(turn, found))
    about = Subject(member=seen.key)
    may_begin = await people.may(turn.session, turn.who, Action.WRITE_PLAN, about, at=turn.now)
    return OpenModal(own.nothing_about_view(words(turn), quoted(seen.name), seen.key, may_begin=may_begin))
