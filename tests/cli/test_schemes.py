"""`evenhand schemes`: the built-in rules, for people and for programs."""

import json
import os
import subprocess
from pathlib import Path

import pytest

import scoring
from scoring.scheme import builtin_ids, load
from tests.cli.running import EVENHAND, Cli

BUILT_IN = Path(scoring.__file__).parent / "schemes"


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


@pytest.mark.parametrize("name", builtin_ids())
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_show_tells_what_results_earn_and_start(cli: Cli, name: str, language: str) -> None:
    out, scheme = cli("schemes", "show", name, "--language", language).out, load(name)
    for each in (*scheme.rewards, *scheme.plans, *scheme.aims):
        assert each.title.into(language) in out
    assert scheme.review is not None
    assert str(scheme.review.on.year) in out
    assert "&amp;" not in out


def test_check_finds_only_warnings_in_a_built_in_scheme(cli: Cli) -> None:
    ran = cli("schemes", "check", "promotion")
    assert (ran.code, ran.err) == (0, "")
    assert "warning weights_sum at dimensions" in ran.out
    assert "no errors, 2 warnings; it can be used." in ran.out
    assert "nothing to object to" in cli("schemes", "check", "work_plan").out


def test_check_names_the_line_of_an_error(cli: Cli, tmp_path: Path) -> None:
    text = (BUILT_IN / "promotion.yaml").read_text(encoding="utf-8")
    line = next(n for n, each in enumerate(text.splitlines(), start=1) if "formula: 100 * leads / uv" in each)
    (tmp_path / "own.yaml").write_text(text.replace("100 * leads / uv", "100 * leads / visitors"), encoding="utf-8")
    ran = cli("schemes", "check", "own.yaml")
    assert (ran.code, ran.err) == (1, "")
    assert f"own.yaml:{line}: error unknown_figure at " in ran.out
    found = cli("schemes", "check", "own.yaml", "--json")
    assert (found.code, found.err) == (1, "")
    errors = [each for each in found.json if each["level"] == "error"]
    assert [(each["code"], each["line"]) for each in errors] == [("unknown_figure", line)]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"id: [", "yaml"), (b"\xff\xfe", "encoding"), (b"", "shape"), (b"id: a\nid: b\n", "yaml")],
)
def test_check_never_fails_on_a_bad_file(cli: Cli, tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "own.yaml").write_bytes(content)
    ran = cli("schemes", "check", "own.yaml", "--json")
    assert (ran.code, ran.err) == (1, "")
    assert ran.json[0]["code"] == code


def test_check_refuses_what_is_not_there_or_cannot_be_read(cli: Cli, tmp_path: Path) -> None:
    for name in ("nowhere.yaml", "marketing", "."):
        ran = cli("schemes", "check", name)
        assert (ran.code, ran.out) == (1, "")
        assert f"no scheme {name!r}" in ran.err
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    assert cli("schemes", "check", "loop.yaml").code == 1
