"""What reviews hold about somebody: a copy without raters, and nothing left of who is forgotten."""

from datetime import date
from typing import Any

from sqlmodel import SQLModel, select

from bot.features.reviews.models import (
    Collaboration,
    KeptRating,
    ReviewAssignment,
    ReviewComment,
    ReviewRating,
    ReviewResult,
)
from bot.features.reviews.service.personal import forget_reviews, old_collaboration, old_results, stored_about
from tests.features.people.cast import BO, CHEN
from tests.features.reviews.cast import IDA, LAST_DAY, MONTH, SETTINGS, Office


async def told(office: Office, user: str) -> dict[str, list[dict[str, Any]]]:
    who = await office.who(user)
    async with office.database.read() as session:
        return await stored_about(session, who.workspace_id, who.member_id)


async def forgotten(office: Office, user: str) -> None:
    who = await office.who(user)
    async with office.database.write() as session:
        await forget_reviews(session, who.workspace_id, who.member_id, now=LAST_DAY, settings=SETTINGS)


async def rows(office: Office, table: type[SQLModel]) -> list[Any]:
    async with office.database.read() as session:
        return list((await session.exec(select(table))).all())


async def test_until_the_release_bo_has_what_he_said_and_nobody_has_what_was_said_about_them(office: Office) -> None:
    cycle_id = await office.opened()
    said = await office.everybody_rates(cycle_id)
    copy = await told(office, BO)
    by_bo = {subject: value for (rater, subject), value in said.items() if rater == BO}
    assert sorted(each["value"] for each in copy["ratings_given"]) == sorted(by_bo.values())
    assert {each["case_text"] for each in copy["ratings_given"]} == {f"Case: {BO} saw {each}" for each in by_bo}
    assert len(copy["reviews_asked_of"]) == len(by_bo)
    assert {each["state"] for each in copy["reviews_asked_of"]} == {"done"}
    assert {(each["kind"], each["colleague"]) for each in copy["worked_with"]} == {
        ("project", "Finn Roy"),
        ("project", "Dee Walsh"),
    }
    assert copy["review_results"] == copy["review_comments"] == []
    assert f"saw {BO}" not in str(copy)


async def test_after_the_release_the_copy_has_results_and_no_rater(office: Office) -> None:
    cycle_id = await office.opened()
    await office.everybody_rates(cycle_id)
    await office.close()
    await office.release(cycle_id)
    copy = await told(office, IDA)
    (result,) = copy["review_results"]
    assert (result["month"], result["kind"], result["raters"]) == (MONTH, "peer", len(copy["review_comments"]))
    assert result["corrected"] == round(result["corrected"], 2)
    assert copy["ratings_given"] == copy["reviews_asked_of"] == []
    assert set(result) == {"month", "kind", "name", "metric", "raters", "corrected", "error", "correction"}


async def test_who_is_forgotten_while_people_rate_is_in_no_store(everywhere: Office) -> None:
    office = everywhere
    cycle_id = await office.opened()
    said = await office.everybody_rates(cycle_id)
    chen = await office.key(CHEN)
    await forgotten(office, CHEN)
    assert len(await rows(office, ReviewRating)) == len([pair for pair in said if CHEN not in pair])
    assert not [each for each in await rows(office, ReviewAssignment) if chen in (each.rater_id, each.subject_id)]
    assert not [each for each in await rows(office, Collaboration) if chen in (each.one_id, each.other_id)]
    await office.close()
    released = await office.release(cycle_id)
    assert released.results == 11


async def test_who_is_forgotten_later_has_no_results_and_others_have_theirs(office: Office) -> None:
    cycle_id = await office.opened()
    await office.everybody_rates(cycle_id)
    await office.close()
    await office.release(cycle_id)
    before = {table: len(await rows(office, table)) for table in (ReviewResult, KeptRating, ReviewComment)}
    ida = await office.key(IDA)
    await forgotten(office, IDA)
    for table, count in before.items():
        left = await rows(office, table)
        assert ida not in {each.subject_id for each in left}
        assert 0 < len(left) < count
    assert not any((await told(office, IDA)).values())


async def test_results_go_with_the_cards_and_who_worked_with_whom_after_some_months(everywhere: Office) -> None:
    office = everywhere
    cycle_id = await office.opened()
    await office.everybody_rates(cycle_id)
    await office.close()
    await office.release(cycle_id)
    async with office.database.write() as session:
        for old in (
            *old_results(office.workspace_id, date(2026, 12, 1)),
            old_collaboration(office.workspace_id, date(2026, 11, 1)),
        ):
            assert await old.count(session) == await old.batch(session) == 0
        for old in (
            *old_results(office.workspace_id, date(2027, 1, 1)),
            old_collaboration(office.workspace_id, date(2026, 12, 1)),
        ):
            assert await old.count(session) == await old.batch(session) > 0
    for table in (ReviewResult, KeptRating, ReviewComment, Collaboration):
        assert await rows(office, table) == []
