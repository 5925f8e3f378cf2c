"""What happens at the same moment, on both databases."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from bot.errors import Rejected
from bot.features.retrospectives.models import RetroAction, RetroNote, Retrospective
from tests.features.people.cast import ANA, BO, CHEN, DEE
from tests.features.retrospectives.cast import AFTER, NOW, Project


async def outcome(attempt: Awaitable[Any]) -> str:
    try:
        await attempt
    except Rejected as refusal:
        return refusal.key.removeprefix("retrospectives-error-")
    return "done"


async def test_the_same_form_at_once_is_kept_once(everywhere: Project) -> None:
    key = await everywhere.open()
    await asyncio.gather(*(everywhere.write(BO, key, well=f"{each}", next="x") for each in range(4)))
    assert sorted(row.kind for row in await everywhere.rows(RetroNote)) == ["next", "well"]
    for _ in range(28):
        await everywhere.add(ANA, key, BO)
    ended = await asyncio.gather(*(outcome(everywhere.add(ANA, key, BO)) for _ in range(4)))
    assert (ended.count("done"), ended.count("actions")) == (2, 2)
    action = (await everywhere.rows(RetroAction))[0].key
    pressed = [everywhere.press(BO, "retrospectives.finish", f"{action}:message") for _ in range(3)]
    assert {*await asyncio.gather(*(outcome(each) for each in pressed))} == {"done"}
    for _ in range(3):
        await everywhere.open(by=DEE)
    ended = await asyncio.gather(*(outcome(everywhere.open(by=DEE)) for _ in range(4)))
    assert (ended.count("done"), ended.count("many")) == (2, 2)


async def test_who_writes_during_the_close_is_shown_or_refused(everywhere: Project) -> None:
    """Two who look after it at once close it once; no note keeps its author."""
    key = await everywhere.open()
    writing = [outcome(everywhere.write(user, key, well=user, few=True, now=NOW)) for user in (ANA, BO, CHEN, DEE)]
    *ended, _, _ = await asyncio.gather(*writing, everywhere.look_after(AFTER), everywhere.look_after(AFTER))
    (row,), notes = await everywhere.rows(Retrospective), await everywhere.rows(RetroNote)
    assert row.state == "closed"
    assert [note.author_id for note in notes] == [None] * len(notes)
    assert len(notes) == row.n_writers == list(ended).count("done")
