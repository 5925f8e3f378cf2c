"""By which rules and targets a member's figures are read."""

from decimal import Decimal

from bot.features.metrics.service.standing import place_of
from bot.features.schemes.service import set_target, targets_for
from bot.scheduling.models import DAILY, Schedule
from tests.features.metrics.cast import NOW, TODAY, Cast


async def test_targets_are_those_in_force(cast: Cast) -> None:
    async with cast.database.write() as session:
        for metric, value, member in (("mql_count", 80, None), ("mql_count", 60, cast.bo.member_id), ("cpl", 90, None)):
            await set_target(
                session,
                cast.workspace_id,
                metric,
                Decimal(value),
                team_id=cast.growth,
                member_id=member,
                now=NOW,
            )
        for who in (cast.bo, cast.chen):
            place = await place_of(session, who, today=TODAY)
            assert place.targets == await targets_for(session, cast.workspace_id, cast.growth, who.member_id, on=TODAY)
    assert (await cast.tell(cast.bo, "mql 60")).line.metrics[0].attainment == 100
    assert (await cast.tell(cast.chen, "mql 60")).line.metrics[0].attainment == 75


async def test_working_days_are_those_of_the_members_schedule(cast: Cast) -> None:
    async with cast.database.write() as session:
        session.add(
            Schedule(
                workspace_id=cast.workspace_id,
                kind="prompts.prompt",
                subject_id=cast.bo.member_id,
                recurrence=DAILY,
                minute=0,
                zone="UTC",
                working_days="1-6",
                next_fire_at=NOW,
            )
        )
    assert (await cast.tell(cast.bo, "mql 60")).days.whole == 25
    assert (await cast.tell(cast.chen, "mql 60")).days.whole == 21
