"""Workflow Builder comes to a step of the app's: somebody is asked, and the workflow learns no more than that."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from bot.delivery.models import Delivery
from bot.features.people import service as people
from bot.features.privacy.service.copying import copy_of
from bot.features.privacy.service.erasing import forget_steps
from bot.features.schemes import service as schemes
from bot.features.workflows.models import WorkflowStep
from bot.sandbox.errors import Refused
from bot.sandbox.executions import Execution
from tests.office import ANA, BO, CHEN, DEE, GUS, MEMBERS_CSV, Office, office
from tests.scenarios.reviewing import FIRST_DAY, rating_office

MORNING = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
CHECKIN, RATING = "collect_checkin", "ask_for_rating"


@pytest.fixture
async def at(database_url: str) -> AsyncIterator[Office]:
    async with office(database_url, start=MORNING) as opened:
        workspace_id, day = opened.parts.workspace_id, opened.clock.now().date()
        async with opened.parts.database.write() as session:
            rows, unread = people.read_member_rows(MEMBERS_CSV)
            assert not (await people.import_rows(session, workspace_id, rows, unread, day)).problems
            growth = next(each for each in await people.teams(session, workspace_id) if each.name == "Growth")
            await schemes.assign(session, workspace_id, growth.key, "promotion", ("traffic",), now=opened.clock.now())
        yield opened


async def run(at: Office, step: str, **inputs: str) -> Execution:
    execution = at.sandbox.run_step(step, inputs)
    await at.sandbox.settle()
    await at.settle()
    return execution


async def pass_by(at: Office, span: timedelta = timedelta(seconds=10)) -> None:
    await at.move_by(span)
    assert await at.parts.upkeep.end_steps()
    await at.settle()


def shown_to(at: Office, user: str) -> list[str]:
    return [str([message.text, *message.blocks]) for message in at.sandbox.messages_for(user)]


async def kept(at: Office) -> list[WorkflowStep]:
    async with at.parts.database.read() as session:
        mine = WorkflowStep.workspace_id == at.parts.workspace_id
        return list((await session.exec(select(WorkflowStep).where(mine))).all())


async def test_a_checkin_is_asked_for_once_and_waited_for(at: Office) -> None:
    execution, other = await run(at, CHECKIN, member=BO), await run(at, CHECKIN, member=BO)
    assert (execution.state, len(await kept(at))) == ("running", 2)
    asked = [text for text in shown_to(at, BO) if "workflow asks" in text]
    assert len(asked) == 1, "one message a day"
    await pass_by(at)
    assert execution.state == "running"
    (message,) = [each for each in at.sandbox.messages_for(BO) if "workflow" in each.text]
    await at.person(BO).click(message, "metrics.open_checkin")
    assert at.person(BO).view.content["callback_id"] == "metrics.checkin"
    await at.person(BO).command("/checkin leads 42")
    await pass_by(at)
    for each in (execution, other):
        assert each.state == "completed"
        assert each.outputs is not None
        assert each.outputs.keys() == {"done", "at"}
        assert abs(each.outputs["at"] - at.clock.now().timestamp()) < 120
    assert await kept(at) == []
    assert "Checked in" in at.sandbox.messages_for(BO)[0].text
    for colleague in (ANA, CHEN, DEE):
        assert not [text for text in shown_to(at, colleague) if "orkflow" in text]
    late = await run(at, CHECKIN, member=BO)
    assert (late.state, len(await kept(at))) == ("completed", 0), "what has come already is enough"


async def test_what_nobody_does_ends_in_words_after_a_day(at: Office) -> None:
    execution = await run(at, CHECKIN, member=CHEN)
    assert [text for text in shown_to(at, CHEN) if "工作流" in text]
    await pass_by(at, timedelta(hours=24))
    assert execution.state == "failed"
    assert "24 hours" in str(execution.error)
    assert await kept(at) == []
    await pass_by(at)


async def test_who_is_no_member_is_named_with_the_remedy(at: Office) -> None:
    for step, inputs in ((CHECKIN, {"member": GUS}), (RATING, {"rater": BO, "subject": GUS})):
        execution = await run(at, step, **inputs)
        assert execution.state == "failed"
        assert GUS in str(execution.error)
        assert "guests" in str(execution.error)
    same = await run(at, RATING, rater=BO, subject=BO)
    assert "themselves" in str(same.error)
    assert await kept(at) == []
    with pytest.raises(Refused, match="member: is required"):
        at.sandbox.run_step(CHECKIN, {})


async def test_a_rating_tells_the_same_whether_or_not_a_review_asks(at: Office) -> None:
    execution = await run(at, RATING, rater=BO, subject=CHEN, reason="<!channel> the launch")
    assert execution.state == "completed"
    assert execution.outputs is not None
    assert execution.outputs.keys() == {"at"}
    assert shown_to(at, BO) == shown_to(at, CHEN) == []
    assert "launch" not in str(list(at.sandbox.call_log))
    (row,) = await kept(at)
    assert row.reason == "<!channel> the launch"
    await pass_by(at, timedelta(days=2))
    assert await kept(at) == []


async def test_whom_a_review_asks_is_reminded_and_gets_the_form(database_url: str) -> None:
    async with rating_office(database_url) as at:
        await at.move_to(FIRST_DAY + timedelta(minutes=1))
        asked = await run(at, RATING, rater=CHEN, subject=BO, reason="The <!here> launch is over")
        unasked = await run(at, RATING, rater=CHEN, subject=ANA)
        assert asked.outputs is not None
        assert unasked.outputs is not None
        assert asked.outputs.keys() == unasked.outputs.keys() == {"at"}
        (message,) = [each for each in at.sandbox.messages_for(CHEN) if "工作流" in each.text]
        assert "The &lt;!here&gt; launch is over" in str(message.blocks)
        chen = at.person(CHEN)
        await chen.click(message, "reviews.open")
        assert chen.view.content["callback_id"] == "reviews.rate"
        assert "*Bo Lindgren*" in str(chen.view.content)
        keys = str([each.unique_key for each in await promised(at)])
        assert "workflow:rating" not in keys, "which of them was sent would tell whom Chen was asked about"


async def promised(at: Office) -> list[Delivery]:
    async with at.parts.database.read() as session:
        mine = Delivery.workspace_id == at.parts.workspace_id
        return list((await session.exec(select(Delivery).where(mine))).all())


async def test_it_ends_once_though_answers_get_lost_and_events_come_twice(at: Office) -> None:
    at.sandbox.faults.add("drop_answer", method="functions.completeError", times=1)
    execution = at.sandbox.run_step(CHECKIN, {"member": GUS})
    await at.sandbox.settle()
    await asyncio.gather(at.settle(), at.settle())
    await pass_by(at, timedelta(minutes=5))
    assert execution.state == "failed"
    outcomes = [(each.method, each.outcome) for each in at.sandbox.call_log if "functions" in each.method]
    assert outcomes[0] == ("functions.completeError", "dropped")
    assert set(outcomes[1:]) <= {("functions.completeError", "execution_not_in_running_state")}
    assert len(outcomes) == 2


async def test_a_copy_has_what_asks_somebody_and_erasure_ends_it(at: Office) -> None:
    asking, about = await run(at, CHECKIN, member=BO), await run(at, RATING, rater=CHEN, subject=BO)
    assert about.state == "completed"
    now, workspace_id = at.clock.now(), at.parts.workspace_id
    async with at.parts.database.write() as session:
        who = await people.reader(session, workspace_id, BO)
        copy = await copy_of(session, workspace_id, BO, who.member_id, now)
        assert [row["kind"] for row in copy.sections["workflow_steps"]] == ["checkin"], "not who is to rate them"
        await forget_steps(session, workspace_id, who.member_id, now=now)
    await at.settle()
    assert (asking.state, await kept(at)) == ("failed", [])
    assert "not here any more" in str(asking.error)
