"""Customers and partners say how it is to work with somebody: by links, without an account, and nobody learns who."""

from datetime import UTC, datetime

from sqlmodel import select

from bot.features.people import service as people
from bot.features.voices.models import VoiceAnswer, VoiceComment, VoiceLink, VoiceRequest
from bot.features.voices.service import Counted, ratings_for
from scoring.periods import Period
from tests.features.voices.outside import EVALUATION, PACKAGED, ask, asking_office, nonce_of
from tests.office import ANA, BO, CHEN, DEE, EVE, WEDNESDAY, Office
from tests.scenarios.audited import log_of, say, shown

FIVE = ("Acme, Ms Li", "Acme, Mr Roth", "Bolt GmbH", "Cirrus", "Delta")
NEW_YEAR = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
"""In Berlin the quarter is over."""
WEDNESDAY_IN_DECEMBER = datetime(2026, 12, 30, 9, 0, tzinfo=UTC)
REFUSED, REFUSED_TOO = "There is nobody here that you may look at", "这里没有您可以查看的人员"


async def board(at: Office, user: str, about: str = "") -> str:
    person = at.person(user)
    while person.views:
        await person.close()
    return await say(at, user, f"/perf voice {about}".strip())


async def ratings(at: Office, day: datetime) -> dict[int, dict[str, Counted]]:
    async with at.parts.database.read() as session:
        today = day.astimezone(at.parts.settings.zone).date()
        return await ratings_for(session, at.parts.workspace_id, Period.parse("2026-Q4"), today=today)


async def nothing_leads_to_a_link(at: Office, links: list[str]) -> None:
    """From no answer and no comment, and no link can be written again."""
    ours = at.parts.workspace_id
    async with at.parts.database.read() as session:
        answers = (await session.exec(select(VoiceAnswer).where(VoiceAnswer.workspace_id == ours))).all()
        comments = (await session.exec(select(VoiceComment).where(VoiceComment.workspace_id == ours))).all()
        kept = (await session.exec(select(VoiceLink).where(VoiceLink.workspace_id == ours))).all()
        (request,) = (await session.exec(select(VoiceRequest).where(VoiceRequest.workspace_id == ours))).all()
    columns = {"id", "workspace_id", "subject_id", "team_id", "period", "last_day"}
    assert (len(answers), len(comments), len(kept)) == (5, 5, 5)
    assert set(answers[0].model_dump()) == columns | {"metric", "value"}
    assert set(comments[0].model_dump()) == columns | {"text"}
    told = str([each.model_dump() for each in (*kept, request)])
    assert not [link for link in links if link.rpartition("/")[2] in told]
    assert all(each.key > 1_000 for each in (*answers, *comments)), "drawn by chance, not counted"


async def test_five_customers_tell_how_bo_works(database_url: str) -> None:
    async with asking_office(database_url) as (at, outside):
        links = await ask(at, ANA, "@bo", *FIVE)
        for place, link in enumerate(links):
            assert (await outside.look(link)).text.count("Bo Lindgren") >= 2
            assert (await outside.look(link)).status_code == 200, "looking uses nothing up"
            if place == 2:
                assert "2 of 5 answered" in await board(at, ANA)
                assert "Bolt GmbH" not in shown(at.person(ANA)), "nobody is told which of two have answered"
            sent = await outside.answer(link, "345"[place % 3], f"Comment {place} <b>&</b>")
            assert (sent.status_code, sent.headers["location"]) == (303, "thanks?lang=en")
            assert (await outside.look(link)).status_code == 404
        seen = await board(at, ANA, "@bo")
        assert "5 of 5 people have answered" in seen
        assert "Shown after Thu, Dec 31" in seen
        assert "Comment" not in seen
        assert await ratings(at, WEDNESDAY_IN_DECEMBER) == {}
        await nothing_leads_to_a_link(at, links)
        at.clock.move_to(NEW_YEAR)
        for user, about in ((ANA, "@bo"), (BO, ""), (EVE, "@bo")):
            seen = await board(at, user, about)
            assert "Customer evaluation: *3.8* of 5 (5 people)" in seen
            assert "Acme" not in seen
        bo = at.person(BO)
        await board(at, BO)
        await bo.click(bo.view, "voices.comments")
        assert all(f"> Comment {place} &lt;b&gt;&amp;&lt;/b&gt;" in shown(bo) for place in range(5))
        assert REFUSED in await board(at, DEE, "@bo")
        assert REFUSED_TOO in await board(at, CHEN, "@bo")
        found = await ratings(at, NEW_YEAR)
        assert [*found.values()] == [{EVALUATION: Counted(5, 3.8)}]


async def test_two_are_too_few_and_four_have_no_comments(sqlite_url: str) -> None:
    async with asking_office(sqlite_url) as (at, outside):
        for link in await ask(at, ANA, "@bo", *FIVE[:2]):
            await outside.answer(link, "1", "hard to reach")
        for value, link in zip(("none", "5", "5", "5"), await ask(at, ANA, "@chen", *FIVE[:4]), strict=True):
            await outside.answer(link, value, "a joy")
        at.clock.move_to(NEW_YEAR)
        seen = await board(at, ANA, "@bo")
        assert "Customer evaluation: too few to be shown" in seen
        assert "hard to reach" not in seen
        seen = await board(at, CHEN)
        assert "客户评价 *5* 分" in seen
        assert "查看意见" not in seen
        assert "a joy" not in seen
        told = [each[EVALUATION] for each in (await ratings(at, NEW_YEAR)).values()]
        assert sorted(told, key=lambda each: each.count) == [Counted(2, None), Counted(3, 5.0)]


async def test_a_teams_work_is_asked_about_with_the_packaged_questions(sqlite_url: str) -> None:
    async with asking_office(sqlite_url) as (at, outside):
        links = await ask(at, DEE, "brand", *FIVE[:3])
        for link in links:
            page = await outside.look(link, "zh-CN")
            assert "Brand 团队" in page.text
            fields = dict.fromkeys(PACKAGED, "2")
            assert (await outside.send(link, fields | {"form": nonce_of(page)})).status_code == 303
        at.clock.move_to(NEW_YEAR)
        assert "Keeping to what was agreed: *2* of 5 (3 people)" in await board(at, DEE, "Brand")
        assert REFUSED in await board(at, BO, "Brand")
        assert await ratings(at, NEW_YEAR) == {}, "a team's are nobody's"


async def test_who_may_ask_about_whom(sqlite_url: str) -> None:
    async with asking_office(sqlite_url) as (at, _):
        for user, about in ((ANA, "@bo"), (EVE, "@bo"), (EVE, "@ana"), (ANA, "Growth"), (EVE, "Brand")):
            assert len(await ask(at, user, about, "Acme")) == 1
        for user, about in ((DEE, "@bo"), (CHEN, "@bo"), (ANA, "Brand"), (BO, "@ana")):
            seen = await board(at, user, about)
            assert "voices.open_ask" not in seen
        for user, about in ((BO, ""), (BO, "@bo"), (EVE, "@eve"), (BO, "Growth")):
            assert "voices.open_ask" not in await board(at, user, about), "nobody asks about themselves"


async def test_links_are_revoked_and_never_more_than_twenty(sqlite_url: str) -> None:
    async with asking_office(sqlite_url) as (at, outside):
        ana = at.person(ANA)
        links = await ask(at, ANA, "@bo", *[f"Customer {number}" for number in range(18)])
        await outside.answer(links[0])
        await ask(at, EVE, "@bo", "One")
        await board(at, ANA, "@bo")
        await ana.click(ana.view, "voices.open_ask")
        refused = await ana.submit(values={"labels": "Two\nThree"})
        assert "1 are left" in str(refused.errors)
        await board(at, ANA, "@bo")
        await ana.click(ana.view, "voices.revoke")
        assert "1 of 2 people" in shown(ana)
        gone = await outside.look(links[1])
        assert gone.status_code == 404
        actions = [str(each.action) for each in await log_of(at)]
        assert (actions.count("voices.asked"), actions.count("voices.revoked")) == (2, 1)


async def test_who_is_no_manager_any_more_ends_their_own_links(sqlite_url: str) -> None:
    """And reads nothing more about Bo by that."""
    async with asking_office(sqlite_url) as (at, outside):
        ana = at.person(ANA)
        (link,) = await ask(at, ANA, "@bo", "Acme")
        rows, unread = people.read_member_rows("member,team,manager\nbo@example.com,Growth,dee@example.com\n")
        async with at.parts.database.write() as session:
            await people.import_rows(session, at.parts.workspace_id, rows, unread, WEDNESDAY.date())
        assert REFUSED in await board(at, ANA, "@bo")
        assert "0 of 1 answered" in await board(at, ANA)
        await ana.click(ana.view, "voices.revoke")
        assert (await outside.look(link)).status_code == 404
        assert "voices.revoke" not in str(ana.view.blocks)
