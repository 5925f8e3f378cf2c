"""What people may not do, also with buttons and forms that they have made up."""

from collections.abc import Awaitable
from datetime import date
from typing import Any

import pytest

from bot.errors import Denied, Rejected
from bot.features.retrospectives.models import RetroAction, RetroNote, Retrospective
from bot.features.retrospectives.slack import listeners
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, GUS
from tests.features.retrospectives.cast import AFTER, Project
from tests.features.reviews.cast import FINN, HAL

DUE = {"due_on": {"selected_date": "2026-12-02"}}
READS = ["open_one", "open_write", "open_notes", "open_add"]
ACTS = ["finish", "reopen", "call_off", "open_put_off", "open_change"]


async def denied(attempt: Awaitable[Any]) -> tuple[str, str]:
    with pytest.raises(Denied) as error:
        await attempt
    return error.value.key, repr(error.value.params)


async def refused(attempt: Awaitable[Any]) -> str:
    with pytest.raises(Rejected) as error:
        await attempt
    return error.value.key.removeprefix("retrospectives-error-")


async def test_who_is_not_of_it_is_refused_in_the_same_words_as_for_what_does_not_exist(project: Project) -> None:
    key = await project.open()
    await project.write(FINN, key, well="secret")
    action = await project.add(ANA, key, FINN)
    before, words = await project.state(), set()
    for user in (HAL, EVE):
        for number in (key, 0, 10**6):
            for name in READS:
                words.add(await denied(project.press(user, f"retrospectives.{name}", f"{number}:well:0")))
            texts = {"text": {"value": "x"}, "owner": {"selected_option": {"value": "1"}}, **DUE}
            metadata = {"retrospective": number, "action": None}
            words.add(await denied(project.submit(user, "retrospectives.keep_action", metadata, texts)))
            notes = {"well": {"value": "mine"}}
            words.add(await denied(project.submit(user, "retrospectives.write", {"retrospective": number}, notes)))
        for number in (action, 0, 10**6):
            for name in ACTS:
                words.add(await denied(project.press(user, f"retrospectives.{name}", f"{number}:one")))
            metadata = {"action": number, "where": "one"}
            fields = {"reason": {"value": "x"}, **DUE}
            words.add(await denied(project.submit(user, "retrospectives.put_off", metadata, fields)))
    assert len(words) == 1
    assert await project.state() == before


async def test_every_listener_is_among_those_that_were_tried() -> None:
    """Besides the ways in, which show people what is theirs."""
    tried = {f"retrospectives.{name}" for name in [*READS, *ACTS]}
    ways_in = {f"retrospectives.{name}" for name in ("open_list", "open_new", "open_from")}
    assert set(listeners.actions) - tried == ways_in
    assert set(listeners.submissions) == {
        f"retrospectives.{name}" for name in ("open", "write", "keep_action", "put_off")
    }


async def test_only_leads_of_teams_open_one(project: Project) -> None:
    for user in (BO, EVE):
        await denied(project.command(user, "Mine"))
        await denied(project.press(user, "retrospectives.open_new", "list"))
        await denied(project.open(by=user))
    assert await project.rows(Retrospective) == []
    assert await project.open(by=DEE)


async def test_members_change_neither_others_actions_nor_the_list(project: Project) -> None:
    key = await project.open()
    action = await project.add(BO, key, CHEN)
    for user in (ANA, BO, DEE):
        await denied(project.press(user, "retrospectives.finish", f"{action}:one"))
        await denied(project.press(user, "retrospectives.open_put_off", f"{action}:one"))
    for user in (BO, CHEN):
        await denied(project.press(user, "retrospectives.call_off", f"{action}:one"))
        await denied(project.press(user, "retrospectives.open_change", f"{action}:one"))
    fields = {"text": {"value": "x"}, "owner": {"selected_option": {"value": "1"}}, **DUE}
    metadata = {"retrospective": key, "action": action}
    await denied(project.submit(BO, "retrospectives.keep_action", metadata, fields))
    await project.press(ANA, "retrospectives.call_off", f"{action}:one")
    assert await denied(project.press(CHEN, "retrospectives.finish", f"{action}:one")), "nobody's any more"
    assert await refused(project.press(ANA, "retrospectives.call_off", f"{action}:one")) == "over"


async def test_a_lead_who_was_not_in_the_project_writes_no_notes(project: Project) -> None:
    key = await project.open([BO, CHEN, FINN, DEE])
    await denied(project.press(ANA, "retrospectives.open_write", key))
    await denied(project.write(ANA, key, well="x"))
    assert await project.add(ANA, key, ANA), "but may have something to do"


async def test_what_cannot_be_taken_says_why(project: Project) -> None:
    assert await refused(project.open([ANA, BO])) == "size"
    assert await refused(project.open([ANA, BO, GUS])) == "not-here"
    assert await refused(project.open([ANA, BO, "U0NOBODY"])) == "not-here"
    assert await refused(project.open([ANA, BO, BO, ANA])) == "size"
    assert await refused(project.open(title=" ")) == "no-title"
    assert await refused(project.open(closes_on=date(2026, 11, 22))) == "day-off"
    for _ in range(5):
        key = await project.open()
    assert await refused(project.open()) == "many"
    assert await refused(project.add(ANA, key, EVE)) == "no-owner"
    assert await refused(project.add(ANA, key, BO, date(2026, 11, 17))) == "deadline"
    for _ in range(30):
        await project.add(ANA, key, BO)
    assert await refused(project.add(ANA, key, BO)) == "actions"
    assert await refused(project.press(BO, "retrospectives.open_notes", f"{key}:well:0")) == "not-closed"
    await project.look_after()
    assert await refused(project.write(BO, key, well="late", now=AFTER)) == "closed"
    assert await project.rows(RetroNote) == []


async def test_an_action_that_changes_hands_leaves_nothing_of_the_last_ones_words(project: Project) -> None:
    key = await project.open()
    action = await project.add(ANA, key, BO)
    fields = {"reason": {"value": "my divorce"}, "due_on": {"selected_date": "2026-12-04"}}
    await project.submit(BO, "retrospectives.put_off", {"action": action, "where": "one"}, fields)
    chen = {"selected_option": {"value": str(await project.office.key(CHEN))}}
    fields = {"text": {"value": "Do it"}, "owner": chen, "due_on": {"selected_date": "2026-12-04"}}
    await project.submit(ANA, "retrospectives.keep_action", {"retrospective": key, "action": action}, fields)
    (row,) = await project.rows(RetroAction)
    assert (row.reason, row.n_put_off, row.owner_id) == ("", 0, await project.office.key(CHEN))
