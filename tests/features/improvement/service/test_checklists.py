"""A company puts its own labour-law list beside those that come with the program, or in their place."""

from pathlib import Path

import pytest

from bot.app import assembled
from bot.errors import ConfigurationError
from bot.features.improvement.rules.checklists import packaged_checklists
from bot.features.improvement.service.checklists import checklist_of, checklists
from bot.settings import Settings
from tests.keys import KEY

OWN = """
title: {en: Ours, zh-CN: 本公司清单}
note: {en: An aid., zh-CN: 仅作提示。}
items:
  - id: heard
    title: {en: The person was heard, zh-CN: 已听取本人意见}
    why: {en: It is part of the record., zh-CN: 属于记录的一部分。}
    needed_for: [transfer, termination]
"""


def test_without_a_folder_there_are_those_of_the_program() -> None:
    assert list(checklists(None)) == ["cn", "neutral"]
    assert checklist_of(None, "CN").country == "cn"
    assert checklist_of(None, "CN-GD").country == "cn"
    assert checklist_of(None, "DE").country == "neutral"
    assert checklist_of(None, "").country == "neutral"


def test_an_own_list_takes_the_place_of_the_packaged_one_or_stands_beside(tmp_path: Path) -> None:
    (tmp_path / "cn.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "de-by.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "README.md").write_text("Checked by counsel in May.", encoding="utf-8")
    assert list(checklists(tmp_path)) == ["cn", "de-by", "neutral"]
    assert checklist_of(tmp_path, "CN").title.en == "Ours"
    assert checklist_of(tmp_path, "DE-BY").title.en == "Ours"
    assert checklist_of(tmp_path, "DE") == packaged_checklists()["neutral"]
    assert checklist_of(None, "CN") == packaged_checklists()["cn"]


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("notes.txt", b"", "there is no list such as cn.yaml in "),
        ("China.yaml", OWN.encode(), "China.yaml: is not named after a country, as in cn.yaml or de-by.yaml"),
        ("cn.yml", OWN.encode(), "cn.yml: is not named"),
        ("cn.yaml", OWN.encode("gb18030"), "cn.yaml: is not written in UTF-8"),
        ("cn.yaml", OWN.replace("heard\n", "heard\n    when: now\n").encode(), "cn.yaml: items.1.when: Extra inputs"),
    ],
)
async def test_it_does_not_start_with_a_wrong_list(tmp_path: Path, file: str, content: bytes, told: str) -> None:
    (tmp_path / file).write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"^EVENHAND_PLAN_CHECKLISTS: ") as wrong:
        await _start(tmp_path)
    assert told in str(wrong.value)
    assert "\n" not in str(wrong.value)


async def test_it_does_not_start_with_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"gone' is not a folder; leave it empty"):
        await _start(tmp_path / "gone")


async def _start(folder: Path) -> None:
    settings = Settings(
        slack_bot_token="xoxb-1", slack_signing_secret="secret", encryption_keys=KEY, plan_checklists=folder
    )
    async with assembled(settings):
        raise AssertionError("it started")
