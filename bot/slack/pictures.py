"""Pictures in messages and on Home: words until they are at Slack. Windows say it in lines of their own."""

import copy

from slack_sdk.models.blocks import ContextBlock, ImageBlock, PlainTextObject
from slack_sdk.models.blocks.basic_components import SlackFile
from slack_sdk.models.views import View

from bot.charts.figures import Picture
from bot.slack.text import bare, cut

NOT_SHOWN = ("invalid_blocks", "invalid_arguments", "file_not_found", "file_deleted")
"""How Slack refuses a file that it has not looked through yet, or that somebody has deleted: by the first in a message,
by the second in a view."""
ALT_TEXT = 1_000
"""Characters; Slack takes no more with a file."""


class PictureBlock(ContextBlock):
    """What a view puts where a picture belongs. As it stands it shows its words, `alt_text`, which hold the picture's
    figures; whoever sends a promised message puts the picture in its place where it can.

    `about` is the Slack id of the person whom it shows, None for what is no single person's: the file goes when they
    are forgotten. Of the pictures of one `slot` (`home:U123`) only the latest is kept; without one each is.
    """

    def __init__(self, picture: Picture, alt_text: str, *, about: str | None = None, slot: str = "") -> None:
        self.picture, self.about, self.slot = picture, about, slot
        self.alt_text = cut(bare(" ".join(alt_text.split())), ALT_TEXT)
        super().__init__(elements=[PlainTextObject(text=self.alt_text, emoji=False)])

    def shown(self, file_id: str) -> ImageBlock:
        """The picture itself, once it is at Slack."""
        return ImageBlock(alt_text=self.alt_text, slack_file=SlackFile(id=file_id))


def without_words(window: View) -> View:
    """A window says in lines of its own what its pictures show: what is not at Slack is left out of it."""
    blocks = [each for each in window.blocks or () if not isinstance(each, PictureBlock)]
    if len(blocks) == len(window.blocks or ()):
        return window
    plain = copy.copy(window)
    plain.blocks = blocks
    return plain
