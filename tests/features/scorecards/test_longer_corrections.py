"""August is corrected after the third quarter came out: the quarter's cards follow their months', with one message."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.delivery.promises import Occasion
from bot.features.people.models import Absence
from bot.features.schemes import service as schemes
from bot.features.scorecards import repository, service
from bot.features.scorecards.jobs import RENDERERS
from bot.features.scorecards.views import corrections_view
from bot.i18n.translator import translator
from bot.slack.messages import Message
from bot.turn import Turn
from scoring.explain import recompute
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.people.service.test_visibility import statements
from tests.features.scorecards.cast import Firm
from tests.features.scorecards.test_longer_cards import OCTOBER_7, by_period, quarter

LATER, BEFORE_THE_QUARTER = OCTOBER_7 + timedelta(hours=3), OCTOBER_7 - timedelta(days=120)
WHY = "Two leads of the fair were told late."


@pytest.fixture
async def out(firm: Firm) -> Firm:
    await quarter(firm, ANA, CHEN)
    for month in ("2026-07", "2026-08", "2026-09"):
        await firm.close(month, now=OCTOBER_7)
    return firm


async def correct(firm: Firm, *users: str, now: datetime = LATER) -> None:
    """60 MQL of August become 62."""
    for user in users:
        await firm.correct(user, "mql 62 2026-08-19", now=now)


async def compute_anew(firm: Firm, month: str, user: str = EVE) -> int:
    async with firm.database.write() as session:
        return await service.compute_anew(Turn(await firm.cast.who(user), LATER, session), month, WHY)


async def waiting(firm: Firm, user: str = EVE) -> list[service.Correction]:
    async with firm.database.write() as session:
        return await service.corrected_months(Turn(await firm.cast.who(user), LATER, session))


def shape(found: list[service.Correction]) -> list[tuple[str, int, dict[str, int]]]:
    return [(each.month, len(each.members), {p: len(of) for p, of in each.longer.items()}) for each in found]


async def told_hr(firm: Firm, *, now: datetime = LATER) -> int:
    async with firm.database.write() as session:
        return await service.tell_of_corrections(session, firm.workspace_id, now=now)


async def message_to(firm: Firm, user: str) -> Message | None:
    async with firm.database.read() as session:
        found = await RENDERERS[service.CORRECTIONS](session, Occasion(firm.workspace_id, user, {}, LATER))
    assert found is None or isinstance(found, Message)
    return found


async def test_the_quarter_follows_the_month_and_its_owner_hears_once(out: Firm) -> None:
    """Cost per lead looks at the whole quarter on September's card: that is another one, too, by itself."""
    first = await by_period(out, BO)
    await correct(out, BO)
    assert shape(await waiting(out)) == [("2026-09", 1, {"2026-Q3": 1}), ("2026-08", 1, {"2026-Q3": 1})]
    assert (await compute_anew(out, "2026-08"), await compute_anew(out, "2026-08")) == (2, 0)
    cards = await by_period(out, BO)
    assert {period: card.revision for period, card in cards.items()} == {
        "2026-07": 1,
        "2026-08": 2,
        "2026-09": 1,
        "2026-Q3": 2,
    }
    quarter_card = cards["2026-Q3"]
    assert (quarter_card.reason, quarter_card.explanation) == ("correction", WHY)
    published = await out.published(BO, "2026-Q3")
    assert {line.metric: line.value for line in published.receipt.metrics}["mql_count"] == 122
    assert recompute(published.receipt) == pytest.approx(quarter_card.score)
    assert published.previous is not None
    assert published.previous.score == first["2026-Q3"].score
    keys = {key for key in await out.deliveries() if key.startswith(f"card:{await out.key(BO)}:") and key[-1] == "2"}
    assert keys == {f"card:{await out.key(BO)}:2026-08:2"}
    month = await out.published(BO, "2026-08")
    assert [(each.period, each.revision) for each in month.longer] == [("2026-Q3", 2)], (
        "its message leads to the quarter"
    )
    assert shape(await waiting(out)) == [("2026-09", 1, {})]
    assert await compute_anew(out, "2026-09") == 1
    assert await waiting(out) == []


async def test_hr_hears_once_that_cards_wait_and_never_of_their_own(out: Firm) -> None:
    await out.cast.hold(BO, "hr")
    assert await told_hr(out) == 0
    await correct(out, BO)
    assert (await told_hr(out), await told_hr(out)) == (1, 0), "Bo's own is no news for him"
    message = await message_to(out, EVE)
    assert message is not None
    shown = str(message.payload())
    assert "*August 2026*: 1 person, 1 quarter card" in shown
    assert "Bo" not in shown, "names stand in the window"
    assert await message_to(out, BO) is None
    await correct(out, CHEN)
    assert (await told_hr(out), await told_hr(out)) == (2, 0)
    window = str(corrections_view(translator("en"), await waiting(out)).to_dict())
    assert "With it the cards of *Q3 2026* of 2 people: Bo Lindgren" in window
    assert "Bo Lindgren" not in str(corrections_view(translator("en"), await waiting(out, BO)).to_dict())
    for month in ("2026-08", "2026-09"):
        await compute_anew(out, month)
    assert (await message_to(out, EVE), await message_to(out, DEE)) == (None, None)


async def test_the_teams_quarter_is_told_anew_once_enough_of_its_cards_are_others(out: Firm) -> None:
    async def look() -> dict[str, int]:
        async with out.database.write() as session:
            await service.revise_teams(session, out.workspace_id, now=LATER + timedelta(hours=1))
        card = (await out.team_cards())[out.growth]
        return {card.period: card.revision}

    await correct(out, ANA, BO)
    await compute_anew(out, "2026-08")
    assert await look() == {"2026-Q3": 1}
    await correct(out, CHEN)
    await compute_anew(out, "2026-08")
    assert await look() == {"2026-Q3": 2}
    card = (await out.team_cards())[out.growth]
    assert (card.figures, card.n_scored) == ("[]", 3)
    scores = [(await out.published(user, "2026-Q3")).receipt.shown_score for user in (ANA, BO, CHEN)]
    assert card.score == pytest.approx(sum(float(each or 0) for each in scores) / 3)


async def test_three_people_cost_as_many_statements_as_one(out: Firm) -> None:
    counts = []
    for users in ((BO,), (ANA, BO, CHEN)):
        for user in users:
            await out.correct(user, f"mql 7{len(users)} 2026-08-19", now=LATER)
        with statements(out.cast) as asked:
            assert await compute_anew(out, "2026-08") == 2 * len(users)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("users", "is_told"), [((), True), ((BO,), False), ((ANA, BO, CHEN), True)])
@pytest.mark.parametrize("what", ["target", "planned target", "away"])
async def test_a_quarter_that_knows_of_other_targets_or_days_than_its_months_is_told_of_nobody_or_enough(
    firm: Firm, what: str, users: tuple[str, ...], *, is_told: bool
) -> None:
    await quarter(firm, ANA, CHEN)
    for month in ("2026-07", "2026-08"):
        await firm.close(month, now=OCTOBER_7)
    for user in users:
        async with firm.database.write() as session:
            key, now = await firm.key(user), LATER
            if "target" in what:
                own = {"team_id": firm.growth, "member_id": key, "since": date(2026, 9, 1)}
                own["now"] = now if what == "target" else BEFORE_THE_QUARTER
                await schemes.set_target(session, firm.workspace_id, "mql_count", Decimal(40), **own)
            else:
                days = {"first_on": date(2026, 7, 6), "last_on": date(2026, 7, 17), "created_at": now}
                session.add(Absence(workspace_id=firm.workspace_id, member_id=key, kind="vacation", **days))
    await firm.close("2026-09", now=LATER + timedelta(hours=1))
    async with firm.database.read() as session:
        card = await repository.team_card(session, firm.workspace_id, firm.growth, "2026-Q3")
    assert card is not None
    assert (card.score is not None) is is_told
