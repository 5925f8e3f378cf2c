"""`evenhand keys`: a new key, what needs which, and everything sealed again; and what a start without them says."""

import json
import sqlite3
from pathlib import Path

import pytest

from bot.db.sealing.keyring import Keyring, id_of
from bot.delivery.private import PRIVATE, names_of
from tests.cli.running import Cli
from tests.keys import KEY, KEYRING, OTHER_KEY, OTHER_KEYRING

REASON = "covers for Dee’s parental leave"
TABLE = "member,team,manager,role\nU0EVE,,,hr\nU0BO,Growth,,lead\n"


@pytest.fixture
def sealed(office: Cli, tmp_path: Path) -> Cli:
    """Two roles have been given, with reasons."""
    path = tmp_path / "members.csv"
    path.write_text(TABLE, encoding="utf-8")
    assert office("import", "members", path).code == 0
    return office


def keys(monkeypatch: pytest.MonkeyPatch, *given: str) -> None:
    monkeypatch.setenv("EVENHAND_ENCRYPTION_KEYS", ",".join(given))


def raw(url: str) -> bytes:
    """Every byte of the database's files."""
    path = Path(url.removeprefix("sqlite:///"))
    return b"".join(each.read_bytes() for each in sorted(path.parent.iterdir()) if each.name.startswith(path.name))


def change(url: str, statement: str, *values: object) -> None:
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        connection.execute(statement, values)
    connection.close()


def test_a_new_key_is_all_that_is_on_stdout(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EVENHAND_ENCRYPTION_KEYS")
    first, second = cli("keys", "new"), cli("keys", "new")
    assert first.code == 0
    assert first.out != second.out
    assert id_of(first.out.strip()) in first.err
    assert first.out.strip() not in first.err


def test_what_needs_which_key_and_the_way_to_another(
    sealed: Cli, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = sealed("keys", "check", "--json").json
    assert {each["column"] for each in found["texts"]} == {"audit_entry.reason", "role_grant.reason"}
    assert {(each["key"], each["state"]) for each in found["texts"]} == {(id_of(KEY), "first, it seals")}
    keys(monkeypatch, OTHER_KEY, KEY)
    done = sealed("keys", "rotate")
    assert (done.code, done.out) == (0, "")
    assert f"4 texts were sealed with {id_of(OTHER_KEY)}, 0 of them for the first time." in done.err
    assert f"Nothing needs {id_of(KEY)} any more" in sealed("keys", "check").err
    keys(monkeypatch, OTHER_KEY)
    assert sealed("members", "show", "U0BO", "--json").code == 0
    assert sealed("audit", "verify").code == 0
    keys(monkeypatch, KEY)
    refused = sealed("members", "show", "U0BO")
    assert refused.code == 1
    assert f"sealed with the key {id_of(OTHER_KEY)}, and it has {id_of(KEY)}" in refused.err
    assert KEY not in refused.err


def test_private_messages_get_the_names_that_the_new_key_gives(
    sealed: Cli, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def name_by(ring: Keyring) -> str:
        return names_of(1, "pay.raise", "raise:17", ring)[0]

    payload = json.dumps({"id": 17, "kind": "pay.raise", "occasion": "raise:17"})
    columns = "workspace_id, unique_key, kind, operation, recipient, payload, state, due_at, created_at"
    columns += ", attempts, is_ambiguous"
    long_ago = "2026-01-01 00:00:00.000000"
    row = (1, name_by(KEYRING), PRIVATE, "post", "U0BO", payload, "sent", long_ago, long_ago, 1, 0)
    change(sqlite_url, f"INSERT INTO delivery ({columns}) VALUES ({', '.join('?' * len(row))})", *row)
    keys(monkeypatch, OTHER_KEY, KEY)
    assert sealed("keys", "rotate").code == 0
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        named = connection.execute("SELECT unique_key FROM delivery WHERE kind = ?", (PRIVATE,)).fetchall()
    connection.close()
    assert named == [(name_by(OTHER_KEYRING),)]


def test_a_key_that_is_still_needed_is_missed_at_once(sealed: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for given in ((OTHER_KEY,), ()):
        keys(monkeypatch, *given)
        refused = sealed("members", "list")
        assert (refused.code, refused.out) == (1, "")
        assert f"sealed with the key {id_of(KEY)}" in refused.err
        assert "\n" not in refused.err.strip()
    keys(monkeypatch, OTHER_KEY)
    checked = sealed("keys", "check")
    assert checked.code == 1
    assert f"Missing: {id_of(KEY)}." in checked.err
    rotated = sealed("keys", "rotate")
    assert rotated.code == 1
    assert f"still sealed with {id_of(KEY)}" in rotated.err
    keys(monkeypatch, KEY)
    assert sealed("members", "list").code == 1, "somebody may have sealed with the other one meanwhile"
    keys(monkeypatch, KEY, OTHER_KEY)
    assert sealed("keys", "rotate").code == 0
    keys(monkeypatch, KEY)
    assert sealed("members", "list").code == 0


def test_without_any_key_what_needs_none_can_be_done(
    office: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys(monkeypatch)
    assert office("members", "list").code == 0
    path = tmp_path / "members.csv"
    path.write_text(TABLE, encoding="utf-8")
    refused = office("import", "members", path)
    assert refused.code == 1
    assert "EVENHAND_ENCRYPTION_KEYS is not set: `evenhand keys new`" in refused.err
    assert office("keys", "rotate").code == 1


def test_texts_from_before_are_sealed_and_gone_from_the_file(sealed: Cli, sqlite_url: str) -> None:
    change(sqlite_url, "UPDATE role_grant SET reason = ?", REASON)
    assert REASON.encode() in raw(sqlite_url)
    found = sealed("keys", "check")
    assert found.code == 0
    assert "`evenhand keys rotate` seals them" in found.err
    done = sealed("keys", "rotate", "--json")
    assert (done.json["sealed"], done.json["of_them_plain"]) == (2, 2)
    assert REASON.encode() not in raw(sqlite_url)
    shown = sealed("members", "show", "U0BO", "--json")
    assert [each["reason"] for each in shown.json["roles"]] == [REASON]


def test_a_changed_text_is_named_by_its_row(sealed: Cli, sqlite_url: str) -> None:
    change(sqlite_url, "UPDATE role_grant SET reason = substr(reason, 1, 60) || 'AAAA' WHERE id = 2")
    checked = sealed("keys", "check")
    assert checked.code == 1
    assert "role_grant.reason, row 2: was changed and cannot be opened" in checked.err
    assert sealed("keys", "check", "--json").json["broken"] == [{"column": "role_grant.reason", "row": 2}]


def test_a_changed_reason_in_the_audit_log_is_found_by_verify(sealed: Cli, sqlite_url: str) -> None:
    change(sqlite_url, "UPDATE audit_entry SET reason = substr(reason, 1, 60) || 'AAAA' WHERE reason IS NOT NULL")
    verified = sealed("audit", "verify")
    assert verified.code == 1
    assert "its reason was changed" in verified.out
