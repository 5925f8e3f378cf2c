"""`/kudos`, `/perf kudos|feedback|ask`, shortcuts, and the buttons under what is told."""

from bot.features.feedback import service
from bot.features.feedback.models import FEEDBACK, KUDOS
from bot.features.feedback.rules.words import addressed
from bot.features.feedback.service import Tab, Wish
from bot.features.feedback.views import forms, lists, messages
from bot.features.feedback.views.parts import day_of, name_of
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, CommandForm, ShortcutForm, SubmissionForm, WrittenMessage
from bot.slack.listen import Listeners, first_word
from bot.slack.messages import Message
from bot.slack.outcomes import Nothing, OpenModal, Outcome, ReplaceModal, Tell
from bot.slack.refusals import notice_view
from bot.slack.topics import HELP_WORDS
from bot.turn import Turn

listeners = Listeners()

LONGEST_NUMBER = 18
"""Digits of a key."""
LIST = ("list", "列表", "查看")


@listeners.command("kudos")
async def on_kudos(turn: Turn, form: CommandForm) -> Outcome:
    """`/kudos [@who] [what for]`."""
    word = first_word(form.text)[0]
    if word in HELP_WORDS - {""}:
        return Tell(messages.help_message(_t(turn)))
    if word in LIST:
        return await _open_list(turn, f"{Tab.RECEIVED}:0")
    return await _open_kudos(turn, form.text)


@listeners.topic("kudos", "点赞")
async def on_own_kudos(turn: Turn, form: CommandForm) -> Outcome:
    """`/perf kudos [@who]`: one's own, or what a manager may read."""
    if not form.text or turn.who.slack_user in form.text:
        return await _open_list(turn, f"{Tab.RECEIVED}:0")
    digest = await service.digest_of_named(turn.session, turn.who, form.text, now=turn.now)
    return OpenModal(lists.digest_view(_t(turn), digest))


@listeners.topic("feedback", "反馈")
async def on_feedback(turn: Turn, form: CommandForm) -> Outcome:
    """`/perf feedback [@who] [text]`."""
    typed, text = addressed(form.text)
    draft = await service.draft(turn.session, turn.who, FEEDBACK, typed, text, now=turn.now)
    return OpenModal(forms.feedback_view(_t(turn), draft))


@listeners.topic("ask", "邀请", "征求")
async def on_ask(turn: Turn, form: CommandForm) -> Outcome:
    """`/perf ask [@who] [about what]`."""
    typed, question = addressed(form.text)
    if not typed:
        return OpenModal(forms.ask_view(_t(turn), None))
    person = await service.receiver_of(turn.session, turn.who, typed)
    if not question:
        return OpenModal(forms.ask_view(_t(turn), person))
    asked = await service.ask(turn.session, turn.who, person, question, now=turn.now)
    return Tell(_request_sent(turn, asked))


@listeners.shortcut("feedback.kudos_shortcut")
async def on_kudos_shortcut(turn: Turn, _form: ShortcutForm) -> Outcome:
    return await _open_kudos(turn, "")


@listeners.shortcut("feedback.kudos_message")
async def on_message_shortcut(turn: Turn, form: ShortcutForm) -> Outcome:
    message = form.message or WrittenMessage("", "")
    draft = await service.draft_of_message(turn.session, turn.who, message.author, message.text, now=turn.now)
    return OpenModal(forms.kudos_view(_t(turn), draft))


@listeners.shortcut("feedback.ask_shortcut")
async def on_ask_shortcut(turn: Turn, _form: ShortcutForm) -> Outcome:
    return OpenModal(forms.ask_view(_t(turn), None))


@listeners.action("feedback.open_kudos")
async def on_open_kudos(turn: Turn, _form: ActionForm) -> Outcome:
    return await _open_kudos(turn, "")


@listeners.action("feedback.open_ask")
async def on_open_ask(turn: Turn, _form: ActionForm) -> Outcome:
    return OpenModal(forms.ask_view(_t(turn), None))


@listeners.action(forms.PICK_PERSON)
async def on_pick_person(turn: Turn, form: ActionForm) -> Outcome:
    text = form.inputs.text("text")
    draft = await service.draft(turn.session, turn.who, KUDOS, form.value, text, now=turn.now)
    return ReplaceModal(forms.kudos_view(_t(turn), draft))


@listeners.submission("feedback.give_kudos")
async def on_give_kudos(turn: Turn, form: SubmissionForm) -> Outcome:
    inputs = form.inputs
    to = inputs.picked_user(forms.PERSON, forms.PICK_PERSON) or str(form.metadata.get("to") or "")
    wish = Wish(
        kind=KUDOS,
        receiver=to,
        text=inputs.text("text"),
        dimension=inputs.choice(f"dimension:{to}"),
        channel=forms.channel_chosen(inputs.choice(f"audience:{to}")),
    )
    sent = await service.give(turn.session, turn.who, wish, now=turn.now)
    return ReplaceModal(forms.sent_view(_t(turn), sent, turn.who.zone))


@listeners.submission("feedback.give_feedback")
async def on_give_feedback(turn: Turn, form: SubmissionForm) -> Outcome:
    request_id = _number(form.metadata.get("request")) or None
    wish = Wish(FEEDBACK, form.inputs.user("person"), form.inputs.text("text"), request_id=request_id)
    sent = await service.give(turn.session, turn.who, wish, now=turn.now)
    return ReplaceModal(forms.sent_view(_t(turn), sent, turn.who.zone))


@listeners.submission("feedback.ask")
async def on_submit_request(turn: Turn, form: SubmissionForm) -> Outcome:
    person = await service.asked_person(turn.session, turn.who, form.inputs.user("person"))
    asked = await service.ask(turn.session, turn.who, person, form.inputs.text("question"), now=turn.now)
    return ReplaceModal(notice_view(_t(turn), _request_sent(turn, asked)))


@listeners.action("feedback.open_answer")
async def on_open_answer(turn: Turn, form: ActionForm) -> Outcome:
    draft = await service.draft_of_answer(turn.session, turn.who, _number(form.value))
    return OpenModal(forms.feedback_view(_t(turn), draft))


@listeners.action("feedback.open_decline")
async def on_open_decline(turn: Turn, form: ActionForm) -> Outcome:
    asking = await service.request_to_decline(turn.session, turn.who, _number(form.value))
    return OpenModal(forms.decline_view(_t(turn), asking))


@listeners.submission("feedback.decline")
async def on_decline(turn: Turn, form: SubmissionForm) -> Outcome:
    request_id, reason = _number(form.metadata.get("request")), form.inputs.choice("reason")
    await service.decline(turn.session, turn.who, request_id, reason, now=turn.now)
    return Nothing()


@listeners.action("feedback.open_list")
async def on_open_list(turn: Turn, form: ActionForm) -> Outcome:
    return await _open_list(turn, form.value, is_open=form.in_modal)


@listeners.action("feedback.open_month")
async def on_open_month(turn: Turn, form: ActionForm) -> Outcome:
    """One's own, from the end of the month on."""
    offset = await service.offset_of_month(turn.session, turn.who, form.value)
    return await _open_list(turn, f"{Tab.RECEIVED}:{offset}", is_open=form.in_modal)


@listeners.action("feedback.open_digest")
async def on_open_digest(turn: Turn, form: ActionForm) -> Outcome:
    """What `/perf kudos @who` shows."""
    digest = await service.digest_of_report(turn.session, turn.who, _number(form.value), now=turn.now)
    return OpenModal(lists.digest_view(_t(turn), digest))


@listeners.action("feedback.read")
async def on_read(turn: Turn, form: ActionForm) -> Outcome:
    item = await service.read_own(turn.session, turn.who, _number(form.value), now=turn.now)
    return OpenModal(lists.item_view(_t(turn), item, turn.who.zone))


@listeners.action("feedback.read_shared")
async def on_read_shared(turn: Turn, form: ActionForm) -> Outcome:
    subject_id, _, feedback_id = form.value.partition(":")
    subject, item = await service.read_shared(
        turn.session, turn.who, _number(subject_id), _number(feedback_id), now=turn.now
    )
    return OpenModal(lists.shared_view(_t(turn), subject, item, turn.who.zone))


@listeners.action("feedback.share")
async def on_share(turn: Turn, form: ActionForm) -> Outcome:
    feedback_id, _, place = form.value.partition(":")
    await service.share(turn.session, turn.who, _number(feedback_id), now=turn.now)
    return await _open_list(turn, place, is_open=True)


@listeners.action("feedback.unshare")
async def on_unshare(turn: Turn, form: ActionForm) -> Outcome:
    feedback_id, _, place = form.value.partition(":")
    await service.unshare(turn.session, turn.who, _number(feedback_id), now=turn.now)
    return await _open_list(turn, place, is_open=True)


@listeners.action("feedback.remove")
async def on_remove(turn: Turn, form: ActionForm) -> Outcome:
    feedback_id, _, place = form.value.partition(":")
    await service.remove(turn.session, turn.who, _number(feedback_id), now=turn.now)
    return await _open_list(turn, place, is_open=True)


@listeners.action("feedback.withdraw")
async def on_withdraw(turn: Turn, form: ActionForm) -> Outcome:
    feedback_id, _, place = form.value.partition(":")
    await service.withdraw(turn.session, turn.who, _number(feedback_id), now=turn.now)
    return await _open_list(turn, place, is_open=True)


@listeners.action("feedback.call_off")
async def on_call_off(turn: Turn, form: ActionForm) -> Outcome:
    await service.call_off(turn.session, turn.who, _number(form.value), now=turn.now)
    return await _open_list(turn, f"{Tab.REQUESTS}:0", is_open=True)


async def _open_kudos(turn: Turn, typed: str) -> Outcome:
    whom, text = addressed(typed)
    draft = await service.draft(turn.session, turn.who, KUDOS, whom, text, now=turn.now)
    return OpenModal(forms.kudos_view(_t(turn), draft))


async def _open_list(turn: Turn, place: str, *, is_open: bool = False) -> Outcome:
    """In the present window when the list is open there."""
    tab, _, offset = place.partition(":")
    known = Tab(tab) if tab in [*Tab] else Tab.RECEIVED
    listed = await service.listed(turn.session, turn.who, known, _number(offset), now=turn.now)
    view = lists.listed_view(_t(turn), listed)
    return ReplaceModal(view) if is_open else OpenModal(view)


def _request_sent(turn: Turn, asked: service.Asked) -> Message:
    t, zone, request = _t(turn), turn.who.zone, asked.request
    day, time = day_of(t, request.told_at, zone), t.clock_time(request.told_at, zone)
    when = forms.when_told(t, is_now=request.told_at == request.asked_at, day=day, time=time)
    return messages.request_sent_message(t, name_of(t, asked.member), when)


def _number(carried: object) -> int:
    """What one of our buttons or forms carries; 0, which is nobody's, for anything else."""
    text = str(carried)
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def _t(turn: Turn) -> Translator:
    return translator(turn.who.language)
