"""What was opened with a right is submitted without it; what was opened by one person is submitted by another; what no
form of ours ever carried comes in. All by signed requests. Nothing happens, everybody reads the same, the log knows."""

import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import col, select

from bot.audit.models import AuditEntry
from bot.features.catalogue import LISTENERS
from bot.features.metrics.models import Entry
from bot.features.people import repository, service
from bot.features.people.service.roles import apply_roles, change_to
from bot.sandbox.views import View
from tests.office import ANA, BO, CHEN, DEE, EVE
from tests.scenarios.test_who_may_what import ELSEWHERE, FIGURES, LOU, MAX, NOBODY, NOW, Door, opened, state

FRESH = re.compile(r'"(trigger_id|view_id|hash|private_metadata|block_id)": "[^"]*"')
"""What differs from request to request."""
JUNK = ("", "x", "９９", "9" * 40, f"{'9' * 40}:2026-10:1", "1:2026-13:1", "nothing|2026-02-30")
CARRIED = ("team", "member", "on", "figure", "person", "scheme")


@pytest.fixture
async def door(sqlite_url: str) -> AsyncIterator[Door]:
    async with opened(sqlite_url) as found:
        yield found


async def denials(door: Door) -> list[tuple[str, int | None, str | None]]:
    workspace_id = door.office.parts.workspace_id
    async with door.office.parts.database.read() as session:
        rows = select(AuditEntry).where(
            AuditEntry.workspace_id == workspace_id, col(AuditEntry.action).endswith("denied")
        )
        found = (await session.exec(rows.order_by(col(AuditEntry.seq)))).all()
    return [(row.action, row.actor_id, row.subject_id) for row in found]


async def entries(door: Door) -> list[tuple[int, str]]:
    async with door.office.parts.database.read() as session:
        ours = select(Entry).where(Entry.workspace_id == door.office.parts.workspace_id, Entry.source == "chat")
        return [(each.member_id, each.figure) for each in (await session.exec(ours)).all()]


async def take_roles(door: Door, user: str, *kept: str) -> None:
    """Somebody else, elsewhere, at this moment."""
    at = door.office
    async with at.parts.database.write() as session:
        found = await service.find_member(session, at.parts.workspace_id, user)
        held = (await repository.grants_in_force(session, at.parts.workspace_id, on=NOW.date())).get(found.key, [])
        change = change_to(frozenset(kept), held, reason="over", first_on=NOW.date(), until=None, by=None, at=NOW)
        apply_roles(session, found, change)


async def manage(door: Door, user: str, manager: str) -> None:
    at = door.office
    async with at.parts.database.write() as session:
        rows, unread = service.read_member_rows(f"member,manager\n{user},{manager}\n")
        report = await service.import_rows(session, at.parts.workspace_id, rows, unread, NOW.date())
        assert report.problems == []


async def form_of(door: Door, user: str, subject: str) -> View:
    """The form about somebody, opened as it should be."""
    person = door.office.person(user)
    assert (await person.command("/perf people")).ok
    assert (await person.click(person.view, "people.open_person", value=subject)).ok
    assert person.view.callback_id == "people.save_person"
    return person.view


def filled(view: View, **fields: Mapping[str, Any]) -> dict[str, Any]:
    return {**view.state, **{name: {"value": dict(element)} for name, element in fields.items()}}


async def submit_as(door: Door, user: str, view: View, values: Mapping[str, Any], metadata: object = None) -> str:
    """The window of whoever opened it, submitted with somebody's own signature."""
    body = door.payloads.submission(user, view)
    body["view"] |= {"state": {"values": values}}
    if metadata is not None:
        body["view"]["private_metadata"] = json.dumps(metadata)
    return await door.said("interactive", body)


BOSS = {"roles": {"selected_options": [{"value": "hr"}]}, "reason": {"value": "because"}}


async def test_a_role_that_ends_while_a_form_is_open_is_gone_when_it_is_submitted(door: Door) -> None:
    view, before = await form_of(door, EVE, BO), await state(door)
    await take_roles(door, EVE)
    after = await state(door)
    assert after != before
    said = await submit_as(door, EVE, view, filled(view, **BOSS))
    assert "Only an administrator of Evenhand" in said
    assert await state(door) == after
    assert (await denials(door))[-1] == ("administration.denied", door.members[EVE], None)


async def test_a_form_that_ana_cannot_open_is_not_submitted_by_her_either(door: Door) -> None:
    """Max opened it; Ana has got hold of everything about it, and words it as she likes."""
    view, before = await form_of(door, MAX, BO), await state(door)
    said = {
        await submit_as(door, user, view, filled(view, **BOSS), metadata)
        for user in (ANA, DEE)
        for metadata in (None, {"person": LOU}, {"person": NOBODY}, {"person": ELSEWHERE}, {"person": 1}, {}, [1], "x")
    }
    assert len(said) == 1, "the same to the byte, whoever it is about"
    assert await state(door) == before
    assert {each[1] for each in (await denials(door))[-16:]} == {door.members[ANA], door.members[DEE]}


async def test_max_cannot_turn_the_form_of_another_into_his_own(door: Door) -> None:
    view, before = await form_of(door, MAX, BO), await state(door)
    said = await submit_as(door, MAX, view, filled(view, **BOSS), {"person": MAX})
    assert json.loads(said)[0]["response_action"] == "errors"
    assert await state(door) == before
    assert (await denials(door))[-1][:2] == ("administration.denied", door.members[MAX])


async def test_what_bo_submits_is_bos_whoever_opened_the_form(door: Door) -> None:
    chen = door.office.person(CHEN)
    assert (await chen.command("/checkin")).ok
    field = next(block["block_id"] for block in chen.view.blocks if block["block_id"].startswith("figure:"))
    values = filled(chen.view, **{field: {"type": "plain_text_input", "value": "7"}})
    for metadata in (None, {"on": "2026-11-17", "member": CHEN, "member_id": door.members[CHEN]}):
        await submit_as(door, BO, chen.view, values, metadata)
    assert {member for member, _ in await entries(door)} == {door.members[BO]}


async def test_who_leaves_with_an_open_form_saves_nothing_more(door: Door) -> None:
    chen = door.office.person(CHEN)
    assert (await chen.command("/checkin")).ok
    view = chen.view
    field = next(block["block_id"] for block in view.blocks if block["block_id"].startswith("figure:"))
    door.office.sandbox.change_person(CHEN, deleted=True)
    await door.office.settle()
    said = await submit_as(door, CHEN, view, filled(view, **{field: {"type": "plain_text_input", "value": "7"}}))
    assert "edge-notice" not in said
    assert "You are not on Evenhand’s list of members" in said
    assert await entries(door) == []
    assert (await denials(door))[-1] == ("access.denied", door.members[CHEN], None)


async def test_a_former_managers_button_opens_nothing(door: Door) -> None:
    button = f"{door.members[BO]}:2026-10:1"
    assert f"{FIGURES[BO]:,}" in await door.press(ANA, "scorecards.why", button)
    await manage(door, BO, DEE)
    await manage(door, ANA, "-")
    said = {plain(await door.press(ANA, "scorecards.why", each)) for each in (button, "987654:2026-10:1")}
    assert len(said) == 1
    assert f"{FIGURES[BO]:,}" not in said.pop()
    assert [each[:2] for each in (await denials(door))[-2:]] == [("access.denied", door.members[ANA])] * 2
    assert (await denials(door))[-2][2] == str(door.members[BO])


def plain(said: str) -> str:
    return FRESH.sub(r'"\1": ""', said)


@contextmanager
def counted(door: Door) -> Iterator[list[str]]:
    told: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        told.append(statement)

    engines = [each.sync_engine for each in door.office.parts.database.engines]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", hear)
    yield told
    for engine in engines:
        event.remove(engine, "before_cursor_execute", hear)


async def test_a_refusal_looks_and_costs_the_same_whoever_is_asked_for(door: Door) -> None:
    """Bo and Lou are there, one of them left; the others are not, or in another workspace."""
    asked = (BO, LOU, NOBODY, ELSEWHERE)
    await door.command(DEE, f"/scorecard <@{BO}>")
    for way in (
        "/scorecard <@{}>",
        "/scorecard <@{}> 2026-10",
        "/scorecard <@{}> why",
        "/scorecard <@{}> why leads",
        "{}:2026-10:1",
    ):
        said, costs, before = set(), [], len(await denials(door))
        for subject in asked:
            with counted(door) as told:
                if way.startswith("/"):
                    said.add(plain(await door.command(DEE, way.format(subject))))
                else:
                    said.add(plain(await door.press(DEE, "scorecards.why", way.format(door.members[subject]))))
            costs.append(len(told))
        assert len(said) == 1, way
        assert max(costs) - min(costs) <= 5, (way, costs)
        kept = (await denials(door))[before:]
        assert [each[:2] for each in kept] == [("access.denied", door.members[DEE])] * len(asked), way


async def test_no_value_that_was_never_offered_breaks_or_opens_anything(door: Door) -> None:
    """Whatever a colleague's button, menu or form may be made to carry."""
    before, chat = await state(door), await entries(door)
    wrong = []
    for action_id in LISTENERS.actions:
        for value in JUNK:
            said = await door.press(DEE, action_id, value, metadata=dict.fromkeys(CARRIED if value else (), value))
            wrong += [(action_id, value, each) for each in spilt(said)]
    for callback in LISTENERS.submissions:
        for value in JUNK:
            metadata = dict.fromkeys(CARRIED if value else (), value)
            said = await door.submit(DEE, callback, metadata, reason={"value": value}, value={"value": value})
            wrong += [(callback, value, each) for each in spilt(said)]
    assert wrong == []
    assert await state(door) == before
    assert {member for member, _ in await entries(door)} <= {door.members[DEE]}
    assert chat == []


def spilt(said: str) -> list[str]:
    """Anything of Bo's or Lou's, and a listener that broke down."""
    found = [name for name in ("Bo Lindgren", "Lou Gone", f"{FIGURES[BO]:,}", f"{FIGURES[LOU]:,}") if name in said]
    return found + [said[:200] for broken in ("Something went wrong", "could not reach") if broken in said]
