import codecs
from datetime import date

import pytest

from bot.errors import Rejected
from bot.features.people.rules.rows import MemberRow, RowProblem, decoded, read_member_rows
from bot.limits import FILE_COLUMNS, FILE_ROWS
from bot.spreadsheets import as_table


def only_problem(text: str) -> RowProblem:
    rows, problems = read_member_rows(text)
    assert rows == []
    (problem,) = problems
    return problem


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_files_as_spreadsheets_write_them(separator: str, end: str, mark: str) -> None:
    lines = [["member", "team", "manager", "role", "lead"], ["U0BO", "Growth", "U0ANA", "member", "no"]]
    text = mark + end.join(separator.join(cells) for cells in lines) + end
    assert read_member_rows(text) == (
        [MemberRow(line=2, member="U0BO", team="Growth", manager="U0ANA", role="member", is_lead=False)],
        [],
    )


def test_chinese_headings_roles_and_answers() -> None:
    rows, problems = read_member_rows("成员,团队,上级,角色,负责人\nU0CHEN,增长,U0ANA,人事,是\n")
    assert problems == []
    assert rows == [MemberRow(line=2, member="U0CHEN", team="增长", manager="U0ANA", role="hr", is_lead=True)]


def test_quoted_cells_may_hold_separators_and_line_breaks_and_lines_are_counted_on() -> None:
    rows, problems = read_member_rows('email,team\nbo@example.com,"Growth, EU\nand UK"\n\nchen@example.com,Growth\n')
    assert problems == []
    assert [(row.line, row.team) for row in rows] == [(2, "Growth, EU and UK"), (5, "Growth")]


def test_missing_cells_at_the_end_are_empty() -> None:
    rows, _ = read_member_rows("member,team,lead\nU0BO\n")
    assert rows == [MemberRow(line=2, member="U0BO")]


def test_an_unknown_column_is_named_with_those_there_are() -> None:
    problem = only_problem("member,team,salary\nU0BO,Growth,1\n")
    assert (problem.line, problem.key) == (1, "people-import-unknown-column")
    assert problem.params["column"] == "salary"
    known = ["member", "team", "manager", "role", "channel", "lead", "scheme", "groups", "scheme_from", "from"]
    assert problem.params["allowed"] == known


def test_two_columns_of_one_meaning() -> None:
    problem = only_problem("slack_id,email\nU0BO,bo@example.com\n")
    assert (problem.key, problem.params["meaning"]) == ("people-import-column-twice", "member")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "people-import-empty"),
        ("\n \n", "people-import-empty"),
        ("team,role\nGrowth,hr\n", "people-import-no-member-column"),
        ("member,team\nU0BO,Growth,extra\n", "people-import-too-many-cells"),
        ("member,team\n,Growth\n", "people-import-no-member"),
        ("member,role\nU0BO,boss\n", "people-import-unknown-role"),
        ("member,channel\nU0BO,#growth\n", "people-import-bad-channel"),
        ("member,lead\nU0BO,maybe\n", "people-import-bad-lead"),
        (f"member,team\nU0BO,{'G' * 81}\n", "people-import-long-team"),
        ("member,scheme\nU0BO,promotion\n", "people-import-scheme-without-team"),
        ("member,team,groups\nU0BO,Growth,traffic\n", "people-import-groups-without-scheme"),
        ('member,team\nU0BO,"Growth\n', "people-import-unreadable"),
    ],
)
def test_what_is_wrong_is_told_by_line(text: str, key: str) -> None:
    assert only_problem(text).key == key


def test_a_bad_line_does_not_hide_the_good_ones() -> None:
    rows, problems = read_member_rows("member,role\nU0BO,boss\nU0CHEN,hr\n")
    assert [row.member for row in rows] == ["U0CHEN"]
    assert [(problem.line, problem.params["typed"]) for problem in problems] == [(2, "boss")]


@pytest.mark.parametrize("groups", ["traffic|brand", "traffic; brand", '"traffic, brand"', "traffic、brand"])
def test_a_teams_scheme_passes_through(groups: str) -> None:
    rows, problems = read_member_rows(f"member,team,scheme,groups\nU0BO,Growth,promotion,{groups}\n")
    assert problems == []
    assert (rows[0].scheme, rows[0].groups) == ("promotion", ("traffic", "brand"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_files_in_the_encodings_of_spreadsheets(encoding: str) -> None:
    rows, _ = read_member_rows(decoded("成员,团队\nU0CHEN,增长\n".encode(encoding)))
    assert rows == [MemberRow(line=2, member="U0CHEN", team="增长")]


@pytest.mark.parametrize("content", [b"member\n\xff\xff\n", codecs.BOM_UTF16_LE + b"\x00"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(Rejected, match="people-import-encoding"):
        decoded(content)


def test_a_day_from_which_a_line_counts() -> None:
    rows, problems = read_member_rows("成员,团队,生效日期\nU0BO,品牌,2026年12月1日\nU0ANA,Growth,2026-12-01\nU0EVE,,\n")
    assert ([row.first_on for row in rows], problems) == ([date(2026, 12, 1), date(2026, 12, 1), None], [])


@pytest.mark.parametrize("typed", ["12-01", "tomorrow", "2026-02-30", "soon"])
def test_what_is_no_day_with_its_year_is_told(typed: str) -> None:
    assert only_problem(f"member,team,from\nU0BO,Brand,{typed}\n").key == "people-import-bad-from"


def test_roles_have_no_later_day() -> None:
    assert only_problem("member,role,from\nU0BO,hr,2026-12-01\n").key == "people-import-role-from"


@pytest.mark.parametrize("content", [b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_workbook_is_not_unpacked(content: bytes) -> None:
    with pytest.raises(Rejected, match="people-import-workbook"):
        decoded(content)


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("member,team\n" + "U0BO,Growth\n" * 3 + "\n" * FILE_ROWS, "people-import-too-many-rows", FILE_ROWS + 1),
        ("member,team\nU0BO,Growth\nU0CHEN" + "," * FILE_COLUMNS + "\n", "people-import-too-many-columns", 3),
        ("member,team\nU0BO,Growth\nU0CHEN," + "x" * 10_001 + "\n", "people-import-long-cell", 3),
    ],
    ids=["rows", "columns", "cell"],
)
def test_a_table_that_is_too_large_is_not_taken_in_part(text: str, key: str, line: int) -> None:
    problem = only_problem(text)
    assert (problem.key, problem.line) == (key, line)


def test_nobody_hides_in_a_table() -> None:
    rows, problems = read_member_rows(decoded("member,team\nU0BO,Gro\u202ewth\u200b\0\n".encode()))
    assert (rows, problems) == ([MemberRow(line=2, member="U0BO", team="Growth")], [])


def test_a_table_of_ours_comes_back_as_it_was() -> None:
    rows, _ = read_member_rows(as_table(("member", "team"), [("U0BO", "=Growth;-1")]))
    assert rows == [MemberRow(line=2, member="U0BO", team="=Growth;-1")]
