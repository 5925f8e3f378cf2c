"""Every error Evenhand raises on purpose.

EvenhandError
├── ConfigurationError      a setting is missing or wrong: one line for the operator, exit code 1
├── Refused                 the operator asked for something that cannot be done, exit code 1
├── Rejected                a person asked for something that cannot be done, told in their language
│   └── Denied              … for what is not theirs: told the same way, and kept in the audit
└── TransportError          Slack did not take a call; permanent or worth another try
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


class EvenhandError(Exception):
    """Base of all of them."""


class ConfigurationError(EvenhandError):
    """Names the variable, its value unless it is secret, and the remedy."""


class Refused(EvenhandError):
    """Names what was asked for and what exists instead."""


class Rejected(EvenhandError):
    """A catalogue key with its parameters, never prose; `field` is the input block it belongs to."""

    def __init__(self, key: str, *, field: str | None = None, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.field = field
        self.params = params


class Denied(Rejected):
    """`entry` (a `bot.audit.entries.Entry`) is recorded although the request is rolled back."""

    def __init__(self, key: str, entry: object, *, field: str | None = None, **params: object) -> None:
        super().__init__(key, field=field, **params)
        self.entry = entry


class RejectedFields(EvenhandError):
    """Every wrong field of a form, by its block id, so that all are shown in one go."""

    def __init__(self, fields: Mapping[str, Rejected]) -> None:
        super().__init__(", ".join(f"{field}: {rejected.key}" for field, rejected in fields.items()))
        self.fields = fields


@dataclass
class TransportError(EvenhandError):
    """A call to Slack that did not succeed.

    `ambiguous` means that Slack may have acted all the same: the answer was lost, not the request. `retry_after` are
    the seconds for which Slack wants no further call of `method`.
    """

    code: str
    permanent: bool = False
    ambiguous: bool = False
    retry_after: float | None = field(default=None)
    method: str | None = None

    def __str__(self) -> str:
        return self.code


QUOTING = frozenset({"DataError", "IntegrityError", "ProgrammingError"})
"""What databases call errors about values, which they quote."""


def first_line(error: BaseException) -> str:
    """What an error says, for a line in the log; its name when it says nothing, or might quote what somebody typed."""
    if any(kind.__name__ in QUOTING for kind in type(error).__mro__):
        return type(error).__name__
    return next(iter(str(error).splitlines()), "") or type(error).__name__
