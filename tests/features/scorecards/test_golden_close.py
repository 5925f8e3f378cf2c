"""The hand-computed December of `tests/scoring/golden/promotion.yaml` in the bot: imported, away, closed, explained."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.features.metrics import service as metrics
from bot.features.metrics.rules.sheets import read_sheet
from bot.features.people.models import SICK
from bot.features.people.service import go_away
from bot.features.schemes import service as schemes
from bot.features.scorecards.views.receipt import receipt_modal
from bot.i18n.translator import translator
from tests.features.people.cast import ANA, BO
from tests.features.scorecards.cast import LONG_AGO, Firm
from tests.scoring.test_golden import EXACT, exact, expected_of, numbers_of

FIXTURE = Path(__file__).parents[2] / "scoring" / "golden" / "promotion.yaml"
CLOSING = datetime(2027, 1, 7, 8, 0, tzinfo=UTC)
AWAY = "2026-12-21..2026-12-25 sick"


def table(figures: dict[str, dict[str, list[float]]]) -> str:
    """Each month's entries on its first days."""
    lines = [
        f"{month}-{day:02},{BO},{figure},{value},"
        for figure, months in figures.items()
        for month, values in months.items()
        for day, value in enumerate(values, start=1)
    ]
    return "\n".join(["date,member,metric,value,note", *lines])


@pytest.fixture
async def golden(firm: Firm) -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load(FIXTURE.read_text(encoding="utf-8"))
    bo = await firm.cast.who(BO)
    async with firm.database.write() as session:
        await schemes.assign(session, firm.workspace_id, firm.growth, "promotion", now=CLOSING, since=LONG_AGO)
        await go_away(session, bo, AWAY, now=CLOSING, today=date(2027, 1, 4))
        rows = read_sheet(table(said["figures"]).encode())
        done = await metrics.import_entries(
            session, firm.workspace_id, rows, entered_by=None, now=CLOSING, today=date(2027, 1, 4)
        )
    assert (done.bad, done.conflicts) == ([], [])
    await firm.close("2026-12", now=CLOSING)
    return said


async def test_the_close_gives_what_was_worked_out_by_hand(firm: Firm, golden: dict[str, Any]) -> None:
    published = await firm.published(BO, "2026-12")
    receipt = published.receipt
    assert {line.metric: numbers_of(line) for line in receipt.metrics} == {
        metric: pytest.approx(expected_of(expected), rel=EXACT) for metric, expected in golden["metrics"].items()
    }
    found = (receipt.coverage, receipt.own_score, receipt.score)
    assert found == pytest.approx(tuple(exact(golden[name]) for name in ("coverage", "own", "score")), rel=EXACT)
    assert (receipt.shown_score, receipt.band, list(receipt.notes)) == (
        golden["shown"],
        golden["band"],
        golden["notes"],
    )
    assert [(each.month, each.there, each.whole) for each in receipt.days] == [("2026-12", 18, 23)]
    assert (await firm.published(ANA, "2026-12")).receipt.days == ()


@pytest.mark.parametrize(
    ("language", "days"),
    [("en", "December 2026: there on 18 of 23 working days"), ("zh-CN", "2026年12月：应出勤 23 个工作日，在岗 18 天")],
)
async def test_the_receipt_states_the_days_and_not_why(
    firm: Firm, golden: dict[str, Any], language: str, days: str
) -> None:
    written = str(receipt_modal(translator(language), await firm.published(BO, "2026-12")).to_dict())
    assert written.count(days) == 2  # of the two metrics that grow with time
    for kind in (SICK, "病", "away", "请假", "leave"):
        assert kind not in written
