"""What Slack saw, by its own record."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sqlmodel import col, select

from bot.delivery.models import SENT, Delivery
from bot.sandbox.call_log import Call
from tests.chaos.victim import Place

POST = "chat.postMessage"
MESSAGES = ("post", "reply")
"""Operations that leave a message of their own."""
POSTED = ("ok", "dropped")
"""Outcomes of calls after which the message is there."""


def keys_seen(at: Place) -> Counter[str]:
    """How often each promise's message is there."""
    messages = (message for room in at.sandbox.workspace.conversations.values() for message in room.messages.values())
    return Counter(str(each.metadata["event_payload"]["key"]) for each in messages if each.metadata)


async def everything_arrived_once(at: Place) -> int:
    """Nothing lost, nothing twice, nothing that nobody promised; returns how many."""
    async with at.database.read() as session:
        posts = select(Delivery.unique_key, Delivery.state).where(col(Delivery.operation).in_(MESSAGES))
        states = dict((await session.exec(posts)).all())
    assert {key: state for key, state in states.items() if state != SENT} == {}
    seen = keys_seen(at)
    assert {key: count for key, count in seen.items() if count > 1} == {}, "sent twice"
    assert states.keys() - seen.keys() == set(), "lost"
    assert seen.keys() - states.keys() == set()
    return len(states)


def most_within(calls: Iterable[Call], seconds: float) -> int:
    """The largest number of calls that came in any stretch of so many seconds."""
    times = sorted(each.at.timestamp() for each in calls)
    most = first = 0
    for last, at in enumerate(times):
        while at - times[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def least_apart(calls: Sequence[Call]) -> float:
    """The shortest time in seconds between two messages in one conversation."""
    times: defaultdict[str, list[float]] = defaultdict(list)
    for each in calls:
        if each.outcome in POSTED:
            times[str(each.arguments["channel"])].append(each.at.timestamp())
    return min(later - earlier for some in times.values() for earlier, later in pairwise(some))
