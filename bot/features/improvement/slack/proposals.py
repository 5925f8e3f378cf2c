"""`/perf proposals`, the window of a proposal, and the buttons under an early warning."""

from bot.features.improvement import service
from bot.features.improvement.views import signals as views
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, CommandForm, SubmissionForm, row_key
from bot.slack.listen import Listeners, always
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal, Tell
from bot.turn import Turn

listeners = Listeners()

DISMISS, KEEP = "dismiss", "keep"
DECISIONS = (DISMISS, KEEP, "void")


@listeners.topic("proposals", "建议", heavy=always)
async def on_proposals(turn: Turn, _form: CommandForm) -> Outcome:
    """Everybody may ask; most find nothing."""
    return await _listed(turn)


@listeners.action("improvement.proposals")
async def on_listed(turn: Turn, _form: ActionForm) -> Outcome:
    return await _listed(turn)


async def _listed(turn: Turn) -> Outcome:
    found, count = await service.open_proposals(turn.session, turn.who, now=turn.now, most=views.MOST_LISTED)
    return OpenModal(views.proposals_view(_t(turn), found, count))


@listeners.action("improvement.proposal")
async def on_open(turn: Turn, form: ActionForm) -> Outcome:
    found = await service.open_proposal(turn, row_key(form.value))
    return OpenModal(views.proposal_view(_t(turn), found))


@listeners.action("improvement.decide")
async def on_reason(turn: Turn, form: ActionForm) -> Outcome:
    """Of every decision: first why."""
    decision = form.action_id.partition(":")[2]
    found = await service.proposal(turn.session, turn.who, row_key(form.value), now=turn.now)
    return OpenModal(views.reason_view(_t(turn), found, decision if decision in DECISIONS else DISMISS))


@listeners.submission("improvement.decide")
async def on_decide(turn: Turn, form: SubmissionForm) -> Outcome:
    signal_id, decision = row_key(form.metadata.get("signal")), form.metadata.get("decision")
    reason, session, who = form.inputs.text("reason"), turn.session, turn.who
    if decision == DISMISS:
        found = await service.dismiss(session, who, signal_id, reason=reason, now=turn.now)
    else:
        keeps = decision == KEEP
        found = await service.decide_doubt(session, who, signal_id, keeps=keeps, reason=reason, now=turn.now)
    return ReplaceModal(views.proposal_view(_t(turn), found))


@listeners.action("improvement.talk")
async def on_talk(turn: Turn, form: ActionForm) -> Outcome:
    lead = await service.ask_for_talk(turn, row_key(form.value))
    return Tell(views.talk_asked_message(_t(turn), lead))


def _t(turn: Turn) -> Translator:
    return translator(turn.who.language)
