"""What people are told without asking. Titles of team goals are public; of a person's nothing is said in a message."""

from bot.features.feedback.views.parts import name_of
from bot.features.goals.models import AGREED
from bot.features.goals.service import Shown
from bot.features.goals.views.parts import buttons, goal_title
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, section


def proposed_message(t: Translator, shown: Shown) -> Message:
    """To who can agree."""
    who = name_of(t, shown.people.get(shown.row.proposed_by))
    if shown.place.team is None:
        return _leading(t, t("goals-told-proposed-own", name=who), shown)
    return _leading(t, t("goals-told-proposed", name=who, title=goal_title(shown.row)), shown)


def decided_message(t: Translator, shown: Shown) -> Message:
    """To who has proposed it and who owns it."""
    row = shown.row
    what = "agreed" if row.state == AGREED else "dropped"
    by = name_of(t, shown.people.get((row.agreed_by if row.state == AGREED else row.closed_by) or 0))
    if shown.place.team is None:
        return _leading(t, t(f"goals-told-{what}-own", name=by), shown)
    return _leading(t, t(f"goals-told-{what}", name=by, title=goal_title(row)), shown)


def _leading(t: Translator, text: str, shown: Shown) -> Message:
    opening = button(t, "goals-open", f"goals.open_one:{shown.row.key}", str(shown.row.key), is_primary=True)
    return Message(text, [section(text), buttons(opening)])
