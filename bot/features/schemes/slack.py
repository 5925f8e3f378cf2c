"""`/perf scheme` for every member, and three forms for whoever administers schemes."""

from bot.features.schemes import service
from bot.features.schemes.views import choice_modal, groups_modal, rules_modal, targets_modal, targets_saved_modal
from bot.i18n.translator import translator
from bot.slack.forms import ActionForm, CommandForm, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()


@listeners.topic("scheme", "方案", "考核方案", "rules")
async def show_rules(turn: Turn, _form: CommandForm) -> Outcome:
    return OpenModal(rules_modal(translator(turn.who.language), await service.rules_shown(turn)))


@listeners.action("schemes.open_scheme")
async def open_scheme(turn: Turn, _form: ActionForm) -> Outcome:
    return OpenModal(rules_modal(translator(turn.who.language), await service.rules_shown(turn)))


@listeners.action("schemes.open_assignments")
async def open_assignments(turn: Turn, _form: ActionForm) -> Outcome:
    return OpenModal(choice_modal(translator(turn.who.language), await service.choice(turn)))


@listeners.submission("schemes.choose")
async def choose(turn: Turn, form: SubmissionForm) -> Outcome:
    team_id, scheme_id = row_key(form.inputs.choice("team")), form.inputs.choice("scheme") or ""
    found = await service.groups_form(turn, team_id, scheme_id, form.inputs.choice("since") or "")
    return ReplaceModal(groups_modal(translator(turn.who.language), found))


@listeners.submission("schemes.assign")
async def assign(turn: Turn, form: SubmissionForm) -> Outcome:
    team_id, scheme_id = row_key(form.metadata.get("team")), str(form.metadata.get("scheme"))
    groups, since = form.inputs.choices("groups"), str(form.metadata.get("since") or "")
    found = await service.assign_chosen(turn, team_id, scheme_id, groups, since)
    return ReplaceModal(targets_modal(translator(turn.who.language), found))


@listeners.action("schemes.target_member")
async def choose_member(turn: Turn, form: ActionForm) -> Outcome:
    """Somebody of the team was picked: show their personal targets in the same window."""
    team_id, since = row_key(form.metadata.get("team")), str(form.metadata.get("since") or "")
    found = await service.targets_form(turn, team_id, form.value or None, month=since)
    return ReplaceModal(targets_modal(translator(turn.who.language), found))


@listeners.submission("schemes.targets")
async def save_targets(turn: Turn, form: SubmissionForm) -> Outcome:
    team_id, slack_user = row_key(form.metadata.get("team")), form.metadata.get("member")
    fields = {field.partition(":")[0]: form.inputs.text(field) for field in form.inputs.fields()}
    since = str(form.metadata.get("since") or "")
    saved = await service.save_targets(turn, team_id, slack_user, fields, month=since)
    return ReplaceModal(targets_saved_modal(translator(turn.who.language), saved))
