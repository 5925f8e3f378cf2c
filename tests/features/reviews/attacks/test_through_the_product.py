"""What people find out by asking the product itself, alone or together: nothing about who said what."""

from collections import Counter
from datetime import UTC, datetime
from itertools import product
from math import sqrt

import pytest

from bot.errors import Rejected
from bot.features.reviews import service
from bot.features.scorecards.service.personal import stored_about
from tests.features.people.cast import ANA, BO, DEE, EVE
from tests.features.reviews.cast import AFTER, BRAND, GROWTH, METRIC, OPENED, SETTINGS, Office
from tests.features.reviews.upward import across
from tests.features.scorecards.books import Books

STAFF = [*GROWTH, *BRAND]
MARCH = {"month": "2027-03", "now": datetime(2027, 3, 22, 9, 0, tzinfo=UTC)}
IN_MARCH, AFTER_MARCH = datetime(2027, 3, 26, 9, 0, tzinfo=UTC), datetime(2027, 4, 1, 9, 0, tzinfo=UTC)
SURE = 6
"""Standard deviations: chance alone goes beyond them less than once in a hundred thousand times."""


async def outcome(office: Office, what: str, cycle_id: int, rater: str, about: str) -> str:
    """What Eve is answered."""
    who, keys = await office.who(EVE), {"rater_id": await office.key(rater), "subject_id": await office.key(about)}
    try:
        async with office.database.write() as session:
            if what == "ask":
                await service.ask_instead(session, who, cycle_id, keys["subject_id"], now=OPENED, settings=SETTINGS)
            else:
                more = {"until": AFTER.date(), "reason": "They asked for it"}
                await service.reopen_rating(session, who, cycle_id, now=AFTER, settings=SETTINGS, **keys, **more)
    except Rejected as refused:
        return refused.key
    return "done"


async def test_hr_asks_about_every_pair_and_learns_of_none_who_rates_whom(office: Office) -> None:
    """Ana tells Eve whom she supposes; whatever Eve tries, the answers are the same for those who rate and others."""
    cycle_id = await office.opened()
    pairs, before = await office.pairs(cycle_id), await office.completion(EVE, cycle_id)
    possible = [pair for pair in product(STAFF, STAFF) if pair[0] != pair[1] and not {pair, pair[::-1]} & managed()]
    assert pairs < set(possible)
    tried = [each for each in possible if each[1] in (BO, DEE)]
    assert len({await outcome(office, "ask", cycle_id, *each) for each in tried}) == 1
    assert (await office.pairs(cycle_id), await office.completion(EVE, cycle_id)) == (pairs, before)
    await office.close()
    assert {await outcome(office, "reopen", cycle_id, *each) for each in tried} == {"done"}


def managed() -> set[tuple[str, str]]:
    return {(ANA, each) for each in GROWTH} | {(DEE, each) for each in BRAND}


async def test_over_two_rounds_nobody_finds_themselves_told_who_said_what(office: Office) -> None:
    """Everybody looks at all that they are shown, and supposes that comments come in the order in which colleagues
    wrote, or that of their ids."""
    books, said, hits, expected, spread = Books(office), {}, Counter[str](), 0.0, 0.0
    cycle_id, said[cycle_id] = await books.rated()
    await office.release(cycle_id)
    await books.close()
    march = await office.opened(**MARCH)
    said[march] = await office.everybody_rates(march, now=IN_MARCH)
    await office.close(now=AFTER_MARCH)
    await office.release(march, now=AFTER_MARCH)
    for user, cycle in product(STAFF, said):
        shown = await office.shown(user, user, cycle, now=AFTER_MARCH)
        written = [text.split()[1] for _, text in shown.comments]
        raters = [rater for rater, about in said[cycle] if about == user]
        assert sorted(written) == (sorted(raters) if len(raters) >= 5 else [])
        for way, order in {"written": raters, "ids": sorted(raters)}.items():
            hits[way] += sum(one == other for one, other in zip(written, order, strict=False))
        expected += len(written) / max(len(raters), 1)
        spread += bool(written)
        assert not any(each in repr(shown.results) for each in await names(office))
        assert all(result.score is None or not hasattr(result.score, "plain") for result in shown.results)
    assert spread  # of a random order one is right, give or take one
    assert max(hits.values()) <= expected + SURE * sqrt(spread)
    async with office.database.read() as session:
        kept = await stored_about(session, office.workspace_id, await office.key(BO))
    lines = [line for line in kept["cards"][0]["receipt"]["metrics"] if line["metric"] == METRIC]
    assert [line["rated"]["plain_mean"] for line in lines] == [None]
    assert not any(each in str(kept) for each in await names(office))


async def names(office: Office) -> list[str]:
    return [each for user in STAFF for each in (user, {**GROWTH, **BRAND}[user])]


async def test_a_revised_card_tells_nothing_that_the_rounds_themselves_do_not(office: Office) -> None:
    """Four of Brand say something about Ana, two about Bo, in a second round that is released later. Ana's card is
    revised, and the difference is what the round shows her anyway; Bo's stays as it is."""
    books = Books(office)
    peers, _ = await books.rated()
    second = await across(office)
    await office.open(second)
    pairs = await office.pairs(second)
    assert {about: sum(each[1] == about for each in pairs) for about in (ANA, BO)} == {ANA: 4, BO: 2}
    await office.all_say(second, {pair: 2 + (pair[0] < pair[1]) for pair in pairs})
    await office.release(peers)
    await books.close()
    await office.close()
    await office.release(second)
    before = {user: await books.line(user) for user in (ANA, BO)}
    await books.take_in()
    after = {user: await books.line(user) for user in (ANA, BO)}
    assert after[BO] == before[BO]
    assert (await books.published(BO)).card.revision == 1
    assert (await books.published(ANA)).card.revision == 2
    one, both = before[ANA].rated, after[ANA].rated
    assert one
    assert both
    assert (both.raters - one.raters, both.rounds) == (4, 2)
    assert both.corrected is not None
    assert one.corrected is not None
    told = (both.corrected * both.raters - one.corrected * one.raters) / 4
    (shown,) = (await office.shown(ANA, ANA, second)).results
    assert shown.score
    assert told == pytest.approx(shown.score.shown, abs=0.01)


async def test_groups_of_raters_are_shown_to_nobody_where_two_would_be_told(office: Office) -> None:
    cycle_id = await office.opened()
    said = await office.everybody_rates(cycle_id)
    await office.close()
    await office.release(cycle_id)
    for user in STAFF:
        own = GROWTH if user in GROWTH else BRAND
        raters = [rater for rater, about in said if about == user]
        near = sum(rater in own for rater in raters)
        (result,) = (await office.shown(EVE, user, cycle_id)).results
        wanted = {"team": near, "across": len(raters) - near}
        sizes = {name: count for name, (count, _) in result.groups.items()}
        left = sum(wanted.values()) - sum(sizes.values())
        assert all(count >= 3 and wanted[name] == count for name, count in sizes.items())
        assert left == 0 or left >= 3
