"""Talks in every world, as large as they may be."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.features.people.models import Member
from bot.features.scorecards.service import PublishedCard
from bot.features.talks.models import (
    CONFIRMED,
    HELD,
    ITEM_LIMIT,
    LAPSED,
    OPEN,
    SUMMARY_LIMIT,
    TEXT_LIMIT,
    Talk,
    TalkItem,
    TalkOutcome,
    TalkPreparation,
    TalkReply,
)
from bot.features.talks.rules.findings import findings
from bot.features.talks.rules.questions import Facts, questions_for
from bot.features.talks.service import (
    Held,
    Line,
    Noted,
    Overview,
    OwnItem,
    Place,
    Prepared,
    Sheet,
    Summary,
    TeamLine,
    Undone,
)
from bot.features.talks.views import forms, lists, messages, window
from tests.blockkit.worlds import MONTH, NOW, ON, World

Case = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
ZONE, KEY, MONTHS = "Asia/Shanghai", 10**12, 5
HERE = {"today": ON, "zone": ZONE}


def talk_cases(world: World, published: PublishedCard) -> Iterator[Case]:
    for sheet in _sheets(world, published):
        yield window.talk_view, (sheet,), HERE
        yield forms.notes_form, (sheet,), {}
        yield forms.time_form, (sheet, NOW, ZONE), {}
        yield forms.outcome_form, (sheet,), {"today": ON}
        yield forms.comment_form, (sheet,), {}
    yield from _lists(world)
    yield from _messages(world)


def talk_summaries(world: World) -> list[Summary]:
    lines = _lines(world, 40)
    return [Summary(None, (), None, ZONE), Summary(replace(lines[0], is_mine=True), lines, 7, ZONE)]


def talk(state: str = OPEN, **more: Any) -> Talk:
    row = {"since_on": ON, "due_on": ON + timedelta(days=2), "period": str(MONTH), **more}
    return Talk(id=KEY, workspace_id=1, member_id=1, manager_id=2, state=state, **row)


def _talks() -> list[Talk]:
    """In every state that has words of its own."""
    meeting = {"meet_at": NOW + timedelta(days=1), "proposed_by": 2}
    return [
        talk(),
        talk(due_on=None),
        talk(due_on=ON - timedelta(days=1)),
        talk(**meeting),
        talk(**meeting, is_agreed=True),
        talk(HELD, held_on=ON),
        talk(LAPSED),
    ]


def _lines(world: World, count: int) -> list[Line]:
    rows = _talks()
    return [
        Line(rows[k % len(rows)], world.member(k) if k % 9 != 8 else None, is_mine=False, to_sign=k % 5 == 4)
        for k in range(count)
    ]


def _sheets(world: World, published: PublishedCard) -> Iterator[Sheet]:
    attained = {line.metric: line.attainment for line in published.receipt.metrics}
    found = findings([attained] * MONTHS)
    facts = Facts(found, moved=-3.0, is_questioned=True, items_open=2)
    prepared = Prepared(questions_for(facts), 12, 3)
    member, manager = world.member(1), world.member(2)
    full = {
        "items": [_item(world, k) for k in range(9)],
        "own": _preparation(world, shared_with=2),
        "theirs": _preparation(world, shared_with=None),
        "is_questioned": True,
    }
    none = {"items": (), "own": None, "theirs": None, "is_questioned": False}
    for k, row in enumerate(_talks()):
        for is_own in (True, False):
            place = Place(row, member, manager if k else None, is_own)
            noted = _noted(world, member, manager, is_signed=k % 2 == 0) if row.state == HELD or k == 1 else None
            parts: dict[str, Any] = full if k else none
            yield Sheet(place, published, found, noted=noted, prepared=None if is_own else prepared, **parts)


def _noted(world: World, member: Member, manager: Member, *, is_signed: bool) -> Noted:
    summary = world.written(SUMMARY_LIMIT)
    about = {"workspace_id": 1, "talk_id": KEY, "author_id": 2, "written_at": NOW}
    row = TalkOutcome(id=7, revision=2, summary=summary, held_on=ON, **about)
    replies = [TalkReply(id=k, outcome_id=7, kind="commented", text=summary, **about) for k in range(9)]
    replies += [TalkReply(id=10, outcome_id=7, kind=CONFIRMED, **about)] if is_signed else []
    items = [_item(world, k) for k in range(3)]
    known = {each.key: each for each in (member, manager)}
    return Noted(row, items, replies, known, member if is_signed else None, may_sign=not is_signed)


def _item(world: World, key: int) -> TalkItem:
    return TalkItem(
        id=KEY + key,
        workspace_id=1,
        talk_id=KEY,
        outcome_id=7,
        owner_id=key % 2 + 1,
        text=world.written(ITEM_LIMIT),
        due_on=ON + timedelta(days=key - 3),
        done_on=ON if key % 3 == 2 else None,
    )


def _preparation(world: World, shared_with: int | None) -> TalkPreparation:
    text = world.written(TEXT_LIMIT) if world.has_values else ""
    about = {"workspace_id": 1, "talk_id": KEY, "author_id": 1, "written_at": NOW}
    return TalkPreparation(id=7, highlights=text, topics=text, shared_with=shared_with, **about)


def _held(world: World, teams: int) -> Held:
    managers = [Undone(world.member(k) if k % 4 else None, 60, k) for k in range(9)]
    lines = [TeamLine(world.team(k) if k % 5 else None, k, 70, managers[: k % 10]) for k in range(teams)]
    return Held(str(MONTH), lines, teams)


def _lists(world: World) -> Iterator[Case]:
    lines = _lines(world, 60)
    own = replace(lines[0], is_mine=True)
    for overview in (
        Overview(None, (), None, ZONE),
        Overview(own, (), None, ZONE),
        Overview(own, lines, _held(world, 60), ZONE),
        Overview(None, lines[:1], _held(world, 0), ZONE),
    ):
        yield lists.overview_view, (overview,), {"today": ON}


def _messages(world: World) -> Iterator[Case]:
    for count in (1, 60):
        yield messages.asked_message, (_lines(world, count),), HERE
        yield messages.reminded_message, (_lines(world, count),), HERE
    yield messages.digest_message, (_held(world, 60),), {}
    meeting = talk(meet_at=NOW, proposed_by=2)
    for is_own in (True, False):
        place = Place(meeting, world.member(1), world.member(2), is_own)
        for message in (messages.proposed_message, messages.agreed_message, messages.soon_message):
            yield message, (place,), {"zone": ZONE}
        for is_it in (True, False):
            yield messages.noted_message, (place,), {"is_again": is_it}
            yield messages.replied_message, (place,), {"is_signed": is_it}


def own_items(world: World, count: int) -> list[OwnItem]:
    return [OwnItem(_item(world, k), world.member(k), k % 2 == 0) for k in range(count)]
