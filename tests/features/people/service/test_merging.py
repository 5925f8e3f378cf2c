"""Bo comes back with another Slack account: it is still Bo."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import col, select

from bot.audit.actions import Action as Audited
from bot.audit.actions import By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry as LogEntry
from bot.audit.models import AuditEntry
from bot.audit.verifying import verify
from bot.delivery.models import DROPPED, DUE, Delivery
from bot.errors import Rejected
from bot.features.audit.service import about_me
from bot.features.metrics import service as metrics
from bot.features.metrics.repository import day_note
from bot.features.people import service
from bot.features.people.models import Absence
from bot.features.people.service import Directory, Keep
from bot.features.privacy.models import APPROVED, DECLINED, DONE, ERASED, OPEN, WITHDRAWN, ErasureRequest
from bot.features.schemes.models import Target
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator
from bot.slack.forms import Caller
from bot.slack.refusals import refusal_text
from bot.turn import Turn
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, NOW, SLACK_TEAM, TODAY, Cast, account
from tests.features.people.merging import BO2, LATER, YESTERDAY, Anew, made_anew


@pytest.fixture
async def anew(cast: Cast) -> Anew:
    return await made_anew(cast)


async def test_everything_of_the_old_account_is_the_new_ones(anew: Anew) -> None:
    cast = anew.cast
    await cast.report_to(CHEN, BO)
    await cast.hold(BO, "lead", "auditor")
    await anew.have_everything()
    merged = await anew.merge()
    assert merged.is_done
    assert merged.rows["entry"] == 2
    assert await anew.left_behind() == {}, "nothing refers to the old account, besides what the log says of it"
    assert [each[:4] for each in await anew.told(anew.new)] == [
        ("leads", date(2026, 10, 30), 1, Decimal(10)),
        ("leads", YESTERDAY, 1, Decimal(42)),
        ("leads", TODAY, 1, Decimal(7)),
    ]
    assert (await cast.manager(BO2), await cast.manager(CHEN)) == (ANA, BO2)
    assert await cast.roles(BO2) == {"lead", "auditor"}
    history = await anew.history()
    assert [(each.name, each.first_on) for each in history.teams] == [("Growth", TODAY)]


async def test_rollups_are_what_a_recount_of_all_would_give(anew: Anew) -> None:
    await anew.have_everything()
    await anew.merge()
    merged = await anew.roll_ups()
    async with anew.cast.database.write() as session:
        await metrics.rebuild_rollups(session, anew.cast.workspace_id)
    assert merged == await anew.roll_ups()
    november = next(row for row in merged if row["month"] == date(2026, 11, 1))
    assert (november["member_id"], november["n"], november["total"]) == (anew.new, 2, Decimal(49))


async def test_a_card_that_is_out_stays_as_it_was_published(anew: Anew) -> None:
    await anew.have_everything()
    (before,) = await anew.cards(anew.old)
    await anew.merge()
    (after,) = await anew.cards(anew.new)
    assert after.model_dump(exclude={"member_id"}) == before.model_dump(exclude={"member_id"})


async def test_what_was_still_to_be_sent_goes_to_the_new_account_once(anew: Anew) -> None:
    await anew.have_everything()
    await anew.promise(f"prompt:{anew.new}:2026-11-18", BO2, {"on": "2026-11-18"})
    await anew.promise("prompt:999999:2026-11-18", CHEN, {"on": "2026-11-18"})
    await anew.promise(f"feedback:{anew.old}", BO, {"feedback": anew.old})
    await anew.promise(f"feedback:{anew.new}", BO, {"feedback": anew.new})
    await anew.merge()
    async with anew.cast.database.read() as session:
        rows = {row.unique_key: row for row in (await session.exec(select(Delivery))).all()}
    assert {key: (row.recipient, row.state) for key, row in rows.items()} == {
        f"prompt:{anew.old}:2026-11-18": (BO, DROPPED),
        f"prompt:{anew.new}:2026-11-18": (BO2, DUE),
        f"card:{anew.new}:2026-10:1": (BO2, DUE),
        "prompt:999999:2026-11-18": (CHEN, DUE),
        f"feedback:{anew.old}": (BO2, DUE),
        f"feedback:{anew.new}": (BO2, DUE),
    }, "a piece of feedback that has the account's number is none of its own"
    assert rows[f"card:{anew.new}:2026-10:1"].payload["member_id"] == anew.new


async def log_of(anew: Anew) -> list[AuditEntry]:
    async with anew.cast.database.read() as session:
        return list((await session.exec(select(AuditEntry).order_by(col(AuditEntry.seq)))).all())


async def test_the_log_keeps_what_it_said_and_says_that_they_are_one(anew: Anew) -> None:
    before = await log_of(anew)
    await anew.merge(reason="re-created  by IT")
    after = await log_of(anew)
    async with anew.cast.database.read() as session:
        assert (await verify(session, anew.cast.workspace_id)).findings == ()
    assert [row.hash for row in after[:-1]] == [row.hash for row in before]
    assert (after[-1].action, after[-1].subject_id, after[-1].reason) == (
        "member.merged",
        str(anew.new),
        "re-created by IT",
    )
    assert f'"merged":{anew.old}' in after[-1].details


async def test_who_looked_at_the_old_accounts_card_is_told_to_the_person(anew: Anew) -> None:
    read = LogEntry(anew.cast.workspace_id, Audited.CARD_READ, By.OPERATOR, Subject.MEMBER, anew.old, {"shown": "card"})
    async with anew.cast.database.write() as session:
        await record(session, read)
    await anew.merge()
    bo = await anew.cast.who(BO2)
    async with anew.cast.database.write() as session:
        page = await about_me(Turn(bo, LATER, session))
    assert [each.action for each in page.entries][:2] == [Audited.MEMBER_MERGED, Audited.CARD_READ]
    dee = await anew.cast.who(DEE)
    async with anew.cast.database.write() as session:
        page = await about_me(Turn(dee, LATER, session))
    assert Audited.CARD_READ not in [each.action for each in page.entries]


async def test_the_old_account_never_comes_back(anew: Anew) -> None:
    cast = anew.cast
    await anew.merge()
    await cast.sync(account(BO, "Bo Again"), account(BO2, "Bo Lindgren"), now=LATER)
    old = await cast.member(BO)
    assert (old.is_active, old.name, old.email, old.merged_into) == (False, "Bo Lindgren", None, anew.new)
    async with cast.database.read() as session:
        with pytest.raises(Rejected, match="edge-not-a-member"):
            await Directory("en", "UTC").identify(session, Caller(SLACK_TEAM, BO))
        for typed in (BO, f"<@{BO}>", BO2, "Bo Lindgren"):
            assert (await service.find_member(session, cast.workspace_id, typed)).key == anew.new
        assert BO not in [
            each.member.slack_user
            for each in await service.member_lines(session, cast.workspace_id, on=TODAY, has_left=True)
        ]
    assert (await cast.load(f"member,team\n{BO},Brand\n")).problems == []
    assert (await anew.history()).teams[-1].name == "Brand", "a table that still has the old id means Bo"


async def test_settings_that_the_new_account_lacks_are_taken_over(anew: Anew) -> None:
    await anew.cast.change(BO, language="zh-CN", prompt_minute=600, joined_on=date(2026, 1, 2))
    await anew.cast.change(BO2, prompt_minute=480)
    await anew.merge()
    bo = await anew.cast.member(BO2)
    assert (bo.language, bo.prompt_minute, bo.joined_on) == ("zh-CN", 480, date(2026, 1, 2))


async def test_the_same_figure_under_both_is_no_contradiction(anew: Anew) -> None:
    await anew.add(anew.entry(anew.old, 42), anew.entry(anew.new, 42))
    assert (await anew.merge()).is_done
    assert [row[2:4] for row in await anew.told(anew.new)] == [(1, Decimal(42)), (2, Decimal(42))]


async def contradict(anew: Anew) -> None:
    await anew.add(
        anew.entry(anew.old, 42),
        anew.entry(anew.new, 40),
        anew.entry(anew.new, 45, revision=2, reason="counted again"),
        anew.target(anew.old, 60),
        anew.target(anew.new, 50),
        anew.target(anew.new, 9, "cpl"),
    )
    await anew.card(anew.old, 81.5)
    await anew.card(anew.new, 60.25)


async def test_contradictions_are_shown_one_by_one_and_nothing_is_done(anew: Anew) -> None:
    await contradict(anew)
    merged = await anew.merge()
    assert not merged.is_done
    assert [(each.what, *each.params.values()) for each in merged.clashes] == [
        ("figure", "leads", YESTERDAY),
        ("card", "2026-10"),
        ("target", "mql"),
    ]
    assert [row[3] for row in await anew.told(anew.old)] == [Decimal(42)]
    assert (await anew.cast.member(BO)).merged_into is None


@pytest.mark.parametrize(
    ("keep", "told", "scores", "target"),
    [
        (Keep.NEW, [(1, 42, None), (2, 40, "SSO moved"), (3, 45, "counted again")], [81.5, 60.25], 50),
        (Keep.OLD, [(1, 40, None), (2, 45, "counted again"), (3, 42, "SSO moved")], [60.25, 81.5], 60),
    ],
)
async def test_whose_account_is_kept_counts_and_the_other_stays_on_record(
    anew: Anew, keep: Keep, told: list[tuple[int, int, str | None]], scores: list[float], target: int
) -> None:
    await contradict(anew)
    assert (await anew.merge(keep)).is_done
    assert [(row[2], int(row[3]), row[4]) for row in await anew.told(anew.new)] == told
    assert [(card.revision, card.score) for card in await anew.cards(anew.new)] == [(1, scores[0]), (2, scores[1])]
    assert (await anew.roll_ups())[0]["total"] == told[-1][1]
    async with anew.cast.database.read() as session:
        targets = {row.metric: int(row.value) for row in (await session.exec(select(Target))).all()}
    assert targets == {"mql": target, "cpl": 9}


async def test_a_card_to_be_sent_follows_its_new_number(anew: Anew) -> None:
    await contradict(anew)
    about = {"member_id": anew.new, "period": "2026-10", "revision": 1}
    await anew.promise(f"card:{anew.new}:2026-10:1", BO2, about)
    await anew.merge(Keep.NEW)
    async with anew.cast.database.read() as session:
        (row,) = (await session.exec(select(Delivery))).all()
    assert row.payload == about | {"revision": 2}


async def test_of_two_notes_of_a_day_the_one_told_last_counts(anew: Anew) -> None:
    await anew.add(anew.note(anew.old, "from the old account", later=True), anew.note(anew.new, "from the new one"))
    assert (await anew.merge()).is_done
    async with anew.cast.database.read() as session:
        day = await day_note(session, anew.cast.workspace_id, anew.new, YESTERDAY)
    assert day
    assert (day.goal, day.revision) == ("from the old account", 2)


async def test_two_teams_at_a_time_are_a_contradiction_while_both_are_active(cast: Cast) -> None:
    anew = await made_anew(cast, is_old_active=True)
    await cast.load(f"member,team,manager\n{BO2},Brand,{DEE}\n")
    merged = await anew.merge(forced=True)
    assert [(each.what, *each.params.values()) for each in merged.clashes] == [
        ("team", TODAY, None),
        ("manager", TODAY, None),
    ]
    assert (await anew.merge(Keep.NEW, forced=True)).is_done
    assert [each.name for each in (await anew.history()).teams] == ["Brand"]
    assert await cast.manager(BO2) == DEE


async def test_who_moved_on_under_the_new_account_stays_there(cast: Cast) -> None:
    cast = replace(cast, today=TODAY - timedelta(days=30))
    await cast.load(f"member,team,manager\n{BO},Growth,{ANA}\n")
    anew = await made_anew(cast)
    await cast.load(f"member,team,manager\n{BO2},Brand,{DEE}\n", on=TODAY)
    assert (await anew.merge()).is_done
    history = await anew.history()
    assert [(each.name, each.last_on) for each in history.teams] == [("Growth", YESTERDAY), ("Brand", None)]
    assert [each.name for each in history.managers] == ["Ana Costa", "Dee Walsh"]


async def test_a_team_that_the_old_account_led_is_led_by_the_new_one(anew: Anew) -> None:
    await anew.cast.load(f"member,team,lead\n{CHEN},Growth,\n")
    async with anew.cast.database.write() as session:
        eve = await anew.cast.who(EVE)
        growth = next(each for each in await service.teams(session, eve.workspace_id) if each.name == "Growth")
        wish = service.TeamWish(growth.key, "Growth", None, None, CHEN, [])
        await service.save_team(session, eve, wish, now=NOW)
        chen, ana = await anew.cast.member(CHEN), await anew.cast.member(ANA)
        assert chen.key != ana.key
    await anew.cast.sync(account(CHEN, "陈琳", deleted=True), account("U0CHEN2", "陈琳", locale="zh-CN"), now=LATER)
    await anew.merge(old=CHEN, new="U0CHEN2")
    async with anew.cast.database.read() as session:
        lead = await service.lead_of(session, eve.workspace_id, growth.key, on=TODAY)
    assert lead
    assert lead.slack_user == "U0CHEN2"


async def test_days_away_of_both_never_overlap(anew: Anew) -> None:
    await anew.add(anew.absence(anew.old, 1, 10, "leave"), anew.absence(anew.new, 4, 5, "sick"))
    await anew.merge()
    async with anew.cast.database.read() as session:
        rows = (await session.exec(select(Absence))).all()
    assert sorted((row.first_on.day, row.last_on.day, row.kind, row.member_id) for row in rows) == [
        (1, 3, "leave", anew.new),
        (4, 5, "sick", anew.new),
        (6, 10, "leave", anew.new),
    ]


REFUSED = (
    (BO, BO, "x", "people-merge-oneself"),
    (BO, "U0NOBODY", "x", "people-merge-unknown"),
    (BO, "U0THEIRS", "x", "people-merge-unknown"),
    (BO2, BO, "x", "people-merge-into-gone"),
    (DEE, BO2, "x", "people-merge-both-active"),
    (BO, BO2, "  ", "people-merge-no-reason"),
    (BO, BO2, "x" * 301, "people-error-long-reason"),
    (BO, ANA, "x", "people-merge-own-manager"),
)


async def test_who_cannot_be_one_person_is_refused(anew: Anew) -> None:
    async with anew.cast.database.write() as session:
        elsewhere = await service.ensure_workspace(session, "T0OTHER", "Other")
    await replace(anew.cast, workspace_id=elsewhere.key).sync(account("U0THEIRS", "Bo Lindgren"))
    for old, new, reason, key in REFUSED:
        with pytest.raises(Rejected) as refused:
            await anew.merge(old=old, new=new, reason=reason)
        assert refused.value.key == key
        assert all(refusal_text(translator(language), refused.value) for language in LANGUAGES)


async def ask_to_be_forgotten(anew: Anew, member_id: int, state: str) -> None:
    asked = {"workspace_id": anew.cast.workspace_id, "member_id": member_id, "asked_at": NOW, "reason": "leaving"}
    await anew.add(ErasureRequest(**asked, state=state))


async def requests(anew: Anew) -> list[tuple[int, str, str]]:
    async with anew.cast.database.read() as session:
        rows = (await session.exec(select(ErasureRequest).order_by(col(ErasureRequest.id)))).all()
    return [(row.member_id, row.state, row.reason) for row in rows]


async def test_who_asked_under_both_to_be_forgotten_has_asked_once(anew: Anew) -> None:
    await ask_to_be_forgotten(anew, anew.old, OPEN)
    await ask_to_be_forgotten(anew, anew.new, OPEN)
    await anew.merge()
    assert await requests(anew) == [(anew.new, WITHDRAWN, ""), (anew.new, OPEN, "leaving")]


async def test_what_the_old_account_asked_is_still_to_be_decided(anew: Anew) -> None:
    await ask_to_be_forgotten(anew, anew.old, OPEN)
    await ask_to_be_forgotten(anew, anew.new, DECLINED)
    await anew.merge()
    assert await requests(anew) == [(anew.new, OPEN, "leaving"), (anew.new, DECLINED, "leaving")]


@pytest.mark.parametrize("state", [APPROVED, ERASED, DONE])
async def test_who_is_forgotten_is_nobody_elses_past(anew: Anew, state: str) -> None:
    await anew.have_everything()
    await ask_to_be_forgotten(anew, anew.old, state)
    with pytest.raises(Rejected) as refused:
        await anew.merge()
    assert refused.value.key == "people-merge-forgotten"
    assert all(refusal_text(translator(language), refused.value) for language in LANGUAGES)
    assert (await requests(anew))[0][:2] == (anew.old, state), "or the new account would be erased"


async def test_nobody_is_merged_twice(anew: Anew) -> None:
    await anew.merge()
    with pytest.raises(Rejected, match="people-merge-again"):
        await anew.merge()


async def test_a_merge_that_would_close_a_circle_of_managers_is_refused(anew: Anew) -> None:
    await anew.cast.report_to(ANA, DEE)
    await anew.cast.report_to(DEE, BO2, on=TODAY + timedelta(days=7))
    with pytest.raises(Rejected) as refused:
        await anew.merge()
    assert refused.value.key == "people-merge-circle"
    assert refused.value.params["on"] == TODAY + timedelta(days=7)
    assert (await anew.cast.member(BO)).merged_into is None
