"""Somebody who travels, across the date line too, is asked once for every working day whose hour they live through."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from bot.scheduling.asking import Habits, time_to_ask
from bot.scheduling.models import DAILY
from bot.scheduling.recurrence import Recurrence
from bot.scheduling.working_calendar import Why, WorkingCalendar

ZONES = [
    "Pacific/Honolulu",
    "Pacific/Pago_Pago",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
]
WEEK = WorkingCalendar()
STARTS = [
    datetime(2026, 10, 1, 3, 20, tzinfo=UTC),
    datetime(2026, 3, 25, 18, 45, tzinfo=UTC),
    datetime(2011, 12, 27, 5, 0, tzinfo=UTC),
]
SPAN = timedelta(days=11)
JOURNEYS = st.lists(
    st.tuples(st.integers(1, 24 * 60 * 10).map(lambda minutes: timedelta(minutes=minutes)), st.sampled_from(ZONES)),
    max_size=5,
).map(lambda moves: sorted(moves, key=lambda move: move[0]))
EAST = [(timedelta(hours=40), "Pacific/Kiritimati")]
WEST = [(timedelta(hours=40), "Pacific/Honolulu")]


@dataclass
class Traveller:
    """What the schedules do with one row, moment by moment; `asked` by local day."""

    minute: int
    zone: str
    next_fire_at: datetime
    asked: dict[date, datetime] = field(default_factory=dict)

    @property
    def recurrence(self) -> Recurrence:
        return Recurrence(DAILY, self.minute, self.zone)

    def move(self, zone: str, now: datetime) -> None:
        if zone != self.zone:
            self.zone = zone
            self.next_fire_at = self.recurrence.resumes_at(now)

    def live(self, now: datetime, until: datetime) -> None:
        while (now := max(now, self.next_fire_at)) < until:
            due = self.recurrence.due(self.next_fire_at, now)
            self.next_fire_at = self.recurrence.next_after(now)
            found = time_to_ask(Habits(self.zone, WEEK), due, now)
            if not isinstance(found, Why):
                self.asked.setdefault(due.on, now)  # a day's promise has one key


def lived_through(stays: list[tuple[datetime, datetime, str]], minute: int) -> dict[date, datetime]:
    """Working days whose hour came while the traveller was where it was that day, and the first such moment.

    Looked for minute by minute, without the code under test.
    """
    found: dict[date, datetime] = {}
    for start, end, zone in stays:
        tz = ZoneInfo(zone)
        moment = start
        while moment < end:
            local = moment.astimezone(tz)
            is_time = local.time() >= time(minute // 60, minute % 60)
            if is_time and local.isoweekday() <= 5 and local.date() not in found:
                found[local.date()] = moment
            moment += timedelta(minutes=5)
    return found


@given(
    start=st.sampled_from(STARTS),
    home=st.sampled_from(ZONES),
    minute=st.integers(0, 282).map(lambda step: step * 5),
    journey=JOURNEYS,
)
@example(start=STARTS[0], home="Pacific/Honolulu", minute=17 * 60, journey=EAST)
@example(start=STARTS[0], home="Pacific/Kiritimati", minute=17 * 60, journey=WEST)
@example(start=STARTS[2], home="Pacific/Apia", minute=0, journey=[])
@example(start=STARTS[2], home="Pacific/Pago_Pago", minute=9 * 60, journey=[(timedelta(days=3), "Pacific/Apia")])
def test_nobody_is_asked_twice_for_a_day_or_never_for_one_they_lived_through(
    start: datetime, home: str, minute: int, journey: list[tuple[timedelta, str]]
) -> None:
    whole = [(timedelta(), home), *((timedelta(minutes=span // timedelta(minutes=5) * 5), to) for span, to in journey)]
    ends = [start + span for span, _ in whole[1:]] + [start + SPAN]
    stays = [(start + span, end, zone) for (span, zone), end in zip(whole, ends, strict=True)]
    traveller = Traveller(minute, home, Recurrence(DAILY, minute, home).resumes_at(start))
    for begins, end, zone in stays:
        traveller.move(zone, begins)
        traveller.live(begins, end)
    assert traveller.asked == lived_through(stays, minute)
