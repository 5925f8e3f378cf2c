"""What the listeners of ratings show and keep, on the days around a close."""

from datetime import timedelta

import pytest

from bot.errors import Rejected
from bot.features.reviews import service
from bot.features.reviews.models import CASE_LIMIT
from bot.features.reviews.rules.drafts import Written
from bot.features.reviews.service import Place, Source
from bot.features.reviews.slack import listeners
from bot.slack.forms import CommandForm
from bot.slack.messages import view_payload
from bot.slack.outcomes import OpenModal
from bot.turn import Turn
from tests.features.people.cast import BO, CHEN, EVE
from tests.features.reviews.cast import (
    AFTER,
    FINN,
    GIL,
    HAL,
    IDA,
    JON,
    LAST_DAY,
    METRIC,
    OPENED,
    SETTINGS,
    Office,
)

TEXT = "评👍" * (CASE_LIMIT // 2)


async def hand_in(
    office: Office, user: str, place: Place, choice: str, case: str = "", *, now: object = LAST_DAY
) -> service.Handed:
    who = await office.who(user)
    async with office.database.write() as session:
        return await service.hand_in(
            session,
            who,
            place,
            {METRIC: Written(choice, case)},
            now=now,  # type: ignore[arg-type]  # a moment, as given
            settings=SETTINGS,
        )


async def first_place(office: Office, user: str, cycle_id: int) -> Place:
    return Place(cycle_id, (await office.asked_of(user, cycle_id))[0].subject_id, user)


async def results_of(office: Office, user: str) -> str:
    who = await office.who(user)
    async with office.database.write() as session:
        form = CommandForm("ratings", "", "D1")
        outcome = await listeners.topics["ratings"].handle(Turn(who, AFTER, session), form)
    assert isinstance(outcome, OpenModal)
    return str(view_payload(outcome.view))


async def test_bo_reads_what_colleagues_said_and_whom_few_rated_gets_no_examples(office: Office) -> None:
    cycle_id = await office.opened()
    await office.everybody_rates(cycle_id, but=BO)
    assert "Nothing has been released yet" in await results_of(office, BO)
    await office.close()
    assert "Nothing has been released yet" in await results_of(office, BO)
    await office.release(cycle_id)
    (result,) = (await office.shown(BO, BO, cycle_id)).results
    assert result.score
    bos = await results_of(office, BO)
    assert f"*{result.score.shown:.1f}* of 5, from {result.score.raters} raters".replace(".0*", "*") in bos
    assert "Examples are shown from 5 raters on" in bos
    assert "Case:" not in bos
    shown = {user: await office.shown(user, user, cycle_id) for user in (CHEN, GIL, HAL, IDA, FINN, JON)}
    some = next(user for user, each in shown.items() if each.comments)
    theirs = await results_of(office, some)
    assert all(text in theirs for _, text in shown[some].comments)
    assert str(result.score.corrected) not in bos, "a decimal is enough"
    chens = await results_of(office, CHEN)
    assert "分（满分 5 分）" in chens


async def test_a_text_of_4000_characters_is_kept_and_a_longer_one_named_with_its_length(everywhere: Office) -> None:
    office = everywhere
    cycle_id = await office.opened()
    place = await first_place(office, BO, cycle_id)
    with pytest.raises(Exception, match=r"case:.*reviews-error-long-case"):
        await hand_in(office, BO, place, "1", TEXT + "x")
    await hand_in(office, BO, place, "1", TEXT)
    assert [row.case_text for row in await office.ratings(cycle_id)] == [TEXT]


async def test_a_draft_that_came_too_late_can_be_sent_once_hr_opens_the_rating_again(office: Office) -> None:
    cycle_id = await office.opened()
    place = await first_place(office, BO, cycle_id)
    assert (await hand_in(office, BO, place, "2", "seen", now=AFTER)).is_late, "over by date, not yet closed"
    await office.close()
    assert (await hand_in(office, BO, place, "1", "seen", now=AFTER)).is_late
    who, eve = await office.who(BO), await office.who(EVE)
    async with office.database.write() as session:
        desk = await service.desk_of(session, who, now=AFTER, settings=SETTINGS)
        assert (desk.tasks, len(desk.late)) == ((), 1)
        until = (AFTER + timedelta(days=1)).date()
        await service.reopen_rating(
            session,
            eve,
            cycle_id,
            rater_id=who.member_id,
            subject_id=place.subject_id,
            until=until,
            reason="He was ill",
            now=AFTER,
            settings=SETTINGS,
        )
        form = await service.next_form(session, who, now=AFTER, settings=SETTINGS)
    assert form
    assert (form.source, form.written, form.task.until) == (Source.DRAFT, {METRIC: Written("1", "seen")}, until)
    assert not form.may_decline
    assert not (await hand_in(office, BO, place, "1", "seen", now=AFTER)).is_late
    assert [row.value for row in await office.ratings(cycle_id)] == [1]


async def test_before_the_first_day_and_after_the_release_nothing_is_taken_or_kept(office: Office) -> None:
    cycle_id = await office.opened()
    place = await first_place(office, BO, cycle_id)
    with pytest.raises(Rejected, match="reviews-error-not-open"):
        await hand_in(office, BO, place, "3", now=OPENED - timedelta(days=1))
    await office.close()
    await office.release(cycle_id)
    for opened_by in (BO, CHEN):
        with pytest.raises(Rejected, match=r"reviews-error-(closed|not-yours)"):
            await hand_in(office, BO, Place(cycle_id, place.subject_id, opened_by), "3", now=AFTER)


async def test_declining_takes_the_draft_along(office: Office) -> None:
    cycle_id = await office.opened()
    place = await first_place(office, BO, cycle_id)
    who = await office.who(BO)
    async with office.database.write() as session:
        await service.keep_draft(session, who, place, {METRIC: Written("", "x")}, now=OPENED, settings=SETTINGS)
        before = await service.desk_of(session, who, now=OPENED, settings=SETTINGS)
        following = await service.turn_down(session, who, place, "We have not met", now=OPENED, settings=SETTINGS)
        desk = await service.desk_of(session, who, now=OPENED, settings=SETTINGS)
    assert [task.has_draft for task in before.tasks].count(True) == 1
    assert following
    assert len(desk.tasks) == len(before.tasks) - 1
    assert desk.late == ()
    assert following.task.subject.key == desk.due[0].subject.key
    with pytest.raises(Rejected, match="reviews-error-declined"):
        await hand_in(office, BO, place, "3")
