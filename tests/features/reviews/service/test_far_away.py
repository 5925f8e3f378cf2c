"""Who lives where the day begins or ends at another time than at the workspace's is asked as early as anybody."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.features.people import service as people
from bot.features.reviews import service
from bot.features.reviews.rules.dates import Dates
from bot.features.reviews.rules.reminders import days_there
from tests.features.people.cast import BO, account
from tests.features.reviews.cast import SETTINGS, Office

AUCKLAND, BERLIN, ANGELES = (ZoneInfo(each) for each in ("Pacific/Auckland", "Europe/Berlin", "America/Los_Angeles"))
ELEVEN = time(11)


def test_days_of_somebody_are_those_on_which_they_can_rate_then() -> None:
    dates = Dates(date(2026, 12, 25), date(2026, 12, 31))
    days = {there.key: days_there(dates, ELEVEN, there=there, zone=BERLIN) for there in (AUCKLAND, BERLIN, ANGELES)}
    assert [(each[0].day, each[-1].day, len(each)) for each in days.values()] == [(26, 1, 7), (25, 31, 7), (25, 31, 7)]
    early = days_there(dates, ELEVEN, there=ANGELES, zone=AUCKLAND)
    assert (early[0].day, early[-1].day) == (24, 30)


async def test_bo_in_auckland_is_asked_on_his_first_day_and_on_his_last(office: Office) -> None:
    """It is 11:00 there when it is 23:00 of the day before at the workspace's."""
    await office.cast.sync(account(BO, "Bo Lindgren", tz=AUCKLAND.key))
    await office.opened()
    asked: list[int] = []
    before: list[date] = []
    who = await office.who(BO)
    for on in [date(2026, 12, day) for day in range(24, 32)] + [date(2027, 1, 1)]:
        at = datetime.combine(on, ELEVEN, tzinfo=AUCKLAND).astimezone(UTC)
        async with office.database.read() as session:
            habits = await people.habits_of(session, who.workspace_id, [who.member_id], working_days="1-5", today=on)
            asking = service.Asking(on, at, habits[who.member_id], before, is_put_off=False)
            due = await service.due_on(session, who, asking, now=at, settings=SETTINGS)
            before += [on] if due else []
        asked += [on.day] if due else []
    assert asked == [28, 30, 31, 1]
