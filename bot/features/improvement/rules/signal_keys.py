"""Names of what is promised: privately, so that whoever operates the program reads none of them."""

from enum import IntEnum

DAY = "improvement.day"
MESSAGE = "improvement.noticed"


class Part(IntEnum):
    """What a message is about, and to whom: the person's early warning, and the note to their manager; a proposal; one
    that may not hold any longer; and that the person would like to talk."""

    WARNING = 1
    NOTE = 2
    PROPOSAL = 3
    DOUBT = 4
    TALK = 5


def message_key(signal_id: int, part: Part, member_id: int, *, on: str = "") -> str:
    """`on` where the same may be told again."""
    return ":".join(["noticed", str(signal_id), str(part.value), str(member_id), *([on] if on else [])])
