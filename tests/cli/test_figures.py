"""`import entries`, `close` and `card`: figures in, cards out."""

from pathlib import Path

import pytest

from tests.cli.running import Cli
from tests.features.people.cast import TABLE

ROWS = """date,member,metric,value,note
2025-10-01,bo@example.com,leads,"1,234",fair in Berlin
2025-10-01,U0CHEN,留资数,1.2万,
2025-10-02,bo@example.com,leeds,5,
2025-10-02,nobody,leads,5,
2025-13-01,bo@example.com,leads,5,
2025-10-03,bo@example.com,leads,many,
2025-10-04,bo@example.com,mql,90,
"""


@pytest.fixture
def teams(office: Cli, tmp_path: Path) -> Cli:
    """The cast in their teams, by the default scheme."""
    (tmp_path / "team.csv").write_text(TABLE)
    assert office("import", "members", tmp_path / "team.csv").code == 0
    return office


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    path = tmp_path / "figures.csv"
    path.write_text(ROWS)
    return path


def test_bad_rows_are_named_and_good_ones_go_in(teams: Cli, figures: Path) -> None:
    ran = teams("import", "entries", figures)
    assert (ran.code, ran.out) == (1, "")
    assert "3 entries added, 0 were there already." in ran.err
    assert "line 4: metric “leeds”: " in ran.err
    assert "Did you mean `leads`" in ran.err
    assert "line 5: member “nobody”: " in ran.err
    assert "line 6: date “2025-13-01”: " in ran.err
    assert "line 7: value “many”: " in ran.err


def test_a_second_run_adds_nothing(teams: Cli, figures: Path) -> None:
    first = teams("import", "entries", figures, "--json")
    again = teams("import", "entries", figures, "--json")
    assert (first.err, again.err) == ("", "")
    assert (first.json["added"], first.json["already_there"]) == (3, 0)
    assert (again.json["added"], again.json["already_there"]) == (0, 3)
    assert again.json["problems"] == first.json["problems"]


def test_another_value_for_a_day_is_not_taken(teams: Cli, figures: Path) -> None:
    teams("import", "entries", figures)
    figures.write_text("date,member,metric,value\n2025-10-01,bo@example.com,leads,7\n")
    ran = teams("import", "entries", figures)
    assert ran.code == 1
    assert "line 2: value “7”: that day has 1234 already" in ran.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_spreadsheets_write_in_many_ways(teams: Cli, figures: Path, encoding: str) -> None:
    figures.write_bytes("日期\t姓名\t指标\t数值\t备注\r\n2025-10-01\t陈琳\t留资数\t42\t展会\r\n".encode(encoding))
    ran = teams("import", "entries", figures, "--json")
    assert ran.json == {"added": 1, "corrected": 0, "already_there": 0, "problems": []}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "The columns date, member, metric, value are missing"),
        (",".join(f"column {k}" for k in range(400)), "The columns date, member, metric, value are missing"),
        ('date,member,metric,value,note\n2025-10-01,U0BO,leads,1,"x\n2025-10-02,U0BO,leads,1,\n', "quotation mark"),
        ('date,member,metric,value,note\n2025-10-01,U0BO,leads,1,"x' + "y\n" * 90_000, "quotation mark"),
    ],
    ids=["empty", "other columns", "open quotation", "long open quotation"],
)
def test_a_file_that_makes_no_sense_is_refused(teams: Cli, figures: Path, content: str, reason: str) -> None:
    figures.write_text(content)
    ran = teams("import", "entries", figures)
    assert (ran.code, ran.out) == (1, "")
    assert reason in ran.err
    assert len(ran.err.splitlines()) == 1


def test_without_token_and_workspace_it_says_what_to_do(cli: Cli, figures: Path) -> None:
    ran = cli("import", "entries", figures)
    assert (ran.code, ran.out) == (1, "")
    assert "SLACK_BOT_TOKEN" in ran.err


def test_a_month_that_is_not_over_stays_open(teams: Cli) -> None:
    ran = teams("close", "2999-12")
    assert (ran.code, ran.out) == (1, "")
    assert "2999-12 is not over yet" in ran.err
    assert teams("close", "december").code == 1


def test_closing_twice_changes_nothing(teams: Cli, figures: Path) -> None:
    teams("import", "entries", figures)
    first = teams("close", "2025-10", "--json")
    card = teams("card", "bo@example.com", "2025-10", "--json").out
    again = teams("close", "2025-10", "--json")
    assert first.json == {"period": "2025-10", "cards": 4, "teams": 2, "is_new": True}
    assert again.json == {**first.json, "is_new": False}
    assert (first.err, again.err, again.code) == ("", "", 0)
    assert teams("card", "bo@example.com", "2025-10", "--json").out == card
    assert "was closed before" in teams("close", "2025-10").err


def test_a_preview_shows_how_cards_would_come_out_and_none_does(teams: Cli, figures: Path) -> None:
    empty = teams("close", "2025-10", "--preview")
    assert (empty.code, empty.out) == (1, "")
    assert "Nobody told a figure for 2025-10" in empty.err
    teams("import", "entries", figures)
    seen = teams("close", "2025-10", "--preview", "--json").json
    assert seen == {
        "period": "2025-10",
        "state": "made",
        "made": 4,
        "total": 4,
        "complete": 0,
        "incomplete": 1,
        "unscored": 3,
        "bands": {},
        "teams_lacking": 2,
    }
    shown = teams("close", "2025-10", "--preview")
    assert "4 of 4 made" in shown.out
    assert not {name for name in ("Bo", "Growth", "Brand") if name in shown.out + shown.err}
    assert teams("card", "bo@example.com", "2025-10").code == 1, "nothing is out"
    assert teams("close", "2025-10", "--json").json["is_new"]


def test_a_card_is_a_table_or_json(teams: Cli, figures: Path) -> None:
    teams("import", "entries", figures)
    teams("close", "2025-10")
    shown, data = teams("card", "Bo Lindgren", "2025-10"), teams("card", "U0BO", "2025-10", "--json").json
    assert (shown.code, shown.err) == (0, "")
    assert "Bo Lindgren · 2025-10 · 85.0 incomplete" in shown.out
    assert f"coverage {data['coverage']:.1f} %" in shown.out
    mql = next(line for line in data["metrics"] if line["id"] == "mql_count")
    assert (mql["value"], mql["attainment"], mql["status"]) == (90, 90, "scored")


def test_cards_that_are_not_there_are_refused_with_those_that_are(teams: Cli, figures: Path) -> None:
    none_yet = teams("card", "bo@example.com", "2025-10", "--json")
    assert (none_yet.code, none_yet.out) == (1, "")
    teams("import", "entries", figures)
    teams("close", "2025-10")
    unknown = teams("card", "Bo Lindgreen", "2025-10", "--json")
    assert (unknown.code, unknown.out) == (1, "")
    assert "Bo Lindgren" in unknown.err
    other_month = teams("card", "bo@example.com", "2025-09")
    assert (other_month.code, other_month.out) == (1, "")
    assert "2025-10" in other_month.err
