"""Who writes what until when, who takes over from whom, and what it comes to."""

from datetime import date, datetime, timedelta

import pytest

from bot.audit.actions import By
from bot.errors import Rejected
from bot.features.appraisals import service
from bot.features.appraisals.models import Appraisal, AppraisalDraft, AppraisalRound
from bot.features.appraisals.rules import keys
from bot.features.appraisals.service.personal import forget_appraisals, stored_about
from bot.features.metrics.service import merge_members
from bot.features.people import service as people
from tests.features.appraisals.cast import CASE, METRIC, MONTH, OPEN, OUT, SECRET, SETTINGS, Round
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, NOW, account

LATE = datetime.fromisoformat("2026-12-05T10:00:00+01:00")


async def test_a_round_opens_once_and_its_ratings_are_the_cards(anywhere: Round) -> None:
    async with anywhere.database.write() as session:
        for on in (OPEN.date(), date(2026, 12, 4), date(2026, 12, 20)):
            assert await service.open_due(session, anywhere.workspace_id, SETTINGS, on=on, now=OPEN) is None
    (found,) = await anywhere.rows(AppraisalRound)
    assert (found.month, found.opens_on, found.closes_on) == (MONTH, date(2026, 11, 25), date(2026, 12, 4))
    ana, bo, chen = [await anywhere.member(each) for each in (ANA, BO, CHEN)]
    await anywhere.rate(value=2)
    await anywhere.rate(about=CHEN, value=None, case="we have not worked together")
    assert await anywhere.ratings() == [(METRIC, bo, ana, 2.0)], "who cannot judge does not rate"
    await anywhere.rate(value=5)
    assert await anywhere.ratings() == [(METRIC, bo, ana, 5.0)]
    assert await anywhere.ratings(date(2026, 10, 1)) == []
    assert [row.revision for row in await anywhere.rows(Appraisal)] == [1, 1]
    await anywhere.rate(value=3, now=LATE)
    assert await anywhere.publish() == 2
    assert await anywhere.publish() == 0
    told = await anywhere.deliveries(keys.PUBLISHED)
    assert sorted(row.recipient for row in told) == [BO, CHEN]
    assert CASE not in str([row.payload for row in told])
    await anywhere.rate(value=4, reason="I had missed something", now=OUT + timedelta(days=1))
    assert await anywhere.ratings() == [(METRIC, bo, ana, 4.0)]
    assert [(row.member_id, row.revision) for row in await anywhere.rows(Appraisal)] == [(bo, 1), (chen, 1), (bo, 2)]


async def test_what_was_never_published_with_cards_comes_out_two_weeks_later(anywhere: Round) -> None:
    await anywhere.rate()
    async with anywhere.database.write() as session:
        more = {"now": OUT, "settings": SETTINGS}
        assert await service.publish_late(session, anywhere.workspace_id, on=date(2026, 12, 18), **more) == []
        assert await service.publish_late(session, anywhere.workspace_id, on=date(2026, 12, 19), **more) == [MONTH]
    assert len(await anywhere.deliveries(keys.PUBLISHED)) == 1


async def test_about_a_month_whose_cards_are_out_nobody_is_asked_any_more(anywhere: Round) -> None:
    """December is closed by hand before its round has opened, as after an outage; else people would be asked for what
    is on no card any more."""
    closing = datetime.fromisoformat("2027-01-04T10:00:00+01:00")
    async with anywhere.database.write() as session:
        more = {"now": closing, "settings": SETTINGS}
        assert await service.publish(session, anywhere.workspace_id, "2026-12", **more) == 0
        assert await service.open_due(session, anywhere.workspace_id, SETTINGS, on=closing.date(), now=closing) is None
        assert await service.publish(session, anywhere.workspace_id, "2026-12", **more) == 0
    assert [(row.month, row.published_at is None) for row in await anywhere.rows(AppraisalRound)] == [
        (MONTH, True),
        ("2026-12", False),
    ]
    assert not (await anywhere.todo(BO, now=closing)).report_is_open
    assert await anywhere.deliveries(keys.PUBLISHED) == []
    with pytest.raises(Rejected):
        await anywhere.report(now=closing)


async def test_without_the_close_the_same_round_would_open(anywhere: Round) -> None:
    async with anywhere.database.write() as session:
        assert (
            await service.open_due(session, anywhere.workspace_id, SETTINGS, on=date(2027, 1, 4), now=OPEN) == "2026-12"
        )


async def test_a_report_can_be_changed_until_it_is_rated_or_too_late(november: Round) -> None:
    await november.report(text="first")
    await november.report(text="second")
    assert (await november.todo(BO)).may_report
    with pytest.raises(Rejected, match="report-over"):
        await november.report(now=LATE)
    await november.rate()
    with pytest.raises(Rejected, match="appraisals-error-rated"):
        await november.report()
    assert not (await november.todo(BO)).may_report
    for user in (ANA, DEE, EVE):
        with pytest.raises(Rejected, match="not-asked"):
            await november.report(user)


async def test_who_takes_over_adds_to_what_was_said(anywhere: Round) -> None:
    """Ana's stays Ana's; Dee, who is Bo's manager now, is told who said it and whom to ask."""
    await anywhere.rate(value=2)
    await anywhere.cast.report_to(BO, DEE, date(2026, 12, 2))
    now = datetime.fromisoformat("2026-12-03T10:00:00+01:00")
    with pytest.raises(Rejected, match="not-visible"):
        await anywhere.rate(ANA, now=now)
    async with anywhere.database.write() as session:
        form = await service.rating_form(session, await anywhere.who(DEE), await anywhere.member(BO), now=now)
    assert (form.author and form.author.slack_user, form.manager_then and form.manager_then.slack_user) == (ANA, ANA)
    await anywhere.rate(DEE, value=4, now=now)
    authors = [(row.revision, row.author_id) for row in await anywhere.rows(Appraisal)]
    assert authors == [(1, await anywhere.member(ANA)), (2, await anywhere.member(DEE))]
    assert [row[3] for row in await anywhere.ratings()] == [4.0]


async def test_a_manager_who_is_somebodys_report_has_both_and_nobody_rates_themselves(november: Round) -> None:
    await november.cast.report_to(ANA, DEE)
    todo = await november.todo(ANA)
    assert todo.report_is_open
    assert {line.member.slack_user for line in todo.unrated} == {BO, CHEN}
    assert {line.member.slack_user for line in (await november.todo(DEE)).unrated} == {ANA}
    with pytest.raises(Rejected, match="not-visible"):
        await november.rate(ANA, about=ANA)
    rated = await november.rate(ANA, about=BO)
    assert (rated.left, rated.upcoming and rated.upcoming.slack_user) == (1, CHEN)


async def test_a_copy_has_what_is_out_and_what_one_wrote(anywhere: Round) -> None:
    await anywhere.report()
    await anywhere.rate()
    before = await copy(anywhere, BO)
    assert [row["results"] for row in before["self_reports"]] == [SECRET]
    assert before["appraisals"] == []
    await anywhere.publish()
    (own,) = (await copy(anywhere, BO))["appraisals"]
    assert (own["value"], own["case"], own["author"]) == (4, CASE, "Ana Costa")
    (given,) = (await copy(anywhere, ANA))["appraisals_given"]
    assert (given["about"], given["case"]) == ("Bo Lindgren", CASE)
    assert SECRET not in str(await copy(anywhere, ANA))
    assert not any((await copy(anywhere, CHEN)).values())


async def copy(anywhere: Round, user: str) -> dict[str, list[dict[str, object]]]:
    async with anywhere.database.read() as session:
        return await stored_about(session, anywhere.workspace_id, await anywhere.member(user))


async def test_who_is_forgotten_leaves_nothing_but_what_they_said_of_others(anywhere: Round) -> None:
    await anywhere.report()
    await anywhere.rate()
    await anywhere.rate(about=CHEN, case="for Chen")
    metadata = {"round": anywhere.key, "member": await anywhere.member(CHEN)}
    await anywhere.press(ANA, "appraisals.choose", "4", metadata=metadata, values={})
    async with anywhere.database.write() as session:
        for user in (BO, ANA):
            await forget_appraisals(session, anywhere.workspace_id, await anywhere.member(user))
    state = await anywhere.state()
    assert SECRET not in state
    assert CASE not in state
    assert "for Chen" in state
    assert await anywhere.rows(AppraisalDraft) == []


async def test_an_old_account_takes_its_reports_and_ratings_along(anywhere: Round) -> None:
    await anywhere.report()
    await anywhere.rate()
    await anywhere.cast.sync(account("U0BO2", "Bo Lindgren"))
    await anywhere.cast.change(BO, is_active=False)
    wish = people.MergeWish(BO, "U0BO2", reason="a new account")
    async with anywhere.database.write() as session:
        assert (await merge_members(session, anywhere.workspace_id, wish, by=By.OPERATOR, now=NOW)).is_done
    found = await copy(anywhere, "U0BO2")
    assert len(found["self_reports"]) == 1
    assert [row[1] for row in await anywhere.ratings()] == [await anywhere.member("U0BO2")]


async def test_old_rounds_go_with_their_texts(anywhere: Round) -> None:
    await anywhere.report()
    await anywhere.rate()
    async with anywhere.database.write() as session:
        for before, gone in ((date(2026, 11, 1), 0), (date(2026, 12, 1), 3)):
            old = service.old_appraisals(anywhere.workspace_id, before)
            assert sum([await each.count(session) for each in old]) == gone
            assert sum([await each.batch(session) for each in old]) == gone
    assert SECRET not in await anywhere.state()
