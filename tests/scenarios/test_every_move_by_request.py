"""A plan goes from its draft to its end by signed requests; wherever it is, everybody who may not tries every move with
forged buttons and forms. Nothing of that is written, and nobody hears of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import select

from bot.delivery.models import Delivery
from bot.features.improvement import service as plans
from bot.features.improvement.models import Plan, PlanAppeal, PlanMove, PlanNote, PlanTerms
from bot.features.improvement.service import Typed
from bot.features.people import service as people
from tests.features.improvement.stories import states_of
from tests.office import ANA, BO, CHEN, DEE, EVE
from tests.scenarios.planning import moment
from tests.scenarios.test_who_may_what import JO, KIM, LEA, NOW, Door, opened

ROLES = {BO: "person", ANA: "manager", EVE: "hr", JO: "committee"}
TRIED_BY = (BO, ANA, EVE, JO, KIM, LEA, DEE, CHEN)
"""Kim is above Ana, Lea was Bo's manager before her, Jo is on the committee."""
PRESSED = ("submit", "approve", "publish", "resume", "propose")
TYPED = {"send_back": "return"} | {
    each: each
    for each in (
        "drop",
        "go_on",
        "pause",
        "change",
        "withdraw",
        "extend",
        "pass",
        "fail",
        "uphold",
        "grant",
        "grant_time",
    )
}
ANSWERED = ("acknowledge", "refuse")
SAID = {"words": "words", "appeal": "appeal", "follow_up": "followup"}
MOVES = (*PRESSED, *TYPED, *ANSWERED, *SAID, "close", "name")
WAY = (
    *(("2026-11-18", ANA, "submit"), ("2026-11-18", EVE, "publish"), ("2026-11-18", BO, "refuse")),
    *(("2026-11-25", ANA, "pause"), ("2026-11-25", EVE, "resume"), ("2026-11-26", EVE, "extend")),
    *(("2027-03-12", BO, "words"), ("2027-03-12", ANA, "words"), ("2027-03-12", EVE, "fail")),
    *(("2027-03-15", BO, "appeal"), ("2027-03-16", JO, "grant"), ("2027-03-17", EVE, "close")),
)
"""The day, who, and what."""
PARTS = 8
STATES = ["submitted", "published", "acknowledged", "paused", "active", "extended", "not_passed", "passed", "closed"]


@dataclass(slots=True)
class Desk:
    door: Door
    plan_id: int

    async def plan(self) -> Plan:
        async with self.door.office.parts.database.read() as session:
            found = select(Plan).where(
                Plan.workspace_id == self.door.office.parts.workspace_id, Plan.id == self.plan_id
            )
            return (await session.exec(found)).one()

    async def rows(self) -> str:
        """All of all plans, and what was promised."""
        tables = (Plan, PlanTerms, PlanMove, PlanNote, PlanAppeal)
        async with self.door.office.parts.database.read() as session:
            kept = [(await session.exec(select(each))).all() for each in tables]
            told = [each.unique_key for each in (await session.exec(select(Delivery))).all()]
        return repr((kept, [each for each in told if "home" not in each]))

    async def tries(self, user: str, what: str) -> None:
        plan, key = await self.plan(), self.plan_id
        async with self.door.office.parts.database.read() as session:
            moves = (await session.exec(select(PlanMove).where(PlanMove.plan_id == key))).all()
        seen, version = max(each.key for each in moves), plan.version
        if what in PRESSED:
            await self.door.press(
                user, f"improvement.{what}", f"{key}:{seen}" if what in ("approve", "publish") else str(key)
            )
            return
        callback, carried = form_of(what)
        metadata = {"plan": key, "seen": str(seen), "version": version, **carried}
        await self.door.submit(user, callback, metadata, **FIELDS)


FIELDS: Mapping[str, Any] = {
    **{each: {"type": "plain_text_input", "value": "because"} for each in ("reason", "text", "comment")},
    "ends_on": {"type": "datepicker", "selected_date": "2027-03-17"},
    "consequence": {"type": "radio_buttons", "selected_option": {"value": "none"}},
    "users": {"type": "multi_users_select", "selected_users": [DEE]},
}


def form_of(what: str) -> tuple[str, dict[str, str]]:
    if what in TYPED:
        return "improvement.reason", {"move": TYPED[what]}
    if what in ANSWERED:
        return "improvement.answer", {"what": what}
    return (f"improvement.{what}", {}) if what not in SAID else ("improvement.words", {"what": SAID[what]})


async def drafted(door: Door) -> int:
    """By Ana, who is Bo's manager."""
    async with door.office.parts.database.write() as session:
        ana = await people.reader(session, door.office.parts.workspace_id, ANA)
        plan = await plans.begin_coaching(session, ana, door.members[BO], now=NOW)
        await plans.put(session, ana, plan.key, "reasons", "", Typed(text="quartz-otter"), now=NOW)
        return plan.key


async def test_only_those_who_may_move_a_plan_by_whatever_they_send(sqlite_url: str) -> None:
    async with opened(sqlite_url) as door:
        desk, seen = Desk(door, await drafted(door)), []
        for day, user, what in WAY:
            if day > str(door.office.clock.now().date()):
                await moment(door.office, day)
            await nobody_else_moves_it(desk, len(seen))
            await desk.tries(user, what)
            await door.office.settle()
            seen.append((await desk.plan()).state)
        await nobody_else_moves_it(desk, len(seen))
        assert list(dict.fromkeys(seen)) == STATES


async def nobody_else_moves_it(desk: Desk, turn: int) -> None:
    """A part of it all in each turn, for requests take long."""
    state, before = (await desk.plan()).state, await desk.rows()
    everything = [(user, what) for user in TRIED_BY for what in MOVES]
    for user, what in everything[turn % PARTS :: PARTS]:
        if state not in states_of(what, ROLES.get(user, "nobody")):
            await desk.tries(user, what)
    assert await desk.rows() == before
