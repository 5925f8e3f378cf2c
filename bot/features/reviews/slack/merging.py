"""HR puts two accounts of one person together: the last step of it, which ratings have to do with as well."""

from bot.db.configured import settings_of
from bot.features.people.service import MergeWish
from bot.features.people.views.merging import keep_named, merged_view
from bot.features.reviews import service
from bot.i18n.translator import translator
from bot.slack.forms import SubmissionForm
from bot.slack.listen import Listeners
from bot.slack.outcomes import Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()


@listeners.submission("reviews.merge_accounts")
async def on_merge_accounts(turn: Turn, form: SubmissionForm) -> Outcome:
    wish = MergeWish(
        old=str(form.metadata.get("old")),
        new=form.inputs.user("new") or "",
        reason=form.inputs.text("reason"),
        keep=keep_named(form.inputs.choice("keep")),
    )
    settings = settings_of(turn.session)
    merged = await service.merge_accounts(turn.session, turn.who, wish, now=turn.now, settings=settings)
    return ReplaceModal(merged_view(translator(turn.who.language), merged))
