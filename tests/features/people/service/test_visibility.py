from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from bot.errors import Denied, Rejected
from bot.features.people import service
from bot.features.people.service import Action
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, NOW, TODAY, Cast, account, opened

NOBODY = 987_654


async def may(cast: Cast, viewer: str, action: Action, subject_id: int) -> Rejected | None:
    """The refusal, or None when the viewer may."""
    who = await cast.who(viewer)
    async with cast.database.read() as session:
        try:
            await service.require(session, who, action, subject_id, at=NOW)
        except Rejected as rejected:
            return rejected
    return None


@contextmanager
def statements(cast: Cast) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    engines = [each.sync_engine for each in cast.database.engines]
    for each in engines:
        event.listen(each, "before_cursor_execute", note)
    yield asked
    for each in engines:
        event.remove(each, "before_cursor_execute", note)


async def seers(cast: Cast, subject: str) -> set[str]:
    """Who may see the subject's card."""
    key = (await cast.member(subject)).key
    return {viewer for viewer in (ANA, BO, CHEN, DEE, EVE) if await may(cast, viewer, Action.SEE_CARD, key) is None}


async def test_a_card_is_seen_by_its_owner_the_manager_and_hr(cast: Cast) -> None:
    assert await seers(cast, BO) == {ANA, BO, EVE}
    assert await seers(cast, CHEN) == {ANA, CHEN, EVE}
    assert await seers(cast, DEE) == {DEE, EVE}
    assert await seers(cast, EVE) == {EVE}


async def test_an_administrator_sees_no_card_that_is_not_their_own_or_of_their_people(cast: Cast) -> None:
    assert await cast.roles(ANA) == {"admin"}
    assert ANA not in await seers(cast, DEE)


async def test_managers_above_see_too_but_not_those_beside(cast: Cast) -> None:
    await cast.report_to(CHEN, BO)
    await cast.report_to(ANA, DEE)
    assert await seers(cast, CHEN) == {CHEN, BO, ANA, DEE, EVE}
    assert await seers(cast, BO) == {BO, ANA, DEE, EVE}


async def test_a_circle_of_managers_neither_hangs_nor_opens_anything_to_others(cast: Cast) -> None:
    await cast.report_to(ANA, BO)
    assert await seers(cast, BO) == {ANA, BO, EVE}
    assert await seers(cast, CHEN) == {ANA, BO, CHEN, EVE}


async def test_the_refusal_is_the_same_for_somebody_who_does_not_exist(cast: Cast) -> None:
    bo = (await cast.member(BO)).key
    for action in Action:
        hidden, unknown = await may(cast, DEE, action, bo), await may(cast, DEE, action, NOBODY)
        assert hidden is not None
        assert unknown is not None
        assert (hidden.key, hidden.field, hidden.params) == ("people-error-not-visible", None, {})
        assert (unknown.key, unknown.field, unknown.params) == (hidden.key, hidden.field, hidden.params)


@pytest.mark.parametrize("typed", ["U0NOBODY", "nobody@example.com", "Dee Walshe", "Chris Twin"])
async def test_nor_does_it_take_longer_or_shorter(cast: Cast, typed: str) -> None:
    """Chen asks for Dee, and for somebody who is not here or whose name fits two: the same statements are run, and no
    names are compared with it."""
    await cast.sync(account("U0ONE", "Chris Twin"), account("U0TWO", "Chris Twin"))
    chen, asked = await cast.who(CHEN), []
    for each in ("Dee Walsh", typed):
        with statements(cast) as sent:
            async with cast.database.read() as session:
                with pytest.raises(Denied, match="people-error-not-visible"):
                    await service.find_visible(session, chen, Action.SEE_CARD, each, at=NOW)
        asked.append(sent)
    assert asked[0] == asked[1] != []


async def test_nor_for_a_number_that_no_row_has(cast: Cast) -> None:
    dee = (await cast.member(DEE)).key
    for action in Action:
        asked = []
        for subject in (dee, NOBODY):
            with statements(cast) as sent:
                assert await may(cast, CHEN, action, subject) is not None
            asked.append(sent)
        assert asked[0] == asked[1], action


async def test_not_even_hr_sees_somebody_who_does_not_exist(cast: Cast) -> None:
    assert await may(cast, EVE, Action.SEE_CARD, NOBODY) is not None


async def test_a_manager_who_left_sees_nothing_any_more(cast: Cast) -> None:
    await cast.change(ANA, is_active=False)
    assert await seers(cast, BO) == {BO, EVE}


async def test_the_card_of_somebody_who_left_stays_with_manager_and_hr(cast: Cast) -> None:
    await cast.change(BO, is_active=False)
    assert await seers(cast, BO) == {ANA, EVE}


async def test_another_workspace_is_out_of_sight(cast: Cast) -> None:
    async with cast.database.write() as session:
        elsewhere = Cast(cast.database, await opened(session, "T0OTHER"))
    await elsewhere.sync({"id": EVE, "profile": {"real_name": "Eve elsewhere"}})
    await elsewhere.hold(EVE, "hr")
    assert await may(elsewhere, EVE, Action.SEE_CARD, (await cast.member(BO)).key) is not None


async def test_administrators_and_hr_administer(cast: Cast) -> None:
    async with cast.database.read() as session:
        allowed = {
            user
            for user in (ANA, BO, CHEN, DEE, EVE)
            if await service.may_administer(session, await cast.who(user), on=TODAY)
        }
    assert allowed == {ANA, EVE}


async def test_a_slack_admin_stands_in_until_somebody_is_appointed(cast: Cast) -> None:
    await cast.change(DEE, is_slack_admin=True)
    dee = await cast.who(DEE)
    async with cast.database.read() as session:
        assert not await service.may_administer(session, dee, on=TODAY)
    await cast.hold(ANA)
    async with cast.database.read() as session:
        assert await service.may_administer(session, dee, on=TODAY)
        await service.require(session, dee, Action.ADMINISTER, (await cast.member(BO)).key, at=NOW)


async def test_who_may_not_administer_is_told_who_can_help(cast: Cast) -> None:
    async with cast.database.read() as session:
        with pytest.raises(Rejected) as refused:
            await service.require_administrator(session, await cast.who(BO), on=TODAY)
    assert refused.value.key == "people-error-not-administrator"
    assert refused.value.params["helpers"] == ["Ana Costa", "Eve Moreau"]


async def test_without_administrators_the_admins_of_slack_can_help(cast: Cast) -> None:
    await cast.hold(ANA)
    await cast.hold(EVE)
    async with cast.database.read() as session:
        with pytest.raises(Rejected) as refused:
            await service.require_administrator(session, await cast.who(BO), on=TODAY)
    assert refused.value.params == {"helpers": ["Ana Costa"], "found": 1}
