"""Team goals on cards: they move those of their own period, and the receipt says by what."""

import re
from datetime import UTC, datetime

import pytest

from bot.errors import Rejected
from bot.features.goals.models import DROPPED
from bot.features.goals.rules.pooled import poolable
from bot.features.schemes import service as schemes
from bot.features.scorecards.models import Card
from bot.features.scorecards.views.receipt import receipt_modal
from bot.i18n.translator import translator
from scoring.periods import Period
from scoring.receipt import Receipt
from scoring.recompute import recompute
from tests.features.goals.cast import Team, text_of
from tests.features.people.cast import ANA, BO, CHEN, EVE

DECEMBER_20, JANUARY_7 = (datetime(*day, 9, 0, tzinfo=UTC) for day in ((2026, 12, 20), (2027, 1, 7)))
LATE = datetime(2027, 1, 2, 9, 0, tzinfo=UTC)
QUARTER = Period.parse("2026-Q4")


async def _works_by_marketing_team(growth: Team, *users: str) -> None:
    """The scheme in which goals count, and figures of it for every month of the quarter."""
    firm = growth.firm
    async with firm.database.write() as session:
        await schemes.assign(
            session, firm.workspace_id, firm.growth, "marketing_team", now=DECEMBER_20, since=QUARTER.start
        )
        rules = await schemes.scheme_of_team(session, firm.workspace_id, firm.growth, on=DECEMBER_20.date())
    assert rules is not None
    figures = {figure.id: 5.0 for figure in rules.scheme.figures}
    for month in QUARTER.months:
        for user in users or (ANA, BO, CHEN):
            await firm.tell(user, month, **figures)


async def _cards(growth: Team) -> dict[tuple[int, str], Receipt]:
    rows: list[Card] = await growth.rows(Card)
    return {(row.member_id, row.period): Receipt.model_validate_json(row.receipt) for row in rows}


async def test_goals_move_the_quarters_cards_and_no_months(everywhere: Team) -> None:
    """30 × 68 % + 10 × 120 % (130 % counts as 120 %) of 40 are 81 %; what nobody measured, what was dropped, what was
    agreed on too late and what is somebody's own count for nothing."""
    growth = everywhere
    await _works_by_marketing_team(growth)
    young = await growth.agreed(BO, ANA, weight="30")
    videos = await growth.agreed(CHEN, ANA, title="Videos", target="10")
    unmeasured = await growth.agreed(CHEN, ANA, title="Nobody looked")
    dropped = await growth.agreed(CHEN, ANA, title="Dropped")
    await growth.agreed(BO, ANA, whose="own", title="My own")
    await growth.propose(BO, title="Never agreed on")
    await growth.update(BO, young, "408", seen=0, now=DECEMBER_20)
    await growth.update(CHEN, videos, "13", seen=0, now=LATE)
    await growth.update(CHEN, dropped, "0", seen=0)
    await growth.close(EVE, dropped, DROPPED, "The fair was called off")
    await growth.firm.close("2026-12", now=JANUARY_7)
    cards, bo = await _cards(growth), await growth.firm.key(BO)
    quarter, month = cards[bo, "2026-Q4"], cards[bo, "2026-12"]
    assert quarter.team_attainment == pytest.approx(81)
    assert quarter.team_coefficient == pytest.approx(0.81)
    parts = {line.goal: (line.weight, line.attainment) for line in quarter.team_goals}
    assert parts == {
        young.key: (30, pytest.approx(68)),
        videos.key: (10, pytest.approx(120)),
        unmeasured.key: (10, None),
    }
    assert recompute(quarter) == pytest.approx(quarter.score)
    assert (month.team_coefficient, month.team_attainment, month.team_goals) == (1, None, ())
    shown = str(receipt_modal(translator("en"), await growth.firm.published(BO, "2026-Q4")).to_dict())
    assert "Young customers: 68%, weight 30" in shown
    assert "Nobody looked: not measured" in shown
    monthly = str(receipt_modal(translator("zh-CN"), await growth.firm.published(BO, "2026-12")).to_dict())
    assert "团队目标按季度或半年设定" in monthly
    assert cards[bo, "2026-H2"].team_attainment == pytest.approx(81), (
        "a longer card has the goals of the quarters in it"
    )
    await growth.update(BO, young, "600", seen=1, now=JANUARY_7)
    assert (await _cards(growth))[bo, "2026-Q4"] == quarter, "what is out stays"


async def test_a_metric_measures_by_itself_after_each_month(growth: Team) -> None:
    await _works_by_marketing_team(growth)
    rules = await _poolable(growth)
    row = await growth.agreed(BO, ANA, measure=rules, start="0", target="100", unit="")
    with pytest.raises(Rejected, match="goals-error-measure"):
        await growth.propose(BO, title="Mine", whose="own", measure=rules)
    with pytest.raises(Rejected):
        await growth.update(BO, row, "1", seen=0)
    assert "plan 22%" in text_of(await growth.command(BO)), "October is not over"
    shown = text_of(await growth.command(BO, now=DECEMBER_20))
    assert "until the end of November 2026" in shown
    assert "plan 66%" in shown, "61 of 92 days, as of the same day"
    await growth.firm.close("2026-12", now=JANUARY_7)
    receipt = (await _cards(growth))[await growth.firm.key(BO), "2026-Q4"]
    assert [line.goal for line in receipt.team_goals] == [row.key]
    assert receipt.team_attainment is not None


async def test_with_too_few_people_nothing_of_a_metric_is_shown(growth: Team) -> None:
    await _works_by_marketing_team(growth, ANA, BO)
    name = await _poolable(growth)
    await growth.agreed(BO, ANA, measure=name, start="0", target="100", unit="")
    assert "too few people" in text_of(await growth.command(BO, now=DECEMBER_20))
    await growth.firm.cast.change(CHEN, is_active=False)
    with pytest.raises(Rejected, match="goals-error-measure"):
        await growth.propose(BO, title="Another", measure=name)


async def test_whoever_leaves_changes_no_month_that_is_over(growth: Team) -> None:
    """From one day to the next everybody would see what they had told."""
    await _works_by_marketing_team(growth)
    await growth.agreed(BO, ANA, measure=await _poolable(growth), start="0", target="100", unit="")
    before = _standing(text_of(await growth.command(BO, now=DECEMBER_20)))
    await growth.firm.cast.load(f"member,team\n{CHEN},Brand\n", on=DECEMBER_20.date())
    assert _standing(text_of(await growth.command(BO, now=DECEMBER_20))) == before
    await growth.firm.cast.change(CHEN, is_active=False, left_on=DECEMBER_20.date())
    assert _standing(text_of(await growth.command(BO, now=DECEMBER_20))) == before


def _standing(shown: str) -> str:
    """Of the only goal: how far it is."""
    (found,) = re.findall(r"Young customers\*? · (\S+), plan", shown)
    return str(found)


async def _poolable(growth: Team) -> str:
    firm = growth.firm
    async with firm.database.read() as session:
        rules = await schemes.scheme_of_team(session, firm.workspace_id, firm.growth, on=DECEMBER_20.date())
    assert rules is not None
    metrics = poolable(rules.scheme)
    return metrics[0].id
