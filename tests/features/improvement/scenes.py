"""Bo's plan in every place that a plan can be in, each begun where another one ended: a file of its own to copy."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path

from bot.features.improvement import service
from bot.features.improvement.models import PlanMove
from bot.features.improvement.rules.checklists import packaged_checklists
from bot.features.improvement.rules.states import Move
from bot.features.improvement.rules.terms import fingerprint
from bot.features.improvement.service import Typed
from tests.databases import opened
from tests.features.improvement.cast import ANA, BO, DEE, EVE, OTTER, Desk
from tests.features.people.cast import NOW, met

Way = Callable[[Desk, int], Awaitable[object]]
ITEM = packaged_checklists()["neutral"].items[0].id
"""Seen to where a plan is settled."""


def does(user: str, act: Callable[..., Awaitable[object]], *given: object, **more: object) -> Way:
    return lambda desk, plan_id: desk.does(user, act, plan_id, *given, **more)


async def answered(desk: Desk, plan_id: int) -> None:
    await desk.answer(plan_id)


async def decided(desk: Desk, plan_id: int, move: Move) -> None:
    seen = (await desk.rows(PlanMove))[-1].key
    await desk.does(EVE, service.decide, plan_id, move, "Because", seen=seen)


async def closed(desk: Desk, plan_id: int) -> None:
    seen = (await desk.rows(PlanMove))[-1].key
    await desk.does(EVE, service.close, plan_id, "none", "", seen=seen)


async def proposed(desk: Desk, plan_id: int) -> None:
    await desk.does(ANA, service.put, plan_id, "reasons", "0", Typed(text=OTTER))
    await desk.does(ANA, service.propose, plan_id)


async def changed(desk: Desk, plan_id: int) -> None:
    draft = await desk.does(EVE, service.draft_of, plan_id)
    await desk.does(EVE, service.change, plan_id, draft.version, "New", seen=fingerprint(draft.terms))


async def appealed(desk: Desk, plan_id: int) -> None:
    await desk.cast.hold(DEE, "committee", "lead")
    await desk.does(BO, service.appeal, plan_id, OTTER)


async def looked_at(_desk: Desk, _plan_id: int) -> None:
    """The day itself is enough."""


WAYS: Mapping[str, tuple[str, str, Way]] = {
    "submitted": ("draft", "2026-11-18", does(ANA, service.submit)),
    "approved": ("submitted", "2026-11-18", does(EVE, service.approve)),
    "dropped": ("draft", "2026-11-18", does(ANA, service.drop, "Because")),
    "published": ("approved", "2026-11-18", does(EVE, service.publish)),
    "unanswered": ("published", "2026-11-30", looked_at),
    "acknowledged": ("published", "2026-11-19", answered),
    "active": ("acknowledged", "2026-11-25", looked_at),
    "paused": ("active", "2026-12-03", does(ANA, service.pause, "A launch")),
    "proposed": ("active", "2026-12-03", proposed),
    "changed": ("proposed", "2026-12-04", changed),
    "extended": ("active", "2026-12-03", does(EVE, service.extend, date(2027, 3, 31), "More time")),
    "withdrawn": ("active", "2026-12-03", does(EVE, service.withdraw, "Because")),
    "asked": ("active", "2027-02-18", looked_at),
    "ripe": ("asked", "2027-02-26", looked_at),
    "failed": ("ripe", "2027-02-26", partial(decided, move=Move.FAIL)),
    "appealed": ("failed", "2027-03-02", appealed),
    "unseated": ("failed", "2027-03-02", does(BO, service.appeal, OTTER)),
    "settled": ("failed", "2027-03-15", does(EVE, service.check, ITEM, "seen")),
    "passed": ("ripe", "2027-02-26", partial(decided, move=Move.PASS)),
    "followed": ("passed", "2027-03-26", looked_at),
    "closed": ("followed", "2027-06-04", closed),
}
"""Where it was before, the day, and what somebody does then; "unanswered" for five working days, "proposed" with new
terms, "changed" by them, "asked" for words, "ripe" for a decision, "unseated" where nobody can decide the appeal,
"settled" once there is no right to one any more, "followed" by a question how it goes."""
PLACES = ("draft", *WAYS)
STATES = {
    "unanswered": "published",
    **dict.fromkeys(("proposed", "asked", "ripe"), "active"),
    "changed": "paused",
    **dict.fromkeys(("failed", "appealed", "unseated", "settled"), "not_passed"),
    "followed": "passed",
}
"""Of places that are not called like their state."""


@dataclass(slots=True)
class Scene:
    """A desk as it was left, and the only plan on it."""

    path: Path | None
    now: datetime
    plan_id: int


@dataclass(slots=True, repr=False)
class Scenes:
    """Files by place, made when they are asked for first; `url` is of a database with everybody and no plan."""

    url: str
    folder: Path
    made: dict[str, Scene] = field(default_factory=dict)

    def scene(self, place: str) -> Scene:
        if place not in self.made:
            self.made[place] = self._begun() if place == "draft" else self._made(place)
        return self.made[place]

    @contextmanager
    def copied(self, place: str) -> Iterator[tuple[str, Scene]]:
        """A copy to play in."""
        scene, own = self.scene(place), self.folder / "own.db"
        shutil.copyfile(scene.path, own)
        yield f"sqlite:///{own}", scene
        for leftover in self.folder.glob("own.db*"):
            leftover.unlink()

    def _begun(self) -> Scene:
        path = self.folder / "draft.db"
        shutil.copyfile(self.url.removeprefix("sqlite:///"), path)

        async def begins(desk: Desk) -> int:
            return await desk.draft()

        return Scene(path, NOW, self._played(path, NOW, begins))

    def _made(self, place: str) -> Scene:
        before, day, way = WAYS[place]
        since, path = self.scene(before), self.folder / f"{place}.db"
        shutil.copyfile(since.path, path)

        async def goes(desk: Desk) -> int:
            await desk.on(day).looks()
            await way(desk, since.plan_id)
            return since.plan_id

        at = datetime.fromisoformat(f"{day}T10:00:00+00:00")
        return Scene(path, at, self._played(path, at, goes))

    def _played(self, path: Path, now: datetime, plays: Callable[[Desk], Awaitable[int]]) -> int:
        async def play() -> int:
            database = opened(f"sqlite:///{path}")
            try:
                return await plays(Desk(await met(database), now))
            finally:
                await database.close()

        return asyncio.run(play())
