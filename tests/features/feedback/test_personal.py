"""What people wrote to each other: a copy for oneself, nothing left of who is forgotten, and nothing kept for ever."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.features.feedback.service.personal import forget_feedback, old_feedback, stored_about
from tests.features.feedback.cast import Letters
from tests.features.people.cast import ANA, BO, CHEN, DEE, NOW

LATER = NOW + timedelta(minutes=1)


async def told(letters: Letters, user: str) -> dict[str, list[dict[str, Any]]]:
    who = await letters.who(user)
    async with letters.database.read() as session:
        return await stored_about(session, who.workspace_id, who.member_id)


async def forgotten(letters: Letters, user: str) -> None:
    who = await letters.who(user)
    async with letters.database.write() as session:
        await forget_feedback(session, who.workspace_id, who.member_id, now=LATER)


async def wrote(letters: Letters) -> None:
    """Bo thanks Chen and Chen Bo; Ana asks Bo, who answers; Bo asks Dee; Dee thanks Chen."""
    await letters.thank(BO, CHEN, "bo's thanks", is_public=True)
    await letters.thank(CHEN, BO, "chen's thanks")
    asked = await letters.ask(ANA, BO, "ana's question")
    await letters.write(BO, ANA, "bo's answer", request_id=asked)
    await letters.ask(BO, DEE, "bo's question")
    await letters.thank(DEE, CHEN, "dee's thanks")


async def test_bos_copy_holds_what_he_got_gave_and_asked_for(letters: Letters) -> None:
    await wrote(letters)
    copy = await told(letters, BO)
    assert [(each["by"], each["text"]) for each in copy["feedback_received"]] == [("陈琳", "chen's thanks")]
    assert {(each["to"], each["text"]) for each in copy["feedback_given"]} == {
        ("陈琳", "bo's thanks"),
        ("Ana Costa", "bo's answer"),
    }
    (asked,), (asked_of,) = copy["feedback_asked_for"], copy["feedback_asked_of"]
    assert (asked["colleague"], asked["question"], asked["state"]) == ("Dee Walsh", "bo's question", "open")
    assert (asked_of["colleague"], asked_of["question"], asked_of["state"]) == (
        "Ana Costa",
        "ana's question",
        "answered",
    )
    assert "dee's thanks" not in str(copy)
    assert "dee's thanks" not in str(await told(letters, ANA))


async def test_when_bo_is_forgotten_his_words_go_and_others_keep_theirs(letters: Letters) -> None:
    await wrote(letters)
    await forgotten(letters, BO)
    texts = {row.text for row in await letters.rows()}
    assert texts == {"", "dee's thanks"}
    assert await letters.requests() == []
    assert all(row.ended_at for row in await letters.rows() if not row.text)
    assert [each["text"] for each in (await told(letters, CHEN))["feedback_received"]] == ["", "dee's thanks"]
    before = await letters.state()
    await forgotten(letters, BO)
    assert await letters.state() == before


async def test_an_answer_stays_when_only_who_was_asked_by_others_goes(letters: Letters) -> None:
    await wrote(letters)
    await forgotten(letters, DEE)
    assert {row.text for row in await letters.rows()} == {"bo's thanks", "chen's thanks", "bo's answer", ""}
    assert [each.question for each in await letters.requests()] == ["ana's question"]


async def test_what_is_too_old_goes_and_open_requests_wait(letters: Letters) -> None:
    await wrote(letters)
    workspace_id = letters.cast.workspace_id
    for before, rows, requests in ((NOW.date(), 4, 2), (NOW.date() + timedelta(days=1), 0, 1)):
        async with letters.database.write() as session:
            for old in old_feedback(workspace_id, before, ZoneInfo("UTC")):
                await old.batch(session)
        assert (len(await letters.rows()), len(await letters.requests())) == (rows, requests)
    assert [each.question for each in await letters.requests()] == ["bo's question"]
