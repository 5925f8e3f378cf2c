"""A stand-in for Slack's server that speaks Slack's protocols to an unmodified Bolt app.

It knows no feature of any app: whatever an app shows, asks or sends arrives through Slack's public interfaces.
Everything is held in memory and in one process.
"""

from bot.sandbox.errors import Refused, SlackError
from bot.sandbox.people import ChannelSpec, PersonSpec
from bot.sandbox.server import Sandbox

__all__ = ["ChannelSpec", "PersonSpec", "Refused", "Sandbox", "SlackError"]
