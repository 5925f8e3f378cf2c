"""`/perf reviews` and HR's windows: prepare, open, look, extend, close, hold back, release.

Slack stacks three windows at most: the list, a cycle or a form in its place, and a refusal on top.
"""

from datetime import date

from slack_sdk.models.views import View

from bot.db.configured import settings_of
from bot.features.reviews import service
from bot.features.reviews.rules.cycles import Move
from bot.features.reviews.views import running, status
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, CommandForm, SubmissionForm, row_key
from bot.slack.listen import Listeners, always
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()


@listeners.topic("reviews", "评审", "互评")
async def on_reviews(turn: Turn, _form: CommandForm) -> Outcome:
    """`/perf reviews`: HR's list of cycles."""
    return OpenModal(await _list(turn, 0))


@listeners.action("reviews.hr_list")
async def on_list(turn: Turn, form: ActionForm) -> Outcome:
    view = await _list(turn, row_key(form.value))
    return ReplaceModal(view) if form.in_modal else OpenModal(view)


@listeners.action("reviews.hr_cycle", heavy=always)
async def on_cycle(turn: Turn, form: ActionForm) -> Outcome:
    """From the list on top of it; from a page of the same cycle in its place."""
    cycle_id, offset = _place(form.value)
    is_new = form.action_id.partition(":")[2].isdecimal() or not form.in_modal
    return await _shown(turn, cycle_id, offset, is_new=is_new)


@listeners.action("reviews.hr_people", heavy=always)
async def on_people(turn: Turn, form: ActionForm) -> Outcome:
    cycle, team, offset = [*form.value.split(":"), "", ""][:3]
    found = await service.raters_of(
        turn.session,
        turn.who,
        row_key(cycle),
        team_id=row_key(team) if team else None,
        offset=row_key(offset),
        now=turn.now,
        settings=settings_of(turn.session),
    )
    return ReplaceModal(status.people_view(_t(turn), found))


@listeners.action("reviews.hr_short", heavy=always)
async def on_short(turn: Turn, form: ActionForm) -> Outcome:
    cycle_id, offset = _place(form.value)
    return await _shortage(turn, cycle_id, offset, in_modal=form.in_modal)


@listeners.action("reviews.hr_reasons")
async def on_reasons(turn: Turn, form: ActionForm) -> Outcome:
    cycle_id, offset = _place(form.value)
    found = await service.reasons(turn.session, turn.who, cycle_id, offset=offset, now=turn.now)
    return ReplaceModal(status.reasons_view(_t(turn), found))


@listeners.action("reviews.hr_unrated", heavy=always)
async def on_unrated(turn: Turn, form: ActionForm) -> Outcome:
    cycle_id, offset = _place(form.value)
    settings = settings_of(turn.session)
    found = await service.unrated(turn.session, turn.who, cycle_id, offset=offset, now=turn.now, settings=settings)
    return ReplaceModal(status.unrated_view(_t(turn), found))


@listeners.action("reviews.hr_ask", heavy=always)
async def on_ask_instead(turn: Turn, form: ActionForm) -> Outcome:
    cycle_id, subject_id = _place(form.value)
    settings = settings_of(turn.session)
    await service.ask_instead(turn.session, turn.who, cycle_id, subject_id, now=turn.now, settings=settings)
    offset = row_key(form.action_id.rpartition("-")[2])
    return await _shortage(turn, cycle_id, offset, in_modal=form.in_modal)


@listeners.action("reviews.hr_new")
async def on_open_new(turn: Turn, _form: ActionForm) -> Outcome:
    months = await service.months_to_review(turn.session, turn.who, now=turn.now, settings=settings_of(turn.session))
    return ReplaceModal(running.new_view(_t(turn), months))


@listeners.submission("reviews.hr_new")
async def on_new(turn: Turn, form: SubmissionForm) -> Outcome:
    inputs = form.inputs
    cycle = await service.draft(
        turn.session,
        turn.who,
        inputs.choice("month") or "",
        now=turn.now,
        settings=settings_of(turn.session),
        kind=inputs.choice("kind") or "",
        team_ids=await service.teams_named(turn.session, turn.who, inputs.text("teams"), now=turn.now),
        dates=service.days_chosen(inputs.day("opens_on"), inputs.day("closes_on")),
        is_test=running.TEST in inputs.choices("test"),
    )
    return await _shown(turn, cycle.key)


@listeners.action("reviews.hr_start")
async def on_start(turn: Turn, form: ActionForm) -> Outcome:
    cycle_id, _ = _place(form.value)
    session, settings = turn.session, settings_of(turn.session)
    await service.open_by_hand(session, turn.who, cycle_id, now=turn.now, settings=settings)
    return await _shown(turn, cycle_id)


@listeners.action("reviews.hr_nominate")
async def on_nominate(turn: Turn, form: ActionForm) -> Outcome:
    cycle_id, _ = _place(form.value)
    session, settings = turn.session, settings_of(turn.session)
    await service.nominate_by_hand(session, turn.who, cycle_id, now=turn.now, settings=settings)
    return await _shown(turn, cycle_id)


@listeners.action("reviews.hr_discard")
async def on_discard(turn: Turn, form: ActionForm) -> Outcome:
    cycle_id, _ = _place(form.value)
    await service.discard(turn.session, turn.who, cycle_id, now=turn.now)
    return await _shown(turn, cycle_id)


@listeners.action("reviews.hr_hold")
async def on_hold(turn: Turn, form: ActionForm) -> Outcome:
    return await _hold(turn, form, is_held=True)


@listeners.action("reviews.hr_let_go")
async def on_let_go(turn: Turn, form: ActionForm) -> Outcome:
    return await _hold(turn, form, is_held=False)


@listeners.action("reviews.hr_release", heavy=always)
async def on_release(turn: Turn, form: ActionForm) -> Outcome:
    cycle_id, _ = _place(form.value)
    who, settings = turn.who, settings_of(turn.session)
    await service.release_by_hand(turn.session, who, cycle_id, now=turn.now, settings=settings)
    return await _shown(turn, cycle_id)


@listeners.action("reviews.hr_extend")
async def on_open_extend(turn: Turn, form: ActionForm) -> Outcome:
    cycle_id, _ = _place(form.value)
    cycle = await service.cycle_to_change(turn.session, turn.who, cycle_id, Move.EXTEND, now=turn.now)
    return ReplaceModal(running.extend_view(_t(turn), cycle))


@listeners.submission("reviews.hr_extend")
async def on_extend(turn: Turn, form: SubmissionForm) -> Outcome:
    cycle_id = row_key(form.metadata.get("cycle"))
    await service.extend(
        turn.session,
        turn.who,
        cycle_id,
        form.inputs.day("closes_on") or date.min,
        reason=form.inputs.text("reason"),
        now=turn.now,
        settings=settings_of(turn.session),
    )
    return await _shown(turn, cycle_id)


@listeners.action("reviews.hr_close")
async def on_open_close(turn: Turn, form: ActionForm) -> Outcome:
    cycle_id, _ = _place(form.value)
    cycle = await service.cycle_to_change(turn.session, turn.who, cycle_id, Move.CLOSE_EARLY, now=turn.now)
    return ReplaceModal(running.close_view(_t(turn), cycle))


@listeners.submission("reviews.hr_close")
async def on_close(turn: Turn, form: SubmissionForm) -> Outcome:
    cycle_id, settings = row_key(form.metadata.get("cycle")), settings_of(turn.session)
    reason = form.inputs.text("reason")
    await service.close_by_hand(turn.session, turn.who, cycle_id, reason=reason, now=turn.now, settings=settings)
    return await _shown(turn, cycle_id)


@listeners.action("reviews.hr_reopen")
async def on_open_reopen(turn: Turn, form: ActionForm) -> Outcome:
    cycle_id, _ = _place(form.value)
    cycle = await service.cycle_to_change(turn.session, turn.who, cycle_id, Move.REOPEN_RATING, now=turn.now)
    return ReplaceModal(running.reopen_view(_t(turn), cycle))


@listeners.submission("reviews.hr_reopen")
async def on_reopen(turn: Turn, form: SubmissionForm) -> Outcome:
    cycle_id, inputs = row_key(form.metadata.get("cycle")), form.inputs
    rater_id, subject_id = await service.pair_named(
        turn.session, turn.who, inputs.user("rater"), inputs.user("subject"), now=turn.now
    )
    await service.reopen_rating(
        turn.session,
        turn.who,
        cycle_id,
        rater_id=rater_id,
        subject_id=subject_id,
        until=inputs.day("until") or date.min,
        reason=inputs.text("reason"),
        now=turn.now,
        settings=settings_of(turn.session),
    )
    return await _shown(turn, cycle_id)


async def _hold(turn: Turn, form: ActionForm, *, is_held: bool) -> Outcome:
    cycle_id, _ = _place(form.value)
    await service.hold(turn.session, turn.who, cycle_id, is_held=is_held, now=turn.now)
    return await _shown(turn, cycle_id)


async def _list(turn: Turn, offset: int) -> View:
    cycles = await service.cycles(turn.session, turn.who, offset=offset, now=turn.now)
    return running.list_view(_t(turn), cycles)


async def _shown(turn: Turn, cycle_id: int, offset: int = 0, *, is_new: bool = False) -> Outcome:
    settings = settings_of(turn.session)
    found = await service.status(turn.session, turn.who, cycle_id, now=turn.now, settings=settings)
    view = status.cycle_view(_t(turn), found, offset=offset)
    return OpenModal(view) if is_new else ReplaceModal(view)


async def _shortage(turn: Turn, cycle_id: int, offset: int, *, in_modal: bool) -> Outcome:
    settings = settings_of(turn.session)
    found = await service.shortage(turn.session, turn.who, cycle_id, offset=offset, now=turn.now, settings=settings)
    view = status.shortage_view(_t(turn), found)
    return ReplaceModal(view) if in_modal else OpenModal(view)


def _place(carried: str) -> tuple[int, int]:
    """The cycle and how far down its list."""
    cycle, _, offset = carried.partition(":")
    return row_key(cycle), row_key(offset)


def _t(turn: Turn) -> Translator:
    return translator(turn.who.language)
