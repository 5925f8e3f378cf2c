"""The committee hears how many ratings stand out, once results are out, and nobody else does."""

import json

from sqlmodel import col, select

from bot.delivery.models import Delivery
from bot.delivery.promises import Occasion
from bot.features.people import service as people
from bot.features.people.models import RoleGrant
from bot.features.reviews.jobs import RENDERERS
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules.notices import PATTERNS
from bot.features.reviews.service.finding import cycle_to_read
from bot.features.reviews.service.telling import tell_committee
from bot.slack.messages import Message
from tests.features.people.cast import BO, DEE, EVE
from tests.features.reviews.cast import AFTER, SETTINGS, Office


async def released(office: Office, *, same: int | None, mutual: int | None) -> ReviewCycle:
    """With numbers that a firm of this size would never be told."""
    cycle_id = await office.opened()
    await office.close()
    await office.release(cycle_id)
    async with office.database.write() as session:
        cycle = await cycle_to_read(session, office.workspace_id, cycle_id)
        assert (cycle.n_same, cycle.n_mutual) == (None, None)
        cycle.n_same, cycle.n_mutual = same, mutual
        session.add(cycle)
    return cycle


async def on_committee(office: Office, user: str) -> None:
    eve, key = await office.key(EVE), await office.key(user)
    async with office.database.write() as session:
        given = {"role": "committee", "granted_by": eve, "granted_at": AFTER, "reason": "elected"}
        session.add(RoleGrant(workspace_id=office.workspace_id, member_id=key, first_on=AFTER.date(), **given))


async def told(office: Office, cycle: ReviewCycle) -> list[Delivery]:
    async with office.database.write() as session:
        await tell_committee(session, cycle, now=AFTER, settings=SETTINGS)
        await tell_committee(session, cycle, now=AFTER, settings=SETTINGS)
        found = await session.exec(select(Delivery).where(col(Delivery.kind) == PATTERNS))
        return list(found.all())


async def rendered(office: Office, delivery: Delivery) -> str | None:
    async with office.database.write() as session:
        occasion = Occasion(delivery.workspace_id, delivery.recipient, delivery.payload, AFTER)
        message = await RENDERERS[PATTERNS](session, occasion)
    assert message is None or isinstance(message, Message)
    return json.dumps([each.to_dict() for each in message.blocks]) if message else None


async def test_dee_is_told_how_many_and_not_who(office: Office) -> None:
    await on_committee(office, DEE)
    cycle = await released(office, same=4, mutual=None)
    (delivery,) = await told(office, cycle)
    assert delivery.recipient == DEE
    shown = await rendered(office, delivery) or ""
    assert "4 raters gave all of their colleagues the same value" in shown
    async with office.database.read() as session:
        names = [each.name for each, _ in await people.members_with_team(session, office.workspace_id, on=AFTER.date())]
    assert not [name for name in names if name in shown]


async def test_nothing_is_told_where_it_could_name_somebody(office: Office) -> None:
    await on_committee(office, DEE)
    assert await told(office, await released(office, same=None, mutual=None)) == []


async def test_who_is_on_the_committee_no_more_is_not_told(office: Office) -> None:
    await on_committee(office, BO)
    (delivery,) = await told(office, await released(office, same=4, mutual=3))
    async with office.database.write() as session:
        grant = (await session.exec(select(RoleGrant).where(col(RoleGrant.role) == "committee"))).one()
        await session.delete(grant)
    assert await rendered(office, delivery) is None
