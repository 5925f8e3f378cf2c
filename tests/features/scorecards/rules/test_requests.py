"""What people type after the command."""

from datetime import date

import pytest

from bot.errors import Rejected
from bot.features.scorecards.rules.requests import CardRequest, month_named, read_request

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("2026-10", "2026-10"),
        ("2026/9", "2026-09"),
        ("oct", "2026-10"),
        ("Sept.", "2026-09"),
        ("October", "2026-10"),
        ("october 2025", "2025-10"),
        ("2025 Oct", "2025-10"),
        ("dec", "2025-12"),
        ("nov", "2026-11"),
        ("now", "2026-11"),
        ("本月", "2026-11"),
        ("10月", "2026-10"),
        ("12 月", "2025-12"),
        ("2026年10月", "2026-10"),
        ("2026年10月份", "2026-10"),
        ("last", "2026-10"),
        ("上月", "2026-10"),
        ("2026-13", None),
        ("0000-01", None),
        ("13月", None),
        ("october 0", None),
        ("octopus", None),
        ("", None),
    ],
)
def test_months(typed: str, month: str | None) -> None:
    assert month_named(typed, TODAY) == month


def test_last_month_in_january_is_december() -> None:
    assert month_named("last", date(2027, 1, 3)) == "2026-12"


@pytest.mark.parametrize(
    ("typed", "request_"),
    [
        ("", CardRequest()),
        ("  oct ", CardRequest(period="2026-10")),
        ("why", CardRequest(is_why=True)),
        ("why lead conversion", CardRequest(is_why=True, metric="lead conversion")),
        ("为什么 线索转化率", CardRequest(is_why=True, metric="线索转化率")),
        ("<@U0BO|bo> 2026-10", CardRequest(subject="<@U0BO|bo>", period="2026-10")),
        ("<@U0BO>", CardRequest(subject="<@U0BO>")),
        ("@bo", CardRequest(subject="@bo")),
        ("@Bo Lindgren october 2026", CardRequest(subject="@Bo Lindgren", period="2026-10")),
        ("@Bo Lindgren", CardRequest(subject="@Bo Lindgren")),
        ("@bo why mql", CardRequest(subject="@bo", is_why=True, metric="mql")),
    ],
)
def test_requests(typed: str, request_: CardRequest) -> None:
    assert read_request(typed, TODAY) == request_


def test_what_makes_no_sense_is_named() -> None:
    with pytest.raises(Rejected) as refused:
        read_request("bo october", TODAY)
    assert refused.value.params == {"typed": "bo october"}


def test_a_very_long_name_keeps_nobody_waiting() -> None:
    asked = read_request("@" + "a " * 20_000 + "2026 年 10 月", TODAY)
    assert (asked.subject, asked.period) == ("@a" + " a" * 19_999, "2026-10")
