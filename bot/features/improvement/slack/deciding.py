"""What manager and HR decide about a plan."""

from datetime import date

from bot.errors import Rejected
from bot.features.improvement import service
from bot.features.improvement.rules.states import OF_COMMITTEE, Move
from bot.features.improvement.slack.showing import keys_in, reopened, shown, words
from bot.features.improvement.views import deciding as views
from bot.features.improvement.views.ending import said_view
from bot.slack.forms import ActionForm, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()
WITH_REASON = frozenset({*views.ASKED, *views.ENDS, Move.CHANGE})


@listeners.action("improvement.approve")
async def on_approve(turn: Turn, form: ActionForm) -> Outcome:
    plan_id, seen = keys_in(form.value)
    await service.approve(turn.session, turn.who, plan_id, seen=seen, now=turn.now)
    return ReplaceModal(await reopened(turn, plan_id))


@listeners.action("improvement.publish")
async def on_publish(turn: Turn, form: ActionForm) -> Outcome:
    plan_id, seen = keys_in(form.value)
    await service.publish(turn.session, turn.who, plan_id, seen=seen, now=turn.now)
    return ReplaceModal(await reopened(turn, plan_id))


@listeners.action("improvement.resume")
async def on_resume(turn: Turn, form: ActionForm) -> Outcome:
    plan_id = row_key(form.value)
    await service.resume(turn.session, turn.who, plan_id, now=turn.now)
    return ReplaceModal(await reopened(turn, plan_id))


@listeners.action("improvement.proposed")
async def on_proposed(turn: Turn, form: ActionForm) -> Outcome:
    """New terms; the plan itself when they are gone or published by now."""
    plan_id, page = keys_in(form.value)
    opened = await service.open_plan(turn.session, turn.who, plan_id, now=turn.now)
    if opened.proposed is None:
        return ReplaceModal(await reopened(turn, plan_id))
    return ReplaceModal(views.proposed_view(words(turn), opened, page))


@listeners.action("improvement.reason")
async def on_reason(turn: Turn, form: ActionForm) -> Outcome:
    """The form before whatever needs a reason."""
    plan, _, rest = form.value.partition(":")
    move, _, seen = rest.partition(":")
    opened = await service.open_plan(turn.session, turn.who, row_key(plan), now=turn.now)
    return shown(form, views.reason_view(words(turn), opened, _move(move), seen))


@listeners.submission("improvement.reason")
async def on_decide(turn: Turn, form: SubmissionForm) -> Outcome:
    plan_id, move = row_key(form.metadata.get("plan")), _move(str(form.metadata.get("move")))
    seen, reason = str(form.metadata.get("seen", "")), form.inputs.text("reason")
    await _decide(turn, plan_id, move, seen, reason, ends_on=form.inputs.day("ends_on"))
    if move in OF_COMMITTEE:
        return ReplaceModal(said_view(words(turn), "improvement-appeal-decided"))
    return ReplaceModal(await reopened(turn, plan_id))


async def _decide(turn: Turn, plan_id: int, move: Move, seen: str, reason: str, *, ends_on: date | None) -> None:
    session, who, now = turn.session, turn.who, turn.now
    if move is Move.CHANGE:
        version, _, print_ = seen.partition(":")
        await service.change(session, who, plan_id, row_key(version), reason, seen=print_, now=now)
    elif move is Move.EXTEND:
        await service.extend(session, who, plan_id, ends_on, reason, now=now)
    elif move in OF_COMMITTEE:
        await service.decide_appeal(session, who, plan_id, move, reason, ends_on=ends_on, now=now)
    elif move in (Move.PASS, Move.FAIL):
        await service.decide(session, who, plan_id, move, reason, seen=row_key(seen), now=now)
    elif move in (Move.RETURN, Move.DROP):
        act = service.send_back if move is Move.RETURN else service.drop
        await act(session, who, plan_id, reason, seen=row_key(seen) or None, now=now)
    else:
        simply = {Move.PAUSE: service.pause, Move.GO_ON: service.go_on, Move.WITHDRAW: service.withdraw}
        await simply[move](session, who, plan_id, reason, now=now)


def _move(carried: str) -> Move:
    """Rejected for one that needs no form: a button can be forged."""
    if carried not in WITH_REASON:
        raise Rejected("improvement-error-gone")
    return Move(carried)
