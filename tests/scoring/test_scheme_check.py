"""`check` tells everything that is wrong with a text, with its line, and never fails on one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import SchemeInvalid, SchemeNotFound
from scoring.examination import MAX_LENGTH
from scoring.findings import Level
from scoring.scheme import builtin_ids, check, parse
from tests.scoring.build import figure, text
from tests.scoring.drafts import draft, formula_metric, rated_metric, results, work, written


def told(given: str) -> list[tuple[str, str, int | None]]:
    return [(finding.code, finding.path, finding.line) for finding in check(given)]


class TestShape:
    @pytest.mark.parametrize(
        ("rules", "path", "shows"),
        [
            ({"line": float("nan")}, "line", "line: .nan"),
            ({"colour": "red"}, "colour", "colour: red"),
            ({"id": "Small Team"}, "id", "id: Small Team"),
            ({"cadences": ["week"]}, "cadences.0", "- week"),
            ({"version": "one"}, "version", "version: one"),
            ({"dimensions": [results(weight=0), work()]}, "dimensions.0.metrics.0.weight", "weight: 0"),
            ({"dimensions": [results(curve={"points": [[0, 0]]})]}, "dimensions.0.metrics.0.curve.points", "points:"),
            ({"dimensions": [work(rated_metric("x", "peer", target=3))]}, "dimensions.0.metrics.2", "- id: x"),
            ({"figures": [figure("a", aliases={"de": ["b"]})]}, "figures.0.aliases.de", "de:"),
            ({"review": {"adopted": "soon", "on": "2027-01-01"}}, "review.adopted", "adopted: soon"),
            ({"odd.key": 1}, "odd.key", "odd.key: 1"),
            (
                {"rewards": [{"id": "up", "kind": "raise_list", "title": text("Up"), "top_percent": 0}]},
                "rewards.0.raise_list.top_percent",
                "top_percent: 0",
            ),
            ({"rewards": [{"id": "up", "kind": "gift", "title": text("Up")}]}, "rewards.0", "- id: up"),
        ],
    )
    def test_has_its_path_and_its_line(self, rules: dict[str, Any], path: str, shows: str) -> None:
        given = written(**rules)
        ((code, where, line),) = told(given)
        assert (code, where) == ("shape", path)
        assert line is not None
        assert shows in given.splitlines()[line - 1]

    def test_what_is_missing_is_told_at_what_lacks_it(self) -> None:
        lacking = draft()
        del lacking["dimensions"][0]["metrics"][0]["title"]
        given = written(dimensions=lacking["dimensions"])
        (finding,) = check(given)
        assert (finding.path, finding.message) == ("dimensions.0.metrics.0.title", "title is missing; add it")
        assert finding.line is not None
        assert "- id: lead_count" in given.splitlines()[finding.line - 1]

    def test_all_of_it_is_told_at_once(self) -> None:
        found = told(written(line=-1, cap=0, dimensions=[results(weight=0), work(formula_metric("x", formula=""))]))
        metrics = ["dimensions.0.metrics.0.weight", "dimensions.1.metrics.2"]
        assert [path for _, path, _ in found] == ["line", "cap", *metrics]

    def test_a_missing_review_is_told_at_the_top(self) -> None:
        (finding,) = check("".join(written().split("review:\n  adopted: '2026-10-01'\n  'on': '2027-04-01'\n")))
        assert (finding.code, finding.level, finding.line) == ("review_missing", Level.ERROR, 1)

    def test_what_was_given_is_shown_shortened(self) -> None:
        (finding,) = check(written(line=["x" * 500] * 50))
        assert "given: ['xxx" in finding.message
        assert len(finding.message) < 200

    def test_on_is_a_key_and_yes_is_no_number(self) -> None:
        given = written().replace("'on': '2027-04-01'", "on: 2027-04-01")
        assert "\n  on: 2027-04-01" in given
        assert check(given) == ()
        ((_, path, _),) = told(written().replace("weight: 40", "weight: yes"))
        assert path == "dimensions.0.metrics.0.weight"


class TestNoScheme:
    @pytest.mark.parametrize(
        ("given", "code", "line"),
        [
            ("a: [", "yaml", 1),
            ("id: x\nline: 60\ntitle: {en: A\n", "yaml", 4),
            ("line: 60\nline: 50", "yaml", 2),
            ("id: x\n\tline: 3", "yaml", 2),
            ("id: x\nline: \x00", "yaml", 2),
            ("? [a, b]\n: c", "yaml", 1),
            ("a: !!python/object/apply:os.system [ls]", "yaml", 1),
            ("id: *nobody", "yaml", 1),
            ("a: 1\n---\nb: 2", "yaml", 2),
            ("review: {on: 2026-13-45}", "yaml", 1),
            ("version: " + "9" * 5_000, "yaml", 1),
            ("[" * 5_000, "yaml", 1),
            ("a: " * 3, "yaml", 1),
            ("x" * (MAX_LENGTH + 1), "too_long", 1),
            ("", "shape", 1),
            ("- a", "shape", 1),
            ("just words", "shape", 1),
            ("42", "shape", 1),
        ],
    )
    def test_is_told_with_a_line(self, given: str, code: str, line: int) -> None:
        ((found, path, where),) = told(given)
        assert (found, path, where) == (code, "file", line)
        with pytest.raises(SchemeInvalid, match=f"scheme draft cannot be used:\n  draft:{line}: error {code}"):
            parse(given, source_name="draft")

    @pytest.mark.parametrize(
        "given",
        [
            "version: 0x" + "f" * 5_000,
            "&a [*a]",
            "id: &a {a: *a}",
            "a0: &a0 [x, x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)),
            'id: "\\ud800"',
        ],
    )
    def test_traps_are_told_quickly(self, given: str) -> None:
        found = check(given)
        assert found
        assert all(finding.line and len(finding.message) < 300 for finding in found)

    @given(st.text(alphabet="ab:-[]{}?&*!|>'\"%@#\n\t 1.\x00\ud800é一", max_size=60))
    def test_no_text_makes_it_fail(self, given: str) -> None:
        assert all(finding.line for finding in check(given))

    @given(st.integers(0, len(written())), st.sampled_from(["", ":", "-", "\n", "[", "  ", "'", "9", "x"]))
    def test_no_slip_of_the_pen_makes_it_fail(self, at: int, slip: str) -> None:
        given = written()
        assert all(finding.line for finding in check(given[:at] + slip + given[at + 1 :]))


class TestFiles:
    def test_a_path_or_its_text_say_the_same(self, tmp_path: Path) -> None:
        path = tmp_path / "own.yml"
        path.write_text(written(line=-1), encoding="utf-8")
        assert check(path) == check(str(path)) == check(written(line=-1)) != ()

    def test_other_encodings_are_told_with_their_line(self, tmp_path: Path) -> None:
        path = tmp_path / "own.yaml"
        path.write_bytes("id: a\ntitle: 推广\n".encode("gbk"))
        (finding,) = check(path)
        assert (finding.code, finding.line) == ("encoding", 2)
        assert "save the file as UTF-8" in finding.message

    def test_a_file_that_is_not_there_is_no_bad_scheme(self) -> None:
        with pytest.raises(SchemeNotFound, match=r"no scheme 'missing\.yaml'"):
            check("missing.yaml")

    @pytest.mark.parametrize("name", builtin_ids())
    def test_a_built_in_scheme_has_no_error(self, name: str) -> None:
        assert all(finding.level is Level.WARNING and finding.line for finding in check(name))

    def test_built_in_schemes_warn_only_of_what_their_written_rules_force(self) -> None:
        """`promotion`: three groups to pick from, 180 in all; every metric is counted, none is rated."""
        warned = {name: [finding.code for finding in check(name)] for name in builtin_ids()}
        assert {name: codes for name, codes in warned.items() if codes} == {
            "promotion": ["no_judgement", "weights_sum"]
        }
