"""What HR or an auditor found about entries, on cards: in plain words where somebody checked, nowhere else."""

import json
from datetime import datetime, timedelta

from bot.features.metrics import service as metrics
from bot.features.metrics.models import EXCLUDED, OPEN, VERIFIED
from bot.features.scorecards import service
from bot.features.scorecards.views import card_message
from bot.i18n.translator import translator
from bot.turn import Turn
from tests.features.people.cast import ANA, BO, CHEN, EVE
from tests.features.scorecards.cast import CLOSING, OCTOBER, Firm
from tests.features.scorecards.test_receipt_entries import BEFORE, file_of, tell
from tests.features.scorecards.test_slack import said

LATER = CLOSING + timedelta(days=2)


async def check(firm: Firm, figure: str, verdict: str, reason: str = "", *days: int, now: datetime = BEFORE) -> int:
    """By Eve, about Bo's October; without days all that is open."""
    async with firm.database.write() as session:
        turn = Turn(await firm.cast.who(EVE), now, session)
        place = metrics.Place(await firm.key(BO), OCTOBER)
        shown = await metrics.figure_to_check(turn, place, figure)
        chosen = [metrics.entry_token(each, shown.found) for each in shown.entries if each.on.day in days]
        return await metrics.check(turn, place, figure, chosen, verdict=verdict, reason=reason)


async def told(firm: Firm) -> None:
    """Bo three MQL days and one of leads; Chen some, too."""
    for typed in ("mql 30 2026-10-05", "mql 20 2026-10-06", "mql 8 2026-10-07", "leads 80 2026-10-05"):
        await tell(firm, BO, typed)
    await tell(firm, CHEN, "mql 50 2026-10-05")


async def card(firm: Firm, user: str = BO, language: str = "en") -> str:
    published = await firm.published(user)
    return json.dumps(card_message(translator(language), published, is_own=True).payload(), ensure_ascii=False)


async def test_the_card_says_what_was_excluded_and_verified_in_both_languages(firm: Firm) -> None:
    await told(firm)
    await check(firm, "mql", EXCLUDED, "fake <!channel> traffic", 6)
    await check(firm, "mql", VERIFIED, "", 5)
    await check(firm, "leads", EXCLUDED, "no source", 5)
    await firm.close()
    text = await card(firm)
    excluded = "*MQL count*: 1 of 3 entries excluded: fake &lt;!channel&gt; traffic (Eve Moreau, Wed, Nov 4)"
    assert excluded in text
    assert "*MQL count*: 1 of 3 entries verified by Eve Moreau" in text
    assert "1 of 1 entry excluded: no source (Eve Moreau, Wed, Nov 4)" in text
    assert "nothing that counts was checked in for Form submissions" in text
    assert "3 条填报记录中剔除 1 条：fake &lt;!channel&gt; traffic（Eve Moreau，" in await card(firm, BO, "zh-CN")
    assert "3 条填报记录中有 1 条已由 Eve Moreau 核实" in await card(firm, BO, "zh-CN")
    for word in ("verified", "excluded"):
        assert word not in await card(firm, CHEN), "nobody has checked hers"
    lines = {each.metric: each for each in (await firm.published(BO)).receipt.metrics}
    assert lines["mql_count"].value == 38
    rate = lines["lead_conversion"]
    assert (rate.value, rate.points, rate.reason) == (None, None, "no_data"), "missing, not zero"
    told_on = {(each["on"], each["figure"]) for each in json.loads((await file_of(firm, BO)).content)["entries"]}
    assert told_on == {("2026-10-05", "mql"), ("2026-10-07", "mql")}


async def test_after_the_release_hr_computes_anew_and_until_then_the_card_stays(firm: Firm) -> None:
    await told(firm)
    await firm.close()
    before = await card(firm)
    await check(firm, "mql", EXCLUDED, "fake traffic", 6, now=LATER)
    assert await card(firm) == before
    name = f"{await firm.key(BO)}:2026-10:1:mql_count:0"
    for user in (BO, ANA, EVE):
        text = said(await firm.press(user, "scorecards.entries", name))
        assert "excluded by Eve Moreau, Mon, Nov 9: fake traffic; not on this card yet" in text
        assert ("metrics.open_check" in text) is (user == EVE)
    async with firm.database.write() as session:
        turn = Turn(await firm.cast.who(EVE), LATER + timedelta(hours=1), session)
        assert [each.month for each in await service.corrected_months(turn)] == ["2026-10"]
        assert await service.compute_anew(turn, "2026-10", "Traffic of a click farm.") == 1
    assert "1 of 3 entries excluded: fake traffic (Eve Moreau, Mon, Nov 9)" in await card(firm)
    text = said(await firm.press(BO, "scorecards.entries", name.replace(":1:", ":2:")))
    assert "20, excluded — Bo Lindgren" in text
    assert "not on this card yet" not in text
    await check(firm, "mql", OPEN, "", 6, now=LATER + timedelta(days=1))
    async with firm.database.write() as session:
        turn = Turn(await firm.cast.who(EVE), LATER + timedelta(days=2), session)
        assert await service.compute_anew(turn, "2026-10", "It was real after all.") == 1
    assert "excluded" not in await card(firm)
