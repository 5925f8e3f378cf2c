"""Who was where, and when: what was stays, what is planned comes by itself."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy.exc import IntegrityError

from bot.errors import Rejected, RejectedFields
from bot.features.people import repository, service
from bot.features.people.models import Membership
from bot.features.people.rules.timeline import Span
from bot.features.people.service import Action, PersonWish, TeamWish
from bot.features.people.service.membership import Places
from bot.features.people.service.timelines import Timelines
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, NOW, TODAY, Cast, account

TOMORROW, NEXT_MONTH = TODAY + timedelta(days=1), date(2026, 12, 1)


async def team_ids(cast: Cast) -> dict[str, int]:
    async with cast.database.read() as session:
        return {team.name: team.key for team in await service.teams(session, cast.workspace_id)}


async def move(cast: Cast, slack_user: str, team: str | None, on: date) -> None:
    key, ids = (await cast.member(slack_user)).key, await team_ids(cast)
    async with cast.database.write() as session:
        await repository.lock_workspace(session, cast.workspace_id)
        places = await Places.read(session, cast.workspace_id)
        places.place(key, ids[team] if team else None, on)
        await places.save(session, cast.workspace_id)


async def team_on(cast: Cast, slack_user: str, on: date) -> str | None:
    key = (await cast.member(slack_user)).key
    async with cast.database.read() as session:
        found = await service.team_of(session, cast.workspace_id, key, on=on)
    return found.name if found else None


async def spans(cast: Cast, slack_user: str) -> list[Span]:
    key = (await cast.member(slack_user)).key
    async with cast.database.read() as session:
        timelines = await Timelines.read(session, cast.workspace_id, repository.TEAMS)
    return list(timelines.of(key))


async def test_where_somebody_was_is_still_known_after_they_moved(cast: Cast) -> None:
    await move(cast, BO, "Brand", TOMORROW)
    assert [await team_on(cast, BO, day) for day in (TODAY - timedelta(days=1), TODAY, TOMORROW)] == [
        None,
        "Growth",
        "Brand",
    ]
    ids = await team_ids(cast)
    assert await spans(cast, BO) == [Span(ids["Growth"], TODAY, TODAY), Span(ids["Brand"], TOMORROW)]


async def test_two_moves_on_a_day_leave_the_last_and_back_again_leaves_none(cast: Cast) -> None:
    before = await spans(cast, BO)
    await move(cast, BO, "Brand", TOMORROW)
    await move(cast, BO, None, TOMORROW)
    assert await team_on(cast, BO, TOMORROW) is None
    await move(cast, BO, "Growth", TOMORROW)
    assert await spans(cast, BO) == before


async def test_what_is_planned_holds_from_its_day_in_every_list(cast: Cast) -> None:
    await move(cast, BO, "Brand", NEXT_MONTH)
    ids = await team_ids(cast)
    async with cast.database.read() as session:
        for day, teams in ((TODAY, ("Growth", 3, 1)), (NEXT_MONTH, ("Brand", 2, 2))):
            in_team = await service.team_members(session, cast.workspace_id, ids[teams[0]], on=day)
            assert BO in {each.slack_user for each in in_team}
            sizes = await repository.team_sizes(session, cast.workspace_id, on=day)
            assert (sizes[ids["Growth"]], sizes[ids["Brand"]]) == teams[1:]
            everybody = await service.members_with_team(session, cast.workspace_id, on=day)
            assert len(everybody) == len({member.key for member, _ in everybody}) == 4


async def test_a_lead_who_moves_leads_no_more_from_that_day_on(cast: Cast) -> None:
    ids, ana = await team_ids(cast), (await cast.member(ANA)).key
    await move(cast, ANA, "Brand", NEXT_MONTH)
    async with cast.database.read() as session:
        for day, lead in ((TODAY, ANA), (NEXT_MONTH, None)):
            found = await service.lead_of(session, cast.workspace_id, ids["Growth"], on=day)
            assert (found.slack_user if found else None) == lead
        assert await service.team_led_by(session, cast.workspace_id, ana, on=TODAY) == ids["Growth"]
        assert await service.team_led_by(session, cast.workspace_id, ana, on=NEXT_MONTH) is None
    await move(cast, ANA, "Growth", NEXT_MONTH + timedelta(days=9))
    async with cast.database.read() as session:
        later = NEXT_MONTH + timedelta(days=10)
        assert await service.lead_of(session, cast.workspace_id, ids["Growth"], on=later) is None


async def test_a_former_manager_sees_nothing_any_more_and_the_new_one_all(cast: Cast) -> None:
    await cast.report_to(BO, DEE, NEXT_MONTH)
    bo = (await cast.member(BO)).key
    seers = {}
    for at in (NOW, datetime(2026, 12, 1, 9, 0, tzinfo=UTC)):
        seers[at.month] = set()
        for viewer in (ANA, CHEN, DEE, EVE):
            who = await cast.who(viewer)
            async with cast.database.read() as session:
                try:
                    await service.require(session, who, Action.SEE_CARD, bo, at=at)
                except Rejected:
                    continue
            seers[at.month].add(viewer)
    assert seers == {11: {ANA, EVE}, 12: {DEE, EVE}}


async def test_a_circle_that_would_close_on_a_later_day_is_refused_today(cast: Cast) -> None:
    await cast.report_to(ANA, DEE, NEXT_MONTH)
    ana = await cast.who(EVE)
    async with cast.database.write() as session:
        with pytest.raises(RejectedFields) as refused:
            await service.save_person(session, ana, PersonWish(DEE, BO, frozenset({"lead"}), None), now=NOW)
    assert refused.value.fields["manager"].key == "people-error-circle"


async def test_at_midnight_of_the_person_and_at_once_for_whoever_changes_it(cast: Cast) -> None:
    """Ana's Wednesday is not over in Berlin when it is Thursday for Chen in Shanghai; neither has to wait."""
    late = datetime(2026, 11, 18, 20, 0, tzinfo=UTC)
    ids, ana = await team_ids(cast), await cast.who(ANA)
    wish = TeamWish(ids["Brand"], "Brand", None, None, DEE, [DEE, CHEN])
    async with cast.database.write() as session:
        saved = await service.save_team(session, ana, wish, now=late)
    assert {member.slack_user for member in saved.details.members} == {DEE, CHEN}
    assert await team_on(cast, CHEN, ana.day_of(late)) == "Brand"


async def test_whoever_is_further_west_does_not_wait_for_their_midnight(cast: Cast) -> None:
    await cast.sync(account("U0WEST", "Wes Tern", tz="America/Los_Angeles"))
    early = datetime(2026, 11, 19, 5, 0, tzinfo=UTC)
    ids, ana, west = await team_ids(cast), await cast.who(ANA), await cast.who("U0WEST")
    async with cast.database.write() as session:
        await service.save_team(session, ana, TeamWish(ids["Brand"], "Brand", None, None, None, ["U0WEST"]), now=early)
    assert west.day_of(early) == TODAY
    assert await team_on(cast, "U0WEST", TODAY) == "Brand"


async def test_moves_at_the_same_time_leave_one_team_for_each_day(cast: Cast) -> None:
    await asyncio.gather(
        *(
            move(cast, BO, team, TODAY + timedelta(days=offset))
            for offset in range(1, 5)
            for team in ("Brand", "Growth")
        )
    )
    found = await spans(cast, BO)
    assert found[-1].last_on is None
    for first, second in pairwise(found):
        assert first.last_on is not None
        assert first.last_on < second.first_on


async def test_the_database_itself_keeps_two_rows_from_being_open(cast: Cast) -> None:
    bo, ids = (await cast.member(BO)).key, await team_ids(cast)
    seat = {"member_id": bo, "team_id": ids["Brand"], "first_on": TOMORROW}
    async with cast.database.read() as session:
        session.add(Membership(workspace_id=cast.workspace_id, **seat))
        with pytest.raises(IntegrityError):
            await session.flush()
