"""A year of figures as teams have them, through the command line: imported, closed month by month, and computed again
here from the lines of the table with plain arithmetic."""

import csv
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import alone, evenhand, meet
from tests.databases import SqliteTemplates
from tests.features.people.cast import ANA, BO, CHEN, DEE, TABLE
from tests.scenarios.year import year_of

pytestmark = pytest.mark.thorough

MONTHS = [f"2025-{month:02}" for month in range(1, 13)]
SIZES = {ANA: 0.6, BO: 1.0, CHEN: 1.3, DEE: 0.8}
FORGOTTEN = (CHEN, "mql", "2025-06")
"""Nobody told this figure of this person in this month."""
COLUMNS = ("date", "member", "metric", "value")
Row = dict[str, str]
Card = Callable[[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("year") / "figures.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for member, size in SIZES.items():
            for told in year_of(member, size):
                if (member, told.metric, f"{told.on:%Y-%m}") != FORGOTTEN:
                    writer.writerow([told.on, told.member, told.metric, told.value])
    return path


@pytest.fixture(scope="module")
def rows(table: Path) -> list[Row]:
    """What the table says, read back."""
    with table.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def card(table: Path, rows: list[Row], sqlite_templates: SqliteTemplates) -> Iterator[Card]:
    """The year is in and every month is closed; reads one card."""
    people = table.with_name("team.csv")
    people.write_text(TABLE)
    with pytest.MonkeyPatch.context() as patch, sqlite_templates.fresh() as url:
        alone(patch, table.parent, url)
        meet(url)
        assert evenhand("import", "members", people).code == 0
        imported = evenhand("import", "entries", table, "--json").json
        assert (imported["added"], imported["problems"]) == (len(rows), [])
        for month in MONTHS:
            assert evenhand("close", month, "--json").json["cards"] == len(SIZES)
        yield lambda member, month: evenhand("card", member, month, "--json").json


def metric(card: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = [line for line in card["metrics"] if line["id"] == name]
    return dict(found)


def total(rows: list[Row], member: str, figure: str, *months: str) -> Decimal:
    """The sum of every line of one person and figure in these months."""
    told = [
        row for row in rows if (row["member"], row["metric"], row["date"][:7]) in {(member, figure, m) for m in months}
    ]
    assert told
    return sum((Decimal(row["value"]) for row in told), Decimal(0))


def last(rows: list[Row], member: str, figure: str, *months: str) -> Decimal:
    """The value of the latest day in these months."""
    told = [row for row in rows if (row["member"], row["metric"]) == (member, figure) and row["date"][:7] in months]
    return Decimal(max(told, key=lambda row: row["date"])["value"])


def points(attainment: Decimal) -> Decimal:
    """0 % → 0, 60 % → 40, 100 % → 100, 120 % and more → 120, straight in between."""
    if attainment <= 0:
        return Decimal(0)
    if attainment <= 60:
        return attainment * 40 / 60
    if attainment <= 100:
        return 40 + (attainment - 60) * 60 / 40
    return min(attainment, Decimal(120))  # 100 + (attainment − 100) × 20 / 20


def agrees(line: dict[str, Any], value: Decimal, attainment: Decimal) -> None:
    assert line["status"] == "scored"
    assert line["value"] == pytest.approx(float(value), rel=1e-12)
    assert line["attainment"] == pytest.approx(float(attainment), rel=1e-12)
    assert line["points"] == pytest.approx(float(points(attainment)), rel=1e-12)


def test_a_sum_is_the_sum_of_its_days(card: Card, rows: list[Row]) -> None:
    for member in SIZES:
        mql = total(rows, member, "mql", "2025-02")
        agrees(metric(card(member, "2025-02"), "mql_count"), mql, 100 * mql / 100)  # target 100


def test_a_ratio_is_one_of_sums(card: Card, rows: list[Row]) -> None:
    leads, uv = total(rows, CHEN, "leads", "2025-05"), total(rows, CHEN, "uv", "2025-05")
    rate = 100 * leads / uv
    agrees(metric(card(CHEN, "2025-05"), "lead_conversion"), rate, 100 * rate / 3)  # target 3 %


def test_growth_is_against_the_same_month_of_last_year(card: Card, rows: list[Row]) -> None:
    for month in ("11", "03"):  # a launch a year ago, and one this year
        now, then = total(rows, DEE, "uv", f"2025-{month}"), total(rows, DEE, "uv", f"2024-{month}")
        growth = 100 * (now - then) / then
        agrees(metric(card(DEE, f"2025-{month}"), "uv_growth"), growth, 100 * growth / 10)  # target 10 %


def test_cost_per_lead_is_that_of_the_quarter_and_better_when_lower(card: Card, rows: list[Row]) -> None:
    quarter = ("2025-07", "2025-08", "2025-09")
    for member in SIZES:
        cpl = total(rows, member, "cost", *quarter) / total(rows, member, "mql", *quarter)
        attainment = min(100 * Decimal(300) / cpl, Decimal(120))  # target 300, turned round
        agrees(metric(card(member, "2025-09"), "cpl"), cpl, attainment)


@pytest.mark.parametrize(("month", "seen"), [("2025-07", ("2025-07",)), ("2025-08", ("2025-07", "2025-08"))])
def test_a_quarter_that_still_runs_is_shown_and_not_scored(
    card: Card, rows: list[Row], month: str, seen: tuple[str, ...]
) -> None:
    shown = card(BO, month)
    line = metric(shown, "cpl")
    so_far = total(rows, BO, "cost", *seen) / total(rows, BO, "mql", *seen)
    assert (line["status"], line["points"], line["share"]) == ("in_progress", None, 0)
    assert line["value"] == pytest.approx(float(so_far), rel=1e-12)
    due = {"uv_growth": 15, "lead_conversion": 20, "mql_count": 25, "sql_conversion": 20, "engagement_rate": 15}
    assert {each["id"]: each["weight"] for each in shown["metrics"] if each["status"] == "scored"} == due
    # Five metrics share 95 of weight: 25 of mql_count are 25 / 95 of the card.
    assert metric(shown, "mql_count")["share"] == pytest.approx(100 * 25 / 95)


def test_a_month_nobody_told_is_left_out_and_the_rest_is_weighed_again(card: Card, rows: list[Row]) -> None:
    shown = card(CHEN, "2025-06")
    scored = {each["id"]: each for each in shown["metrics"] if each["status"] == "scored"}
    missing = {
        each["id"]: each["status"] for each in shown["metrics"] if each["status"] not in ("scored", "in_progress")
    }
    assert missing == {"mql_count": "no_data", "sql_conversion": "no_data"}
    # Cost of June without leads of June: both are counted over April and May only, two of three months.
    seen = ("2025-04", "2025-05")
    cpl = total(rows, CHEN, "cost", *seen) / total(rows, CHEN, "mql", *seen)
    agrees(scored["cpl"], cpl, min(100 * Decimal(300) / cpl, Decimal(120)))
    assert scored["cpl"]["missing_months"] == ["2025-06"]
    # Due in June: traffic 15 + 20 + 25 + 15, conversion 20 + 25 + 10, brand 15 + 15 + 10 = 170; not due: clv_mean.
    # Scored: all but mql_count (25) and sql_conversion (20) = 125, of which cost per lead (15) counts two thirds.
    weights = {name: Decimal(str(each["weight"])) for name, each in scored.items()}
    assert sum(weights.values()) == 125
    assert shown["coverage"] == pytest.approx(100 * (125 - 15 / 3) / 170)
    assert "weights_renormalised" in shown["notes"]
    for name, each in scored.items():
        assert each["share"] == pytest.approx(float(100 * weights[name] / 125))


def test_a_whole_card_can_be_computed_by_hand(card: Card, rows: list[Row]) -> None:
    """Bo's December, on which every metric of the year is due."""
    month, quarter = ("2025-12",), ("2025-10", "2025-11", "2025-12")

    def of(figure: str, *months: str) -> Decimal:
        return total(rows, BO, figure, *(months or month))

    then = of("uv", "2024-12")
    interactions = of("likes") + of("comments") + of("shares")
    customers = [Decimal(row["value"]) for row in rows if (row["member"], row["metric"]) == (BO, "clv")]
    active, before = last(rows, BO, "active_users", *quarter), last(rows, BO, "active_users", "2025-09")
    expected = {  # weight, value, target
        "uv_growth": (15, 100 * (of("uv") - then) / then, 10),
        "lead_conversion": (20, 100 * of("leads") / of("uv"), 3),
        "mql_count": (25, of("mql"), 100),
        "cpl": (15, of("cost", *quarter) / of("mql", *quarter), 300),
        "sql_conversion": (20, 100 * of("sql") / of("mql"), 40),
        "close_rate": (25, 100 * of("orders", *quarter) / of("sql", *quarter), 30),
        "asp": (10, of("revenue", *quarter) / of("orders", *quarter), 5000),
        "clv_mean": (10, sum(customers, Decimal(0)) / 4, 20000),
        "engagement_rate": (15, 100 * interactions / last(rows, BO, "followers", *month), 3),
        "retention_rate": (15, 100 * active / before, 80),
        "nps": (10, Decimal(100 * (61 - 14)) / 104, 40),
    }
    shown, earned = card(BO, "2025-12"), Decimal(0)
    for name, (weight, value, target) in expected.items():
        attainment = 100 * value / target
        if name == "cpl":
            attainment = min(100 * target / value, Decimal(120))
        agrees(metric(shown, name), value, attainment)
        earned += weight * points(attainment)
    score = earned / 180  # the sum of the weights
    assert shown["score"] == pytest.approx(float(score), rel=1e-12)
    rounded = score.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    assert Decimal(str(shown["shown_score"])) == rounded
    floors = {"S": 90, "A": 80, "B": 70, "C": 60, "D": 0}
    assert shown["band"] == next(band for band, floor in floors.items() if rounded >= floor)
    assert (shown["coverage"], shown["complete"]) == (100, True)


def test_the_year_is_realistic(rows: list[Row]) -> None:
    """Weekends are weak, launches stand out, and some days are missing."""
    uv = {row["date"]: int(row["value"]) for row in rows if (row["member"], row["metric"]) == (BO, "uv")}
    assert 10_000 < len(rows) < 40_000
    assert 680 < len(uv) < 731
    assert uv["2025-09-23"] > 3 * uv["2025-09-17"]
    assert uv["2025-10-18"] < 0.7 * uv["2025-10-15"]
