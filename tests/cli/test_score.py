"""`evenhand score`: cards from files alone, the same ones that a close publishes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.explain import Receipt, recompute
from scoring.scheme import load
from tests.cli.running import EVENHAND, Ran
from tests.cli.running import evenhand as score_cli
from tests.features.people.cast import ANA, BO, CHEN, DEE

PEOPLE = (ANA, BO, CHEN, DEE)
HEAVY = ("sqlalchemy", "sqlmodel", "alembic", "slack_bolt", "aiohttp", "bot.db", "bot.settings", "bot.app", "scipy")
ENTRIES = """日期,成员,指标,数值,备注
2026-10-01,bo@example.com,留资数,"1,234",
2026/10/02,Bo@Example.com,leads,1.2万,展会
2026年10月5日,bo@example.com,合格线索,90,
2026-10-05,陈琳,MQL,１１０,
"""
RATINGS = """month,metric,member,rater,value
2026-10,execution,bo@example.com,Ana Costa,4
2026-10-20,执行时效与响应速度,陈琳,Ana Costa,3.5
2026-11,team_collaboration,bo@example.com,Ana Costa,3
2026-11,team_collaboration,bo@example.com,陈琳,4
2026-11,团队协作表现,bo@example.com,Dee Walsh,5
2026-12,team_collaboration,bo@example.com,Dee Walsh,4
2026-11,team_collaboration,陈琳,Ana Costa,4
2026-11,team_collaboration,陈琳,Dee Walsh,5
"""


def written(folder: Path, **files: str) -> dict[str, Path]:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text)
    return {name: folder / f"{name}.csv" for name in files}


def score(folder: Path, *more: str, scheme: str = "promotion", period: str = "2026-10", **files: str) -> Ran:
    options = [f"--{name}={path}" for name, path in written(folder, **files).items()]
    return score_cli("score", "--scheme", scheme, "--period", period, *options, *more)


def card_of(ran: Ran, member: str) -> dict[str, object]:
    return next(card for card in ran.json["cards"] if card["member"] == member)


def line_of(ran: Ran, member: str, metric: str) -> dict[str, object]:
    receipt = Receipt.from_json(card_of(ran, member)["receipt"])  # type: ignore[arg-type] # JSON
    return next(line for line in receipt.metrics if line.metric == metric).model_dump()


def test_numbers_days_and_names_are_read_as_people_write_them(tmp_path: Path) -> None:
    ran = score(tmp_path, "--json", entries=ENTRIES)
    assert (ran.code, ran.err) == (0, "")
    assert [card["member"] for card in ran.json["cards"]] == ["bo@example.com", "陈琳"]
    assert line_of(ran, "bo@example.com", "mql_count")["value"] == 90
    assert line_of(ran, "陈琳", "mql_count")["value"] == 110


def test_a_receipt_computes_again(tmp_path: Path) -> None:
    ran = score(tmp_path, "--json", entries=ENTRIES)
    for card in ran.json["cards"]:
        receipt = Receipt.from_json(card["receipt"])
        assert recompute(receipt) == receipt.score == card["score"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-10-01,bo@example.com,leads,7", "value “7”: that day has 1234 already"),
        ("2026-10-01,bo@example.com,leeds,7", "Did you mean `leads`"),
        ("2026-13-01,bo@example.com,leads,7", "date “2026-13-01”: is no day; write it like 2026-10-05"),
        ("10-20,bo@example.com,leads,7", "date “10-20”: has no year"),
        ("yesterday,bo@example.com,leads,7", "date “yesterday”: has no year"),
        ("2026-10-03,,leads,7", "member “”: is empty"),
        ("2026-10-03,bo@example.com,leads,many", "value “many”: “many” is not a number"),
        ("2026-10-03,bo@example.com,leads,-1", "value “-1”: "),
        (f"2026-10-03,bo@example.com,leads,1,{'x' * 501}", "note “xxx"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_the_others_count(tmp_path: Path, row: str, reason: str) -> None:
    ran = score(tmp_path, "--json", entries=f"{ENTRIES}{row}\n")
    assert ran.code == 1
    assert ran.err.startswith("entries line 6: ")
    assert reason in ran.err
    assert [problem["line"] for problem in ran.json["problems"]] == [6]
    assert line_of(ran, "bo@example.com", "mql_count")["value"] == 90


def test_nobody_gets_a_card_for_a_line_that_cannot_be_used(tmp_path: Path) -> None:
    ran = score(tmp_path, "--json", entries=f"{ENTRIES}2026-10-01,dee,leads,many\n")
    assert "dee" not in [card["member"] for card in ran.json["cards"]]


def test_the_same_line_twice_counts_once(tmp_path: Path) -> None:
    ran = score(tmp_path, "--json", entries=f"{ENTRIES}2026-10-05,BO@example.com,mql,90.0\n")
    assert (ran.code, ran.json["problems"]) == (0, [])
    assert line_of(ran, "bo@example.com", "mql_count")["value"] == 90


@pytest.mark.parametrize(("period", "reason"), [("december", "is not a period"), ("2026-13", "is not a period")])
def test_a_period_that_is_none_is_refused(tmp_path: Path, period: str, reason: str) -> None:
    ran = score(tmp_path, period=period, entries=ENTRIES)
    assert (ran.code, ran.out) == (1, "")
    assert reason in ran.err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--groups", "sales"], "unknown dimension 'sales'"),
        (["--team-attainment", "95"], "uses no team coefficient"),
        (["--member", "nobody"], "no member 'nobody' in the files"),
    ],
    ids=lambda each: each[0] if isinstance(each, list) else "",
)
def test_what_cannot_be_computed_is_one_line(tmp_path: Path, arguments: list[str], reason: str) -> None:
    ran = score(tmp_path, *arguments, entries=ENTRIES)
    assert (ran.code, ran.out) == (1, "")
    assert reason in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_file_with_other_columns_is_refused_with_those_it_needs(tmp_path: Path) -> None:
    ran = score(tmp_path, entries=ENTRIES, ratings="month,member,value\n")
    assert (ran.code, ran.out) == (1, "")
    assert "The columns metric, rater are missing" in ran.err
    assert "month, metric, member, rater, value" in ran.err


def test_wrong_usage_ends_with_2(tmp_path: Path) -> None:
    assert score(tmp_path, "--ratings", "nowhere.csv", entries=ENTRIES).code == 2
    assert score_cli("score", "--scheme", "promotion").code == 2


@pytest.mark.parametrize("period", ["2026-Q4", "2026-H2", "2026"])
def test_longer_periods_have_cards_too(tmp_path: Path, period: str) -> None:
    ran = score(tmp_path, "--json", period=period, entries=ENTRIES)
    line = line_of(ran, "bo@example.com", "mql_count")
    assert (line["value"], line["window"], line["months_used"]) == (90, period, 1)


def test_ratings_count_once_for_each_rater_and_hide_who_rated(tmp_path: Path) -> None:
    """Dee's 5 and 4 are one 4.5. Two colleagues rated Chen: too few."""
    ran = score(tmp_path, "--json", scheme="work_plan", period="2026-Q4", entries=_nothing(), ratings=RATINGS)
    assert (ran.code, ran.err, ran.json["ratings"]) == (0, "", 8)
    rated = line_of(ran, "bo@example.com", "team_collaboration")["rated"]
    assert (rated["raters"], rated["plain_mean"]) == (3, (3 + 4 + 4.5) / 3)  # type: ignore[index] # JSON
    assert line_of(ran, "陈琳", "team_collaboration")["reason"] == "too_few_raters"
    assert line_of(ran, "陈琳", "execution")["points"] == 25 * (3.5 - 1)
    assert "Dee" not in ran.out
    assert "Ana" not in ran.out


def test_the_same_rating_twice_counts_once(tmp_path: Path) -> None:
    """Dee's 5 of November is there three times, her 4 of December once: she says 4.5."""
    again = "2026/11,team_collaboration,bo@example.com,dee  walsh,5\n"
    again += "2026年11月,团队协作表现,BO@example.com,Dee Walsh,5.0\n"
    ran = score(tmp_path, "--json", scheme="work_plan", period="2026-Q4", entries=_nothing(), ratings=RATINGS + again)
    assert (ran.code, ran.err) == (0, "")
    rated = line_of(ran, "bo@example.com", "team_collaboration")["rated"]
    assert rated["plain_mean"] == (3 + 4 + 4.5) / 3  # type: ignore[index] # JSON


def test_a_rater_may_speak_twice_in_a_month_on_two_days(tmp_path: Path) -> None:
    ratings = "date,metric,member,rater,value\n2026-10-05,execution,bo,ana,2\n2026-10-20,execution,bo,ana,5\n"
    ran = score(tmp_path, "--json", scheme="work_plan", entries=_nothing(), ratings=ratings)
    assert (ran.code, line_of(ran, "bo", "execution")["value"]) == (0, 3.5)


def test_nobody_in_the_files_is_no_card(tmp_path: Path) -> None:
    ran = score(tmp_path, "--json", entries=_nothing())
    assert (ran.code, ran.err, ran.json["cards"]) == (0, "", [])
    assert score(tmp_path, entries=_nothing()).code == 0


def test_entries_may_come_through_a_pipe(tmp_path: Path) -> None:
    arguments = [EVENHAND, "score", "--scheme=promotion", "--period=2026-10", "--entries=/dev/stdin", "--json"]
    ran = subprocess.run(arguments, input=ENTRIES.encode(), capture_output=True, cwd=tmp_path, env={}, check=True)
    assert len(json.loads(ran.stdout)["cards"]) == 2


def _nothing() -> str:
    return "date,member,metric,value\n"


def test_peers_show_nothing_before_the_quarter_ends(tmp_path: Path) -> None:
    ran = score(tmp_path, "--json", scheme="work_plan", period="2026-11", entries=_nothing(), ratings=RATINGS)
    line = line_of(ran, "bo@example.com", "team_collaboration")
    assert (line["reason"], line["rated"], line["value"]) == ("in_progress", None, None)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-10,execution,bo@example.com,Ana Costa,3", "the same rater has given 4 already"),
        ("2026-10,execution,bo@example.com,Dee,6", "must be a number from 1 to 5"),
        ("2026-10,execution,bo@example.com,Dee,0.9", "must be a number from 1 to 5"),
        ("2026-10,execution,bo@example.com,Dee,nan", "must be a number from 1 to 5"),
        ("2026-Q4,execution,bo@example.com,Dee,4", "month “2026-Q4”: is no month"),
        ("2026-10,execution,bo@example.com,,4", "rater “”: is empty"),
        ("2026-10,charm,bo@example.com,Dee,4", "metric “charm”: is none of sales_attainment"),
        ("2026-10,cac,bo@example.com,Dee,4", "cac is computed from figures; nobody rates it"),
        ("2026-10,team_collaboration,bo@example.com,BO@example.com,5", "is rated by themselves"),
    ],
)
def test_a_rating_that_cannot_be_used_is_named(tmp_path: Path, row: str, reason: str) -> None:
    ran = score(tmp_path, scheme="work_plan", entries=_nothing(), ratings=f"{RATINGS}{row}\n")
    assert ran.code == 1
    assert ran.err.startswith("ratings line 10: ")
    assert reason in ran.err
    assert "Dee" not in ran.err


def test_lines_with_the_same_fault_are_told_together(tmp_path: Path) -> None:
    wrong = "".join(f"2026-10-{day:02},bo,leeds,{day}\n" for day in range(1, 9))
    ran = score(tmp_path, "--json", entries=_nothing() + wrong)
    assert ran.err.startswith("entries lines 2, 3, 4, 5, 6 and 3 more: metric “leeds”: ")
    assert len(ran.err.splitlines()) == 1
    assert [problem["line"] for problem in ran.json["problems"]] == list(range(2, 10))


def test_targets_of_one_and_of_everybody(tmp_path: Path) -> None:
    targets = "成员,指标,目标值\n,合格线索量,120\nBo@example.com,mql_count,90\n"
    ran = score(tmp_path, "--json", entries=ENTRIES, targets=targets)
    lines = [line_of(ran, name, "mql_count") for name in ("bo@example.com", "陈琳")]
    assert [(line["target"], line["target_origin"]) for line in lines] == [(90, "own"), (120, "own")]
    assert lines[0]["points"] == 100


def test_presence_scales_what_adds_up(tmp_path: Path) -> None:
    presence = "member,month,share\nbo@example.com,2026-10,50%\n陈琳,2026年10月,0.25\n"
    ran = score(tmp_path, "--json", entries=ENTRIES, presence=presence)
    whole = load("promotion").metric("mql_count").target
    assert whole is not None
    assert line_of(ran, "bo@example.com", "mql_count")["target"] == whole / 2
    assert line_of(ran, "陈琳", "mql_count")["target"] == whole / 4


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("targets", "member,metric,target\nbo,mql_count,-3\n", "targets line 2: target “-3”: "),
        ("targets", "member,metric,target\nbo,mql_count,\n", "is empty"),
        ("targets", "member,metric,target\nbo,mql_count,3\nBo,mql_count,4\n", "targets line 3: target “4”: an earlier"),
        ("presence", "member,month,share\nbo,2026-10,1.5\n", "presence line 2: share “1.5”: must be"),
        ("presence", "member,month,share\nbo,october,1\n", "presence line 2: month “october”: is no month"),
    ],
)
def test_other_lines_that_cannot_be_used_are_named(tmp_path: Path, file: str, text: str, reason: str) -> None:
    ran = score(tmp_path, entries=ENTRIES, **{file: text})
    assert ran.code == 1
    assert reason in ran.err


def test_the_teams_attainment_is_a_factor(tmp_path: Path) -> None:
    entries = "date,member,metric,value\n2026-10-01,bo,leads,1\n"
    figure = load("marketing_team").figures[0].id
    ran = score(
        tmp_path, "--json", "--team-attainment=110", scheme="marketing_team", entries=entries.replace("leads", figure)
    )
    assert card_of(ran, "bo")["receipt"]["team_coefficient"] == 1.1  # type: ignore[index] # JSON


def test_groups_are_a_teams_choice(tmp_path: Path) -> None:
    """Figures of the other groups are no mistake."""
    ran = score(tmp_path, "--json", "--groups", "brand", entries=ENTRIES)
    assert (ran.code, ran.err) == (0, "")
    lines = card_of(ran, "陈琳")["receipt"]["metrics"]  # type: ignore[index] # JSON
    assert {line["dimension"] for line in lines} == {"brand"}


def test_people_read_a_table(tmp_path: Path) -> None:
    ran = score(tmp_path, entries=ENTRIES)
    assert (ran.code, ran.err) == (0, "")
    assert "promotion v1 · 2026-10  2 members" in ran.out
    row = next(line for line in ran.out.splitlines() if "陈琳" in line)
    assert "incomplete" in row


def test_one_member_is_shown_with_every_metric(tmp_path: Path) -> None:
    ran = score(tmp_path, "--member", "BO@example.com", entries=ENTRIES)
    assert "bo@example.com · 2026-10 · " in ran.out
    assert all(metric.id in ran.out for metric in load("promotion").metrics)
    assert "points × share, added: " in ran.out
    assert "陈琳" not in ran.out


def test_metrics_nobody_has_rated_are_said_to_be(tmp_path: Path) -> None:
    entries = "date,member,metric,value\n2026-10-01,bo,signings,3\n"
    assert "1 not rated yet" in score(tmp_path, scheme="work_plan", entries=entries).out
    assert "not rated" in score(tmp_path, "--member", "bo", scheme="work_plan", entries=entries).out


def test_neither_database_nor_settings_are_needed(tmp_path: Path) -> None:
    """In an environment with nothing in it, and nothing of a database is loaded."""
    entries = written(tmp_path, entries=ENTRIES)["entries"]
    script = f"""
import sys
from bot.cli import main
sys.argv = ["evenhand", "score", "--scheme=promotion", "--period=2026-10", "--entries", {str(entries)!r}, "--json"]
try:
    main()
finally:
    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    ran = subprocess.run([sys.executable, "-c", script], env={}, cwd=tmp_path, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr.strip()) == (0, "[]")
    assert len(json.loads(ran.stdout)["cards"]) == 2


def test_the_installed_command_writes_json_through_a_pipe(tmp_path: Path) -> None:
    written(tmp_path, entries=ENTRIES)
    arguments = [EVENHAND, "score", "--scheme=promotion", "--period=2026-10", "--entries=entries.csv", "--json"]
    environment = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run(arguments, env=environment, cwd=tmp_path, capture_output=True, check=True)
    assert [card["member"] for card in json.loads(ran.stdout)["cards"]] == ["bo@example.com", "陈琳"]
