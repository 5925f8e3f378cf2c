"""Kudos, feedback and requests in every world, as long as they may be."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from bot.features.feedback.models import (
    ANSWERED,
    CALLED_OFF,
    DECLINED,
    EXPIRED,
    FEEDBACK,
    KUDOS,
    OPEN,
    REASONS,
    Feedback,
    FeedbackRequest,
)
from bot.features.feedback.rules.limits import QUESTION_LIMIT, TEXT_LIMITS
from bot.features.feedback.rules.months import Month
from bot.features.feedback.service import (
    Asking,
    Brought,
    Digest,
    Draft,
    Item,
    Listed,
    Place,
    Posted,
    Report,
    Sent,
    Summary,
    Tab,
)
from bot.features.feedback.views import forms, lists, messages, months
from bot.slack.text import quoted
from tests.blockkit.worlds import NOW, World

ZONE = "Asia/Shanghai"
Function = Callable[..., Any]


def feedback_cases(world: World) -> Iterator[tuple[Function, tuple[Any, ...]]]:
    yield from _forms(world)
    yield from _lists(world)
    yield from _messages(world)
    yield from _months(world)


def summaries(world: World) -> list[Summary]:
    waiting = [asking(world, OPEN, is_mine=False) for _ in range(9 if world.has_values else 1)]
    return [Summary({}, ()), Summary({KUDOS: 1, FEEDBACK: 2_000}, waiting)]


def text_of(world: World, limit: int) -> str:
    return world.written(limit)


def item(world: World, kind: str, *, is_public: bool = False, is_shared: bool = False) -> Item:
    row = Feedback(
        id=10**12,
        workspace_id=1,
        kind=kind,
        giver_id=1,
        receiver_id=2,
        channel="C0GROWTH" if is_public else None,
        text=text_of(world, TEXT_LIMITS[kind]),
        given_at=NOW,
        told_at=NOW,
    )
    title = world.scheme.dimensions[0].title if kind == KUDOS and world.has_values else None
    return Item(row, world.member() if world.has_values else None, title, world.member() if is_shared else None, True)


def asking(world: World, state: str, *, is_mine: bool, reason: str | None = None) -> Asking:
    request = FeedbackRequest(
        id=7,
        workspace_id=1,
        asker_id=1,
        asked_id=2,
        question=text_of(world, QUESTION_LIMIT),
        state=state,
        reason=reason,
        asked_at=NOW,
        told_at=NOW,
        remind_at=NOW,
    )
    return Asking(request, world.member() if world.has_values else None, is_mine)


def _forms(world: World) -> Iterator[tuple[Function, tuple[Any, ...]]]:
    member, text = world.member(), text_of(world, 10_000)
    places = [
        Place(world.scheme.dimensions, 1, "C0GROWTH"),
        Place((), None, "C0GROWTH"),
        Place(world.scheme.dimensions, 1, None),
    ]
    yield forms.kudos_view, (Draft(KUDOS, None, Place((), None, None)),)
    for place in places:
        for is_public in (True, False):
            yield forms.kudos_view, (Draft(KUDOS, member, place, text, is_public),)
    request = asking(world, OPEN, is_mine=False).request
    for draft in (
        Draft(FEEDBACK, None, places[1]),
        Draft(FEEDBACK, member, places[1], text),
        Draft(FEEDBACK, member, places[1], request=request),
    ):
        yield forms.feedback_view, (draft,)
    for person in (None, member):
        yield forms.ask_view, (person,)
    yield forms.decline_view, (asking(world, OPEN, is_mine=False),)
    for kind in (KUDOS, FEEDBACK):
        for is_public in (True, False):
            sent = item(world, kind, is_public=is_public).row
            yield forms.sent_view, (Sent(sent, member), ZONE)


def _lists(world: World) -> Iterator[tuple[Function, tuple[Any, ...]]]:
    kudos, feedback = item(world, KUDOS, is_public=True), item(world, FEEDBACK, is_shared=True)
    for tab in Tab:
        yield lists.listed_view, (Listed(tab, (), (), 0, False, ZONE),)
    for tab in (Tab.RECEIVED, Tab.GIVEN):
        for items in ([kudos], [feedback] * 5):
            yield lists.listed_view, (Listed(tab, items, (), 5, True, ZONE),)
    requests = [asking(world, state, is_mine=True) for state in (OPEN, ANSWERED, CALLED_OFF, EXPIRED)]
    requests += [asking(world, DECLINED, is_mine=True, reason=reason) for reason in REASONS]
    requests += [asking(world, OPEN, is_mine=False)] * 5
    yield lists.listed_view, (Listed(Tab.REQUESTS, (), [*requests, *requests][:25], 0, False, ZONE),)
    for each in (kudos, feedback):
        yield lists.item_view, (each, ZONE)
        yield lists.shared_view, (world.member(), each, ZONE)
    for items in ([], [feedback] * 15):
        yield lists.digest_view, (Digest(world.member(), items, NOW, bool(items), ZONE),)


def _messages(world: World) -> Iterator[tuple[Function, tuple[Any, ...]]]:
    member = world.member()
    for kind in (KUDOS, FEEDBACK):
        for is_public in (True, False):
            yield messages.given_message, (item(world, kind, is_public=is_public),)
    text = text_of(world, TEXT_LIMITS[KUDOS])
    for title in (None, world.scheme.dimensions[0].title):
        yield messages.posted_message, (Posted(text, member, member, title),)
    for told in (messages.ended_message, messages.post_ended_message, messages.unshared_message, messages.help_message):
        yield told, ()
    yield messages.shared_message, (member, 10**12)
    for is_reminder in (True, False):
        asked = partial(messages.asked_message, is_reminder=is_reminder)
        yield _named(asked, "asked_message"), (asking(world, OPEN, is_mine=False),)
    for state in (ANSWERED, DECLINED, CALLED_OFF):
        yield messages.request_over_message, (asking(world, state, is_mine=False),)
    for reason in REASONS:
        yield messages.declined_message, (asking(world, DECLINED, is_mine=True, reason=reason),)
    yield messages.request_sent_message, (quoted(world.words), "now")


def _months(world: World) -> Iterator[tuple[Function, tuple[Any, ...]]]:
    month = Month("2026-10", NOW, NOW)
    for manager in (None, world.member()):
        for kudos, feedback, public, shared in ((0, 1, 0, 0), (1, 0, 1, 0), (2_000, 3_000, 1_000, 2_000)):
            yield months.month_message, (Brought(month, kudos, feedback, public, shared, manager),)
    for n in (1, 90 if world.has_values else 2):
        reports = [Report(world.member(key), key % 3, 1 - min(key % 3, 1)) for key in range(1, n + 1)]
        yield months.reports_message, (month, reports)


def _named(function: Function, name: str) -> Function:
    function.__name__ = name
    return function
