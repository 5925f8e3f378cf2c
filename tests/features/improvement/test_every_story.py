"""Whatever anybody tries in whatever order: only allowed moves by allowed people succeed, and nothing else is written.

What is allowed is written down here once more, by hand, so that a slip in the product's own table is found.
"""

import asyncio
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import make_url

from bot.errors import Denied, Rejected, RejectedFields
from bot.features.improvement import service
from bot.features.improvement.models import PlanMove, PlanTerms
from bot.features.improvement.rules.terms import Terms, fingerprint
from bot.features.improvement.service import Typed
from tests.databases import opened
from tests.features.improvement.cast import ANA, BO, DEE, EVE, EVERYBODY, HAL, MAX, Desk
from tests.features.people.cast import met

GOING, BEFORE = {"active", "extended"}, {"submitted", "approved"}
KNOWN = {"published", "acknowledged", "paused"} | GOING
ALLOWED: Mapping[str, Mapping[str, set[str]]] = {
    "submit": {"manager": {"draft"}},
    "send_back": {"hr": BEFORE},
    "approve": {"hr": {"submitted"}},
    "publish": {"hr": BEFORE},
    "drop": {"manager": {"draft"}, "hr": {"draft"} | BEFORE},
    "acknowledge": {"person": {"published", "paused"}},
    "refuse": {"person": {"published", "paused"}},
    "go_on": {"hr": {"published", "paused"}},
    "pause": {"manager": GOING, "hr": GOING},
    "resume": {"manager": {"paused"}, "hr": {"paused"}},
    "extend": {"hr": {"active"}},
    "write": {"manager": {"draft", "paused"} | GOING, "hr": {"paused"} | GOING},
    "change": {"hr": {"paused"} | GOING},
    "withdraw": {"hr": KNOWN},
}
DATES = {("acknowledged", "active")}
STEPS = st.one_of(
    st.tuples(st.sampled_from(EVERYBODY), st.sampled_from(sorted(ALLOWED))),
    st.tuples(st.just("calendar"), st.sampled_from(["1", "4", "9", "move"])),
    st.tuples(
        st.sampled_from((ANA, EVE, HAL, BO)), st.sampled_from(["submit", "publish", "acknowledge", "write", "change"])
    ),
)
STORIES = st.tuples(st.sampled_from((BO, HAL)), st.lists(STEPS, min_size=4, max_size=14))


@dataclass(slots=True)
class Story:
    desk: Desk
    subject: str
    plan_id: int
    manager: str = ANA

    def role(self, user: str) -> str:
        if user == self.subject:
            return "person"
        if user == self.manager:
            return "manager"
        return "hr" if user in (EVE, HAL) else "nobody"

    async def awaits(self) -> bool:
        plan = await self.desk.plan(self.plan_id)
        row = next(each for each in await self.rows(PlanTerms) if each.version == plan.version)
        return row.published_at is not None and row.answer is None

    async def rows(self, table: type) -> list[Any]:
        return [each for each in await self.desk.rows(table) if each.plan_id == self.plan_id]

    async def written(self) -> str:
        """All of the plan, as a text."""
        return repr((await self.desk.plan(self.plan_id), *[await self.rows(each) for each in (PlanTerms, PlanMove)]))

    async def attempt(self, user: str, what: str) -> None:
        """What somebody presses, as far as they would get with forged buttons, too."""
        desk, plan_id, plan = self.desk, self.plan_id, await self.desk.plan(self.plan_id)
        if what in ("acknowledge", "refuse"):
            await desk.does(user, service.answer, plan_id, what, "", version=plan.version)
        elif what == "extend":
            await desk.does(user, service.extend, plan_id, plan.ends_on + timedelta(days=20), "More time")
        elif what == "write":
            await desk.does(user, service.put, plan_id, "reasons", "0", Typed(text=f"As of {desk.now}"))
        elif what == "change":
            ahead = next((each for each in await self.rows(PlanTerms) if each.version > plan.version), None)
            seen = fingerprint(Terms.model_validate_json(ahead.content)) if ahead else ""
            await desk.does(user, service.change, plan_id, plan.version + 1, "New", seen=seen)
        elif what in ("submit", "approve", "publish", "resume"):
            await desk.does(user, getattr(service, what), plan_id)
        else:
            await desk.does(user, getattr(service, what), plan_id, "Because")

    async def step(self, user: str, what: str) -> None:
        state, before = await self.desk.state(self.plan_id), await self.written()
        awaited, last = await self.awaits(), (await self.rows(PlanMove))[-1]
        try:
            await self.attempt(user, what)
        except (Rejected, RejectedFields):
            assert await self.written() == before, "a refusal writes nothing"
            must = state in ALLOWED[what].get(self.role(user), ()) and what not in ("go_on", "change")
            needs_answer = awaited and what == "resume"
            is_answered = not awaited and what in ("acknowledge", "refuse")
            assert not must or needs_answer or is_answered, (user, what, state)
            return
        if await self.written() == before:
            assert (await self.desk.member(user)) == last.by_id or what == "write", "it was theirs already"
            return
        assert state in ALLOWED[what].get(self.role(user), ()), (user, what, state)
        if what in ("acknowledge", "refuse", "go_on"):
            assert awaited

    async def wait(self, how: str) -> None:
        if how == "move":
            self.manager = DEE if self.manager == ANA else ANA
            await self.desk.cast.report_to(self.subject, self.manager, self.desk.now.date())
        else:
            self.desk.now += timedelta(days=int(how))
        state = await self.desk.state(self.plan_id)
        await self.desk.looks()
        after = await self.desk.state(self.plan_id)
        assert after == state or (state, after) in DATES, "dates decide nothing"

    async def nobody_else_reads(self) -> None:
        """Max is above both managers; the person reads what was published to them."""
        state = await self.desk.state(self.plan_id)
        readers = {MAX, self.manager, EVE, HAL} - {self.subject}
        readers |= set() if state in {"draft", "dropped"} | BEFORE else {self.subject}
        for user in EVERYBODY:
            reading = self.desk.does(user, service.open_plan, self.plan_id)
            if user in readers:
                await reading
            else:
                with pytest.raises(Denied, match="people-error-not-visible"):
                    await reading


@contextmanager
def copied(url: str) -> Iterator[str]:
    """Each story has a file of its own."""
    path = Path(str(make_url(url).database))
    own = path.with_name("story.db")
    shutil.copyfile(path, own)
    yield url.replace(str(path), str(own))
    for leftover in path.parent.glob("story.db*"):
        leftover.unlink()


async def play(url: str, subject: str, steps: list[tuple[str, str]]) -> None:
    database = opened(url)
    try:
        desk = Desk(await met(database))
        story = Story(desk, subject, await desk.draft(subject))
        for who, what in steps:
            await (story.wait(what) if who == "calendar" else story.step(who, what))
        await story.nobody_else_reads()
    finally:
        await database.close()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=STORIES)
def test_only_allowed_moves_by_allowed_people_succeed(
    sqlite_url: str, story: tuple[str, list[tuple[str, str]]]
) -> None:
    with copied(sqlite_url) as url:
        asyncio.run(play(url, *story))


def test_a_whole_story_reaches_every_state_in_between(sqlite_url: str) -> None:
    """So that the table above is not true of nothing."""
    steps = [(ANA, "submit"), (EVE, "publish"), (BO, "refuse"), ("calendar", "9"), (ANA, "pause"), (ANA, "write")]
    steps += [(EVE, "change"), (ANA, "resume"), (BO, "acknowledge"), (EVE, "extend"), ("calendar", "move")]
    steps += [(ANA, "pause"), (DEE, "pause"), (HAL, "resume"), (EVE, "withdraw")]
    asyncio.run(play(sqlite_url, BO, steps))
