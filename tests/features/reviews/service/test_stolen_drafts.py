"""What else of a cycle a copy of the database holds: forms that were begun, names of raters, words for how severely
people rate, and messages. Who rated whom, and what somebody began to write, is in none of it after the release."""

import json
import re
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text, update
from sqlmodel import col

from bot.db.scrubbing import scrub
from bot.delivery.homes import remember_home
from bot.delivery.models import SENT, Delivery
from bot.delivery.promises import Promise, promise
from bot.features.people.rules.prompts import FRESH, HOME, PROMPT, prompt_key
from bot.features.reviews import service
from bot.features.reviews.rules.drafts import Written
from bot.features.reviews.rules.leniency import LEAST_RATED, Leaning
from bot.features.reviews.rules.pseudonyms import pseudonym
from bot.features.reviews.service import ERASED
from tests.databases import opened
from tests.db.scrubbed import scrubbed
from tests.features.people.cast import ANA, BO, CHEN, EVE
from tests.features.reviews.cast import AFTER, FINN, GIL, LAST_DAY, METRIC, OPENED, PREPARED, SETTINGS, Office, founded
from tests.features.reviews.service.test_stolen_file import Table, copied, found_in_files, matched, raw, table
from tests.keys import KEYRING

BEGUN = "quartz-otter"
PARTS = ["figures", "ratings"]


async def named(office: Office) -> int:
    """Bo would have Finn and Gil as raters, and Ana agrees."""
    cycle = await office.draft()
    eve, bo, ana = [await office.who(each) for each in (EVE, BO, ANA)]
    more = {"now": PREPARED, "settings": SETTINGS}
    async with office.database.write() as session:
        await service.ask_for_names(session, eve, cycle.key, **more)  # type: ignore[arg-type]  # keywords as they are
        await service.name_raters(session, bo, cycle.key, [FINN, GIL], **more)  # type: ignore[arg-type]  # the same
        await service.approve_names(session, ana, cycle.key, bo.member_id, users=None, **more)  # type: ignore[arg-type]  # the same
    return cycle.key


async def begin(office: Office, cycle_id: int, pairs: list[tuple[str, str]], *, is_late: bool = False) -> None:
    """In this order; late ones are sent after the last day and kept as drafts."""
    now = AFTER if is_late else LAST_DAY
    for rater, about in pairs:
        who, subject = await office.who(rater), await office.key(about)
        written = {METRIC: Written("2", f"{BEGUN} of {rater} about {about}")}
        async with office.database.write() as session:
            place = service.Place(cycle_id, subject, rater)
            if is_late:
                assert (await service.hand_in(session, who, place, written, now=now, settings=SETTINGS)).is_late
            else:
                await service.keep_draft(session, who, place, written, now=now, settings=SETTINGS)


async def prompted(office: Office, users: set[str]) -> None:
    """Bo's prompt is sent; after each rating prompts and Home say what is left, as in chat."""
    bo = await office.who(BO)
    payload = {"on": OPENED.date().isoformat(), "at": OPENED.isoformat(), "parts": PARTS}
    key = prompt_key(bo.member_id, OPENED.date())
    async with office.database.write() as session:
        await promise(session, [Promise(bo.workspace_id, key, PROMPT, BO, OPENED, payload)], now=OPENED)
        await session.exec(update(Delivery).where(col(Delivery.kind) == PROMPT).values(state=SENT))
    for minute, user in enumerate(sorted(users)):
        who = await office.who(user)
        async with office.database.write() as session:
            await remember_home(session, who.workspace_id, user)
            await service.tell_progress(session, who, now=LAST_DAY + timedelta(minutes=minute))


def first_of_each(pairs: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """One colleague of every rater."""
    return sorted({rater: (rater, about) for rater, about in sorted(pairs)}.values())


def told(drafts: Table) -> set[tuple[str, object]]:
    return {(str(row["pseudonym"]), row["subject_id"]) for row in drafts}


async def test_while_people_rate_a_draft_tells_no_more_than_a_rating(office: Office, tmp_path: Path) -> None:
    cycle_id = await office.opened()
    said = await office.everybody_rates(cycle_id)
    begun = first_of_each(set(said))
    await begin(office, cycle_id, begun)
    copy = copied(office.database.url, tmp_path)
    ratings, drafts = table(copy, "review_rating"), table(copy, "review_draft")
    assert len(drafts) == len(begun) == 12
    assert set(drafts[0]) - set(ratings[0]) == {"answers"}, "no time, no name, nothing else"
    assert told(drafts) <= told(ratings), "whose they are, ratings say as well"
    assert BEGUN.encode() not in raw(copy)
    assert all(BEGUN in KEYRING.open(str(row["answers"])) for row in drafts), "whoever has the keys reads both"
    keys = {user: key for key, user in (await office.users()).items()}
    assert [row["subject_id"] for row in drafts] != [keys[about] for _, about in begun]
    pairs = {(keys[rater], keys[about]) for rater, about in said}
    alone = [{**row, "pseudonym": f"draft {row['pseudonym']}"} for row in drafts]
    assert not any(len(members) == 1 for members in matched(alone, pairs).values()), "one draft fits no graph"


async def test_names_of_raters_are_in_the_file_until_the_opening(office: Office, tmp_path: Path) -> None:
    cycle_id = await named(office)
    keys = {user: key for key, user in (await office.users()).items()}
    rows = table(copied(office.database.url, tmp_path), "review_nomination")
    assert {(row["subject_id"], row["rater_id"]) for row in rows} == {(keys[BO], keys[FINN]), (keys[BO], keys[GIL])}
    assert not [column for column in rows[0] if "_at" in column]
    await office.open(cycle_id, now=OPENED)
    assert table(copied(office.database.url, tmp_path / "later"), "review_nomination") == []


async def test_after_the_release_no_byte_is_left_of_drafts_and_no_message_says_about_whom(
    office: Office, tmp_path: Path
) -> None:
    cycle_id = await named(office)
    await office.open(cycle_id, now=OPENED)
    await prompted(office, {rater for rater, _ in await office.pairs(cycle_id)})
    said = await office.everybody_rates(cycle_id, but=CHEN)
    await begin(office, cycle_id, first_of_each(set(said)))
    await office.close()
    unsaid = [pair for pair in sorted(await office.pairs(cycle_id)) if pair not in said]
    await begin(office, cycle_id, unsaid[:1], is_late=True)
    before = copied(office.database.url, tmp_path)
    keys = {user: key for key, user in (await office.users()).items()}
    (secret,) = table(before, "review_key")
    key = bytes.fromhex(KEYRING.open(str(secret["secret"])))
    drafts = table(before, "review_draft")
    assert len(drafts) == 13
    gone = [*(pseudonym(key, each) for each in keys.values()), str(secret["secret"]), key.hex()]
    gone += [str(row["answers"]) for row in drafts]
    await office.release(cycle_id)
    deleted = raw(copied(office.database.url, tmp_path / "deleted"))
    assert any(str(row["answers"]).encode() in deleted for row in drafts), "deleted, and still there"
    assert await scrub(office.database, ERASED)
    after = copied(office.database.url, tmp_path / "after")
    content = raw(after)
    assert [each for each in gone if each.encode() in content] == []
    assert all(table(after, name) == [] for name in ERASED)
    require_messages_without_subjects(table(after, "delivery"), {f"{cycle_id}"}, keys)
    require_words_alone(after, {keys[user] for user in keys if sum(rater == user for rater, _ in said) >= LEAST_RATED})


def require_messages_without_subjects(deliveries: Table, cycles: set[str], keys: dict[str, int]) -> None:
    """Each names its recipient and the cycle, and nobody else."""
    asked = r"review:(?P<cycle>\d+):\w+:[\d-]*:(?P<hr>\d+)"
    prompts = r"home:(?P<home>\d+):\S+|(?:fresh:)?prompt:(?P<prompt>\d+):\S+"
    kinds = {str(row["kind"]) for row in deliveries}
    assert {PROMPT, FRESH, HOME} <= kinds
    for row in deliveries:
        found = re.fullmatch(f"{asked}|{prompts}", str(row["unique_key"]))
        assert found, row["unique_key"]
        members = {value for name, value in found.groupdict().items() if value and name != "cycle"}
        assert members == {str(keys[str(row["recipient"])])}
        assert found["cycle"] in {None, *cycles}
        said = json.loads(str(row["payload"]))
        assert set(said) <= {"cycle", "notice", "releases_on", "on", "at", "parts", "prompt"}
        assert said.get("parts", PARTS) == PARTS, "that they were asked, not about whom"
        assert str(row["unique_key"]).startswith(f"fresh:{said.get('prompt')}:") or "prompt" not in said


def require_words_alone(copy: Path, raters: set[int]) -> None:
    """Sealed, all of one length, in an order of chance, of nobody who has rated few; see attacks/test_leanings.py."""
    rows = table(copy, "review_leniency")
    assert set(rows[0]) == {"id", "workspace_id", "cycle_id", "member_id", "leaning"}
    assert {row["member_id"] for row in rows} <= raters
    assert {KEYRING.open(str(row["leaning"])) for row in rows} <= {each.value for each in Leaning}
    assert len({len(str(row["leaning"])) for row in rows}) == 1
    assert not any(each.value.encode() == str(row["leaning"]).encode() for each in Leaning for row in rows)


async def test_on_postgresql_no_file_of_the_database_has_a_draft_after_the_release(postgres_url: str) -> None:
    database = opened(postgres_url)
    office = await founded(database)
    cycle_id = await office.opened()
    await begin(office, cycle_id, first_of_each(await office.pairs(cycle_id)))
    async with database.engine.connect() as connection:
        drafts = await connection.execute(text("SELECT pseudonym, answers FROM review_draft"))
        gone = {str(each) for row in drafts.all() for each in row}
    assert len(gone) == 24
    await office.close()
    assert await found_in_files(database, gone) == gone
    await office.release(cycle_id)
    await scrubbed(database, ERASED)
    assert await found_in_files(database, gone) == set()
    await database.close()
