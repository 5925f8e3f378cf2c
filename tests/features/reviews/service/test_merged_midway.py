"""Bo gets another Slack account in the middle of a cycle: what colleagues said is about Bo all the same."""

from sqlmodel import select

from bot.audit.actions import By
from bot.features.people import service as people
from bot.features.people.service import MergeWish
from bot.features.reviews.models import ReviewLeniency, ReviewResult
from tests.features.people.cast import BO, account
from tests.features.reviews.cast import AFTER, LAST_DAY, METRIC, Office

BO2 = "U0BO2"


async def test_what_was_said_about_the_old_account_comes_out_for_the_new_one(everywhere: Office) -> None:
    office = everywhere
    cycle_id = await office.opened()
    said = await office.everybody_rates(cycle_id)
    old = await office.key(BO)
    await office.cast.change(BO, is_active=False)
    await office.cast.sync(account(BO2, "Bo Lindgren"))
    async with office.database.write() as session:
        wish = MergeWish(BO, BO2, "The company has moved to another directory")
        assert (await people.merge(session, office.workspace_id, wish, by=By.PROGRAM, now=LAST_DAY)).is_done
    await office.close()
    await office.release(cycle_id)
    (result,) = (await office.shown(BO2, BO2, cycle_id, now=AFTER)).results
    assert (result.metric, result.raters) == (METRIC, sum(about == BO for _, about in said))
    async with office.database.read() as session:
        assert (await session.exec(select(ReviewResult).where(ReviewResult.subject_id == old))).all() == []
        assert (await session.exec(select(ReviewLeniency).where(ReviewLeniency.member_id == old))).all() == []
