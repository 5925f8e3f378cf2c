"""Bo gets another Slack account in the middle of a cycle: what he has said and is to say, and what colleagues say about
him, is one person's all the same."""

from collections import Counter

import pytest
from sqlmodel import select

from bot.audit.actions import By
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.service import MergeWish
from bot.features.reviews import service
from bot.features.reviews.models import ReviewAssignment, ReviewLeniency, ReviewNomination, ReviewResult
from bot.features.reviews.service import Answer
from tests.features.people.cast import BO, CHEN, EVE, account
from tests.features.reviews.cast import AFTER, ANA, FINN, GIL, HAL, IDA, LAST_DAY, METRIC, SETTINGS, Office
from tests.features.reviews.service.test_leaving import now_reports
from tests.features.reviews.service.test_nominating import name, naming
from tests.features.reviews.service.test_private import begin, copy_of, drafts

BO2 = "U0BO2"
WHY = "The company has moved to another directory"


async def arrives(office: Office) -> None:
    """Slack has deactivated the old account."""
    await office.cast.change(BO, is_active=False)
    await office.cast.sync(account(BO2, "Bo Lindgren"))


async def merge(office: Office, *, by: str | None = None, is_forced: bool = False) -> None:
    """Bo's accounts, by HR or at the command line."""
    wish = MergeWish(BO, BO2, WHY, is_forced=is_forced)
    given = {"now": LAST_DAY, "settings": SETTINGS}
    hr = await office.who(by) if by else None
    async with office.database.write() as session:
        if hr:
            merged = await service.merge_accounts(session, hr, wish, **given)
        else:
            merged = await service.merge_members(session, office.workspace_id, wish, by=By.OPERATOR, **given)
        assert merged.is_done


async def night(office: Office, cycle_id: int) -> list[int | None]:
    async with office.database.write() as session:
        return await service.replace_leavers(session, office.workspace_id, cycle_id, now=LAST_DAY, settings=SETTINGS)


def renamed(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """As they are after the merge."""
    return {(BO2 if rater == BO else rater, BO2 if subject == BO else subject) for rater, subject in pairs}


async def begun(office: Office) -> tuple[int, str, str]:
    """An open cycle in which Bo has rated somebody and has begun to write about somebody else."""
    cycle_id = await office.opened()
    rated, written, *_ = sorted(subject for rater, subject in await office.pairs(cycle_id) if rater == BO)
    await office.say(BO, cycle_id, rated, 2, "Answers late")
    await begin(office, BO, cycle_id, await office.key(written), "Half a sentence")
    return cycle_id, rated, written


async def test_what_he_was_asked_has_said_and_has_begun_is_his_under_the_new_account(everywhere: Office) -> None:
    office = everywhere
    cycle_id, rated, written = await begun(office)
    before = await office.pairs(cycle_id)
    await arrives(office)
    await merge(office, by=EVE)
    assert await office.pairs(cycle_id) == renamed(before)
    assert await night(office, cycle_id) == [], "nobody has left"
    assert await office.given(BO2, cycle_id, rated) == {METRIC: Answer(2, "Answers late")}
    (draft,) = (await copy_of(office, BO2))["rating_drafts"]
    assert draft["draft"] == "Half a sentence"
    await office.say(BO2, cycle_id, rated, 3)
    assert [(row.subject_id, row.value) for row in await office.ratings(cycle_id)] == [(await office.key(rated), 3)]
    await office.say(BO2, cycle_id, written, 4)
    assert (await office.completion(EVE, cycle_id))[BO2] == "in-progress"


async def test_who_was_to_rate_him_rates_the_new_account_and_what_they_said_can_be_changed(office: Office) -> None:
    cycle_id = await office.opened()
    one, other, *_ = sorted(rater for rater, subject in await office.pairs(cycle_id) if subject == BO)
    await office.say(one, cycle_id, BO, 2, "Answers late")
    await begin(office, other, cycle_id, await office.key(BO), "Half a sentence")
    await arrives(office)
    await merge(office)
    assert await office.given(one, cycle_id, BO2) == {METRIC: Answer(2, "Answers late")}
    key = await office.key(BO2)
    assert [row.subject_id for row in await drafts(office)] == [key]
    assert key in {each.subject_id for each in await office.asked_of(other, cycle_id)}
    await office.say(one, cycle_id, BO2, 3)
    assert len(await office.ratings(cycle_id)) == 1


@pytest.mark.parametrize("is_closed", [False, True])
async def test_everything_comes_out_for_the_new_account(office: Office, *, is_closed: bool) -> None:
    cycle_id = await office.opened()
    said = await office.everybody_rates(cycle_id)
    old = await office.key(BO)
    if is_closed:
        await office.close()
    await arrives(office)
    await merge(office)
    await office.close()
    await require_out(office, cycle_id, said, old)


async def test_also_where_an_earlier_version_left_them_with_the_old_account(office: Office) -> None:
    cycle_id = await office.opened()
    said = await office.everybody_rates(cycle_id)
    old = await office.key(BO)
    await arrives(office)
    async with office.database.write() as session:
        wish = MergeWish(BO, BO2, WHY)
        assert (await people.merge(session, office.workspace_id, wish, by=By.PROGRAM, now=LAST_DAY)).is_done
    await office.close()
    await require_out(office, cycle_id, said, old)


async def require_out(office: Office, cycle_id: int, said: dict[tuple[str, str], int], old: int) -> None:
    await office.release(cycle_id)
    (result,) = (await office.shown(BO2, BO2, cycle_id, now=AFTER)).results
    assert (result.metric, result.raters) == (METRIC, sum(about == BO for _, about in said))
    rated = Counter(rater for rater, _ in said)
    async with office.database.read() as session:
        results = (await session.exec(select(ReviewResult))).all()
        leanings = [each.member_id for each in (await session.exec(select(ReviewLeniency))).all()]
    users = await office.users()
    assert old not in {each.subject_id for each in results}
    assert {users[each.subject_id]: each.raters for each in results} == Counter(
        BO2 if about == BO else about for _, about in said
    )
    assert {users[each] for each in leanings} == {BO2 if user == BO else user for user, n in rated.items() if n >= 5}


async def both(office: Office) -> int:
    """A cycle in which both accounts, of which the new one came before, are to rate the same people, and each other."""
    await office.cast.sync(account(BO2, "Bo Lindgren"))
    report = await office.cast.load(f"member,team,manager,role,lead\n{BO2},Growth,{ANA},,")
    assert report.problems == []
    cycle_id = await office.opened()
    pairs, keys = await office.pairs(cycle_id), {user: key for key, user in (await office.users()).items()}
    wanted = renamed({pair for pair in pairs if BO in pair and BO2 not in pair}) | {(BO, BO2), (BO2, BO)}
    scope = next(each.scope_id for each in await office.assignments(cycle_id) if each.subject_id == keys[BO])
    rows = [
        ReviewAssignment(
            workspace_id=office.workspace_id,
            cycle_id=cycle_id,
            scope_id=scope,
            rater_id=keys[rater],
            subject_id=keys[subject],
        )
        for rater, subject in wanted - pairs
    ]
    async with office.database.write() as session:
        session.add_all(rows)
    return cycle_id


async def test_nobody_is_rated_twice_by_him_nor_rates_him_twice_nor_does_he_rate_himself(everywhere: Office) -> None:
    office = everywhere
    cycle_id = await both(office)
    pairs = await office.pairs(cycle_id)
    twice = {(BO2, subject) for rater, subject in pairs if rater == BO and (BO2, subject) in pairs}
    twice |= {(rater, BO2) for rater, subject in pairs if subject == BO and (rater, BO2) in pairs}
    assert twice
    mine = {pair for pair in pairs if set(pair) == {BO, BO2}}
    assert len(mine) == 2
    said = {(rater, subject): 2 if BO in (rater, subject) else 4 for rater, subject in pairs}
    await office.all_say(cycle_id, said)
    await merge(office, is_forced=True)
    done = await office.pairs(cycle_id, "done")
    assert done == renamed(pairs - mine)
    assert len(await office.ratings(cycle_id)) == len(done)
    for rater, subject in twice:
        assert (await office.given(rater, cycle_id, subject))[METRIC].value == 4, "what was said last, of the new one"
    await night(office, cycle_id)
    assert BO not in {each for pair in await office.pairs(cycle_id, "asked", "done") for each in pair}
    await office.close()
    await office.release(cycle_id)
    (result,) = (await office.shown(BO2, BO2, cycle_id, now=AFTER)).results
    assert result.raters == sum(subject == BO2 for _, subject in done)


async def test_what_was_said_under_the_old_account_alone_counts_and_a_refusal_stays_one(office: Office) -> None:
    cycle_id = await both(office)
    pairs = await office.pairs(cycle_id)
    said, refused, *_ = sorted(subject for rater, subject in pairs if rater == BO and (BO2, subject) in pairs)
    await office.say(BO, cycle_id, said, 2)
    await office.decline(BO, cycle_id, refused)
    await merge(office, is_forced=True)
    assert (await office.given(BO2, cycle_id, said))[METRIC].value == 2
    assert (BO2, refused) in await office.pairs(cycle_id, "declined")
    with pytest.raises(Rejected, match="declined"):
        await office.say(BO2, cycle_id, refused, 3)


@pytest.mark.parametrize("is_done", [False, True])
async def test_whom_he_manages_by_now_he_is_not_asked_about_as_a_peer(office: Office, *, is_done: bool) -> None:
    """Bo's new account was made the manager of one of them. What he said before counts; else somebody else is asked."""
    cycle_id = await office.opened()
    about = min(subject for rater, subject in await office.pairs(cycle_id) if rater == BO and subject != ANA)
    if is_done:
        await office.say(BO, cycle_id, about, 3)
    await arrives(office)
    await now_reports(office, about, BO2)
    await merge(office)
    assert ((BO2, about) in await office.pairs(cycle_id, "done")) is is_done
    assert (BO2, about) not in await office.pairs(cycle_id, "asked")
    await night(office, cycle_id)
    assert ((BO, about) in await office.pairs(cycle_id, "dropped")) is not is_done, "others are asked, as for leavers"
    assert BO not in {each for pair in await office.pairs(cycle_id, "asked", "done") for each in pair}


async def test_names_go_with_the_account_before_a_cycle_opens(office: Office) -> None:
    cycle_id = await naming(office)
    await name(office, BO, cycle_id, FINN, GIL)
    await name(office, CHEN, cycle_id, BO, IDA)
    await arrives(office)
    await merge(office)
    users = await office.users()
    async with office.database.read() as session:
        rows = (await session.exec(select(ReviewNomination))).all()
    assert {(users[row.subject_id], users[row.rater_id]) for row in rows} == {
        (BO2, FINN),
        (BO2, GIL),
        (CHEN, BO2),
        (CHEN, IDA),
    }


async def test_what_both_accounts_named_is_the_new_ones_choice_and_nobody_names_themselves(office: Office) -> None:
    await office.cast.sync(account(BO2, "Bo Lindgren"))
    assert (await office.cast.load(f"member,team,manager,role,lead\n{BO2},Growth,{ANA},,")).problems == []
    cycle_id = await naming(office)
    await name(office, BO, cycle_id, FINN, BO2)
    await name(office, BO2, cycle_id, HAL, BO)
    await name(office, CHEN, cycle_id, BO, BO2)
    await merge(office, is_forced=True)
    users = await office.users()
    async with office.database.read() as session:
        rows = (await session.exec(select(ReviewNomination))).all()
    assert {(users[row.subject_id], users[row.rater_id]) for row in rows} == {(BO2, HAL), (CHEN, BO2)}


async def test_a_merge_later_than_the_release_has_nothing_to_hand_over(office: Office) -> None:
    cycle_id = await office.opened()
    said = await office.everybody_rates(cycle_id)
    await office.close()
    await office.release(cycle_id)
    await arrives(office)
    await merge(office)
    (result,) = (await office.shown(BO2, BO2, cycle_id, now=AFTER)).results
    assert result.raters == sum(about == BO for _, about in said)
