"""What a listener wants to happen after its rows are committed. Plain data; the edge carries it out."""

from dataclasses import dataclass

from slack_sdk.models.views import View

from bot.slack.messages import Message


@dataclass(frozen=True, slots=True)
class Nothing:
    """Acknowledge; a modal closes."""


@dataclass(frozen=True, slots=True)
class Tell:
    """Answer only to the person who asked."""

    message: Message


@dataclass(frozen=True, slots=True)
class OpenModal:
    """Open a modal, on top of the present one when there is one."""

    view: View


@dataclass(frozen=True, slots=True)
class ReplaceModal:
    """Show another view in the present modal."""

    view: View


@dataclass(frozen=True, slots=True)
class PublishHome:
    """Show the person's Home."""

    view: View


Outcome = Nothing | Tell | OpenModal | ReplaceModal | PublishHome
