"""Several workspaces may share a database: every table belongs to one, and every query says which.

A function that builds a query compares a `workspace_id`, or is listed in `KNOWN` with the reason why it need not: a
reader of this file decides. `tests/scenarios` look at what comes of it, beside a workspace of look-alikes.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.db.base import metadata
from bot.features import catalogue
from tests.twins import WITHOUT_ROWS

ROOT = Path(__file__).resolve().parents[2]
READS = {"select", "update", "delete", "exists"}
NOT_PRODUCT = {"sandbox", "sqlite"}
SOURCES = sorted(path for path in (ROOT / "bot").rglob("*.py") if not NOT_PRODUCT & set(path.parts))

KNOWN = {
    "a connection's own clock": {"db/due_clock.py:now"},
    "given as a parameter": {"db/listed.py:rows_listed", "delivery/promises.py:_insert", "audit/chain.py:_insert"},
    "given a condition that names it": {
        "db/pruning.py:batch",
        "db/pruning.py:count",
        "metrics/repository/expiry.py:count",
        "metrics/repository/rollups.py:_recounted",
        "scorecards/repository/making.py:_tally",
    },
    "keys of rows that were read with it, and locked or leased": {
        "db/listed.py:is_listed",
        "people/repository/merging.py:explain",
        "people/repository/merging.py:renumber",
        "scheduling/repository.py:_advance",
        "delivery/repository.py:_mark_sent",
        "delivery/repository.py:_note",
        "delivery/repository.py:finish",
    },
    "limited by who calls it": {"audit/reading.py:_stored"},
    "workspaces themselves": {
        "people/repository/workspaces.py:workspace_of",
        "people/repository/workspaces.py:workspace",
        "people/repository/workspaces.py:workspaces",
        "people/repository/workspaces.py:lock_workspace",
        "reviews/repository/cycles.py:lock_workspace",
        "voices/repository.py:workspace_name",
        "retrospectives/repository/retrospectives.py:lock_workspace",
        "campaigns/repository/__init__.py:lock_workspace",
        "goals/repository/__init__.py:lock_workspace",
    },
}
"""Reason → file and function."""


def imported_as(tree: ast.Module) -> dict[str, str]:
    """What SQL's verbs are called in a file."""
    names = [each for node in tree.body if isinstance(node, ast.ImportFrom) for each in node.names]
    return {each.asname or each.name: each.name for each in names if each.name in READS}


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The outermost ones: what is nested belongs to them."""
    for node in tree.body:
        members = node.body if isinstance(node, ast.ClassDef) else [node]
        yield from (each for each in members if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef))


def is_query(node: ast.AST, verbs: dict[str, str]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in verbs


def compares_workspace(node: ast.AST) -> bool:
    return isinstance(node, ast.Compare) and any(
        isinstance(each, ast.Attribute) and each.attr == "workspace_id" for each in ast.walk(node)
    )


def unlimited(source: str) -> list[str]:
    """Functions that query and never say whose rows they mean."""
    tree = ast.parse(source)
    verbs = imported_as(tree)
    limits = {each.name for each in functions(tree) if any(compares_workspace(node) for node in ast.walk(each))}
    found = []
    for function in functions(tree):
        nodes = list(ast.walk(function))
        called = {each.func.id for each in nodes if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)}
        if any(is_query(each, verbs) for each in nodes) and not limits & {function.name, *called}:
            found.append(function.name)
    return found


def test_every_table_belongs_to_a_workspace() -> None:
    assert catalogue.LISTENERS, "every slice with its tables is loaded"
    without = [table.name for table in metadata.sorted_tables if "workspace_id" not in table.c]
    assert without == ["workspace"]
    assert set(metadata.tables) >= WITHOUT_ROWS


def test_no_key_makes_two_workspaces_share_a_value() -> None:
    """What has to be unique is so within a workspace."""
    for table in metadata.sorted_tables:
        for constraint in (*table.constraints, *table.indexes):
            names = [column.name for column in getattr(constraint, "columns", ())]
            is_unique = getattr(constraint, "unique", False) or type(constraint).__name__ == "UniqueConstraint"
            if is_unique and table.name != "workspace":
                assert "workspace_id" in names, (table.name, names)


def test_every_query_says_of_which_workspace() -> None:
    found = {
        f"{path.relative_to(ROOT / 'bot').as_posix().removeprefix('features/')}:{name}"
        for path in SOURCES
        for name in unlimited(path.read_text(encoding="utf-8"))
    }
    known = {name for names in KNOWN.values() for name in names}
    assert found - known == set(), "compares no workspace_id: limit it, or list it here with the reason"
    assert known - found == set(), "need not be listed any more"


GOOD = """
from sqlmodel import select
async def f(session, workspace_id):
    return await session.exec(select(Card).where(Card.workspace_id == workspace_id))
"""


def test_the_lint_finds_what_it_is_for() -> None:
    assert unlimited(GOOD) == []
    assert unlimited(GOOD.replace("Card.workspace_id == workspace_id", "Card.member_id == 1")) == ["f"]
    assert unlimited(GOOD.replace(".where(Card.workspace_id == workspace_id)", "")) == ["f"]
    renamed = GOOD.replace("select", "pick").replace("import pick", "import select as pick")
    assert unlimited(renamed) == []
    assert unlimited(renamed.replace("Card.workspace_id == workspace_id", "Card.member_id == 1")) == ["f"]
