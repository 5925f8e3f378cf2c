"""SlackError reaches the app under Slack's name for it; Refused tells whoever drives the sandbox what is impossible."""

from collections.abc import Mapping, Sequence
from typing import Any


class SlackError(Exception):
    """A Web API call that Slack answers with `{"ok": false, "error": code}`.

    `code` is Slack's name, such as "channel_not_found"; `extra` joins the answer; `status` and `headers` are HTTP's.
    """

    def __init__(
        self,
        code: str,
        *,
        extra: Mapping[str, Any] | None = None,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.extra = dict(extra or {})
        self.status = status
        self.headers = dict(headers or {})

    def answer(self) -> dict[str, Any]:
        """The JSON body of the answer."""
        return {"ok": False, "error": self.code, **self.extra}


class Refused(Exception):
    """A person or a test asked for something that cannot be done here; the message says why and what to do."""


def with_messages(code: str, messages: Sequence[str]) -> SlackError:
    """`code` with Slack's list of findings in `response_metadata.messages`."""
    return SlackError(code, extra={"response_metadata": {"messages": list(messages)}})


def rate_limited(seconds: int) -> SlackError:
    """HTTP 429 that asks the app to wait `seconds`."""
    return SlackError("ratelimited", status=429, headers={"Retry-After": str(seconds)})
