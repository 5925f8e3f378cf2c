"""How severely somebody rates: for themselves alone."""

from collections.abc import Collection, Mapping

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.reviews import repository
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.repository import drafts
from bot.features.reviews.rules.leniency import Leaning
from bot.features.reviews.rules.pseudonyms import pseudonym
from bot.turn import Who


async def keep_leanings(
    session: AsyncSession, cycle: ReviewCycle, leanings: Mapping[str, Leaning], raters: Collection[int]
) -> None:
    """As long as the key tells whose pseudonym is whose."""
    key = bytes.fromhex((await repository.key_of(session, cycle.workspace_id, cycle.key)).secret)
    names = {member: pseudonym(key, member) for member in raters}
    own = {member: leanings[name].value for member, name in names.items() if name in leanings}
    await drafts.add_leanings(session, cycle.workspace_id, cycle.key, own)


async def own_leanings(session: AsyncSession, who: Who, cycles: Collection[ReviewCycle]) -> dict[int, Leaning]:
    """By cycle, of these; one's own is all that can be asked for."""
    found = {cycle.key: leaning for cycle, leaning in await drafts.leanings_of(session, people.own(who))}
    return {each.key: Leaning(found[each.key]) for each in cycles if each.key in found}
