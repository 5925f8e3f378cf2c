"""Decides what becomes of an attempt. Pure."""

from dataclasses import dataclass
from datetime import timedelta

from bot.delivery.models import DEAD, DROPPED, DUE, SENT, UNSURE
from bot.errors import TransportError
from bot.slack.error_codes import Trouble, trouble_of

LEASE = timedelta(seconds=60)
"""Where no setting says otherwise."""
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=10)
PERHAPS_SEEN = "it may have been shown already"
"""Of an ephemeral message, which leaves no trace to look for: rather not at all than twice."""
REPLACED = "a later one shows the same"
"""Of a Home."""
OURS_TO_MEND = (Trouble.TOKEN, Trouble.SCOPE)
"""Whoever runs Evenhand mends these, and nothing that was promised is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a row becomes. `wait` until it is due again; `is_ambiguous` None leaves what is known of it; an attempt that
    is not `counted` had not begun."""

    state: str
    wait: timedelta | None = None
    is_ambiguous: bool | None = None
    error: str | None = None
    channel: str | None = None
    ts: str | None = None
    counted: bool = True


def sent(channel: str, ts: str) -> Outcome:
    return Outcome(state=SENT, channel=channel, ts=ts)


def dropped(reason: str | None = None) -> Outcome:
    """Its occasion has passed, or there is nobody any more to read it."""
    return Outcome(state=DROPPED, error=reason)


def pause_after(attempts: int, retry_after: float | None) -> timedelta:
    """What Slack asks for, else twice as long each time, up to ten minutes."""
    if retry_after is not None:
        return timedelta(seconds=max(retry_after, 1.0))
    doubled: timedelta = FIRST_PAUSE * 2 ** min(max(attempts - 1, 0), 16)
    return min(doubled, LONGEST_PAUSE)


def after_failure(error: TransportError, *, attempts: int, was_ambiguous: bool) -> Outcome:
    """Dead, or due again later. A lost answer is remembered until it is cleared up.

    What is wrong with our own token or rights is no reason to give a message up.
    """
    if error.permanent and trouble_of(error.code) not in OURS_TO_MEND:
        return Outcome(state=DEAD, is_ambiguous=was_ambiguous, error=error.code[:200])
    return Outcome(
        state=DUE,
        wait=pause_after(attempts, error.retry_after),
        is_ambiguous=was_ambiguous or error.ambiguous,
        error=error.code[:200],
    )


def after_waiting(*, attempts: int) -> Outcome:
    """An update whose original is still on its way comes after it."""
    return Outcome(state=DUE, wait=pause_after(attempts, None))


def after_unknown(kind: str, *, attempts: int) -> Outcome:
    """A newer version has promised it and works beside this one, or will again: it is left for that."""
    return Outcome(state=DUE, wait=pause_after(attempts, None), error=f"{kind!r} is unknown to this version")


def without_slot(wait_us: int, *, was_ambiguous: bool) -> Outcome:
    """It has not been tried: due again when there is a slot."""
    return Outcome(state=DUE, wait=timedelta(microseconds=wait_us), is_ambiguous=was_ambiguous, counted=False)


def after_unreadable_history(error: TransportError) -> Outcome:
    """Nobody can tell whether it arrived: a person decides, rather than sending twice."""
    return Outcome(state=UNSURE, error=f"history cannot be read: {error.code}"[:200])
