"""Who was there: by everybody's own calendar, without days away and without their reason; a trip is work."""

from datetime import date

from bot.features.people import service as people
from bot.features.people.models import LEAVE, SICK, TRIP, VACATION, Absence, CalendarDay
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, NOW, Cast

OCTOBER = date(2026, 10, 1)


async def test_days_of_everybody(cast: Cast) -> None:
    keys = {user: (await cast.member(user)).key for user in (ANA, BO, CHEN, DEE, EVE)}
    away = [(BO, SICK, 5, 7), (CHEN, TRIP, 5, 30), (DEE, VACATION, 1, 31), (EVE, LEAVE, 8, 9), (EVE, VACATION, 12, 12)]
    async with cast.database.write() as session:
        (await people.member(session, cast.workspace_id, keys[EVE])).country = "CN"
        session.add(CalendarDay(workspace_id=cast.workspace_id, on=date(2026, 10, 16), is_worked=False, name="Retreat"))
        for user, kind, first, last in away:
            days = {"first_on": date(2026, 10, first), "last_on": date(2026, 10, last)}
            row = {"workspace_id": cast.workspace_id, "member_id": keys[user], "kind": kind, "created_at": NOW}
            session.add(Absence(**row, **days))
    async with cast.database.read() as session:
        found = await people.attendance_of(
            session, cast.workspace_id, list(keys.values()), first=OCTOBER, last=date(2026, 12, 31), working_days="1-5"
        )
    days = {user: tuple(found[key].of_month(OCTOBER)) for user, key in keys.items()}
    assert days == {ANA: (21, 21), BO: (18, 21), CHEN: (21, 21), DEE: (0, 21), EVE: (14, 17)}
    assert found[keys[ANA]] is found[keys[CHEN]]
    for kind in (SICK, TRIP, LEAVE, VACATION):
        assert kind not in repr(found)
