"""An export can be verified by whoever has read docs/audit.md: by the program that stands there."""

import asyncio
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.audit.canonical import canonical, digest
from bot.audit.reading import exported
from tests.audit.log import Log

DOCUMENT = Path(__file__).parents[2] / "docs" / "audit.md"
Lines = list[str]


def documented() -> str:
    (program,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    return str(program)


async def export(log: Log) -> Lines:
    async with log.database.read() as session:
        return [canonical(each).decode() async for each in exported(session, log.acme)]


def verify(lines: Lines, *anchors: tuple[int, str]) -> list[str]:
    space: dict[str, object] = {"__name__": "verifier"}
    exec(documented(), space)  # the document's own program, and nothing of ours
    verified: Callable[..., list[str]] = space["verified"]
    return list(verified(lines, anchors))


async def test_the_documents_program_finds_nothing_wrong_with_an_export(log: Log) -> None:
    await log.fill(12)
    lines, head = await export(log), await log.head()
    assert len(lines) == 12
    assert verify(lines, (head.seq, head.hash)) == []


async def test_it_runs_as_a_program(log: Log, tmp_path: Path) -> None:
    await log.fill(3)
    (tmp_path / "verify.py").write_text(documented(), encoding="utf-8")
    path = tmp_path / "log.jsonl"
    path.write_text("".join(line + "\n" for line in await export(log)), encoding="utf-8")
    for anchor, code in ((f"3:{(await log.head()).hash}", 0), (f"3:{'f' * 64}", 1), (f"4:{'f' * 64}", 1)):
        program = await asyncio.create_subprocess_exec(
            sys.executable, tmp_path / "verify.py", path, anchor, stderr=asyncio.subprocess.PIPE
        )
        _, told = await program.communicate()
        assert (program.returncode, bool(told)) == (code, code == 1), anchor


@pytest.mark.parametrize(
    "member", ["action", "actor", "at", "by", "details", "previous", "seq", "subject", "workspace"]
)
async def test_it_finds_a_changed_line(log: Log, member: str) -> None:
    await log.fill(5)
    lines = await export(log)
    other = json.loads(lines[2])
    other[member] = {"period": "2026-09"} if member == "details" else 7
    assert verify([*lines[:2], json.dumps(other), *lines[3:]]) != []


async def test_it_finds_lines_that_are_gone_swapped_or_added(log: Log) -> None:
    await log.fill(5)
    lines, head = await export(log), await log.head()
    assert verify(lines[:2] + lines[3:]) != []
    assert verify([lines[0], lines[2], lines[1], *lines[3:]]) != []
    assert verify([*lines, lines[-1]]) != []
    assert verify(lines[:4]) == []
    assert verify(lines[:4], (head.seq, head.hash)) == ["5 is missing"]


@pytest.mark.parametrize("details", ["[" * 100_000, '{"a": ', '{ "a":1}'])
async def test_an_entry_that_somebody_has_spoilt_is_exported_as_it_stands_and_found(log: Log, details: str) -> None:
    await log.fill(3)
    where = "WHERE workspace_id = :acme AND seq = 2"
    await log.tamper(f"UPDATE audit_entry SET details = :details {where}", details=details, acme=log.acme)
    lines = await export(log)
    assert json.loads(lines[1])["details"] == details
    assert verify(lines) == ["2 was changed"]


async def test_every_anchor_counts_also_two_for_one_entry(log: Log) -> None:
    await log.fill(3)
    lines, hash_ = await export(log), (await log.head()).hash
    assert verify(lines, (3, "f" * 64), (3, hash_)) == ["3 is not what was anchored"]
    assert verify(lines, (3, hash_), (3, hash_)) == []


async def test_an_export_holds_neither_reasons_nor_salts(log: Log) -> None:
    await log.fill(5)
    text = "\n".join(await export(log))
    for row in await log.rows():
        for secret in filter(None, (row.reason, row.salt)):
            assert secret not in text
            assert json.dumps(secret, ensure_ascii=False)[1:-1] not in text


async def test_who_has_the_salt_can_prove_what_was_there_before(log: Log) -> None:
    await log.fill(2)
    row = (await log.rows())[1]
    assert row.salt
    assert digest(bytes.fromhex(row.salt), "member") == row.before_digest
    assert digest(bytes.fromhex(row.salt), "hr") != row.before_digest


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [None, True, "ü\n\u2028"]}, '{"a":[null,true,"ü\\n\u2028"],"b":1}'),
        ('\x1f"\\/', '"\\u001f\\"\\\\/"'),
        (2**53 - 1, "9007199254740991"),
    ],
)
def test_values_are_written_as_rfc_8785_wants_them(value: object, written: str) -> None:
    assert canonical(value) == written.encode()
