"""Whatever refers to a member says what becomes of it when two members turn out to be one person."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import SQLModel

import bot.features.catalogue  # noqa: F401  # loads every table
from bot.features.people.repository.merging import FATES

WITHOUT_A_KEY = {("schedule", "subject_id"), ("audit_entry", "actor_id")}
"""Columns that hold a member's key although neither a foreign key nor their name says so."""


def references(metadata: sa.MetaData) -> Iterator[tuple[str, str]]:
    for table in metadata.tables.values():
        for column in table.c:
            is_key = any(key.target_fullname == "member.id" for key in column.foreign_keys)
            if is_key or column.name == "member_id" or column.name.endswith("_member_id"):
                yield table.name, column.name


def test_a_merge_knows_every_column_that_refers_to_a_member() -> None:
    new = set(references(SQLModel.metadata)) - FATES.keys()
    assert not new, f"{sorted(new)}: say in people/repository/merging.py what a merge does with it"


def test_a_merge_names_no_column_that_is_gone() -> None:
    assert set(references(SQLModel.metadata)) | WITHOUT_A_KEY == FATES.keys()
    assert all(column in SQLModel.metadata.tables[table].c for table, column in FATES)


def test_a_table_of_tomorrow_is_found() -> None:
    tomorrow = sa.MetaData()
    sa.Table("member", tomorrow, sa.Column("id", sa.Integer, primary_key=True))
    sa.Table("wish", tomorrow, sa.Column("made_by", sa.ForeignKey("member.id")), sa.Column("for_member_id", sa.Integer))
    assert set(references(tomorrow)) == {("wish", "made_by"), ("wish", "for_member_id")}
