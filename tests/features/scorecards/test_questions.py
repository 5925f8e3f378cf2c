"""Bo says that something is wrong with his October: who reads that, who answers, and what is kept of it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import pytest
from sqlmodel import select

from bot.delivery.private import inside
from bot.errors import Denied, Rejected
from bot.features.scorecards import service
from bot.features.scorecards.models import CardQuestion
from bot.features.scorecards.service.personal import forget_cards, stored_about
from bot.features.scorecards.views import card_modal, question_view
from bot.i18n.translator import translator
from bot.turn import Turn
from tests.databases import opened
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.scorecards.cast import CLOSING, Firm, visited
from tests.features.scorecards.test_corrections import LATER, compute_anew, correct
from tests.scenarios.audited import words

TEXT = "The fair's leads are missing."


@pytest.fixture
async def firm(sqlite_url: str) -> AsyncIterator[Firm]:
    """On the quicker database; both are asked in the tests of months in a row."""
    database = opened(sqlite_url)
    yield await visited(database)
    await database.close()


@pytest.fixture
async def out(firm: Firm) -> Firm:
    await firm.tell_all()
    await firm.close()
    return firm


async def ask(firm: Firm, user: str, *, about: str | None = None, text: str = TEXT) -> CardQuestion:
    key = await firm.key(about or user)
    async with firm.database.write() as session:
        turn = Turn(await firm.cast.who(user), CLOSING, session)
        return await service.ask(turn, f"{key}:2026-10:1", text)


async def answer(
    firm: Firm, user: str, question: int, text: str = "Added.", *, aside: bool = False
) -> service.Question:
    async with firm.database.write() as session:
        turn = Turn(await firm.cast.who(user), CLOSING, session)
        return await service.answer(turn, question, text, sets_aside=aside)


async def may_read(firm: Firm, user: str, question: int) -> bool:
    async with firm.database.read() as session:
        who = await firm.cast.who(user)
        try:
            await service.read_question(session, who, question, now=CLOSING)
        except Denied:
            return False
    return True


async def listed_for(firm: Firm, user: str) -> int:
    async with firm.database.read() as session:
        return len(await service.open_for(Turn(await firm.cast.who(user), CLOSING, session)))


async def told(firm: Firm, kind: str) -> list[str]:
    rows = (await firm.deliveries()).values()
    return sorted(row.recipient for row in rows if inside(row.kind, row.payload)[0] == kind)


async def test_who_reads_it_and_who_answers(out: Firm) -> None:
    question = (await ask(out, BO)).key
    assert {user for user in (ANA, BO, CHEN, DEE, EVE) if await may_read(out, user, question)} == {ANA, BO, EVE}
    assert {user for user in (ANA, BO, CHEN, DEE, EVE) if await listed_for(out, user)} == {ANA, EVE}
    assert await told(out, service.QUESTIONED) == [ANA, EVE]
    assert TEXT not in str([row.payload for row in (await out.deliveries()).values()])
    for user in (BO, CHEN, DEE):
        with pytest.raises(Denied):
            await answer(out, user, question)
    found = await answer(out, ANA, question, aside=True)
    assert (found.row.answer, found.row.sets_aside) == ("Added.", False)  # HR alone leaves a month out
    with pytest.raises(Rejected, match="scorecards-error-question-answered"):
        await answer(out, EVE, question)
    assert not await listed_for(out, EVE)
    assert await told(out, service.ANSWERED) == [BO]


async def test_one_open_question_about_a_card(out: Firm) -> None:
    asked = await asyncio.gather(ask(out, BO), ask(out, BO), return_exceptions=True)
    assert sum(isinstance(each, CardQuestion) for each in asked) == 1
    assert {each.key for each in asked if isinstance(each, Rejected)} == {"scorecards-error-question-open"}
    question = next(each.key for each in asked if isinstance(each, CardQuestion))
    await answer(out, EVE, question, aside=True)
    assert (await ask(out, BO)).key != question


async def test_what_becomes_of_it_stands_on_the_card_it_is_about(out: Firm) -> None:
    """Open, then answered, then with the revision that it led to: for Bo, his manager and HR."""

    async def shown(user: str = BO, revision: int | None = None) -> str:
        async with out.database.write() as session:
            turn = Turn(await out.cast.who(user), LATER, session)
            card = await service.card_of(turn, await out.key(BO), "2026-10", revision)
        return str(card_modal(translator("en"), card, is_own=user == BO).to_dict())

    question = (await ask(out, BO)).key
    asked = "Question of Sat, Nov 7 about revision 1"
    assert f"{asked} · waits for an answer" in await shown()
    assert "scorecards.question'" not in await shown(), "one is open"
    assert "Read and answer" in await shown(ANA)
    await answer(out, ANA, question)
    assert f"{asked} · answered on Sat, Nov 7'" in await shown()
    await correct(out, BO, "mql 64 2026-10-30")
    assert await compute_anew(out) == 1
    for user, revision in ((BO, None), (BO, 1), (ANA, None)):
        assert f"{asked} · answered on Sat, Nov 7 · led to revision 2" in await shown(user, revision)
    async with out.database.read() as session:
        read = await service.read_question(session, await out.cast.who(BO), question, now=LATER)
    assert "see revision 2 of the card" in str(question_view(translator("en"), read).to_dict())
    edits = [each for each in (await out.deliveries()).values() if (each.updates_key or "").startswith("card:")]
    assert {each.updates_key for each in edits} == {f"card:{await out.key(BO)}:2026-10:1"}
    assert len(edits) == 2, "asked, answered"


async def test_hr_does_not_answer_about_themselves(out: Firm) -> None:
    await out.cast.hold(BO, "hr")
    question = (await ask(out, BO)).key
    with pytest.raises(Denied):
        await answer(out, BO, question, aside=True)
    assert not await listed_for(out, BO)


async def test_what_is_refused(out: Firm) -> None:
    for text in ("  ", "x" * 3_001):
        with pytest.raises(Rejected, match="scorecards-error-question-text"):
            await ask(out, BO, text=text)
    for user, about in ((ANA, BO), (DEE, BO), (CHEN, BO)):
        with pytest.raises(Denied):
            await ask(out, user, about=about)


async def test_one_gets_a_copy_and_is_forgotten_with_it(out: Firm) -> None:
    bo = await out.key(BO)
    await answer(out, EVE, (await ask(out, BO)).key, "They came in November.", aside=True)
    async with out.database.write() as session:
        (kept,) = (await stored_about(session, out.workspace_id, bo))["card_questions"]
        assert (kept["period"], kept["text"], kept["answer"]) == ("2026-10", TEXT, "They came in November.")
        assert (await stored_about(session, out.workspace_id, await out.key(ANA)))["card_questions"] == []
        await forget_cards(session, out.workspace_id, bo, now=CLOSING)
        assert (await session.exec(select(CardQuestion))).all() == []


async def test_it_is_kept_as_long_as_the_card(out: Firm) -> None:
    await ask(out, BO)
    for before, left in ((date(2026, 10, 1), 1), (date(2026, 11, 1), 0)):
        async with out.database.write() as session:
            for rows in service.old_cards(out.workspace_id, before):
                while await rows.batch(session):
                    pass
            assert len((await session.exec(select(CardQuestion))).all()) == left


async def test_the_button_is_under_ones_own_card_only(out: Firm) -> None:
    for user, text, is_there in ((BO, "", True), (ANA, f"<@{BO}>", False)):
        shown = await out.command(user, text)
        assert ("scorecards.question" in words(shown.message.payload()["blocks"])) is is_there  # type: ignore[union-attr]  # a Tell
