"""What a service tells the audit: who did what with whom. Never what anybody wrote or how large a figure is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.audit.actions import Action, By, Subject
from bot.turn import Who

CODE = re.compile(r"[A-Za-z0-9_.:/+-]{0,64}")
"""What a detail may look like: an id, a code, a date; no sentence, no address."""
MOST_REASON, MOST_LISTED = 1_000, 50
Plain = None | bool | int | str
Detail = Plain | list[Plain]


@dataclass(frozen=True, slots=True)
class Entry:
    """`by` is a member's id, or OPERATOR or PROGRAM; `subject` the key of what it is about.

    `details` are ids and codes. Of `before` and `after` (anything that JSON can say, besides dates and decimals) only
    digests are kept. `reason` is what somebody typed, as long as it need not be secret. ValueError for a detail that is
    none.
    """

    workspace_id: int
    action: Action
    by: int | By
    kind: Subject
    subject: int | str | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)
    before: object = None
    after: object = None
    reason: str | None = None

    @classmethod
    def of(
        cls, who: Who, action: Action, kind: Subject, subject: int | str | None = None, **details: Detail
    ) -> "Entry":
        """By a member, with nothing but details."""
        return cls(who.workspace_id, action, who.member_id, kind, subject, details)

    def __post_init__(self) -> None:
        for name, value in self.details.items():
            values = value if isinstance(value, list) else [value]
            if len(values) > MOST_LISTED or not CODE.fullmatch(name) or not all(map(_is_code, values)):
                raise ValueError(f"the detail {name!r} of {self.action} is neither an id nor a code")
        if self.reason and len(self.reason) > MOST_REASON:
            raise ValueError(f"the reason for {self.action} is longer than {MOST_REASON} characters")


def as_code(text: str) -> str:
    """For a detail that others have written: itself when it is a code, `?` when it is not."""
    return text if CODE.fullmatch(text) else "?"


def _is_code(value: object) -> bool:
    return value is None or isinstance(value, int) or (isinstance(value, str) and bool(CODE.fullmatch(value)))
