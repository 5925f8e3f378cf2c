"""A plan to which anything may happen, and what has to hold of it all the time."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.delivery.models import Delivery
from bot.errors import Denied, Rejected, RejectedFields
from bot.features.improvement import service
from bot.features.improvement.models import Plan, PlanAppeal, PlanCommittee, PlanMove, PlanNote, PlanTerms
from bot.features.improvement.rules.days import DAY, IsOff, working_days
from bot.features.improvement.service.finding import off_days
from bot.features.people.models import Absence
from bot.turn import day_in
from tests.features.improvement.acts import ALLOWED, QUIET, TABLES, Found, call_of
from tests.features.improvement.cast import ANA, BO, CHEN, DEE, EVE, EVERYBODY, HAL, MAX, Desk
from tests.features.improvement.scenes import STATES

HAPPENS = (
    *("1", "4", "9", "30", "last week", "moves", "alone", "away", "back", "leaves", "returns", "no hr"),
    "on the committee",
)
"""Days pass; Bo comes to another manager, or to none; is away, and back; leaves the company, and returns; Hal is not
from HR any more; Dee comes to the committee."""
OUTCOMES, OVER = {"passed", "not_passed"}, {"closed", "dropped", "withdrawn"}
UNPUBLISHED = {"draft", "submitted", "approved"}
GOING = {"active", "extended"}
LASTS = GOING | {"paused"}
GRAPH: Mapping[str, set[tuple[str, str]]] = {
    "begin": {("draft", "draft")},
    "submit": {("draft", "submitted")},
    "return": {("submitted", "draft"), ("approved", "draft")},
    "approve": {("submitted", "approved")},
    "publish": {("approved", "published")},
    "drop": {(each, "dropped") for each in UNPUBLISHED},
    **{
        each: {("published", "acknowledged"), ("paused", "active"), ("paused", "extended")}
        for each in ("acknowledge", "refuse", "go_on")
    },
    "start": {("acknowledged", "active")},
    "pause": {(each, "paused") for each in GOING},
    "resume": {("paused", each) for each in GOING},
    "propose": {(each, each) for each in LASTS},
    "change": {(each, "paused") for each in LASTS},
    "extend": {("active", "extended")},
    "ask": {(each, each) for each in GOING},
    "pass": {(each, "passed") for each in GOING},
    "fail": {(each, "not_passed") for each in GOING},
    "appeal": {("not_passed", "not_passed")},
    "uphold": {("not_passed", "not_passed")},
    "grant": {("not_passed", "passed")},
    "grant_time": {("not_passed", "extended")},
    "close": {("not_passed", "closed"), ("passed", "closed")},
    "withdraw": {(each, "withdrawn") for each in ("published", "acknowledged", *LASTS)},
    "hand_over": {(each, each) for each in (*UNPUBLISHED, "published", "acknowledged", *LASTS, *OUTCOMES)},
}
"""What leads from where to where, by hand."""
BY_DATES = {"start", "pause", "resume", "ask", "hand_over"}
RESETS = ("extend", "change", "grant_time")
"""What was said before that is about something else."""


def states_of(what: str, role: str) -> set[str]:
    """An extended plan is like one that runs, but that it is not extended again; new terms may wait in a pause, too."""
    found = {STATES.get(place, place) for place in ALLOWED[what].get(role, ())}
    found |= {"extended"} if "active" in found and what != "extend" else set()
    return found | (LASTS if found and what in ("propose", "take_back", "change") else set())


@dataclass(slots=True)
class Story:
    """`before` is the plan as of the last step, `published` its terms by version as they were; `done` is what
    succeeded, in order, and `heard` who was told."""

    desk: Desk
    plan_id: int
    keys: Mapping[str, int]
    before: Plan
    manager: str | None = ANA
    hr: set[str] = field(default_factory=lambda: {EVE, HAL})
    is_here: bool = True
    published: dict[int, str] = field(default_factory=dict)
    moves: list[PlanMove] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    heard: set[str] = field(default_factory=set)

    @classmethod
    async def begun(cls, desk: Desk, plan_id: int) -> "Story":
        keys = {user: await desk.member(user) for user in EVERYBODY}
        story = cls(desk, plan_id, keys, await desk.plan(plan_id))
        story.moves = await story.rows(PlanMove)
        return story

    async def rows(self, table: type) -> list[Any]:
        return [each for each in await self.desk.rows(table) if each.plan_id == self.plan_id]

    async def today(self) -> date:
        return day_in((await self.desk.cast.member(BO)).zone, self.desk.now)

    async def is_off(self) -> IsOff:
        async with self.desk.database.read() as session:
            long_ago = self.desk.now.date() - timedelta(days=400)
            return await off_days(session, await self.desk.cast.member(BO), since=long_ago)

    async def roles(self, user: str) -> set[str]:
        if user == BO:
            return {"person"}
        found = {"manager"} if user == self.manager else set()
        found |= {"hr"} if user in self.hr else set()
        return found | ({"committee"} if user in await self.committee() else set())

    async def committee(self) -> set[str]:
        """Who decides an appeal that waits."""
        waiting = {each.id for each in await self.rows(PlanAppeal) if each.decision is None}
        sitting = {each.member_id for each in await self.desk.rows(PlanCommittee) if each.appeal_id in waiting}
        return {user for user, key in self.keys.items() if key in sitting}

    async def tries(self, user: str, what: str) -> None:
        """Whoever has left presses nothing any more."""
        if user == BO and not self.is_here:
            return
        plan, roles = await self.desk.plan(self.plan_id), await self.roles(user)
        found = Found(plan, self.moves, await self.rows(PlanTerms), await self.today())
        act, given, more = call_of(what, found, f"{what} of {self.desk.now}")
        was = await self.written()
        try:
            await self.desk.does(user, act, *given, **more)
        except (Rejected, RejectedFields):
            assert await self.written() == was, "a refusal writes nothing"
            return
        if await self.written() == was:
            is_theirs = self.moves[-1].by_id == self.keys[user] or self.may(what, roles, plan.state)
            assert what in QUIET or is_theirs, f"{what}: nothing happens to what one has done already"
            return
        assert self.may(what, roles, plan.state), (user, roles, what, plan.state)
        self.done.append(what)
        await self.follows(plan, user)

    @staticmethod
    def may(what: str, roles: set[str], state: str) -> bool:
        return any(state in states_of(what, role) for role in roles)

    async def written(self) -> str:
        """All plans and what belongs to them, and all that is promised."""
        return repr([await self.desk.rows(each) for each in (*TABLES, Delivery)])

    async def happens(self, what: str) -> None:
        """And the night after that."""
        plan = await self.desk.plan(self.plan_id)
        await self._lives(what, plan)
        await self.desk.looks()
        await self.desk.looks()
        await self.follows(plan, None)

    async def _lives(self, what: str, plan: Plan) -> None:
        desk, on = self.desk, self.desk.now.date()
        if what.isdecimal():
            desk.now += timedelta(days=int(what))
        elif what == "last week":
            desk.now += timedelta(days=max((plan.ends_on - on).days - 4, 0))
        elif what in ("moves", "alone"):
            self.manager = None if what == "alone" else DEE if self.manager == ANA else ANA
            await desk.cast.report_to(BO, self.manager, on)
        elif what == "away":
            await desk.away(BO, str(on), str(on + timedelta(days=9)))
        elif what == "back":
            for each in await desk.rows(Absence):
                await desk.back(each.key, None)
        elif what in ("leaves", "returns"):
            self.is_here = what == "returns"
            await desk.cast.change(BO, is_active=self.is_here)
        elif what == "no hr":
            self.hr = {EVE}
            await desk.cast.hold(HAL)
        else:
            await desk.cast.hold(DEE, "committee", "lead")

    async def follows(self, was: Plan, user: str | None) -> None:
        """Each new move was somebody's who could make it, or follows from dates; days move as they have to."""
        moves, plan = await self.rows(PlanMove), await self.desk.plan(self.plan_id)
        fresh = moves[len(self.moves) :]
        assert moves[: len(self.moves)] == self.moves, "what has happened stays"
        for each in fresh:
            assert (each.by_id is None) == (each.move in BY_DATES and (user is None or each.move == "start")), each.move
            assert each.by_id in (None, self.keys.get(user or ""))
            if each.move in ("pass", "fail"):
                await self.is_ripe(each.at)
            if each.move == "close" and each.since == "not_passed":
                await self.is_settled()
        self.moves = moves
        await self.days_move(was, plan, [each.move for each in fresh])
        self.before = plan

    async def is_ripe(self, at: datetime) -> None:
        """Both have said something since they were asked, or had five full working days on which they could."""
        asked = next(each for each in reversed(self.moves) if each.move in ("ask", *RESETS))
        assert asked.move == "ask", "about what the plan asks for now"
        words = {each.kind for each in await self.rows(PlanNote) if each.written_at >= asked.at}
        zone, is_off, paused = (await self.desk.cast.member(BO)).zone, await self.is_off(), False
        on, last, days = day_in(zone, asked.at), day_in(zone, at), 0
        while (on := on + DAY) < last:
            until = [each for each in self.moves if day_in(zone, each.at) <= on]
            paused = until[-1].to == "paused"
            days += not is_off(on) and not paused
        assert days >= 5 or {"statement", "view"} <= words, (days, words)

    async def is_settled(self) -> None:
        """An appeal is decided, or ten full working days are over."""
        appeals = await self.rows(PlanAppeal)
        decided = next(each for each in reversed(self.moves) if each.move == "fail")
        since = day_in((await self.desk.cast.member(BO)).zone, decided.at) + DAY
        if appeals:
            assert appeals[0].decision
        elif self.is_here:
            assert working_days(since, await self.today(), await self.is_off()) >= 10

    async def days_move(self, was: Plan, plan: Plan, fresh: list[str]) -> None:
        """By as many working days as a pause or a late start took; never to an earlier day, nor without a reason."""
        assert plan.ends_on >= was.ends_on
        if any(each in ("change", "extend", "grant_time") for each in fresh) or was.state == "draft":
            return
        is_off, on = await self.is_off(), await self.today()
        gained = working_days(was.ends_on, plan.ends_on, is_off)
        if was.state == "paused" and plan.state in GOING:
            assert was.paused_on
            back = min(on, was.returns_on) if was.returns_on and "resume" in fresh else on
            assert gained == working_days(was.paused_on, back, is_off)
        elif was.state in ("published", "acknowledged") and plan.state == "active":
            assert gained == working_days(was.starts_on, on, is_off)
        elif "resume" not in fresh:
            assert gained == 0, fresh

    async def holds(self) -> None:
        """Of every plan at any time."""
        plan = await self.desk.plan(self.plan_id)
        state = "draft"
        for each in self.moves:
            assert each.since == state
            assert (each.since, each.to) in GRAPH[each.move], each.move
            state = each.to
        assert plan.state == state
        assert (plan.ended_at is None) == (state not in OUTCOMES | OVER)
        running = Counter(each.member_id for each in await self.desk.rows(Plan) if each.state not in OUTCOMES | OVER)
        assert max(running.values(), default=0) < 2, "one at a time"
        for row in await self.rows(PlanTerms):
            if row.published_at:
                assert self.published.setdefault(row.version, row.content) == row.content, "what is published is locked"
        await self.everybody_is_told_once()

    async def everybody_is_told_once(self) -> None:
        """And only who has to do with it; the person of nothing that is only prepared."""
        told = [(user, inside["id"]) for user, inside in await self.desk.promised("improvement.message")]
        assert [each for each, n in Counter(told).items() if n > 1] == []
        moves = {each.key: each for each in self.moves}
        for user, key in told:
            assert self.keys[user] != moves[key].by_id if key in moves else True
        own = {moves[key].move for user, key in told if user == BO and key in moves}
        assert not own & {"submit", "return", "approve", "drop", "propose", "hand_over"}
        self.heard |= {user for user, _ in told}
        assert not self.heard & {CHEN, MAX}

    async def nobody_else_reads(self) -> None:
        """Max is above both managers; the person reads what was published to them."""
        state = (await self.desk.plan(self.plan_id)).state
        readers = {*self.hr, *await self.committee()} | ({MAX, self.manager} if self.manager else set())
        readers |= {BO} if self.is_here and state not in UNPUBLISHED | {"dropped"} else set()
        for user in EVERYBODY:
            reading = self.desk.does(user, service.open_plan, self.plan_id)
            if user in readers:
                await reading
            else:
                with pytest.raises(Denied, match="people-error-not-visible"):
                    await reading
