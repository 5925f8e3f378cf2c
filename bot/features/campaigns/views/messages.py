"""What people are told without asking."""

from slack_sdk.models.blocks import ActionsBlock

from bot.features.campaigns.service import Told
from bot.features.campaigns.views.parts import campaign_name, keeper_name
from bot.features.feedback.views.parts import name_of
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, note, section


def opened_message(t: Translator, told: Told) -> Message:
    """To each member, once."""
    row = told.place.row
    text = t(f"campaigns-told-{row.kind}", keeper=keeper_name(t, told.keeper), name=campaign_name(row))
    return Message(text, [section(text), note(t("campaigns-told-note")), _see(t, told)])


def left_message(t: Translator, told: Told) -> Message:
    """To who runs it."""
    text = t("campaigns-told-left", who=name_of(t, told.member), name=campaign_name(told.place.row))
    return Message(text, [section(text), _see(t, told)])


def _see(t: Translator, told: Told) -> ActionsBlock:
    value = f"{told.place.row.key}:0"
    return ActionsBlock(elements=[button(t, "campaigns-see", "campaigns.open_one", value)])
