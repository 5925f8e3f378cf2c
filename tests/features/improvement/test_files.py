"""Files that are attached to notes and terms: who may, what of them is kept, and who may have them."""

import asyncio
import io
import zipfile
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from sqlmodel import select

from bot.audit.models import AuditEntry
from bot.delivery.models import FETCH, FILE, Delivery
from bot.delivery.promises import Occasion
from bot.errors import Denied, Rejected, RejectedFields
from bot.features.improvement import service
from bot.features.improvement.jobs import RENDERERS
from bot.features.improvement.models import PlanFile, PlanNote
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.documents import files_in
from bot.features.improvement.rules.files import MOST_BYTES
from bot.features.improvement.rules.states import Move, State
from bot.features.improvement.service import Sent
from bot.features.improvement.service.copied import stored_about
from bot.features.improvement.service.personal import forget_plans
from bot.features.improvement.views.documents import render
from bot.features.privacy.service import Copy
from bot.features.privacy.views.export import export_file
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator
from bot.slack.forms import Uploaded
from tests.documents.pages import text
from tests.features.improvement.cast import ANA, BO, CHEN, DEE, EVE, EVERYBODY, HAL, IVY, MAX, OTTER, Desk
from tests.features.improvement.test_appeals import appealed

MONDAY = date(2026, 11, 23)
PDF = b"%PDF-1.7 quartz-otter"
REPORT = Uploaded("F1", "report.pdf", len(PDF))
COURSE = Uploaded("F2", "training.docx", 9)


async def says(desk: Desk, plan_id: int, *files: Uploaded, without: tuple[int, ...] = (), words: str = OTTER) -> None:
    sent = Sent(files, without)
    await desk.does(BO, service.check_in, plan_id, monday=MONDAY, mood="unsure", text=words, sent=sent)


async def brings(desk: Desk, content: bytes | None = PDF, slack_id: str = "F1") -> PlanFile:
    """What Slack answers is kept."""
    row = next(each for each in await desk.rows(PlanFile) if each.slack_id == slack_id)
    async with desk.database.write() as session:
        await service.keep(session, content, workspace_id=desk.workspace_id, file_id=row.key, now=desk.now)
    return next(each for each in await desk.rows(PlanFile) if each.key == row.key)


async def kept(desk: Desk) -> tuple[int, int]:
    """A file of Bo's check-in."""
    plan_id = await desk.active()
    await says(desk, plan_id, REPORT)
    return plan_id, (await brings(desk)).key


async def asks(desk: Desk, user: str, plan_id: int, file_id: int) -> None:
    await desk.does(user, service.ask_for_file, plan_id, file_id)


async def files_read(desk: Desk, user: str, plan_id: int) -> list[tuple[str, bool]]:
    found = (await desk.does(user, service.paper_for, plan_id)).notes
    return [(each.name, each.is_waiting) for note in found for each in note.files]


async def test_what_bo_attaches_is_written_down_brought_and_kept_sealed(anywhere: Desk) -> None:
    plan_id = await anywhere.active()
    await says(anywhere, plan_id, REPORT)
    (note,) = await anywhere.rows(PlanNote)
    (row,) = await anywhere.rows(PlanFile)
    assert (row.plan_id, row.note_id, row.name, row.media_type) == (plan_id, note.key, "report.pdf", "application/pdf")
    assert (row.state, row.content) == ("waiting", None)
    assert await files_read(anywhere, ANA, plan_id) == [("report.pdf", True)]
    row = await brings(anywhere)
    assert (row.state, row.content, row.size) == ("kept", PDF, len(PDF))
    assert row.sha256 == sha256(PDF).hexdigest()
    assert await files_read(anywhere, ANA, plan_id) == [("report.pdf", False)]
    again = await brings(anywhere, b"%PDF-other")
    assert again.content == PDF, "whoever brings it twice changes nothing"


async def test_a_fetch_tells_nobody_what_it_is_about(desk: Desk) -> None:
    plan_id = await desk.active()
    await says(desk, plan_id, REPORT)
    (row,) = [each for each in await desk.rows(Delivery) if each.operation == FETCH]
    assert (row.kind, row.recipient) == ("private.message", BO)
    assert "improvement" not in row.unique_key
    assert await desk.promised(keys.FETCH) == [(BO, {"id": 1})]


async def test_the_form_is_sent_again_with_more_and_fewer_files(desk: Desk) -> None:
    plan_id, file_id = await kept(desk)
    await says(desk, plan_id, REPORT, Uploaded("F3", "graph.png", 5), words="again")
    form = await desk.does(BO, service.checkin_form, plan_id)
    assert [each.name for each in form.files] == ["report.pdf", "graph.png"], "the same file twice is once"
    await says(desk, plan_id, without=(file_id, 999))
    assert [each.name for each in await desk.rows(PlanFile)] == ["graph.png"]
    assert [each.text for each in await desk.rows(PlanNote)] == [OTTER]


async def test_nobody_takes_out_what_belongs_to_another_note(desk: Desk) -> None:
    plan_id, file_id = await kept(desk)
    await desk.does(BO, service.reach, plan_id, "m1", OTTER, sent=Sent((COURSE,), (file_id,)))
    assert [each.name for each in await desk.rows(PlanFile)] == ["report.pdf", "training.docx"]
    assert [each.name for each in (await desk.does(BO, service.reach_form, plan_id, "m1")).files] == ["training.docx"]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ([Uploaded("F1", "tool.exe", 5)], "file-type"),
        ([REPORT, Uploaded("F2", "long.pdf", MOST_BYTES + 1)], "file-size"),
        ([Uploaded("F2", "none.pdf", 0)], "file-size"),
        ([Uploaded(f"F{number}", "a.pdf", 5) for number in range(6)], "files-many"),
    ],
)
async def test_what_is_not_taken_is_told_in_the_form_and_nothing_is_saved(
    desk: Desk, files: list[Uploaded], why: str
) -> None:
    plan_id = await desk.active()
    with pytest.raises(RejectedFields, match=f"files: improvement-error-{why}"):
        await says(desk, plan_id, *files)
    assert await desk.rows(PlanFile) == []
    await says(desk, plan_id, *[Uploaded(f"F{number}", "a.pdf", MOST_BYTES) for number in range(5)])
    with pytest.raises(RejectedFields, match="files-many"):
        await says(desk, plan_id, Uploaded("F9", "a.pdf", 5))


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "gone"), (b"x" * (MOST_BYTES + 1), "size"), (b"MZ", "type"), (b"", "size")]
)
async def test_what_cannot_be_kept_is_told_to_whoever_attached_it_and_the_note_stays(
    desk: Desk, content: bytes | None, reason: str
) -> None:
    plan_id = await desk.active()
    await says(desk, plan_id, REPORT)
    row = await brings(desk, content)
    assert (row.state, row.reason, row.content) == ("refused", reason, None)
    assert await desk.promised(keys.REFUSED) == [(BO, {"id": row.key})]
    refused = await desk.does(BO, service.refused_of, row.key)
    assert (refused.plan_id, refused.name, refused.reason) == (plan_id, "report.pdf", reason)
    assert await desk.does(ANA, service.refused_of, row.key) is None
    assert [each.text for each in await desk.rows(PlanNote)] == [OTTER]
    assert await files_read(desk, ANA, plan_id) == []
    with pytest.raises(Denied):
        await asks(desk, BO, plan_id, row.key)


async def test_who_reads_the_note_has_the_file_and_nobody_else(desk: Desk) -> None:
    plan_id, file_id = await kept(desk)
    readers = {BO, ANA, MAX, EVE, HAL}
    for user in EVERYBODY:
        if user in readers:
            await asks(desk, user, plan_id, file_id)
            row = await desk.does(user, service.file_for, plan_id, file_id)
            assert row.content == PDF
        else:
            with pytest.raises(Denied):
                await asks(desk, user, plan_id, file_id)
            assert await desk.does(user, service.file_for, plan_id, file_id) is None
    assert {DEE, IVY, CHEN}.isdisjoint(user for user, _ in await desk.promised(keys.ATTACHED))
    assert {user for user, _ in await desk.promised(keys.ATTACHED)} == readers


async def test_a_file_of_another_plan_is_like_one_that_there_is_not(desk: Desk) -> None:
    plan_id, file_id = await kept(desk)
    other = await desk.published(CHEN)
    for user, of_plan, of_file in ((ANA, other, file_id), (CHEN, other, file_id), (ANA, plan_id, 999)):
        with pytest.raises(Denied):
            await asks(desk, user, of_plan, of_file)


async def test_each_handing_out_is_in_the_log_once_and_looked_up_again_when_it_is_sent(desk: Desk) -> None:
    plan_id, file_id = await kept(desk)
    before = len(await handed(desk))
    await asks(desk, ANA, plan_id, file_id)
    await asks(desk, ANA, plan_id, file_id)
    assert len(await handed(desk)) == before + 1
    (row,) = [each for each in await desk.rows(Delivery) if each.operation == FILE]
    assert row.kind == "private.message"
    shown = await rendered(desk, ANA, plan_id, file_id)
    assert shown.content == PDF
    assert shown.name.startswith("document-")
    assert "report" not in f"{shown.name}{shown.title}{shown.comment}{shown.alt_text}"
    await says(desk, plan_id, without=(file_id,))
    assert await rendered(desk, ANA, plan_id, file_id) is None


async def handed(desk: Desk) -> list[Any]:
    async with desk.database.read() as session:
        entries = (await session.exec(select(AuditEntry).where(AuditEntry.workspace_id == desk.workspace_id))).all()
    return [each for each in entries if '"file"' in str(each.details)]


async def rendered(desk: Desk, user: str, plan_id: int, file_id: int) -> Any:
    async with desk.database.read() as session:
        occasion = Occasion(desk.workspace_id, user, {"id": plan_id, "file": file_id}, desk.now)
        return await RENDERERS[keys.ATTACHED](session, occasion)


async def test_a_file_that_is_on_its_way_is_to_be_asked_for_later(desk: Desk) -> None:
    plan_id = await desk.active()
    await says(desk, plan_id, REPORT)
    (row,) = await desk.rows(PlanFile)
    with pytest.raises(Rejected, match="file-waiting"):
        await asks(desk, ANA, plan_id, row.key)


async def test_terms_wait_for_their_files_before_they_are_sent(desk: Desk) -> None:
    plan_id = await desk.draft()
    draft = await desk.does(ANA, service.put_files, plan_id, Sent((COURSE,)))
    assert [each.name for each in draft.terms.attachments] == ["training.docx"]
    with pytest.raises(Rejected, match="file-waiting"):
        await desk.does(ANA, service.submit, plan_id)
    row = await brings(desk, b"PK\x03\x04 skills", "F2")
    with pytest.raises(Denied):
        await asks(desk, BO, plan_id, row.key)
    await desk.does(ANA, service.submit, plan_id)
    with pytest.raises(Denied):
        await asks(desk, DEE, plan_id, row.key)
    await asks(desk, EVE, plan_id, row.key)
    await desk.does(EVE, service.publish, plan_id)
    await asks(desk, BO, plan_id, row.key)
    paper = await desk.does(BO, service.paper_for, plan_id)
    assert files_in(paper) == {row.key}
    assert "training.docx" in text(render(paper, "en"))


async def test_what_cannot_be_kept_is_taken_out_of_the_draft(desk: Desk) -> None:
    plan_id = await desk.draft()
    await desk.does(ANA, service.put_files, plan_id, Sent((COURSE, REPORT)))
    await brings(desk, PDF)
    await brings(desk, None, "F2")
    assert [each.name for each in (await desk.terms(plan_id)).attachments] == ["report.pdf"]
    assert [user for user, _ in await desk.promised(keys.REFUSED)] == [ANA]
    await desk.does(ANA, service.submit, plan_id)
    assert await desk.state(plan_id) is State.SUBMITTED


async def test_files_of_a_draft_go_with_it_and_those_of_published_terms_stay(desk: Desk) -> None:
    plan_id = await desk.draft()
    await desk.does(ANA, service.put_files, plan_id, Sent((REPORT,)))
    first = (await brings(desk)).key
    await desk.does(ANA, service.submit, plan_id)
    await desk.does(EVE, service.publish, plan_id)
    await desk.answer(plan_id)
    desk.on("2026-11-25")
    await desk.looks()
    await desk.does(ANA, service.put_files, plan_id, Sent((COURSE,), (first,)))
    assert [each.name for each in (await desk.terms(plan_id, 2)).attachments] == ["training.docx"]
    proposed = await brings(desk, b"PK\x03\x04", "F2")
    with pytest.raises(Denied):
        await asks(desk, BO, plan_id, proposed.key)
    await asks(desk, EVE, plan_id, proposed.key)
    await desk.does(ANA, service.take_back, plan_id)
    assert [each.name for each in await desk.rows(PlanFile)] == ["report.pdf"], "the terms in force have it"
    await brings_nothing(desk)
    await asks(desk, BO, plan_id, first)


async def test_of_two_that_bring_it_at_once_one_keeps_it(anywhere: Desk) -> None:
    plan_id = await anywhere.active()
    await says(anywhere, plan_id, REPORT)
    contents = [b"%PDF-one", b"%PDF-another"]
    await asyncio.gather(*(brings(anywhere, each) for each in contents))
    (row,) = await anywhere.rows(PlanFile)
    assert row.content in contents
    assert row.sha256 == sha256(row.content).hexdigest()


async def brings_nothing(desk: Desk) -> None:
    """For a file that is gone there is nothing to keep."""
    async with desk.database.write() as session:
        await service.keep(session, PDF, workspace_id=desk.workspace_id, file_id=999, now=desk.now)


async def test_only_who_writes_the_draft_attaches_to_it(desk: Desk) -> None:
    plan_id = await desk.draft()
    for user in EVERYBODY:
        if user != ANA:
            with pytest.raises(Denied):
                await desk.does(user, service.put_files, plan_id, Sent((REPORT,)))


async def test_nobody_attaches_to_a_note_of_somebody_elses(desk: Desk) -> None:
    plan_id = await desk.active()
    sent = Sent((REPORT,))
    for user in set(EVERYBODY) - {BO}:
        with pytest.raises(Denied):
            await desk.does(user, service.check_in, plan_id, monday=MONDAY, mood="unsure", text=OTTER, sent=sent)
    assert await desk.rows(PlanFile) == []


async def test_somebody_of_hr_has_the_files_of_their_own_plan_as_its_person_only(desk: Desk) -> None:
    plan_id = await desk.draft(HAL)
    await desk.does(ANA, service.put_files, plan_id, Sent((REPORT,)))
    row = await brings(desk)
    with pytest.raises(Denied):
        await asks(desk, HAL, plan_id, row.key)
    await desk.does(ANA, service.submit, plan_id)
    await desk.does(EVE, service.publish, plan_id)
    await asks(desk, HAL, plan_id, row.key)


async def test_the_committee_has_them_until_it_has_decided(desk: Desk) -> None:
    plan_id = await appealed(desk, committee=(DEE, MAX))
    bo, of_plan = await desk.member(BO), {"workspace_id": desk.workspace_id, "plan_id": plan_id}
    note = PlanNote(**of_plan, author_id=bo, kind="checkin", on=MONDAY, text=OTTER, written_at=desk.now)
    told = {"slack_id": "F1", "name": "report.pdf", "media_type": "", "size": len(PDF), "state": "kept"}
    async with desk.database.write() as session:
        session.add(note)
        await session.flush()
        uploaded = {"note_id": note.key, "uploaded_by": bo, "uploaded_at": desk.now}
        session.add(PlanFile(**of_plan, content=PDF, **uploaded, **told))
    (row,) = await desk.rows(PlanFile)
    await asks(desk, DEE, plan_id, row.key)
    with pytest.raises(Denied):
        await asks(desk, CHEN, plan_id, row.key)
    await desk.does(DEE, service.decide_appeal, plan_id, Move.UPHOLD, OTTER, ends_on=None)
    assert await rendered(desk, DEE, plan_id, row.key) is None, "what was asked for before is not sent any more"
    with pytest.raises(Denied):
        await asks(desk, DEE, plan_id, row.key)


async def test_the_copy_names_the_files_and_erasure_forgets_them(desk: Desk) -> None:
    plan_id, _ = await kept(desk)
    bo, ana = await desk.member(BO), await desk.member(ANA)
    async with desk.database.read() as session:
        own = await stored_about(session, desk.workspace_id, bo, now=desk.now)
        hers = await stored_about(session, desk.workspace_id, ana, now=desk.now)
    (told,) = own["plan_files"]
    assert (told["file_name"], told["size"], told["sha256"]) == ("report.pdf", len(PDF), sha256(PDF).hexdigest())
    assert hers["plan_files"] == []
    for language in LANGUAGES:
        copy = Copy(await desk.cast.who(BO), desk.now, {"plan_files": own["plan_files"]})
        with zipfile.ZipFile(io.BytesIO(export_file(translator(language), copy).content)) as archive:
            assert "report.pdf" in archive.read(archive.namelist()[0]).decode()
    async with desk.database.write() as session:
        await forget_plans(session, desk.workspace_id, bo)
    assert await desk.rows(PlanFile) == []
    assert Move.BEGIN not in await desk.moves(plan_id)
