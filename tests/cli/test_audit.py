"""`audit verify`, `head`, `search` and `export`: the log as whoever runs Evenhand sees it."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import Cli

TABLE = "member,team,manager,role,channel,lead\nU0ANA,Growth,,admin,C0GROWTH,yes\nU0BO,Growth,U0ANA,,,\nU0EVE,,,hr,,\n"
Sql = Callable[[str], None]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def firm(office: Cli, sheet: Path) -> Cli:
    """After an import of people, which the log tells of."""
    assert office("import", "members", sheet).code == 0
    return office


@pytest.fixture
def sql(sqlite_url: str) -> Sql:
    """As somebody with the file in their hands."""

    def run(statement: str) -> None:
        with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
            triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (name,) in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute(statement)

    return run


def test_an_office_where_nothing_has_happened_has_an_empty_log(office: Cli) -> None:
    ran = office("audit", "verify")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("0 entries, each as it was written; the newest is 0:000")
    assert office("audit", "head").out.strip() == f"0:{'0' * 64}"


def test_an_import_is_told_with_the_files_digest_and_every_change(firm: Cli) -> None:
    found = firm("audit", "search", "--json").json
    by_action = {each["action"] for each in found}
    assert by_action == {
        "members.imported",
        "member.role_changed",
        "member.manager_changed",
        "member.team_changed",
        "scheme.assigned",
    }
    (whole,) = [each for each in found if each["action"] == "members.imported"]
    assert whole["details"]["file"] == hashlib.sha256(TABLE.encode()).hexdigest()
    assert whole["details"]["changed"] == 3
    (manager,) = [each for each in found if each["action"] == "member.manager_changed"]
    assert (manager["by"], manager["about"]) == ("operator", "U0BO")
    for name in ("Ana", "Lindgren", "example.com", "Growth"):
        assert name not in json.dumps(found), name


def test_search_by_person_action_and_day(firm: Cli) -> None:
    ran = firm("audit", "search", "--member", "bo@example.com", "--action", "member.team_changed")
    assert ran.code == 0
    assert ran.out.count("member.team_changed") == 1
    assert "U0BO" in ran.out
    assert firm("audit", "search", "--until", "2020-01-01", "--json").json == []
    assert firm("audit", "search", "--since", "2020-01-01", "--action", "members.imported", "--json").json != []
    assert "The newest 2; ask for more" in firm("audit", "search", "--limit", 2).err
    newest = firm("audit", "search", "--limit", 1, "--json").json[0]
    assert newest["action"] == "audit.searched", "the log keeps who asked it"
    assert "U0EVE" in firm("audit", "search", "--member", "eve@example.com").out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("search", "--action", "card.seen"), 1, "there is no action 'card.seen'; there are access.denied, "),
        (("search", "--member", "Nobody"), 1, "Nobody"),
        (("search", "--since", "yesterday"), 2, "yesterday"),
        (("verify", "--anchor", "12"), 2, "is not SEQ:HASH"),
        (("verify", "--anchor", f"0:{'0' * 64}"), 2, "is not SEQ:HASH"),
    ],
)
def test_what_cannot_be_asked_is_told_why(firm: Cli, arguments: tuple[str, ...], code: int, told: str) -> None:
    ran = firm("audit", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


def test_a_whole_log_holds_against_an_anchor_of_earlier(firm: Cli) -> None:
    anchor = firm("audit", "head").out.strip()
    firm("audit", "search")
    ran = firm("audit", "verify", "--anchor", anchor)
    assert (ran.code, ran.out) == (0, "")
    assert firm("audit", "head").out.strip() != anchor


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE audit_entry SET actor_id = 2 WHERE seq = 3", "3: was changed"),
        ("DELETE FROM audit_entry WHERE seq = 2", "2: is missing"),
        ("DELETE FROM audit_entry WHERE seq > 4", "5: is missing"),
    ],
)
def test_what_is_wrong_is_told_with_the_place(firm: Cli, sql: Sql, statement: str, where: str) -> None:
    sql(statement)
    ran = firm("audit", "verify")
    assert ran.code == 1
    assert ran.out.startswith(where)
    assert "The log is not what it was" in ran.err
    found = firm("audit", "verify", "--json")
    assert found.code == 1
    assert found.json["findings"][0]["seq"] == int(where[0])


def test_a_log_cut_short_with_its_head_is_told_by_the_anchor_alone(firm: Cli, sql: Sql) -> None:
    anchor = firm("audit", "head").out.strip()
    sql("DELETE FROM audit_entry WHERE seq > 2")
    sql("UPDATE audit_head SET last_seq = 2, last_hash = (SELECT hash FROM audit_entry WHERE seq = 2)")
    assert firm("audit", "verify").code == 0
    ran = firm("audit", "verify", "--anchor", anchor)
    assert ran.code == 1
    assert ran.out.strip() == f"{anchor.partition(':')[0]}: is gone, although it is anchored: the log ends at 2"


def test_the_export_tells_of_itself_and_overwrites_nothing(firm: Cli, tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    ran = firm("audit", "export", path)
    assert (ran.code, ran.out) == (0, "")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[-1])["action"] == "audit.exported"
    assert ran.err.startswith(f"{len(lines)} entries written.")
    again = firm("audit", "export", path)
    assert (again.code, again.err.strip()) == (1, f"evenhand: cannot write {path}: File exists")
    assert path.read_text(encoding="utf-8").splitlines() == lines


def test_what_the_operator_does_to_cards_and_deliveries_is_kept(firm: Cli, tmp_path: Path) -> None:
    entries = tmp_path / "october.csv"
    entries.write_text("date,member,metric,value\n2025-10-02,U0BO,leads,42\n", encoding="utf-8")
    assert firm("import", "entries", entries).code == 0
    assert firm("close", "2025-10").code == 0
    assert firm("card", "bo@example.com", "2025-10").code == 0
    assert firm("delivery", "resolve", "card:2:2025-10:1", "--dropped").code == 0
    assert firm("delivery", "resolve", "no-such-key", "--dropped").code == 1
    found = firm("audit", "search", "--json").json
    resolved, read, closed, imported = found[:4]
    assert [each["action"] for each in found[:4]] == [
        "delivery.resolved",
        "card.read",
        "month.closed",
        "entries.imported",
    ]
    assert (resolved["about"], resolved["details"]) == ("delivery card:2:2025-10:1", {"from": "due", "to": "dropped"})
    assert (read["by"], read["about"], read["details"]["period"]) == ("operator", "U0BO", "2025-10")
    assert (closed["about"], closed["details"]["teams"]) == ("month 2025-10", 1)
    assert (imported["details"]["added"], imported["details"]["bad"]) == (1, 0)
