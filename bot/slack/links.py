"""Deep links into Slack: to the app's Home, to messages and to their threads.

https://docs.slack.dev/interactivity/deep-linking has the form for Home; those of messages are what chat.getPermalink
gives, made here without a call for each. A link opens for whoever sees its place anyway, and for nobody else; whoever
shows one still has to know that its reader does, for it tells that the message is there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, InteractiveElement, PlainTextObject

from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.text import escape

LINK = "link"
"""How the action ids of link buttons begin: Slack tells the app of a press, and nothing is left to be done."""
SENT_AS = re.compile(r"\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Links:
    """What links into a workspace are made of: Slack's ids of its team and of the app, and its address, such as
    `https://acme.slack.com`. What is not known is empty; a link that needs it is empty, too, and is not shown."""

    team: str = ""
    app: str = ""
    url: str = ""

    @property
    def home(self) -> str:
        """The app's Home tab, in Slack's apps on desktops and phones; Slack documents no https form of it."""
        query = urlencode({"team": self.team, "id": self.app, "tab": "home"})
        return f"slack://app?{query}" if self.team and self.app else ""

    def message(self, place: tuple[str, str] | None) -> str:
        """A message by its channel and `ts`."""
        if not self.url or place is None or not SENT_AS.fullmatch(place[1]):
            return ""
        channel, ts = place
        return f"{self.url.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}"

    def thread(self, place: tuple[str, str] | None) -> str:
        """The thread under a message."""
        address = self.message(place)
        if place is None or not address:
            return ""
        return f"{address}?{urlencode({'thread_ts': place[1], 'cid': place[0]})}"


NO_LINKS = Links()


def is_link(action_id: str) -> bool:
    """Whether a press is that of a link button."""
    return action_id.partition(":")[0] == LINK


def link_button(t: Translator, key: str, url: str) -> ButtonElement:
    """`key` is of its words."""
    return ButtonElement(text=PlainTextObject(text=t(key)), action_id=f"{LINK}:{key}", url=url)


def linked(url: str, words: str) -> str:
    """Words (mrkdwn) that lead somewhere; just the words without an address."""
    return f"<{escape(url)}|{words}>" if url else words


def led_home(t: Translator, links: Links, message: Message) -> Message:
    """The message with a button to Home at the end of its last row of buttons, or below it; as it was where Home has no
    address."""
    if not links.home:
        return message
    return replace(message, blocks=_with_button(message.blocks, link_button(t, "edge-open-home", links.home)))


def _with_button(blocks: Sequence[Block], pressed: ButtonElement) -> list[Block]:
    rows = [place for place, each in enumerate(blocks) if isinstance(each, ActionsBlock)]
    if not rows:
        return [*blocks, ActionsBlock(elements=[pressed])]
    row = blocks[rows[-1]]
    assert isinstance(row, ActionsBlock), "it has just been asked"
    others = [each for each in row.elements if isinstance(each, InteractiveElement)]
    longer = ActionsBlock(elements=[*others, pressed], block_id=row.block_id)
    return [*blocks[: rows[-1]], longer, *blocks[rows[-1] + 1 :]]
