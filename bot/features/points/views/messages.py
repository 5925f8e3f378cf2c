"""What those are told who decide, and who has proposed. The person hears with their card."""

from bot.features.feedback.views.parts import name_of
from bot.features.points.service import Shown
from bot.features.points.views.parts import buttons, heading, party_text
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, section


def asked_message(t: Translator, shown: Shown) -> Message:
    """To who can agree, as the party that they are; why stands in the window alone."""
    who, party = name_of(t, shown.people.get(shown.row.proposed_by)), shown.place.party
    about = {"name": who, "heading": heading(t, shown.row, shown.people)}
    return _leading(t, t("points-told-asked", party=party_text(t, party) if party else "", **about), shown)


def ended_message(t: Translator, shown: Shown) -> Message:
    """To who has proposed them."""
    row = shown.row
    by = name_of(t, shown.people.get(row.ended_by or 0))
    key = f"points-told-{row.state.replace('_', '-')}"
    return _leading(t, t(key, name=by, heading=heading(t, row, shown.people)), shown)


def _leading(t: Translator, text: str, shown: Shown) -> Message:
    key = str(shown.row.key)
    opening = button(t, "points-open", f"points.open_one:{key}", key, is_primary=True)
    return Message(text, [section(text), buttons(opening)])
