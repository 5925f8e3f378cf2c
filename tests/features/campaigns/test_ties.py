"""Who was in something together is known when it is decided who rates whom."""

from datetime import date, timedelta

from bot.features.campaigns.models import PARTNERSHIP
from bot.features.people import service as people
from bot.features.reviews.models import Collaboration
from bot.features.reviews.rules.collaboration import Tie
from tests.features.campaigns.cast import NOW, Together
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.reviews.cast import FINN, GIL, KAI, OPENED, PREPARED

DAY = timedelta(days=1)
OF_CAMPAIGNS = (Tie.CAMPAIGN, Tie.PARTNER)


async def ties(work: Together, *kinds: Tie) -> dict[tuple[str, int, str, str], int]:
    """(tie, month, one, other) → how often, of those that come from campaigns."""
    users, rows = await work.office.users(), await work.rows(Collaboration)
    return {
        (row.tie, row.month.month, *sorted((users[row.one_id], users[row.other_id]))): row.times
        for row in rows
        if row.tie in (kinds or OF_CAMPAIGNS)
    }


async def test_the_opening_of_a_cycle_ties_those_who_were_together(everywhere: Together) -> None:
    """In November and December, until the day on which the cycle opens."""
    work = everywhere
    await work.open([BO, DEE])
    await work.open([BO, DEE, FINN], name="Fair", first_on=date(2026, 12, 1), last_on=date(2026, 12, 10))
    await work.open([CHEN, KAI], kind=PARTNERSHIP, first_on=date(2026, 11, 30))
    await work.open([ANA, KAI], first_on=OPENED.date() + DAY)
    assert await ties(work) == {}, "as long as nothing opens"
    await work.office.opened()
    expected = {
        ("campaign", 11, BO, DEE): 1,
        ("campaign", 12, BO, DEE): 2,
        ("campaign", 12, BO, FINN): 1,
        ("campaign", 12, DEE, FINN): 1,
        ("partner", 11, CHEN, KAI): 1,
        ("partner", 12, CHEN, KAI): 1,
    }
    assert await ties(work) == expected, "not what begins tomorrow"


async def test_ties_are_written_anew_at_each_opening(work: Together) -> None:
    """A test opens and is thrown away; then Bo has said that he was not in it."""
    key = await work.open([BO, DEE, FINN], kind=PARTNERSHIP, now=PREPARED, first_on=PREPARED.date())
    await work.office.opened(is_test=True)
    assert set(await ties(work)) == {("partner", 12, *pair) for pair in ((BO, DEE), (BO, FINN), (DEE, FINN))}
    before = len(await ties(work, Tie.PROJECT))
    await work.leave(BO, key, now=PREPARED)
    await work.office.opened()
    assert set(await ties(work)) == {("partner", 12, DEE, FINN)}
    assert len(await ties(work, Tie.PROJECT)) == before, "others stay"


async def test_who_came_after_another_left_was_not_with_them(work: Together) -> None:
    """Bo until the second of December, Finn from the third on; Dee all the time."""
    key = await work.open([BO, DEE], first_on=date(2026, 11, 2))
    third = NOW + timedelta(days=15)
    await work.change(key, [DEE, FINN], first_on=date(2026, 11, 2), now=third)
    await work.office.opened()
    assert set(await ties(work)) == {
        ("campaign", 11, BO, DEE),
        ("campaign", 12, BO, DEE),
        ("campaign", 12, DEE, FINN),
    }


async def test_a_day_off_for_everybody_is_no_day_together(work: Together) -> None:
    """Saturday and Sunday, and a Monday that the workspace has off."""
    await work.open([BO, DEE], first_on=date(2026, 11, 21), last_on=date(2026, 11, 23))
    who = await work.who(EVE)
    async with work.database.write() as session:
        await people.change_calendar(session, who, "off 2026-11-23 Party", today=date(2026, 11, 18))
    await work.office.opened()
    assert await ties(work) == {}


async def test_who_works_together_rates_each_other(work: Together) -> None:
    """Dee leads Brand: her own people do not rate her, and Gil and she have nothing in common but this."""
    await work.open([GIL, DEE], kind=PARTNERSHIP, by=DEE)
    cycle_id = await work.office.opened()
    assert (GIL, DEE) in await work.office.pairs(cycle_id)


async def test_without_it_they_do_not(work: Together) -> None:
    cycle_id = await work.office.opened()
    assert not {(GIL, DEE), (DEE, GIL)} & await work.office.pairs(cycle_id)
