"""`evenhand schemes`: the built-in rules, for people and for programs."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from scoring.scheme import builtin_ids, load
from tests.cli.running import EVENHAND, Cli


def test_list_names_every_scheme(cli: Cli) -> None:
    ran = cli("schemes", "list")
    assert ran.code == 0
    assert all(f"{name} v" in ran.out for name in builtin_ids())
    assert [each["id"] for each in cli("schemes", "list", "--json").json] == list(builtin_ids())


@pytest.mark.parametrize(("language", "title"), [("en", "Promotion"), ("zh-CN", "推广绩效")])
def test_list_speaks_both_languages(cli: Cli, language: str, title: str) -> None:
    assert title in cli("schemes", "list", "--language", language).out
    listed = cli("schemes", "list", "--language", language, "--json").json
    assert title in [each["title"] for each in listed]


def test_show_has_every_metric(cli: Cli) -> None:
    out, scheme = cli("schemes", "show", "promotion").out, load("promotion")
    for metric in scheme.metrics:
        assert metric.formula in out
    assert "≤ 300 CNY" in out
    assert "合格线索量" in cli("schemes", "show", "promotion", "--language", "zh-CN").out


def test_show_says_who_rates(cli: Cli) -> None:
    out = cli("schemes", "show", "integrated_team").out
    for source in ("peer", "retro", "manager", "audit"):
        assert f"rated 1-5 by {source}" in out


def test_show_as_json_is_the_whole_scheme(cli: Cli) -> None:
    ran = cli("schemes", "show", "promotion", "--json")
    shown = ran.json
    assert ran.err == ""
    assert shown.pop("hash") == load("promotion").version_hash
    assert type(load("promotion")).model_validate(shown) == load("promotion")


def test_an_unknown_scheme_is_refused_with_those_there_are(cli: Cli) -> None:
    ran = cli("schemes", "show", "marketing", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert "marketing" in ran.err
    assert "promotion" in ran.err


def test_a_file_can_be_shown_and_is_checked(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("id: own\nversion: one\n")
    ran = cli("schemes", "show", "own.yaml")
    assert ran.code == 1
    assert "version" in ran.err


def test_json_is_utf_8_whatever_the_terminal_says() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run([EVENHAND, "schemes", "show", "promotion", "--json"], env=environment, capture_output=True)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout)["title"]["zh-CN"] == "推广绩效"
