"""Reads a table of members: comma, semicolon or tab between columns, with a line of headings."""

import codecs
import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.errors import Rejected
from bot.features.people.models import ADMIN, AUDITOR, COMMITTEE, HR, LEAD, MEMBER, OPERATOR, ROLES
from bot.features.people.rules.days import read_full_day
from bot.limits import CELL_LIMIT, FILE_COLUMNS, FILE_ROWS
from bot.slack.text import clean
from bot.spreadsheets import unguarded

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "member": ("slack_id", "slack id", "slack", "user", "email", "e-mail", "成员", "员工", "邮箱"),
    "team": ("团队", "部门"),
    "manager": ("上级", "主管"),
    "role": ("角色",),
    "channel": ("频道",),
    "lead": ("负责人",),
    "scheme": ("方案", "考核方案"),
    "groups": ("dimensions", "维度"),
    "scheme_from": ("scheme_since", "方案生效月份", "方案起始月份"),
    "from": ("first_on", "since", "effective", "生效日期", "起始日期"),
}
"""Column → what else it may be called."""
ROLE_WORDS: Mapping[str, str] = {
    "成员": MEMBER,
    "负责人": LEAD,
    "人事": HR,
    "委员会": COMMITTEE,
    "审计": AUDITOR,
    "运维": OPERATOR,
} | {"管理员": ADMIN}
YES, NO = frozenset({"yes", "y", "true", "1", "x", "是"}), frozenset({"no", "n", "false", "0", "否"})
ROLE_SEPARATOR = "|"
NOBODY = "-"
"""In the column `manager`: has none. An empty cell leaves what is."""
CHANNEL = re.compile(r"[CG][A-Z0-9]{2,}")
GROUP_SEPARATORS = re.compile(r"[|;,\s\u3001\uff0c\uff1b]+")
TEAM_NAME_LIMIT = 80
ENCODINGS = ("utf-8-sig", "gb18030")
"""Tried in turn; what is not valid UTF-8 comes from a Chinese spreadsheet."""
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of Excel begin, the new ones and the old."""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One line; an empty string or None leaves the present value.

    `role` may name several, with `|` between them.
    `scheme`, `groups` and `scheme_from` are the team's and pass through as they were typed. Team, manager and lead
    change on `first_on`, None for at once.
    """

    line: int
    member: str
    team: str = ""
    manager: str = ""
    role: str = ""
    channel: str = ""
    is_lead: bool | None = None
    scheme: str = ""
    groups: tuple[str, ...] = ()
    scheme_from: str = ""
    first_on: date | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """All that the member is to hold."""
        return tuple(role for role in self.role.split(ROLE_SEPARATOR) if role != MEMBER)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a line, as a catalogue key with its parameters."""

    line: int
    key: str
    params: Mapping[str, Any]


def decoded(content: bytes) -> str:
    """A file's text, in UTF-8, UTF-16 with its mark, or GB 18030; Rejected for anything else, and for workbooks, which
    are not unpacked."""
    if content.startswith(WORKBOOKS):
        raise Rejected("people-import-workbook")
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for encoding in ("utf-16",) if content.startswith(marks) else ENCODINGS:
        try:
            return clean(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Rejected("people-import-encoding")


def read_member_rows(text: str) -> tuple[list[MemberRow], list[RowProblem]]:
    """Every line is either a row or a problem. Wrong headings are one problem and no rows."""
    lines, unreadable = _lines(text)
    if not lines:
        return [], unreadable or [RowProblem(1, "people-import-empty", {})]
    columns = _columns(*lines[0])
    if isinstance(columns, RowProblem):
        return [], [columns]
    read = [_row(line, cells, columns) for line, cells in lines[1:]]
    rows = [each for each in read if isinstance(each, MemberRow)]
    return rows, [each for each in read if isinstance(each, RowProblem)] + unreadable


def _lines(text: str) -> tuple[list[tuple[int, list[str]]], list[RowProblem]]:
    """Lines that are not blank with their numbers, up to the first that cannot be read."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    found: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if problem := _size_problem(line, cells):
                return [], [problem]
            if any(cell.strip() for cell in cells):
                found.append((line, [unguarded(cell.strip()) for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        return found, [RowProblem(line, "people-import-unreadable", {"reason": str(error)})]
    return found, []


def _size_problem(line: int, cells: list[str]) -> RowProblem | None:
    """Nothing is taken of a file that no hand has made."""
    if line > FILE_ROWS:
        return RowProblem(line, "people-import-too-many-rows", {"limit": FILE_ROWS})
    if len(cells) > FILE_COLUMNS:
        return RowProblem(line, "people-import-too-many-columns", {"found": len(cells), "limit": FILE_COLUMNS})
    longest = max(map(len, cells), default=0)
    if longest > CELL_LIMIT:
        return RowProblem(line, "people-import-long-cell", {"length": longest, "limit": CELL_LIMIT})
    return None


def _delimiter(text: str) -> str:
    headings = text.lstrip().partition("\n")[0]
    return max(",;\t", key=headings.count)


def _columns(line: int, headings: list[str]) -> dict[str, int] | RowProblem:
    """Column → its place."""
    names = {alias: column for column, aliases in HEADINGS.items() for alias in (column, *aliases)}
    columns: dict[str, int] = {}
    for place, heading in enumerate(headings):
        column = names.get(heading.lower())
        if column is None:
            return RowProblem(line, "people-import-unknown-column", {"column": heading, "allowed": list(HEADINGS)})
        if column in columns:
            return RowProblem(line, "people-import-column-twice", {"column": heading, "meaning": column})
        columns[column] = place
    if "member" not in columns:
        return RowProblem(line, "people-import-no-member-column", {"allowed": list(HEADINGS)})
    return columns


def _row(line: int, cells: list[str], columns: Mapping[str, int]) -> MemberRow | RowProblem:
    if len(cells) > len(columns):
        return RowProblem(line, "people-import-too-many-cells", {"found": len(cells), "expected": len(columns)})
    cell = {column: cells[place] if place < len(cells) else "" for column, place in columns.items()}
    if problem := _cell_problem(cell):
        return RowProblem(line, problem, {"typed": cell[_BLAMED[problem]], "allowed": [MEMBER, *ROLES]})
    return MemberRow(
        line=line,
        member=cell["member"],
        team=" ".join(cell.get("team", "").split()),
        manager=cell.get("manager", ""),
        role=_role(cell.get("role", "")),
        channel=cell.get("channel", ""),
        is_lead=_LEAD_WORDS.get(cell.get("lead", "").lower()),
        scheme=cell.get("scheme", ""),
        groups=tuple(filter(None, GROUP_SEPARATORS.split(cell.get("groups", "")))),
        scheme_from=cell.get("scheme_from", ""),
        first_on=read_full_day(cell.get("from", "")),
    )


_BLAMED: Mapping[str, str] = {
    "people-import-no-member": "member",
    "people-import-unknown-role": "role",
    "people-import-bad-channel": "channel",
    "people-import-bad-lead": "lead",
    "people-import-long-team": "team",
    "people-import-scheme-without-team": "scheme",
    "people-import-groups-without-scheme": "groups",
    "people-import-month-without-scheme": "scheme_from",
    "people-import-bad-from": "from",
    "people-import-role-from": "role",
}
_LEAD_WORDS: Mapping[str, bool] = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}


def _cell_problem(cell: Mapping[str, str]) -> str | None:
    role, channel, lead = _role(cell.get("role", "")), cell.get("channel", ""), cell.get("lead", "").lower()
    checks = {
        "people-import-no-member": not cell["member"],
        "people-import-unknown-role": bool(role) and not _are_roles(role),
        "people-import-bad-channel": bool(channel) and not CHANNEL.fullmatch(channel),
        "people-import-bad-lead": bool(lead) and lead not in _LEAD_WORDS,
        "people-import-long-team": len(cell.get("team", "")) > TEAM_NAME_LIMIT,
        "people-import-scheme-without-team": bool(cell.get("scheme")) and not cell.get("team"),
        "people-import-groups-without-scheme": bool(cell.get("groups")) and not cell.get("scheme"),
        "people-import-month-without-scheme": bool(cell.get("scheme_from")) and not cell.get("scheme"),
        "people-import-bad-from": bool(cell.get("from")) and read_full_day(cell["from"]) is None,
        "people-import-role-from": bool(role) and bool(cell.get("from")),
    }
    return next((key for key, is_wrong in checks.items() if is_wrong), None)


def _role(typed: str) -> str:
    words = [word.strip() for word in typed.split(ROLE_SEPARATOR)] if typed else []
    return ROLE_SEPARATOR.join(ROLE_WORDS.get(word, word.lower()) for word in words)


def _are_roles(role: str) -> bool:
    """`member` is all that a line says, or not said."""
    roles = role.split(ROLE_SEPARATOR)
    return roles == [MEMBER] or set(roles) <= set(ROLES)
