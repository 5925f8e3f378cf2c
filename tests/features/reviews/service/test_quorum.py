"""HR hears in time that ratings are missing, and no more often than tells nothing of who rates whom."""

from datetime import timedelta

from sqlmodel import select

from bot.delivery.models import Delivery
from bot.delivery.promises import Occasion
from bot.features.people.models import HR
from bot.features.reviews import service
from bot.features.reviews.jobs import RENDERERS
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.views.status import numbers
from bot.i18n.translator import translator
from bot.slack.messages import Message
from tests.features.people.cast import ANA, BO, EVE
from tests.features.reviews.cast import OPENED, SETTINGS, Office
from tests.features.reviews.service.test_calendar import cycles, step

DAY = timedelta(days=1)
HALF, LAST = OPENED + 4 * DAY, OPENED + 6 * DAY
LESS = "fewer than 3 ratings this morning"
HARDLY = "Fewer than 5 of 12 people had 3 ratings this morning"


async def opened(office: Office) -> ReviewCycle:
    await step(office, OPENED - 2 * DAY)
    await step(office, OPENED)
    (cycle,) = await cycles(office)
    return cycle


async def lines(office: Office, language: str = "en") -> str:
    (cycle,) = await cycles(office)
    who = await office.who(EVE)
    async with office.database.read() as session:
        status = await service.status(session, who, cycle.key, now=HALF, settings=SETTINGS)
    return "\n".join(numbers(translator(language), status))


async def last_notice(office: Office) -> str:
    """As Eve is sent it in the morning of the last day."""
    who = await office.who(EVE)
    async with office.database.read() as session:
        rows = (await session.exec(select(Delivery).where(Delivery.recipient == EVE))).all()
        row = next(each for each in rows if each.payload.get("notice") == "last-day")
        shown = await RENDERERS[row.kind](session, Occasion(who.workspace_id, EVE, row.payload, LAST))
    assert isinstance(shown, Message)
    return str(shown.payload())


async def rate(office: Office, cycle_id: int, raters: int, *, leaving: int = 0) -> None:
    """The first of them by name rate everybody but so many."""
    users = await office.users()
    todo = {user: [] for user in sorted(users.values())}
    for each in await office.assignments(cycle_id):
        todo[users[each.rater_id]].append(each.subject_id)
    busy = [user for user, subjects in todo.items() if subjects][:raters]
    for user in busy:
        for subject in sorted(todo[user])[: len(todo[user]) - leaving]:
            await office.say(user, cycle_id, subject, 3, now=OPENED + DAY)


async def test_the_number_is_the_mornings_from_half_time_on(everywhere: Office) -> None:
    office = everywhere
    cycle = await opened(office)
    await rate(office, cycle.key, 6)
    assert LESS not in await lines(office)
    await step(office, OPENED + DAY)
    assert LESS not in await lines(office), "not yet"
    await step(office, HALF)
    (cycle,) = await cycles(office)
    assert cycle.n_rated == 12
    before = await lines(office)
    assert "12 people" in before
    given = await given_by(office, cycle.key)
    below = sum(count < 3 for count in given.values())
    assert cycle.n_below == (12 if below > 7 else -(-below // 5) * 5)
    await rate(office, cycle.key, 7)
    assert [each for each in (await lines(office)).splitlines() if "this morning" in each] == [
        each for each in before.splitlines() if "this morning" in each
    ], "whatever anybody says meanwhile"
    assert "截至今晨" in await lines(office, "zh-CN")


async def given_by(office: Office, cycle_id: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for each in await office.assignments(cycle_id):
        found[each.subject_id] = found.get(each.subject_id, 0) + (each.state == "done")
    return found


async def test_nobody_has_enough_and_eve_may_extend(office: Office) -> None:
    cycle = await opened(office)
    users = await office.users()
    for rater in sorted({each.rater_id for each in await office.assignments(cycle.key)})[:5]:
        own = next(each for each in await office.assignments(cycle.key) if each.rater_id == rater)
        await office.say(users[rater], cycle.key, own.subject_id, None, now=OPENED + DAY)
    await step(office, LAST)
    assert HARDLY in await lines(office)
    assert "extend" in await lines(office)
    assert HARDLY in await last_notice(office)


async def test_while_few_have_begun_and_once_few_are_left_there_is_no_number(office: Office) -> None:
    """The completion list names them; beside it a number would tell whom they rate."""
    cycle = await opened(office)
    await rate(office, cycle.key, 4)
    await step(office, HALF)
    assert "this morning" not in await lines(office)
    await rate(office, cycle.key, 5)
    await step(office, HALF + DAY)
    assert "this morning" in await lines(office)
    await rate(office, cycle.key, 8)
    await step(office, LAST)
    assert "this morning" not in await lines(office), "four are left"


async def test_whoever_is_hr_is_in_nobodys_number(office: Office) -> None:
    for user in (ANA, BO):
        await office.cast.hold(user, HR)
    cycle = await opened(office)
    await rate(office, cycle.key, 12, leaving=1)
    await step(office, HALF)
    (cycle,) = await cycles(office)
    assert cycle.n_rated == 10
    assert "of 10 people" in await lines(office)


async def test_of_a_small_cycle_there_is_no_number(office: Office) -> None:
    cycle = await office.draft(team_ids=[await office.team("Growth")])
    await office.open(cycle.key)
    await rate(office, cycle.key, 12, leaving=1)
    await step(office, HALF)
    assert [(each.n_rated, each.n_below) for each in await cycles(office) if each.key == cycle.key] == [(None, None)]
