"""Whatever carries the number of a plan or a proposal that somebody may not know of reads like one that carries the
number of none, and changes nothing. By signed requests."""

from collections.abc import AsyncIterator

import pytest
from sqlmodel import select

from bot.features.catalogue import LISTENERS
from bot.features.improvement import service as plans
from bot.features.improvement.models import Plan, PlanMove, PlanNote, PlanSignal, PlanTerms
from bot.features.improvement.service import Typed
from bot.features.people import service as people
from tests.office import ANA, BO, DEE
from tests.scenarios.test_hostile_submissions import plain
from tests.scenarios.test_who_may_what import NOW, Door, opened

OTTER = "quartz-otter"
NONE = 987_654
SHAPES = ("{}", "{}:1", "{}:reasons:0", "{}:withdraw:1")
MOVES = ("withdraw", "dismiss", "yes")
ACTIONS = sorted(each for each in LISTENERS.actions if each.startswith("improvement."))
SUBMISSIONS = sorted(each for each in LISTENERS.submissions if each.startswith("improvement."))


@pytest.fixture
async def door(sqlite_url: str) -> AsyncIterator[Door]:
    async with opened(sqlite_url) as found:
        yield found


async def drafted(door: Door) -> set[int]:
    """Numbers of a plan of Bo's that Ana is writing, and of a proposal about him."""
    at, workspace_id = door.office, door.office.parts.workspace_id
    async with at.parts.database.write() as session:
        ana = await people.reader(session, workspace_id, ANA)
        plan = await plans.begin_coaching(session, ana, door.members[BO], now=NOW)
        await plans.put(session, ana, plan.key, "reasons", "", Typed(text=OTTER), now=NOW)
        noticed = {"member_id": door.members[BO], "rule_id": "improvement", "kind": "proposal", "month": "2026-10"}
        version = {"scheme_version_id": plan.scheme_version_id, "evidence": "{}", "made_at": NOW}
        signal = PlanSignal(workspace_id=workspace_id, **noticed, **version)
        session.add(signal)
        await session.flush()
        return {plan.key, signal.key}


async def rows(door: Door) -> str:
    async with door.office.parts.database.read() as session:
        found = [(await session.exec(select(each))).all() for each in (Plan, PlanTerms, PlanMove, PlanNote, PlanSignal)]
    return repr(found)


@pytest.mark.parametrize(("user", "shapes"), [(BO, SHAPES), (DEE, SHAPES[:1])])
async def test_a_number_that_exists_reads_like_one_that_does_not(
    door: Door, user: str, shapes: tuple[str, ...]
) -> None:
    numbers, wrong = await drafted(door), []
    assert OTTER in await door.press(ANA, "improvement.part", f"{min(numbers)}:reasons:")
    before = await rows(door)
    for action_id in ACTIONS:
        for shape in shapes:
            said = {plain(await door.press(user, action_id, shape.format(each))) for each in (*numbers, NONE)}
            wrong += [(action_id, shape, said)] if len(bare(said, numbers)) > 1 or OTTER in str(said) else []
    for callback in SUBMISSIONS:
        for move in MOVES:
            said = set()
            for each in (*numbers, NONE):
                metadata = {"plan": each, "signal": each, "move": move, "what": move, "decision": move}
                metadata |= {"part": "reasons", "key": "", "seen": 1, "version": 1}
                fields = {name: {"value": "because"} for name in ("reason", "text", "comment", "resources")}
                said.add(plain(await door.submit(user, callback, metadata, **fields)))
            wrong += [(callback, move, said)] if len(bare(said, numbers)) > 1 or OTTER in str(said) else []
    assert wrong == []
    assert await rows(door) == before


def bare(said: set[str], numbers: set[int]) -> set[str]:
    """A form that asks for a reason may be opened with any number: it repeats the number and knows nothing else."""
    found = set()
    for text in said:
        for number in (*numbers, NONE):
            text = text.replace(f'\\"{number}\\"', "#").replace(f'\\": {number}', "#")
        found.add(text)
    return found
