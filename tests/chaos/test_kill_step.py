"""`kill -9` while the step of a workflow is being ended: it ends, and as it was promised first."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import select

from bot.delivery.models import COMPLETE, SENT, Delivery
from bot.features.workflows.service.ending import promise_end
from bot.sandbox.executions import Execution
from tests.chaos import dying
from tests.chaos.test_kill_download import victim
from tests.chaos.victim import ended, until
from tests.office import BO, Office, office

METHOD = "functions.completeSuccess"


@pytest.mark.parametrize(
    ("death", "calls"), [(dying.dies_before_the_end_of_a_step, [0, 1]), (dying.dies_after_the_end_of_a_step, [1, 2])]
)
async def test_a_step_ends_once_although_the_process_is_killed(
    sqlite_url: str, tmp_path: Path, death: Callable[[], None], calls: list[int]
) -> None:
    """Who dies between Slack's answer and our note tells it again, and hears that the step has ended already."""
    async with office(sqlite_url) as at:
        execution = await waiting_step(at)
        async with at.parts.database.write() as session:
            told = {"done": True, "at": 1_000}
            await promise_end(session, at.parts.workspace_id, execution.id, told, now=at.clock.now())
        place = victim(at, tmp_path)
        assert await ended(place.evenhand("run", before=death)) == -signal.SIGKILL, place.log()
        assert len(at.sandbox.call_log.of(METHOD)) == calls[0]
        assert execution.state == ("completed" if calls[0] else "running")
        await place.forget_leases()
        healthy = await place.serve()
        await until(lambda: is_sent(at))
        healthy.terminate()
        assert await ended(healthy) == 0
        assert len(at.sandbox.call_log.of(METHOD)) == calls[1]
        assert (execution.state, execution.outputs) == ("completed", {"done": True, "at": 1_000})


async def waiting_step(at: Office) -> Execution:
    execution = at.sandbox.run_step("collect_checkin", {"member": BO})
    await at.sandbox.settle()
    await at.settle()
    assert execution.state == "running"
    return execution


async def is_sent(at: Office) -> bool:
    async with at.parts.database.read() as session:
        ends = select(Delivery.state).where(
            Delivery.workspace_id == at.parts.workspace_id, Delivery.operation == COMPLETE
        )
        return (await session.exec(ends)).all() == [SENT]
