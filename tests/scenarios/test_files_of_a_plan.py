"""Files of Bo's plan, by signed requests and over HTTP: what he attaches comes to Ana, and to nobody else."""

import asyncio
from typing import Any

import pytest
from sqlmodel import select

from bot.app import assembled
from bot.delivery.models import Delivery
from bot.features.improvement.models import PlanFile, PlanNote
from tests.office import ANA, BO, CHEN, DEE, EVE, FINN, HANA, Office, office
from tests.scenarios.audited import shown
from tests.scenarios.test_a_plan_begins import NOTICES, close_windows, fill, moment, opens, press, words
from tests.scenarios.test_a_plan_week_by_week import it_begins

OTTER = "quartz-otter"
PDF, DOCX = b"%PDF-1.7 " + OTTER.encode(), b"PK\x03\x04 " + OTTER.encode()
LARGEST = 10 * 1024 * 1024


async def running_plan(at: Office) -> None:
    await it_begins(at)
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
        assert (await bo_attaches(at, file)).ok
        assert not at.sandbox.call_log.of("files.info"), "nothing is brought before the form is answered"
        [row] = await rows(at, PlanFile)
        assert (row.state, row.content) == ("waiting", None)
        await at.settle()
        [row] = await rows(at, PlanFile)
        assert (row.state, row.content) == ("kept", PDF)
        assert "otter report.pdf" in await reads_notes(at, ANA, f"/perf plan <@{BO}>")
        await press(at, ANA, "improvement.file")
        await at.settle()
        [sent] = files_of(at, ANA)
        assert sent["name"].startswith("document-")
        assert sent["name"].endswith(".pdf")
        assert "otter" not in str(sent)
        assert at.sandbox.core.files.find(sent["id"]).content == PDF  # type: ignore[union-attr]  # it is there
        for user in (CHEN, DEE, EVE, FINN, HANA, BO):
            assert files_of(at, user) == []
        assert {each.kind for each in await rows(at, Delivery) if each.operation in ("fetch", "file")} == {
            "private.message"
        }


async def test_a_file_that_is_gone_is_told_of_and_the_words_stay(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:
        await running_plan(at)
        bo = at.person(BO)
        file = bo.upload("report.pdf", PDF)
        assert (await bo_attaches(at, file)).ok
        bo.delete_file(file)
        await at.settle()
        await moment(at, "2026-11-25", "11:00")
        assert "Your file *report.pdf* could not be saved: Slack does not have it any more" in told(at, BO)
        assert [each.text for each in await rows(at, PlanNote)] == ["done"]
        assert "report.pdf" not in await reads_notes(at, ANA, f"/perf plan <@{BO}>")
        assert (await bo_attaches(at, bo.upload("report.pdf", PDF))).ok
        await at.settle()
        assert [each.state for each in await rows(at, PlanFile)] == ["refused", "kept"]


async def test_ten_megabytes_are_taken_and_a_page_to_sign_in_is_no_file(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:
        await running_plan(at)
        bo = at.person(BO)
        content = PDF + bytes(LARGEST - len(PDF))
        too_much = await bo_attaches(at, bo.upload("long.pdf", content + b"x"))
        assert "10 MB" in str(too_much.errors)
        at.sandbox.faults.add("server_error", method="download")
        assert (await bo_attaches(at, bo.upload("long.pdf", content))).ok
        await at.settle()
        assert [each.state for each in await rows(at, PlanFile)] == ["waiting"], "Slack has broken down: again later"
        await moment(at, "2026-11-25", "11:00")
        [row] = await rows(at, PlanFile)
        assert (row.state, row.size, row.content) == ("kept", LARGEST, content)


async def test_somebody_elses_file_is_not_brought(sqlite_url: str) -> None:
    """A form that was tampered with can name whatever the app can see."""
    async with office(sqlite_url) as at:
        await running_plan(at)
        hers = at.person(DEE).upload("salaries.pdf", PDF)
        own = at.person(BO).upload("salaries.pdf", PDF)
        assert (await bo_attaches(at, own)).ok
        async with at.parts.database.write() as session:
            row = await session.get(PlanFile, (await rows(at, PlanFile))[0].key)
            assert row
            row.slack_id = hers["id"]
            session.add(row)
        await at.settle()
        [row] = await rows(at, PlanFile)
        assert (row.state, row.reason, row.content) == ("refused", "gone", None)


async def test_a_wrong_type_keeps_the_form_open_with_its_words(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:
        await running_plan(at)
        bo = at.person(BO)
        named = {**bo.upload("tool.exe", b"MZ"), "filetype": "pdf"}
        refused = await bo_attaches(at, named, text=OTTER)
        assert "“tool.exe” is of a type that is not taken" in str(refused.errors)
        assert bo.views, "what was typed is still there"
        assert await rows(at, PlanFile) == []
        assert (await bo_attaches(at, bo.upload("tool.pdf", b"MZ"))).ok
        await at.settle()
        await moment(at, "2026-11-25", "11:00")
        assert "its content is not what its name says" in told(at, BO)


async def test_a_form_that_comes_twice_is_one(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:
        await running_plan(at)
        bo = at.person(BO)
        file = bo.upload("report.pdf", PDF)
        for _ in range(2):
            assert (await bo_attaches(at, file)).ok
        await at.settle()
        assert [each.state for each in await rows(at, PlanFile)] == ["kept"]
        assert len(at.sandbox.call_log.of("files.info")) == 1
        await reads_notes(at, ANA, f"/perf plan <@{BO}>")
        await press(at, ANA, "improvement.file")
        await at.person(ANA).close()
        await press(at, ANA, "improvement.file")
        await at.settle()
        assert len(files_of(at, ANA)) == 1


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


@pytest.mark.parametrize("user", [CHEN, DEE, FINN])
async def test_a_button_of_somebody_elses_window_gives_nothing(sqlite_url: str, user: str) -> None:
    async with office(sqlite_url) as at:
        await running_plan(at)
        assert (await bo_attaches(at, at.person(BO).upload("report.pdf", PDF))).ok
        await at.settle()
        await reads_notes(at, ANA, f"/perf plan <@{BO}>")
        view = at.person(ANA).view
        theirs = at.sandbox.core.views.open(user, view.content)
        done = await at.person(user).click(theirs, "improvement.file")
        assert done.ok
        await at.settle()
        assert files_of(at, user) == []
        assert OTTER not in shown(at.person(user))
