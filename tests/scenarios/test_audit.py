"""Who opened whose card is kept, told to whom it is about, searched by HR, and nobody takes it back."""

import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import errors, sql
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from tests.office import ANA, BO, CHEN, DEE, EVE, GROWTH_CHANNEL, Office
from tests.scenarios.audited import closed_october, log_of, say, shown, verified

NOT_YOURS = ("/scorecard <@U0BO>", "/scorecard <@U0NOBODY>", "/scorecard @Bo Lindgren 2026-10", "/scorecard @Nobody")
DOCUMENT = Path(__file__).parents[2] / "docs" / "operations.md"
FIRST = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
async def at(database_url: str) -> AsyncIterator[Office]:
    async with closed_october(database_url) as opened:
        yield opened


async def actions(at: Office, since: int = 0) -> list[tuple[str, str | None]]:
    return [(row.action, row.subject_id) for row in (await log_of(at))[since:]]


async def test_bo_and_chen_see_who_opened_their_cards(at: Office) -> None:
    assert "Nobody has looked at anything of yours" not in await say(at, BO, "/perf audit"), (
        "the import gave him a team"
    )
    assert "Bo Lindgren" in await say(at, ANA, f"/scorecard <@{BO}>")
    await say(at, EVE, f"/scorecard <@{BO}> why")
    await say(at, ANA, f"/scorecard <@{CHEN}> 2026-10")
    told = await say(at, BO, "/perf audit")
    assert "*Ana Costa* opened the card of October 2026" in told
    assert "*Eve Moreau* opened the receipt of October 2026" in told
    assert "*The operator* changed the manager from nobody to Ana Costa" in told
    assert told.index("Eve Moreau") < told.index("Ana Costa* opened"), "the newest first"
    chens = await say(at, CHEN, "/perf 审计")
    assert "*Ana Costa* 打开了2026年10月的绩效卡" in chens
    assert "Eve" not in chens
    for text in (told, chens):
        assert "42" not in re.sub(r"\d\d:\d\d", "", text), "no figure of anybody's"


async def test_what_somebody_does_with_their_own_is_no_business_of_the_log(at: Office) -> None:
    before = len(await log_of(at))
    for line in ("/scorecard", "/scorecard why", "/checkin leads 4", "/perf audit", "/perf hours 9:30", "/perf help"):
        await say(at, BO, line)
    assert await actions(at, before) == []


async def test_dee_is_refused_in_the_same_words_and_the_log_knows(at: Office) -> None:
    before = len(await log_of(at))
    refusals = {await say(at, DEE, line) for line in NOT_YOURS}
    assert len(refusals) == 1
    kept = (await log_of(at))[before:]
    bo = (await log_of(at))[before].subject_id
    assert [(row.action, row.subject_id) for row in kept] == [
        ("access.denied", bo),
        ("access.denied", None),
        ("access.denied", bo),
        ("access.denied", None),
    ]
    assert {row.actor_id for row in kept} == {kept[0].actor_id}
    assert "*Dee Walsh* asked for something out of their sight and was refused" in await say(at, BO, "/perf audit")
    assert (await verified(at)).findings == ()


async def test_who_wants_rights_that_are_not_theirs_to_give_is_kept(at: Office) -> None:
    before = len(await log_of(at))
    await say(at, BO, "/perf admin")
    await say(at, BO, "/perf people")
    await say(at, BO, "/perf admin audit")
    assert [action for action, _ in await actions(at, before)] == [
        "administration.denied",
        "administration.denied",
        "access.denied",
    ]


async def test_a_form_that_takes_rights_is_refused_beside_its_field_and_kept(at: Office) -> None:
    before, ana = len(await log_of(at)), at.person(ANA)
    await say(at, ANA, "/perf people")
    assert (await ana.click(ana.view, "people.open_person", value=BO)).ok
    refused = await ana.submit(values={"roles": ["hr"], "reason": "joins HR"})
    assert "Only HR" in refused.errors["roles"]
    (kept,) = (await log_of(at))[before:]
    assert (kept.action, kept.subject_kind, json.loads(kept.details)) == (
        "administration.denied",
        "member",
        {"roles": ["hr"]},
    )
    assert (await ana.submit(values={"roles": ["lead"], "reason": "leads the search team"})).ok
    _, given = (await log_of(at))[before:]
    assert (given.action, given.reason, json.loads(given.details)) == (
        "member.role_changed",
        "leads the search team",
        {"from": [], "to": ["lead"]},
    )


async def test_auditors_search_the_log_as_long_as_they_are(at: Office) -> None:
    eve = at.person(EVE)
    await say(at, EVE, "/perf people")
    assert (await eve.click(eve.view, "people.open_person", value=BO)).ok
    assert (await eve.submit(values={"roles": ["auditor"], "reason": "yearly audit"})).ok
    told = await say(at, BO, "/perf admin audit")
    assert "*Eve Moreau* changed the role from Member to Auditor · Bo Lindgren" in told
    assert (await log_of(at))[-1].action == "audit.searched"
    await say(at, EVE, "/perf people")
    assert (await eve.click(eve.view, "people.open_person", value=BO)).ok
    assert (await eve.submit(values={"roles": [], "reason": "the audit is over"})).ok
    await say(at, BO, "/perf admin audit")
    assert (await log_of(at))[-1].action == "access.denied"


async def test_eve_searches_by_person_and_action_and_that_is_kept(at: Office) -> None:
    await say(at, ANA, f"/scorecard <@{BO}>")
    await say(at, DEE, f"/scorecard <@{CHEN}>")
    told = await say(at, EVE, "/perf admin audit")
    assert "*Dee Walsh* asked for something out of their sight and was refused · 陈琳" in told
    assert "*Ana Costa* opened the card of October 2026 · Bo Lindgren" in told
    eve = at.person(EVE)
    assert (await eve.click(eve.view, "audit.pick_person", value=BO)).ok
    assert "Dee Walsh" not in shown(eve)
    assert "Ana Costa* opened" in shown(eve)
    assert (await eve.click(eve.view, "audit.pick_action", value="member.team_changed")).ok
    assert "Ana Costa* opened" not in shown(eve)
    assert "changed the team or its lead from nobody to Growth · Bo Lindgren" in shown(eve)
    searches = [row for row in await log_of(at) if row.action == "audit.searched"]
    assert [json.loads(row.details)["wanted"] for row in searches] == [None, None, "member.team_changed"]
    assert "*Eve Moreau* searched this log" in await say(at, BO, "/perf audit")


async def test_older_entries_are_on_further_pages(at: Office) -> None:
    for _ in range(21):
        await say(at, DEE, f"/scorecard <@{BO}>")
    await say(at, BO, "/perf audit")
    bo = at.person(BO)
    assert shown(bo).count("Dee Walsh") == 20
    assert (await bo.click(bo.view, "audit.turn_own:older")).ok
    assert shown(bo).count("Dee Walsh") == 1
    assert "The operator" in shown(bo)
    assert (await bo.click(bo.view, "audit.turn_own:newer")).ok
    assert shown(bo).count("Dee Walsh") == 20


async def test_administration_and_corrections_are_kept_without_a_word_of_what_was_typed(at: Office) -> None:
    await say(at, BO, "/checkin leads 42")
    before = len(await log_of(at))
    await say(at, BO, "/checkin fix leads 43 PLANTED client called back")
    ana = at.person(ANA)
    await say(at, ANA, "/perf calendar off 2026-12-24 PLANTED day")
    await say(at, BO, "/perf away 2026-12-01..2026-12-05 sick")
    await say(at, BO, "/perf country CN")
    await say(at, ANA, "/perf people")
    assert (await ana.click(ana.view, "people.open_team")).ok
    saved = await ana.submit(values={"name": "PLANTED team", "lead": CHEN, "members": [BO]})
    assert saved.ok, saved.errors
    assert [action for action, _ in await actions(at, before)] == [
        "figure.corrected",
        "calendar.changed",
        "member.absence_changed",
        "member.country_changed",
        "team.saved",
        "member.team_changed",
        "member.team_changed",
    ]
    dump = json.dumps([row.model_dump(exclude={"at"}) for row in await log_of(at)], ensure_ascii=False)
    for personal in ("PLANTED", "Bo", "Costa", "陈琳", "example.com", "sick", "2026-12-01", "Growth", BO, ANA):
        assert personal not in dump, personal
    assert (await verified(at)).findings == ()


async def test_the_head_is_posted_on_the_first_of_the_month(database_url: str) -> None:
    async with closed_october(database_url, operator_channel=GROWTH_CHANNEL) as at:
        before = {message.ts for message in at.person(EVE).messages(GROWTH_CHANNEL)}
        await at.move_to(FIRST)
        await at.move_to(FIRST + timedelta(days=1))
        posted = [each for each in at.person(EVE).messages(GROWTH_CHANNEL) if each.ts not in before]
        heads = [each.text for each in posted if "Audit log" in each.text]
        newest = (await log_of(at))[-1]
        assert heads == [f"Audit log: {newest.seq}:{newest.hash}"]
        await at.move_to(FIRST + timedelta(days=31))
        again = [each.text for each in at.person(EVE).messages(GROWTH_CHANNEL) if "Audit log" in each.text]
        assert len(again) == 2


async def test_without_a_channel_nothing_is_posted(at: Office) -> None:
    await at.move_to(FIRST)
    assert not [each for each in at.person(EVE).messages(GROWTH_CHANNEL) if "Audit log" in each.text]


async def test_a_denial_that_cannot_be_kept_is_a_denial_all_the_same(
    at: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = await say(at, DEE, NOT_YOURS[0])

    def away() -> None:
        raise OperationalError("BEGIN", None, OSError("the database is away"))

    monkeypatch.setattr(at.parts.database, "brief", away)
    assert await say(at, DEE, NOT_YOURS[0]) == refused
    assert "a denial could not be recorded" in at.watch.log.getvalue()


def granted() -> str:
    """The statements of docs/operations.md."""
    (statements,) = re.findall(r"```sql\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    return str(statements)


@pytest.fixture
async def bots_url(postgres_url: str) -> AsyncIterator[str]:
    """The same database for a role as the document describes it."""
    role, owner = "evenhand_bot", make_url(postgres_url).username
    assert owner
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        statements = granted().replace("evenhand_owner", owner).replace(":'password'", "'only-for-a-test'")
        connection.execute(statements.encode())
        yield make_url(postgres_url).set(username=role, password="only-for-a-test").render_as_string(False)
        connection.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(role)))
        connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


async def test_the_bot_does_its_work_as_a_role_that_cannot_change_the_log(bots_url: str) -> None:
    async with closed_october(bots_url) as at:
        await at.settle()
        assert "Bo Lindgren" in await say(at, ANA, f"/scorecard <@{BO}>")
        await say(at, DEE, f"/scorecard <@{BO}>")
        await say(at, BO, "/checkin leads 5")
        assert "Ana Costa* opened the card" in await say(at, BO, "/perf audit")
        assert [each.text for each in at.person(BO).messages() if "October" in each.text], "cards go out"
        assert (await verified(at)).findings == ()
    statements = (
        "UPDATE audit_entry SET action = 'card.read'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "DELETE FROM audit_head",
        "TRUNCATE audit_head",
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        "DROP TABLE audit_entry",
        "DROP FUNCTION evenhand_audit_stays() CASCADE",
    )
    with psycopg.connect(bots_url, autocommit=True) as connection:
        for statement in statements:
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(statement.encode())
