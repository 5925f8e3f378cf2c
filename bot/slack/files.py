"""What views make to be uploaded."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Upload:
    """A file for a conversation, with a comment in Slack's mrkdwn. `alt_text` says what a picture shows to whoever
    cannot see it, 1,000 characters at most; Slack takes no empty file."""

    name: str
    content: bytes
    title: str
    alt_text: str = ""
    comment: str = ""
