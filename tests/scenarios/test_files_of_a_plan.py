"""Files of Bo's plan, by signed requests and over HTTP: what he attaches comes to Ana, and to nobody else."""

import asyncio
from typing import Any

import pytest
from sqlmodel import select

from bot.app import assembled
from bot.delivery.models import Delivery
from bot.features.improvement.models import PlanFile, PlanNote
from tests.office import ANA, BO, CHEN, DEE, EVE, FINN, HANA, Office, office
from tests.scenarios.audited import shown, words
from tests.scenarios.planning import NOTICES, close_windows, fill, moment, newest, opens, press
from tests.scenarios.test_a_plan_begins import seat

pytestmark = pytest.mark.thorough

OTTER = "quartz-otter"
PDF, DOCX = b"%PDF-1.7 " + OTTER.encode(), b"PK\x03\x04 " + OTTER.encode()
LARGEST = 10 * 1024 * 1024


async def running_plan(at: Office) -> None:
    """Written by Ana, published by Eve, read by Bo; a week after that it has begun."""
    await seat(at)
    await opens(at, ANA, f"/perf plan <@{BO}>")
    await press(at, ANA, "improvement.begin")
    await press(at, ANA, "improvement.part:reasons")
    await press(at, ANA, "improvement.item:new")
    await fill(at, ANA, text="Two launches came late")
    await press(at, ANA, "improvement.write")
    await press(at, ANA, "improvement.submit")
    await at.settle()
    await at.person(EVE).click(newest(at, EVE), "improvement.open")
    await press(at, EVE, "improvement.publish")
    await at.settle()
    await opens(at, BO, "/perf plan")
    await press(at, BO, "improvement.say:yes")
    assert (await fill(at, BO, comment="")).ok
    await moment(at, "2026-11-25")


async def bo_attaches(at: Office, *files: Any, text: str = "done") -> Any:
    await opens(at, BO, "/perf plan")
    await press(at, BO, "improvement.checkin")
    return await fill(at, BO, mood="unsure", text=text, files=list(files))


async def rows(at: Office, table: type) -> list[Any]:
    async with at.parts.database.read() as session:
        return list((await session.exec(select(table).where(table.workspace_id == at.parts.workspace_id))).all())


async def reads_notes(at: Office, user: str, line: str) -> str:
    await opens(at, user, line)
    return await press(at, user, "improvement.notes")


def files_of(at: Office, user: str) -> list[dict[str, Any]]:
    return [file for message in at.person(user).messages() for file in message.files]


def told(at: Office, user: str) -> str:
    return " ".join(words(each.blocks) for each in at.person(user).messages() if each.text in NOTICES)


async def test_what_bo_attaches_comes_to_ana_privately(database_url: str) -> None:
    async with office(database_url) as at:
        await running_plan(at)
        file = at.person(BO).upload("otter report.pdf", PDF)
        for _ in range(2):
            assert (await bo_attaches(at, file)).ok
        assert not at.sandbox.call_log.of("files.info"), "nothing is brought before the form is answered"
        [row] = await rows(at, PlanFile)
        assert (row.state, row.content) == ("waiting", None)
        await at.settle()
        [row] = await rows(at, PlanFile)
        assert (row.state, row.content) == ("kept", PDF)
        assert len(at.sandbox.call_log.of("files.info")) == 1
        await ana_has_it(at)
        await nobody_else_has_it(at)
        assert {each.kind for each in await rows(at, Delivery) if each.operation in ("fetch", "file")} == {
            "private.message"
        }


async def ana_has_it(at: Office) -> None:
    ana = at.person(ANA)
    assert "otter report.pdf" in await reads_notes(at, ANA, f"/perf plan <@{BO}>")
    for _ in range(2):
        await press(at, ANA, "improvement.file")
        while len(ana.views) > 1:
            await ana.close()
    await at.settle()
    [sent] = files_of(at, ANA)
    assert sent["name"].startswith("document-")
    assert sent["name"].endswith(".pdf")
    assert "otter" not in str(sent)
    stored = at.sandbox.core.files.find(sent["id"])
    assert stored
    assert stored.content == PDF


async def nobody_else_has_it(at: Office) -> None:
    """Not even with the button of Ana's window."""
    content = at.person(ANA).view.content
    for user in (CHEN, DEE, FINN, HANA):
        window = at.sandbox.core.views.open(user, content)
        assert (await at.person(user).click(window, "improvement.file")).ok
        await at.settle()
        await close_windows(at.person(user))
    assert [user for user in (CHEN, DEE, EVE, FINN, HANA, BO) if files_of(at, user)] == []


async def test_whatever_goes_wrong_is_told_and_the_words_stay(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:
        await running_plan(at)
        await a_wrong_type_keeps_the_form_open(at)
        await bo_deletes_one(at)
        await somebody_elses_is_not_brought(at)
        await ten_megabytes_come_when_slack_is_back(at)
        await moment(at, "2026-11-25", "11:00")
        heard = told(at, BO)
        assert "Your file *gone.pdf* could not be saved: Slack does not have it any more" in heard
        assert "Your file *tool.pdf* could not be saved: its content is not what its name says" in heard
        assert [each.text for each in await rows(at, PlanNote)] == ["done"]
        read = await reads_notes(at, ANA, f"/perf plan <@{BO}>")
        assert "long.pdf" in read
        assert not any(name in read for name in ("tool.", "gone.pdf", "salaries.pdf"))


async def a_wrong_type_keeps_the_form_open(at: Office) -> None:
    bo = at.person(BO)
    refused = await bo_attaches(at, {**bo.upload("tool.exe", b"MZ"), "filetype": "pdf"})
    assert "“tool.exe” is of a type that is not taken" in str(refused.errors)
    assert bo.views, "what was typed is still there"
    assert await rows(at, PlanFile) == []
    assert (await bo_attaches(at, bo.upload("tool.pdf", b"MZ"))).ok
    await at.settle()
    assert await reasons(at) == ["type"]


async def bo_deletes_one(at: Office) -> None:
    file = at.person(BO).upload("gone.pdf", PDF)
    assert (await bo_attaches(at, file)).ok
    at.person(BO).delete_file(file)
    await at.settle()
    assert await reasons(at) == ["type", "gone"]


async def somebody_elses_is_not_brought(at: Office) -> None:
    """A form that was tampered with can name whatever the app can see."""
    hers = at.person(DEE).upload("salaries.pdf", PDF)
    assert (await bo_attaches(at, at.person(BO).upload("salaries.pdf", PDF))).ok
    async with at.parts.database.write() as session:
        row = await session.get(PlanFile, (await rows(at, PlanFile))[-1].key)
        assert row
        row.slack_id = hers["id"]
        session.add(row)
    await at.settle()
    assert await reasons(at) == ["type", "gone", "gone"]


async def ten_megabytes_come_when_slack_is_back(at: Office) -> None:
    bo, content = at.person(BO), PDF + bytes(LARGEST - len(PDF))
    too_much = await bo_attaches(at, bo.upload("long.pdf", content + b"x"))
    assert "10 MB" in str(too_much.errors)
    at.sandbox.faults.add("server_error", method="download")
    assert (await bo_attaches(at, bo.upload("long.pdf", content))).ok
    await at.settle()
    assert (await rows(at, PlanFile))[-1].state == "waiting", "Slack has broken down: again later"
    await moment(at, "2026-11-25", "10:30")
    row = (await rows(at, PlanFile))[-1]
    assert (row.state, row.size, row.content) == ("kept", LARGEST, content)


async def reasons(at: Office) -> list[str | None]:
    return [each.reason for each in await rows(at, PlanFile)]


async def test_of_two_processes_one_brings_it(postgres_url: str) -> None:
    async with office(postgres_url) as at, assembled(at.parts.settings, at.clock) as second:
        await running_plan(at)
        files = [at.person(BO).upload(f"{number}.pdf", PDF) for number in range(3)]
        assert (await bo_attaches(at, *files)).ok
        await asyncio.gather(at.parts.dispatcher.drain(), second.dispatcher.drain())
        await at.settle()
        assert [each.state for each in await rows(at, PlanFile)] == ["kept"] * 3
        assert len(at.sandbox.call_log.of("files.info")) == 3


async def test_ana_attaches_a_training_plan_and_bo_has_it_once_it_is_published(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:
        await running_plan(at)
        ana = at.person(ANA)
        await opens(at, ANA, f"/perf plan <@{BO}>")
        await press(at, ANA, "improvement.write")
        await press(at, ANA, "improvement.files")
        assert (await fill(at, ANA, files=[ana.upload("training.docx", DOCX)])).ok
        early = await ana.click(ana.view, "improvement.propose")
        assert early.ok
        assert "“training.docx” is still being saved" in shown(ana)
        await at.settle()
        await opens(at, ANA, f"/perf plan <@{BO}>")
        await press(at, ANA, "improvement.write")
        assert "training.docx" in shown(ana)
        await press(at, ANA, "improvement.propose")
        await opens(at, BO, "/perf plan")
        assert "training.docx" not in shown(at.person(BO)), "only proposed"
        await close_windows(at.person(EVE))
        await opens(at, EVE, f"/perf plan <@{BO}>")
        await press(at, EVE, "improvement.proposed")
        await press(at, EVE, "improvement.reason:change")
        assert (await fill(at, EVE, reason="As agreed")).ok
        await at.settle()
        await opens(at, BO, "/perf plan")
        assert "training.docx" in shown(at.person(BO))
        await press(at, BO, "improvement.file")
        await at.settle()
        assert [each["name"][-5:] for each in files_of(at, BO)] == [".docx"]
