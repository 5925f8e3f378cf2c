"""A round of ratings from its preparation to its release, as it happens to people."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from bot.audit.models import AuditEntry
from bot.errors import Denied, Rejected, RejectedFields
from bot.features.reviews import repository, service
from bot.features.reviews.models import CASE_LIMIT, KeptRating, ReviewComment, ReviewCycle, ReviewKey, ReviewResult
from bot.features.reviews.service import Answer, Tie, Worked
from scoring.periods import Period
from scoring.raters import estimate
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.reviews.cast import (
    AFTER,
    BRAND,
    FINN,
    GROWTH,
    IDA,
    LAST_DAY,
    METRIC,
    MONTH,
    OPENED,
    PREPARED,
    SETTINGS,
    Office,
)

DAY = timedelta(days=1)


async def test_a_round_from_its_preparation_to_its_release(everywhere: Office) -> None:
    office = everywhere
    cycle = await office.draft()
    assert (cycle.opens_on, cycle.closes_on) == (date(2026, 12, 25), date(2026, 12, 31))
    plan = await office.open(cycle.key)
    assert plan.short == {}
    assert plan.across >= 0.10
    assert plan.parts == 1
    pairs = await office.pairs(cycle.key)
    raters, load = Counter(subject for _, subject in pairs), Counter(rater for rater, _ in pairs)
    assert set(raters) == {*GROWTH, *BRAND}
    assert min(raters.values()) >= 3
    assert max(load.values()) <= 8
    assert not {(ANA, each) for each in GROWTH} & pairs
    assert not {(each, DEE) for each in BRAND} & pairs
    assert set((await office.completion(EVE, cycle.key)).values()) == {"not-started"}
    said = await office.everybody_rates(cycle.key)
    assert set((await office.completion(EVE, cycle.key)).values()) == {"done"}
    assert await office.close() == [cycle.key]
    released = await office.release(cycle.key)
    assert (released.results, released.without_score) == (12, 0)
    wanted = estimate([subject for _, subject in said], [rater for rater, _ in said], list(said.values()))
    for user in (BO, IDA, FINN):
        (result,) = (await office.shown(user, user, cycle.key)).results
        place = wanted.subjects.tolist().index(user)
        assert result.score
        assert result.score.raters == raters[user]
        assert result.score.corrected == pytest.approx(wanted.corrected[place], abs=1e-9)
        assert result.score.error == pytest.approx(wanted.subject_se[place], abs=1e-9)


async def test_after_the_release_nobody_knows_who_rated_whom(everywhere: Office) -> None:
    office = everywhere
    cycle_id = await office.opened()
    said = await office.everybody_rates(cycle_id)
    await office.close()
    await office.release(cycle_id, by=EVE)
    assert await office.assignments(cycle_id) == []
    assert await office.ratings(cycle_id) == []
    assert await office.completion(EVE, cycle_id) == {}
    assert await office.given(BO, cycle_id, CHEN) == {}
    async with office.database.read() as session:
        assert (await session.exec(select(ReviewKey))).all() == []
        cycle = (await session.exec(select(ReviewCycle))).one()
        assert (await session.exec(select(KeptRating))).all()
    assert (cycle.state, cycle.n_asked, cycle.n_done, cycle.n_declined) == ("released", len(said), len(said), 0)
    assert cycle.n_raters == len({rater for rater, _ in said})


async def test_bo_changes_his_mind_until_the_last_day_and_is_shown_what_he_said(everywhere: Office) -> None:
    office = everywhere
    cycle_id = await office.opened()
    about = next(subject for rater, subject in sorted(await office.pairs(cycle_id)) if rater == BO)
    await office.say(BO, cycle_id, about, 5, "  Stayed all night 👍 帮我们排查 ", now=OPENED)
    await office.say(BO, cycle_id, about, 5, "  Stayed all night 👍 帮我们排查 ", now=OPENED)
    assert await office.given(BO, cycle_id, about) == {METRIC: Answer(5, "Stayed all night 👍 帮我们排查")}
    await office.say(BO, cycle_id, about, 4)
    assert await office.given(BO, cycle_id, about) == {METRIC: Answer(4)}
    assert [(row.value, row.case_text) for row in await office.ratings(cycle_id)] == [(4, "")]
    assert (await office.completion(EVE, cycle_id))[BO] == "in-progress"
    with pytest.raises(Rejected, match="reviews-error-closed"):
        await office.say(BO, cycle_id, about, 3, now=AFTER)
    await office.close()
    with pytest.raises(Rejected, match="reviews-error-closed"):
        await office.say(BO, cycle_id, about, 3, now=LAST_DAY)
    assert await office.given(BO, cycle_id, about) == {METRIC: Answer(4)}


async def test_chen_is_asked_in_sentences_and_only_about_who_is_on_the_list(office: Office) -> None:
    cycle_id = await office.opened()
    assert await office.asked_of(CHEN, cycle_id, now=OPENED - DAY) == []
    asked = await office.asked_of(CHEN, cycle_id)
    assert {(CHEN, (await office.users())[each.subject_id]) for each in asked} == {
        pair for pair in await office.pairs(cycle_id) if pair[0] == CHEN
    }
    for each in asked:
        (question,) = each.questions
        assert question.metric == METRIC
        assert len({text.zh_cn for text in question.anchors}) == 5
    for somebody in (await office.key(CHEN), await office.key(ANA), await office.key(EVE), 4711):
        with pytest.raises(Rejected, match="reviews-error-not-asked"):
            await office.say(CHEN, cycle_id, somebody, 3)
    with pytest.raises(Rejected, match="reviews-error-unknown"):
        await office.say(CHEN, 4711, BO, 3)


@pytest.mark.parametrize(
    ("value", "case", "key"), [(1, "", "no-case"), (5, " ", "no-case"), (6, "!", "answer"), (3, "x", "long-case")]
)
async def test_an_answer_that_cannot_be_taken_changes_nothing(office: Office, value: int, case: str, key: str) -> None:
    cycle_id = await office.opened()
    about = next(subject for rater, subject in sorted(await office.pairs(cycle_id)) if rater == BO)
    with pytest.raises(RejectedFields) as refused:
        await office.say(BO, cycle_id, about, value, case * (CASE_LIMIT + 1) if case == "x" else case)
    assert [each.key for each in refused.value.fields.values()] == [f"reviews-error-{key}"]
    assert await office.ratings(cycle_id) == []
    assert (await office.completion(EVE, cycle_id))[BO] == "not-started"


async def test_before_it_opens_nobody_rates(office: Office) -> None:
    cycle = await office.draft()
    with pytest.raises(Rejected, match="reviews-error-not-asked"):
        await office.say(BO, cycle.key, CHEN, 3)
    await office.open(cycle.key, now=PREPARED)  # by the calendar, for the 25th
    about = next(subject for rater, subject in sorted(await office.pairs(cycle.key)) if rater == BO)
    with pytest.raises(Rejected, match="reviews-error-not-open"):
        await office.say(BO, cycle.key, about, 3, now=PREPARED)


async def test_who_cannot_judge_is_done_and_counts_for_nothing(office: Office) -> None:
    cycle_id = await office.opened()
    said = {pair: None if pair[1] == BO else 3 for pair in await office.pairs(cycle_id)}
    await office.all_say(cycle_id, said)
    assert set((await office.completion(EVE, cycle_id)).values()) == {"done"}
    await office.close()
    await office.release(cycle_id)
    assert (await office.shown(BO, BO, cycle_id)).results == ()


async def test_bo_with_two_ratings_has_no_score_and_with_four_no_comments(office: Office) -> None:
    cycle_id = await office.opened()
    said: dict[tuple[str, str], int | None] = {}
    for rater, subject in sorted(await office.pairs(cycle_id)):
        if sum(about == subject for _, about in said) < {BO: 2, CHEN: 4}.get(subject, 9):
            said[rater, subject] = 4
    await office.all_say(cycle_id, said)
    await office.close()
    released = await office.release(cycle_id)
    assert released.without_score == 1
    (bo,) = (await office.shown(BO, BO, cycle_id)).results
    assert (bo.raters, bo.score, bo.groups) == (2, None, {})
    chen = await office.shown(CHEN, CHEN, cycle_id)
    assert chen.results[0].score
    assert chen.comments == ()
    raters = Counter(subject for _, subject in said)
    many = next(subject for subject, count in raters.items() if count >= 5)
    assert len((await office.shown(many, many, cycle_id)).comments) == raters[many]
    async with office.database.read() as session:
        bos = [await office.key(BO), await office.key(CHEN)]
        for table in (KeptRating, ReviewComment):
            kept = (await session.exec(select(table.subject_id))).all()
            assert bos[0] not in kept
        assert bos[1] not in (await session.exec(select(ReviewComment.subject_id))).all()


async def test_a_test_cycle_leaves_counts_and_nothing_else(office: Office) -> None:
    await office.opened()
    test = await office.opened(is_test=True)  # on the same days, which a test may be
    await office.everybody_rates(test)
    await office.close()
    await office.release(test)
    assert (await office.shown(BO, BO, test)).results == ()
    async with office.database.read() as session:
        for table in (ReviewResult, KeptRating, ReviewComment):
            assert (await session.exec(select(table))).all() == []


async def test_nothing_is_shown_before_the_release_nor_released_before_the_close(office: Office) -> None:
    cycle_id = await office.opened()
    await office.everybody_rates(cycle_id)
    with pytest.raises(Rejected, match="reviews-error-move"):
        await office.release(cycle_id, now=LAST_DAY, by=EVE)
    assert await office.shown(BO, BO, cycle_id) == service.Shown((), ())
    await office.close()
    assert await office.shown(BO, BO, cycle_id) == service.Shown((), ())
    await office.release(cycle_id)
    with pytest.raises(Rejected, match="reviews-error-move"):
        await office.release(cycle_id)


async def test_who_sees_bos_results(office: Office) -> None:
    cycle_id = await office.opened()
    await office.everybody_rates(cycle_id)
    await office.close()
    await office.release(cycle_id)
    for viewer in (BO, ANA, EVE):
        assert (await office.shown(viewer, BO, cycle_id)).results
    for viewer in (CHEN, DEE):
        with pytest.raises(Denied, match="people-error-not-visible"):
            await office.shown(viewer, BO, cycle_id)
    async with office.database.read() as session:
        read = (await session.exec(select(AuditEntry).where(AuditEntry.action == "ratings.read"))).all()
    assert {each.actor_id for each in read} == {await office.key(ANA), await office.key(EVE)}


@pytest.mark.parametrize("user", [ANA, BO, DEE])
async def test_only_hr_runs_reviews(office: Office, user: str) -> None:
    with pytest.raises(Denied):
        await office.draft(user)
    cycle = await office.draft()
    with pytest.raises(Denied):
        await office.open(cycle.key, by=user)
    await office.open(cycle.key)
    who = await office.who(user)
    async with office.database.write() as session:
        words = {"reason": "Because", "now": LAST_DAY, "settings": SETTINGS}
        with pytest.raises(Denied):
            await service.extend(session, who, cycle.key, date(2027, 1, 4), **words)
        with pytest.raises(Denied):
            await service.close_early(session, who, cycle.key, **words)
        with pytest.raises(Denied):
            await service.completion(session, who, cycle.key, now=LAST_DAY)


async def test_what_is_done_with_a_cycle_is_in_the_audit_and_what_is_said_is_not(office: Office) -> None:
    cycle_id = await office.opened()
    await office.everybody_rates(cycle_id)
    await office.close()
    await office.release(cycle_id, by=EVE)
    async with office.database.read() as session:
        kept = (await session.exec(select(AuditEntry).where(AuditEntry.action == "review.moved"))).all()
        others = (await session.exec(select(AuditEntry).where(AuditEntry.action != "review.moved"))).all()
    assert [entry.details.split('"move":"')[1].split('"')[0] for entry in kept] == ["draft", "open", "close", "release"]
    assert [entry.by for entry in kept] == ["member", "program", "program", "member"]
    assert not [entry for entry in others if entry.action.startswith(("review", "rating"))]


@pytest.mark.parametrize(
    ("month", "now", "key"),
    [
        ("December", PREPARED, "month"),
        ("2026-Q4", PREPARED, "month"),
        ("2026-11", PREPARED, "over"),
        ("2027-01", PREPARED, "no-questions"),  # a quarter does not end with it
    ],
)
async def test_what_cannot_be_prepared(office: Office, month: str, now: datetime, key: str) -> None:
    with pytest.raises(Rejected, match=f"reviews-error-{key}"):
        await office.draft(month=month, now=now)


async def test_two_cycles_on_the_same_days_are_for_different_teams(office: Office) -> None:
    growth, brand = await office.team("Growth"), await office.team("Brand")
    first = await office.draft(team_ids=[growth])
    with pytest.raises(Rejected, match="reviews-error-overlap") as refused:
        await office.draft()
    assert refused.value.params == {"month": MONTH}
    await office.draft(team_ids=[brand])
    await office.open(first.key)
    subjects = {subject for _, subject in await office.pairs(first.key)}
    assert subjects <= set(GROWTH)
    assert {rater for rater, _ in await office.pairs(first.key)} & set(BRAND)


async def test_a_cycle_of_another_workspace_does_not_exist(office: Office) -> None:
    cycle_id = await office.opened()
    elsewhere = (await office.who(EVE)).__class__(office.workspace_id + 1, 1, EVE, "en", "UTC")
    async with office.database.write() as session:
        with pytest.raises(Rejected, match="reviews-error-unknown"):
            await service.given(session, elsewhere, cycle_id, 1)
        with pytest.raises(Rejected, match="reviews-error-unknown"):
            await service.release(session, office.workspace_id + 1, cycle_id, now=AFTER, settings=SETTINGS)


async def test_what_people_had_in_common_is_told_once(office: Office) -> None:
    bo, finn = await office.key(BO), await office.key(FINN)
    month = Period.parse("2026-10")
    async with office.database.write() as session:
        for times in (2, 3):
            worked = [Worked(finn, bo, Tie.KUDOS, times), Worked(bo, bo, Tie.KUDOS)]
            await service.note_collaboration(session, office.workspace_id, worked, month=month)
        with pytest.raises(ValueError, match="known from the teams"):
            await service.note_collaboration(session, office.workspace_id, [Worked(bo, finn, Tie.TEAM)], month=month)
    async with office.database.read() as session:
        found = await repository.collaborations(session, office.workspace_id, since=month.start)
    assert [(row.one_id, row.other_id, row.times) for row in found if row.tie == "kudos"] == [
        (min(bo, finn), max(bo, finn), 3)
    ]
