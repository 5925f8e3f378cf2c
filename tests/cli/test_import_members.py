"""`evenhand import members`: good lines go in, bad ones are named, a second run changes nothing."""

import os
from asyncio import create_subprocess_exec
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import PIPE

import pytest

from scoring.scheme import builtin_ids
from tests.cli.running import EVENHAND, Cli
from tests.features.people.cast import ANA, BO, CHEN, DEE
from tests.keys import KEY
from tests.office import MEMBERS_CSV
from tests.office import office as whole_office

FIRST = {"since": None, "is_default": False}
GROUPS = ["traffic", "conversion", "brand"]
TABLE = f"""member,team,manager,role,channel,lead,scheme,groups
{ANA},Growth,,lead,C0GROWTH,yes,promotion,traffic
{BO},Growth,{ANA},,,,,
nobody@example.com,Growth,,,,,,
{CHEN},Growth,ana@example.com,boss,,,,
{DEE},Brand,,,,,,
"""


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "team.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_bad_lines_are_named_and_good_ones_go_in(office: Cli, tmp_path: Path) -> None:
    ran = office("import", "members", written(tmp_path, TABLE))
    assert (ran.code, ran.out) == (1, "")
    assert "3 lines changed something" in ran.err
    assert "line 4: “nobody@example.com” is not an active member" in ran.err
    assert "line 5: there is no role “boss”" in ran.err
    done = office("import", "members", written(tmp_path, TABLE), "--json").json
    assert (done["changed"], done["unchanged"], done["teams_added"], done["schemes"]) == (0, 3, 0, [])
    assert [problem["line"] for problem in done["problems"]] == [4, 5]


def test_a_good_file_ends_with_0(office: Cli, tmp_path: Path) -> None:
    path = written(tmp_path, f"member,team\n{BO},Growth\n")
    assert office("import", "members", path).code == 0
    assert office("import", "members", path, "--json").json["unchanged"] == 1


def test_a_team_without_a_scheme_gets_the_default_and_hears_of_it(office: Cli, tmp_path: Path) -> None:
    ran = office("import", "members", written(tmp_path, TABLE))
    assert "Team Growth works by promotion: traffic.\n" in ran.err
    assert "Team Brand works by promotion: traffic, conversion, brand. It had no scheme" in ran.err


def test_the_default_is_marked_for_programs(office: Cli, tmp_path: Path) -> None:
    done = office("import", "members", written(tmp_path, TABLE), "--json").json
    assert done["schemes"] == [
        {"team": "Growth", "scheme": "promotion", "groups": ["traffic"]} | FIRST,
        {"team": "Brand", "scheme": "promotion", "groups": GROUPS} | FIRST | {"is_default": True},
    ]


def test_the_default_replaces_nothing(office: Cli, tmp_path: Path) -> None:
    office("import", "members", written(tmp_path, TABLE))
    done = office("import", "members", written(tmp_path, f"member,team\n{BO},growth\n"), "--json").json
    assert done["schemes"] == []
    table = f"member,team,scheme,scheme_from\n{BO},growth,promotion,2026-09\n"
    done = office("import", "members", written(tmp_path, table), "--json").json
    assert done["schemes"] == [
        {"team": "Growth", "scheme": "promotion", "groups": GROUPS, "since": "2026-09", "is_default": False}
    ]
    ran = office("import", "members", written(tmp_path, table.replace("promotion,2026-09", ",2026-09")), "--json")
    assert ran.json["problems"][0]["reason"].startswith("“2026-09” says from when on a scheme holds")


def test_the_default_does_not_come_before_what_is_planned(office: Cli, tmp_path: Path) -> None:
    running = datetime.now(UTC).date().replace(day=1)
    following = (running + timedelta(days=31)).replace(day=1)
    table = f"member,team,scheme,scheme_from\n{BO},Growth,work_plan,{following:%Y-%m}\n"
    assert office("import", "members", written(tmp_path, table), "--json").json["schemes"]
    again = office("import", "members", written(tmp_path, f"member,team\n{CHEN},Growth\n"), "--json")
    assert again.json["schemes"] == []


def test_upper_and_lower_case_name_the_same_team(office: Cli, tmp_path: Path) -> None:
    table = f"member,team,scheme,groups\n{ANA},Growth,promotion,brand\n{BO},GROWTH,promotion,brand\n{CHEN},growth,,\n"
    done = office("import", "members", written(tmp_path, table), "--json").json
    assert (done["teams_added"], done["problems"]) == (1, [])
    assert done["schemes"] == [{"team": "Growth", "scheme": "promotion", "groups": ["brand"]} | FIRST]


def test_a_wish_that_cannot_be_had_is_not_replaced_by_the_default(office: Cli, tmp_path: Path) -> None:
    ran = office("import", "members", written(tmp_path, f"member,team,scheme\n{BO},Growth,sales\n"), "--json")
    assert ran.code == 1
    assert ran.json["schemes"] == []
    assert f"There are: {', '.join(builtin_ids())}" in ran.json["problems"][0]["reason"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_spreadsheets_write_in_many_ways(office: Cli, tmp_path: Path, encoding: str) -> None:
    table = f"成员;团队;上级;负责人\r\n{ANA};增长部;;是\r\n{CHEN};增长部;{ANA};\r\n"
    ran = office("import", "members", written(tmp_path, table, encoding), "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json["schemes"][0]["team"] == "增长部"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfe\x00", "neither UTF-8 nor UTF-16 nor GB 18030"),
        (b"team\nGrowth\n", "the column member is missing"),
        (b'member,team\nU0BO,"Growth\n', "quotation mark"),
        (b"PK\x03\x04", "This is an Excel workbook. Save it as"),
        (b"member,team\nU0BO,Growth\n" + b"," * 201, "202 columns; a table may have 200"),
        (b"x" * ((64 << 20) + 1), "has more than 64 MB"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused(office: Cli, tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "team.csv").write_bytes(content)
    ran = office("import", "members", tmp_path / "team.csv")
    assert (ran.code, ran.out) == (1, "")
    assert reason in ran.err
    assert not [each for each in office("members", "list", "--json").json if each["team"]], "nothing is half applied"


def test_without_token_and_workspace_it_says_what_to_do(cli: Cli, tmp_path: Path) -> None:
    ran = cli("import", "members", written(tmp_path, TABLE), "--json")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "evenhand: no workspace is known yet: set SLACK_BOT_TOKEN, or start `evenhand run` once\n"


async def test_with_a_token_slack_is_asked_first(sqlite_url: str, tmp_path: Path) -> None:
    """A new database needs no `run` before it."""
    path = written(tmp_path, MEMBERS_CSV)
    async with whole_office(f"sqlite:///{tmp_path}/other.db") as theirs:
        sandbox = theirs.sandbox
        environment = {"SLACK_BOT_TOKEN": sandbox.bot_token, "SLACK_API_URL": f"{sandbox.base_url}/api/"}
        environment |= {"DATABASE_URL": sqlite_url, "PATH": os.environ["PATH"], "EVENHAND_ENCRYPTION_KEYS": KEY}
        arguments = [EVENHAND, "import", "members", str(path)]
        first = await create_subprocess_exec(*arguments, env=environment, stdout=PIPE, stderr=PIPE, cwd=tmp_path)
        out, err = await first.communicate()
    assert (first.returncode, out) == (0, b"")
    assert "7 lines changed something, 0 were as they are, 2 teams are new." in err.decode()


MOVES = f"member,team,manager,role\n{BO},Brand,{DEE},operator\n{CHEN},Growth,,\n{DEE},Labs,-,member\n"


def test_a_dry_run_shows_who_would_move_and_changes_nothing(office: Cli, tmp_path: Path) -> None:
    office("import", "members", written(tmp_path, TABLE))
    file = written(tmp_path, MOVES)
    head = office("audit", "head").out
    first = office("import", "members", file, "--dry-run", "--json").json
    assert [(each["member"], each["what"], each["before"], each["after"]) for each in first["differences"]] == [
        (BO, "team", "Growth", "Brand"),
        (BO, "manager", ANA, DEE),
        (BO, "roles", "", "operator"),
        (CHEN, "team", "", "Growth"),
        (DEE, "team", "Brand", "Labs"),
    ]
    assert (first["is_dry_run"], first["changed"], first["unchanged"], first["teams_added"]) == (True, 3, 0, 1)
    assert office("import", "members", file, "--dry-run", "--json").json == first
    assert office("audit", "head").out == head, "what did not happen is not in the log"
    done = office("import", "members", file, "--json").json
    assert (done["is_dry_run"], done["changed"]) == (False, 3)
    assert office("import", "members", file, "--dry-run", "--json").json["differences"] == []


def test_a_dry_run_is_read_by_people_too_and_names_bad_lines(office: Cli, tmp_path: Path) -> None:
    office("import", "members", written(tmp_path, TABLE))
    ran = office("import", "members", written(tmp_path, f"member,team\n{BO},Brand\nU0NOBODY,Brand\n"), "--dry-run")
    assert ran.code == 1
    assert "Dry run: nothing is changed." in ran.err
    assert "U0NOBODY" in ran.err
    assert all(word in ran.out for word in (BO, "Growth", "Brand"))
