"""Who is named to the team, and only with what they agreed to."""

import asyncio
import json
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event, update
from sqlmodel import select

from bot.delivery.promises import Occasion
from bot.errors import Denied, Rejected
from bot.features.scorecards import repository, service
from bot.features.scorecards.jobs import RENDERERS
from bot.features.scorecards.models import TeamCard, Win
from bot.features.scorecards.service import stars
from bot.features.scorecards.service.personal import forget_cards, stored_about
from bot.slack.messages import Message
from bot.turn import Turn
from scoring.rewards import Star
from tests.features.people.cast import ANA, BO, CHEN, EVE
from tests.features.scorecards.cast import CLOSING, LAST_OCTOBER, OCTOBER, Firm

SOON = CLOSING + timedelta(hours=1)
LATE = CLOSING + timedelta(days=6)
NOVEMBER, LAST_NOVEMBER = date(2026, 11, 1), date(2025, 11, 1)


@pytest.fixture
async def asked(firm: Firm) -> Firm:
    """October is out, and who did well has been asked."""
    for user, mql in ((ANA, 100), (BO, 120), (CHEN, 90)):
        await firm.tell(user, OCTOBER, uv=1_000, leads=40, mql=mql)
        await firm.tell(user, LAST_OCTOBER, uv=999)
    await firm.target("mql_count", "80")
    await firm.close()
    await ask(firm)
    return firm


async def ask(firm: Firm, *, now: datetime = SOON) -> int:
    async with firm.database.write() as session:
        return await service.ask_about_wins(session, firm.workspace_id, now=now)


async def win_of(firm: Firm, user: str) -> Win:
    key = await firm.key(user)
    async with firm.database.read() as session:
        return (await session.exec(select(Win).where(Win.member_id == key))).one()


async def answer(firm: Firm, user: str, *, shares: bool, now: datetime = SOON) -> service.AskedWin:
    win = await win_of(firm, user)
    async with firm.database.write() as session:
        return await service.answer_win(Turn(await firm.cast.who(user), now, session), win.key, shares=shares)


async def choose(firm: Firm, user: str, *, is_asked: bool = True, may_be_star: bool = False) -> None:
    async with firm.database.write() as session:
        turn = Turn(await firm.cast.who(user), SOON, session)
        await service.choose(turn, is_asked=is_asked, may_be_star=may_be_star)


async def shown(firm: Firm, kind: str, payload: dict[str, object], *, to: str = "C0GROWTH") -> str:
    async with firm.database.read() as session:
        message = await RENDERERS[kind](session, Occasion(firm.workspace_id, to, payload, SOON))
    assert isinstance(message, Message)
    return json.dumps(message.payload(), ensure_ascii=False)


async def post(firm: Firm) -> str:
    return await shown(firm, "scorecards.team", {"team_id": firm.growth, "period": "2026-10"})


async def test_a_win_is_asked_about_once_and_named_only_after_a_yes(asked: Firm) -> None:
    assert await ask(asked) == 0
    keys = {each for each in await asked.deliveries() if each.startswith("win:")}
    assert keys == {f"win:{await asked.key(user)}:2026-10" for user in (ANA, BO, CHEN)}
    win = await win_of(asked, BO)
    question = await shown(asked, service.WIN_ASKED, {"win": win.key}, to=BO)
    assert "May your team know what went well in October 2026?" in question
    assert "*Bo Lindgren*: MQL count 120, 150% of target" in question
    assert "Bo" not in await post(asked)
    await answer(asked, BO, shares=True)
    text = await post(asked)
    assert "*Bo Lindgren*: MQL count, target met" in text, "his 120 of the team's 310 would leave two people's 190"
    assert "Team figures, and what Bo Lindgren agreed to share" in text
    assert "Ana" not in text
    assert "陈琳" not in text


async def test_a_second_press_and_two_at_once_change_nothing(asked: Firm) -> None:
    await asyncio.gather(*(answer(asked, BO, shares=each) for each in (True, True)))
    again = await answer(asked, BO, shares=False)
    assert again.row.state == "shared"
    edits = [key for key in await asked.deliveries() if key.startswith(f"team:{asked.growth}:2026-10:win")]
    assert edits == [f"team:{asked.growth}:2026-10:win:{again.row.key}:shared"]


async def test_two_who_agree_at_the_same_moment_do_not_leave_the_third_alone_with_the_rest(asked: Firm) -> None:
    async with asked.database.write() as session:
        await session.exec(update(TeamCard).values(minimum=2))
    given = await asyncio.gather(answer(asked, ANA, shares=True), answer(asked, CHEN, shares=True))
    assert sorted(each.row.shows_figure for each in given) == [False, True]


async def test_everybody_is_asked_in_one_statement(firm: Firm) -> None:
    version, sent = await firm.version(), list[str]()
    rows = [
        Win(
            workspace_id=firm.workspace_id,
            member_id=await firm.key(user),
            team_id=firm.growth,
            period="2026-10",
            scheme_version_id=version,
            metric="mql_count",
            value=60,
            attainment=120,
            asked_at=SOON,
        )
        for user in (ANA, BO, CHEN)
    ]

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(statement)

    engines = [each.sync_engine for each in firm.database.engines]
    async with firm.database.write() as session:
        await repository.add_wins(session, rows[:1])
        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
        added = await repository.add_wins(session, rows)
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
    assert [each.member_id for each in added] == [await firm.key(user) for user in (BO, CHEN)]
    assert len({each.key for each in added}) == 2
    assert len(sent) == 1, "of ten thousand people five thousand may be asked"


async def test_a_no_is_told_to_nobody(asked: Firm) -> None:
    before = set(await asked.deliveries())
    await answer(asked, BO, shares=False)
    win = await win_of(asked, BO)
    assert set(await asked.deliveries()) - before == {f"win:{win.member_id}:2026-10:declined"}
    assert "Bo" not in await post(asked)


async def test_taking_back_edits_the_post_whenever_it_is(asked: Firm) -> None:
    win = (await answer(asked, BO, shares=True)).row
    async with asked.database.write() as session:
        await service.withdraw_win(Turn(await asked.cast.who(BO), LATE, session), win.key)
    assert "Bo" not in await post(asked)
    edit = (await asked.deliveries())[f"team:{asked.growth}:2026-10:win:{win.key}:withdrawn"]
    assert (edit.operation, edit.updates_key) == ("update", f"team:{asked.growth}:2026-10")


async def test_after_three_working_days_the_post_is_left_alone(asked: Firm) -> None:
    with pytest.raises(Rejected, match="win-late"):
        await answer(asked, BO, shares=True, now=LATE)
    assert (await win_of(asked, BO)).state == "asked"
    assert await ask(asked, now=LATE) == 0


async def test_nobody_answers_for_somebody_else(asked: Firm) -> None:
    win = await win_of(asked, BO)
    async with asked.database.write() as session:
        with pytest.raises(Denied):
            await service.answer_win(Turn(await asked.cast.who(ANA), SOON, session), win.key, shares=True)


async def test_what_was_corrected_meanwhile_is_not_shared(asked: Firm) -> None:
    win = await win_of(asked, BO)
    async with asked.database.write() as session:
        row = (await session.exec(select(Win).where(Win.id == win.key))).one()
        row.value = 121
        session.add(row)
    assert (await answer(asked, BO, shares=True)).row.state == "dropped"
    assert "Bo" not in await post(asked)


async def test_whoever_never_wants_to_be_asked_is_not(firm: Firm) -> None:
    await choose(firm, BO, is_asked=False)
    await firm.tell_all()
    await firm.target("mql_count", "40")
    await firm.close()
    await ask(firm)
    async with firm.database.read() as session:
        members = set((await session.exec(select(Win.member_id))).all())
    assert members >= {await firm.key(ANA), await firm.key(CHEN)}
    assert await firm.key(BO) not in members


async def test_the_copy_has_it_and_forgetting_takes_it_out_of_the_post(asked: Firm) -> None:
    await answer(asked, BO, shares=True)
    key = await asked.key(BO)
    async with asked.database.read() as session:
        stored = await stored_about(session, asked.workspace_id, key)
    assert [(row["metric"], row["state"]) for row in stored["wins"]] == [("mql_count", "shared")]
    async with asked.database.write() as session:
        await forget_cards(session, asked.workspace_id, key, now=SOON)
    assert "Bo" not in await post(asked)
    assert f"team:{asked.growth}:2026-10:forgotten:{key}" in await asked.deliveries()


RULE = Star.model_validate({"id": "star", "title": {"en": "Star", "zh-CN": "之星"}, "ties": "longest_ago"})


@pytest.fixture
async def starry(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> Firm:
    """The scheme has a star of the month; the three of Growth take part."""
    monkeypatch.setattr(stars, "rule_of", lambda _scheme: RULE)
    for user in (ANA, BO, CHEN):
        await choose(firm, user, may_be_star=True)
    for user, mql in ((ANA, 80), (BO, 120), (CHEN, 90)):
        await firm.tell(user, OCTOBER, uv=1_000, leads=40, mql=mql)
        await firm.tell(user, LAST_OCTOBER, uv=900)
    await firm.target("mql_count", "80")
    return firm


async def test_the_star_is_the_best_of_those_who_take_part(starry: Firm) -> None:
    await starry.close()
    text = await post(starry)
    assert ":star: *Star of October 2026: Bo Lindgren*, the best complete card of those who take part" in text
    assert "what Bo Lindgren agreed to share" in text
    assert "Ana" not in text


async def test_whoever_takes_part_no_more_is_neither_named_nor_counted(starry: Firm) -> None:
    await choose(starry, BO)
    await starry.close()
    assert "Star of" not in await post(starry), "two are fewer than the minimum"


async def test_leaving_later_takes_the_name_out_of_the_post(starry: Firm) -> None:
    await starry.close()
    await choose(starry, BO)
    assert "Bo" not in await post(starry)
    assert any(each.startswith(f"team:{starry.growth}:2026-10:star:") for each in await starry.deliveries())


async def test_who_has_left_stands_in_no_post(starry: Firm) -> None:
    await starry.close()
    await starry.cast.change(BO, is_active=False)
    assert "Bo" not in await post(starry)


async def test_hr_alone_sees_stars_and_takes_one_back_once(starry: Firm) -> None:
    await starry.close()
    async with starry.database.write() as session:
        with pytest.raises(Denied):
            await service.all_stars(Turn(await starry.cast.who(ANA), SOON, session))
    for _ in range(2):
        async with starry.database.write() as session:
            turn = Turn(await starry.cast.who(EVE), SOON, session)
            (star,) = await service.all_stars(turn)
            (star,) = await service.take_back(turn, star.row.key)
            assert (star.member.slack_user, star.row.n_candidates, star.row.taken_back_at) == (BO, 3, SOON)
    assert "Bo" not in await post(starry)


async def test_of_equals_whoever_waited_longest_is_the_star(starry: Firm) -> None:
    await starry.close()
    for user in (ANA, BO, CHEN):
        await starry.tell(user, NOVEMBER, uv=1_000, leads=40, mql=100 if user != CHEN else 80)
        await starry.tell(user, LAST_NOVEMBER, uv=900)
    await starry.close("2026-11", now=CLOSING.replace(month=12))
    text = await shown(starry, "scorecards.team", {"team_id": starry.growth, "period": "2026-11"})
    assert "*Star of November 2026: Ana Costa*, among the equally best of those who take part" in text
