"""What a copy of the database tells whoever has stolen it: while people rate everything, after the release nothing."""

import sqlite3
from collections import Counter, defaultdict
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import make_url, text

from bot.db.engine import Database
from bot.db.scrubbing import scrub
from bot.features.reviews.rules.pseudonyms import pseudonym
from bot.features.reviews.service import ERASED
from tests.databases import opened
from tests.db.scrubbed import scrubbed
from tests.features.people.cast import BO
from tests.features.reviews.cast import Office, founded
from tests.keys import KEYRING

Table = list[dict[str, object]]


def copied(url: str, folder: Path) -> Path:
    """The file and its log, as they are on the disk at this moment."""
    path, copy = Path(str(make_url(url).database)), folder / "stolen.db"
    folder.mkdir(exist_ok=True)
    for suffix in ("", "-wal"):
        source = Path(f"{path}{suffix}")
        if source.exists():
            Path(f"{copy}{suffix}").write_bytes(source.read_bytes())
    return copy


def raw(copy: Path) -> bytes:
    return b"".join(Path(f"{copy}{suffix}").read_bytes() for suffix in ("", "-wal") if Path(f"{copy}{suffix}").exists())


def table(copy: Path, name: str) -> Table:
    with closing(sqlite3.connect(copy)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]


def matched(ratings: Table, pairs: set[tuple[int, int]]) -> dict[str, set[int]]:
    """The graph-matching attack: the members whose assigned subjects are just those that a pseudonym has rated."""
    rated: dict[str, set[int]] = defaultdict(set)
    for row in ratings:
        rated[str(row["pseudonym"])].add(int(str(row["subject_id"])))
    asked: dict[int, set[int]] = defaultdict(set)
    for rater, subject in pairs:
        asked[rater].add(subject)
    return {name: {rater for rater, them in asked.items() if them == subjects} for name, subjects in rated.items()}


async def test_a_file_stolen_while_people_rate_names_them_and_one_stolen_afterwards_does_not(
    office: Office, tmp_path: Path
) -> None:
    cycle_id = await office.opened()
    said = await office.everybody_rates(cycle_id, but=BO)
    keys = {user: key for key, user in (await office.users()).items()}
    pairs = {(keys[rater], keys[subject]) for rater, subject in said}
    await office.close()

    before = copied(office.database.url, tmp_path)
    (secret,) = table(before, "review_key")
    key = bytes.fromhex(KEYRING.open(str(secret["secret"])))  # whoever has the file may have the keys, too
    names = {pseudonym(key, keys[rater]): keys[rater] for rater, _ in said}
    ratings = table(before, "review_rating")
    about_bo = [str(row["case_text"]) for row in ratings if row["subject_id"] == keys[BO]]
    assert all(KEYRING.open(each).endswith(f"saw {BO}") for each in about_bo)
    by_graph = matched(ratings, pairs)
    assert all(names[name] in members for name, members in by_graph.items())
    assert sum(len(members) == 1 for members in by_graph.values()) >= 10  # of twelve, without any key

    await office.release(cycle_id)
    assert any(name.encode() in raw(copied(office.database.url, tmp_path)) for name in names)  # deleted, still there
    assert await scrub(office.database, ERASED)
    after = copied(office.database.url, tmp_path / "later")
    for name in ERASED:
        assert table(after, name) == []
    assert not any(name.encode() in raw(after) for name in [*names, str(secret["secret"])])
    commented = {row["subject_id"] for row in table(after, "review_comment")}
    raters = Counter(subject for _, subject in said)
    assert commented == {keys[user] for user in raters if raters[user] >= 5}
    assert raters[BO] == 4
    assert not any(each.encode() in raw(after) for each in about_bo)
    assert "plain" not in table(after, "review_result")[0]  # see attacks/test_reading_everybody.py
    kept = table(after, "kept_rating")
    assert len(kept) == len(said)
    assert set(kept[0]) == {"id", "workspace_id", "cycle_id", "subject_id", "metric", "value", "weight"}
    for subject in {subject for _, subject in pairs}:  # nothing tells the ratings of a subject apart but the value
        assert len({row["weight"] for row in kept if row["subject_id"] == subject}) == 1


async def test_no_store_says_when_anything_was_said_or_in_which_order(office: Office, tmp_path: Path) -> None:
    cycle_id = await office.opened()
    order = []
    for rater, subject in sorted(await office.pairs(cycle_id))[:24]:
        await office.say(rater, cycle_id, subject, 3)
        order.append(await office.key(subject))
    copy = copied(office.database.url, tmp_path)
    for name in ("review_rating", "review_assignment", "review_key", "review_cycle"):
        assert not [column for column in table(copy, name)[0] if "_at" in column]
    stored = [row["subject_id"] for row in table(copy, "review_rating")]
    assert sorted(stored) == sorted(order)
    assert stored != order


async def test_on_postgresql_no_file_of_the_database_has_a_pseudonym_after_the_release(postgres_url: str) -> None:
    database = opened(postgres_url)
    office = await founded(database)
    cycle_id = await office.opened()
    await office.everybody_rates(cycle_id)
    names = {row.pseudonym for row in await office.ratings(cycle_id)}
    await office.close()
    assert await found_in_files(database, names) == names
    await office.release(cycle_id)
    assert await found_in_files(database, names) == names  # deleted rows stay until they are vacuumed
    await scrubbed(database, ERASED)
    assert await found_in_files(database, names) == set()
    await database.close()


async def found_in_files(database: Database, names: set[str]) -> set[str]:
    mine = text("SELECT oid FROM pg_database WHERE datname = current_database()")
    async with database.engine.connect() as connection:
        outside = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await outside.execute(text("CHECKPOINT"))
        folder = (await outside.execute(text("SHOW data_directory"))).scalar_one()
        oid = (await outside.execute(mine)).scalar_one()
    content = all_of(Path(folder, "base", str(oid)))
    return {name for name in names if name.encode() in content}


def all_of(folder: Path) -> bytes:
    content = []
    for path in folder.iterdir():
        with suppress(FileNotFoundError):  # the server goes on
            content.append(path.read_bytes() if path.is_file() else b"")
    return b"".join(content)
