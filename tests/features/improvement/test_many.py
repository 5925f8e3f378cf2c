"""Many plans at once: what one of them breaks, and what a list of them reads."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, text

from bot.db.sealing.keyring import Keyring
from bot.features.improvement import service
from bot.features.improvement.rules.states import State
from tests.features.improvement.cast import BO, CHEN, EVE, Desk


@contextmanager
def counted(desk: Desk) -> Iterator[list[str]]:
    """Statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(statement)

    engines = [each.sync_engine for each in desk.database.engines]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield sent
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


async def test_a_plan_that_breaks_keeps_no_other_from_its_day(anywhere: Desk) -> None:
    desk = anywhere
    broken, plan_id = await desk.active(BO), await desk.on("2026-11-18").active(CHEN)
    async with desk.database.write() as session:
        connection = await session.connection()
        await connection.execute(text("DELETE FROM plan_terms WHERE plan_id = :key"), {"key": broken})
    for user in (BO, CHEN):
        await desk.away(user, "2026-11-30", "2026-12-11")
    desk.on("2026-11-30")
    await desk.looks()
    assert await desk.state(plan_id) is State.PAUSED
    assert await desk.state(broken) is State.ACTIVE


async def test_a_night_on_which_nothing_is_due_locks_no_plan(desk: Desk) -> None:
    await desk.active(BO)
    desk.on("2026-12-01")
    with counted(desk) as one:
        await desk.looks()
    await desk.on("2026-11-18").active(CHEN)
    desk.on("2026-12-01")
    with counted(desk) as two:
        await desk.looks()
    assert len(one) == len(two)


async def test_a_list_opens_nobodys_words(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of as many plans as there are only the terms in force are opened."""
    for user in (BO, CHEN):
        plan_id = await desk.on("2026-11-18").active(user)
        await desk.does(user, service.ask_for_help, plan_id, "I am stuck")
    opened: list[str] = []
    plain = Keyring.open

    def noted(self: Keyring, sealed: str) -> str:
        opened.append(sealed)
        return plain(self, sealed)

    monkeypatch.setattr(Keyring, "open", noted)
    board = await desk.does(EVE, service.board)
    assert len(board.lines) == 2
    assert len(opened) == 2
