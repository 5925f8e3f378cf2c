"""`kill -9` at any moment: what a person was told of is kept, once; what was promised arrives, once."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import select

from bot.delivery.models import SENT, Delivery
from bot.features.metrics import service as metrics
from bot.features.metrics.models import Entry, RollUp
from bot.features.people import service as members
from bot.features.people.models import Member
from bot.sandbox.people import PersonSpec
from tests.chaos.crowd import FIGURES, channels, crowd, prompt_everybody_now, seat, today
from tests.chaos.victim import Place, ended, kill, place, until

MOST_ANSWERS, MOST_SECONDS = 20, 0.03
"""A kill comes when so many requests of a round's 28 have been answered, and up to so much later."""


@dataclass(frozen=True, slots=True)
class Task:
    """One person's figures of one day, by the prompt's button, the form or commands."""

    user: str
    on: date
    way: str

    @property
    def values(self) -> dict[str, int]:
        seed = int(self.user[1:]) * 97 + self.on.toordinal() * 13
        return {figure: 1 + (seed + place * 7) % 900 for place, figure in enumerate(FIGURES)}


@dataclass
class Flights:
    """People at work while the bot is killed; `told` is what they were told is noted, `forms` how many they saved."""

    at: Place
    people: list[PersonSpec]
    dice: random.Random
    told: dict[tuple[str, date, str], int] = field(default_factory=dict)
    forms: Counter[str] = field(default_factory=Counter)
    unfinished: list[Task] = field(default_factory=list)
    cut_off: int = 0
    answered: int = 0

    async def fly(self, tasks: list[Task]) -> None:
        """Start the bot, finish what was cut off before, begin `tasks`, kill the bot in their midst."""
        process = await self.at.serve()
        await self._finish()
        enough = self.answered + self.dice.randint(0, MOST_ANSWERS if tasks else 0)
        flights = [asyncio.create_task(self._try(each)) for each in tasks]

        async def is_time() -> bool:
            return self.answered >= enough or all(each.done() for each in flights)

        await until(is_time, pause=0.001)
        await asyncio.sleep(self.dice.uniform(0.0, MOST_SECONDS))
        await kill(process)
        is_done = await asyncio.gather(*flights)
        self.unfinished = [task for task, done in zip(tasks, is_done, strict=True) if not done]
        self.cut_off += len(self.unfinished)
        await self.at.forget_leases()

    async def land(self, *, prompts: int = 0) -> None:
        """Finish everything, with so many prompts among it, and end as a deployment ends."""
        process = await self.at.serve()
        await self._finish()

        async def is_all_sent() -> bool:
            return len(await self._prompt_keys()) >= prompts and await self.at.everything_is_sent()

        await until(is_all_sent)
        process.terminate()
        assert await ended(process) == 0

    async def _finish(self) -> None:
        """Whoever was cut off does it again, as often as it takes."""

        async def all_done() -> bool:
            done = await asyncio.gather(*(self._try(each) for each in self.unfinished))
            self.unfinished = [task for task, is_done in zip(self.unfinished, done, strict=True) if not is_done]
            return not self.unfinished

        await until(all_done)

    async def _try(self, task: Task) -> bool:
        """False as soon as the bot does not answer."""
        if task.way == "commands":
            return await self._command(task)
        return await self._open(task) and await self._save(task)

    async def _command(self, task: Task) -> bool:
        for figure, value in task.values.items():
            done = await self.at.sandbox.person(task.user).command(f"/checkin {figure} {value} {task.on}")
            if not done.ok:
                return False
            self.answered += 1
            assert done.message
            assert done.message.text.startswith(("✓", "Already noted")), done.message.text
            self.told[task.user, task.on, figure] = value
        return True

    async def _open(self, task: Task) -> bool:
        """The form of the task's day; it may be open from an attempt whose answer was lost."""
        person = self.at.sandbox.person(task.user)
        if not person.views and task.way == "prompt":
            prompt = next(each for each in person.messages() if each.metadata and "prompt:" in str(each.metadata))
            self.answered += (await person.click(prompt, "metrics.open_checkin")).ok
        elif not person.views:
            self.answered += (await person.command("/checkin")).ok
        if person.views and "private_metadata" not in person.view.content:
            # A first attempt had arrived after all, and the window says so.
            assert "Something went wrong" not in str(person.view.content), person.view.content
            await person.close()
            return False
        if person.views and str(task.on) not in person.view.content["private_metadata"]:
            self.answered += (await person.click(person.view, "metrics.pick_day", value=str(task.on))).ok
        return bool(person.views) and str(task.on) in person.view.content["private_metadata"]

    async def _save(self, task: Task) -> bool:
        person = self.at.sandbox.person(task.user)
        fields = {f"figure:{figure}:{task.on}": str(value) for figure, value in task.values.items()}
        done = await person.submit(values=fields)
        assert not done.errors, done.errors
        if done.ok:
            self.answered += 1
            self.told |= {(task.user, task.on, figure): value for figure, value in task.values.items()}
            self.forms[task.user] += task.way == "form"
        return done.ok

    def tasks(self, on: date) -> list[Task]:
        return [Task(each.id, on, ("form", "commands")[place % 2]) for place, each in enumerate(self.people)]

    async def prompts(self) -> list[Task]:
        """Fill in the day that everybody's prompt asks for."""
        keys = await self._prompt_keys()
        day = {date.fromisoformat(key.rpartition(":")[2]) for key in keys}
        assert len(day) == 1
        assert len(keys) == len(self.people)
        return [Task(each.id, next(iter(day)), "prompt") for each in self.people]

    async def _prompt_keys(self) -> Sequence[str]:
        async with self.at.database.read() as session:
            return (await session.exec(select(Delivery.unique_key).where(Delivery.kind == "prompts.prompt"))).all()


@pytest.mark.parametrize(
    ("database", "kills"),
    [
        pytest.param("sqlite_url", 12, marks=pytest.mark.thorough),
        ("sqlite_url", 3),
        ("postgres_url", 3),
    ],
)
def test_what_was_told_is_kept_and_what_was_promised_arrives_once(
    request: pytest.FixtureRequest, tmp_path: Path, database: str, kills: int
) -> None:
    url = str(request.getfixturevalue(database))
    asyncio.run(check_ins_through_kills(url, tmp_path, kills=kills))


async def check_ins_through_kills(url: str, folder: Path, *, kills: int) -> None:
    people = crowd(8)
    async with place(url, folder, people, channels(2, people)) as at:
        await seat(at, people, 2)
        flights = Flights(at, people, random.Random(7))
        for number in range(kills):
            await flights.fly(flights.tasks(today() - timedelta(days=number + 2)))
        assert 0 < flights.cut_off < kills * len(people)
        await flights.land()
        await prompt_everybody_now(at)
        await flights.fly([])
        await flights.land(prompts=len(people))
        await flights.fly(await flights.prompts())
        await flights.land()
        assert len(flights.told) == (kills + 1) * len(people) * len(FIGURES)
        await everything_told_is_kept_once(flights)
        await roll_ups_are_what_the_entries_give(at)
        await every_promise_arrived_once(flights)


async def everything_told_is_kept_once(flights: Flights) -> None:
    async with flights.at.database.read() as session:
        users = {each.id: each.slack_user for each in (await session.exec(select(Member))).all()}
        entries = (await session.exec(select(Entry))).all()
    kept = Counter((users[each.member_id], each.on, each.figure, each.value) for each in entries)
    assert kept == Counter((*key, Decimal(value)) for key, value in flights.told.items())


async def roll_ups_are_what_the_entries_give(at: Place) -> None:
    before = await roll_ups(at)
    async with at.database.write() as session:
        await metrics.rebuild_rollups(session, await members.only_workspace(session))
    assert before == await roll_ups(at)
    assert before


async def roll_ups(at: Place) -> set[tuple[object, ...]]:
    async with at.database.read() as session:
        rows = (await session.exec(select(RollUp))).all()
    return {(r.member_id, r.figure, r.month, r.n, r.total, r.last, r.last_on, r.peak) for r in rows}


async def every_promise_arrived_once(flights: Flights) -> None:
    """A confirmation for each form saved, and one prompt, which has become the confirmation of its day."""
    async with flights.at.database.read() as session:
        assert {each.state for each in (await session.exec(select(Delivery))).all()} == {SENT}
    for person in flights.people:
        lasting = [each for each in flights.at.sandbox.person(person.id).messages() if not each.is_ephemeral]
        keys = [str(each.metadata["event_payload"]["key"]) for each in lasting if each.metadata]
        assert len(keys) == len(lasting) == len(set(keys))
        assert Counter(key.partition(":")[0] for key in keys) == Counter(
            prompt=1, **({"done": flights.forms[person.id]} if flights.forms[person.id] else {})
        )
        assert all("✓ Done" in str(each.blocks) for each in lasting)
