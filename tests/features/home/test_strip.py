"""Home shows the last months as a picture: once it is at Slack, to its owner alone, and in words until then."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from bot.delivery.models import UploadedPicture
from bot.delivery.uploaded import forget_pictures
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.scorecards import service as scorecards
from bot.turn import Turn
from tests.features.people.cast import BO, CHEN, DEE, EVE
from tests.office import Office, office
from tests.test_app import seat

CLOSED = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)
JANUARY = datetime(2027, 1, 8, 9, 0, tzinfo=UTC)
FIGURES = ("uv", "leads", "mql", "cost")


async def november(at: Office) -> None:
    """Two say how they did, and the month comes out."""
    await seat(at)
    for user in (BO, CHEN):
        for figure in FIGURES:
            assert (await at.person(user).command(f"/checkin {figure} 40")).ok
    await at.move_to(CLOSED)
    await at.settle()


async def opened(at: Office, user: str) -> tuple[str, str]:
    """The words of the strip on the person's Home, and the file, if it shows one."""
    home = await at.person(user).open_home()
    assert home
    return strip_of(list(home.blocks))


def strip_of(blocks: list[dict[str, Any]]) -> tuple[str, str]:
    for each in blocks:
        if each["type"] == "image":
            return each["alt_text"], each["slack_file"]["id"]
        if each["type"] == "context" and each["elements"][0]["type"] == "plain_text":
            return each["elements"][0]["text"], ""
    return "", ""


async def uploaded(at: Office) -> dict[str, list[str]]:
    """Files by the account whose Home they are for."""
    async with at.parts.database.read() as session:
        rows = (await session.exec(select(UploadedPicture).where(col(UploadedPicture.slot).like("home:%")))).all()
    found: dict[str, list[str]] = {}
    for each in rows:
        assert each.slot
        assert each.slot.startswith(f"home:{each.about}:")
        found.setdefault(each.about or "", []).append(each.file_id)
    return found


async def test_words_first_then_the_picture_once_for_each(database_url: str) -> None:
    async with office(database_url) as at:
        await november(at)
        assert await opened(at, DEE) == ("", ""), "nobody has told anything of hers"
        words, file_id = await opened(at, BO)
        assert words.startswith("November 2026: Score ")
        assert "MQL count 40" in words
        assert not file_id, "nobody waits for an upload"
        again = await opened(at, BO)
        assert again == (words, "")
        chinese, _ = await opened(at, CHEN)
        assert chinese.startswith("2026年11月：得分 ")
        await at.settle()
        files = await uploaded(at)
        assert {user: len(found) for user, found in files.items()} == {BO: 1, CHEN: 1}
        home = at.person(BO).home
        assert home
        assert strip_of(list(home.blocks)) == (words, files[BO][0]), "without being opened again"
        assert await opened(at, BO) == (words, files[BO][0])
        assert await opened(at, CHEN) == (chinese, files[CHEN][0])
        await at.settle()
        assert await uploaded(at) == files


async def test_whoever_changes_the_language_and_back_finds_the_picture(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:
        await november(at)
        shown = []
        for language in ("en", "中文", "en"):
            await at.person(BO).command(f"/perf language {language}")
            await opened(at, BO)
            await at.settle()
            shown.append(await opened(at, BO))
        assert shown[0][1]
        assert shown[0] == shown[2] != shown[1]
        assert len((await uploaded(at))[BO]) == 2


async def test_an_earlier_month_that_is_revised_is_drawn_anew_the_next_day(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:
        await november(at)
        for figure in FIGURES:
            assert (await at.person(BO).command(f"/checkin {figure} 40")).ok
        await at.move_to(JANUARY)
        await at.settle()
        before = await seen(at, BO)
        await correct_november(at)
        assert (await seen(at, BO))[1] == ""
        await at.move_by(timedelta(days=1))
        after = await seen(at, BO)
        assert after[1]
        assert after != before
        published = len(at.sandbox.call_log.of("views.publish"))
        await at.move_by(timedelta(days=1))
        await opened(at, BO)
        await at.settle()
        assert len(at.sandbox.call_log.of("views.publish")) == published + 1, "it is there: no Home follows"


async def seen(at: Office, user: str) -> tuple[str, str]:
    """After whatever follows from opening Home."""
    await opened(at, user)
    await at.settle()
    return await opened(at, user)


async def correct_november(at: Office) -> None:
    workspace_id, now = at.parts.workspace_id, at.clock.now()
    line = metrics.SheetRow(2, "2026-11-20", BO, "mql", "77", reason="told late")
    async with at.parts.database.write() as session:
        await metrics.import_entries(session, workspace_id, [line], entered_by=None, now=now, today=now.date())
    async with at.parts.database.write() as session:
        eve = await people.reader(session, workspace_id, EVE)
        assert await scorecards.compute_anew(Turn(eve, now, session), "2026-11", "It came late.")
    await at.settle()


async def test_who_does_not_look_has_nothing_uploaded(sqlite_url: str) -> None:
    """Although the month refreshes the Homes of all who have ever opened theirs."""
    async with office(sqlite_url) as at:
        for user in (BO, CHEN):
            await at.person(user).open_home()
        await november(at)
        home = at.person(BO).home
        assert home
        words, file_id = strip_of(list(home.blocks))
        assert words.startswith("November 2026: Score ")
        assert (file_id, await uploaded(at)) == ("", {})


async def test_a_file_that_is_gone_leaves_the_words_and_nothing_of_whom_it_showed_stays(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:
        await november(at)
        words, _ = await opened(at, BO)
        await at.settle()
        [file_id] = (await uploaded(at))[BO]
        at.sandbox.core.files.forget(file_id)
        assert await opened(at, BO) == (words, ""), "Home opens all the same"
        async with at.parts.database.write() as session:
            await forget_pictures(session, at.parts.workspace_id, BO, now=at.clock.now())
        await at.settle()
        assert await uploaded(at) == {}


async def test_without_pictures_there_are_words(sqlite_url: str) -> None:
    async with office(sqlite_url, pictures="off") as at:
        await november(at)
        words, _ = await opened(at, BO)
        await at.settle()
        assert words
        assert (await opened(at, BO), await uploaded(at)) == ((words, ""), {})
