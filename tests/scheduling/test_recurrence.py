"""Each local day has one occurrence at the wanted local hour, also where clocks change or a date is left out."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scheduling.models import DAILY, MONTHLY
from bot.scheduling.recurrence import Occurrence, Recurrence, at_local_time

FIVE_PM = 17 * 60
DAYS = 12
CHANGES = [
    ("Europe/Berlin", datetime(2026, 3, 24, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 10, 20, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 4, 1, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 10, 1, tzinfo=UTC)),
    ("America/Nuuk", datetime(2026, 3, 25, tzinfo=UTC)),
    ("Africa/Cairo", datetime(2026, 4, 20, tzinfo=UTC)),
    ("Asia/Beirut", datetime(2026, 3, 25, tzinfo=UTC)),
    ("Antarctica/Troll", datetime(2026, 3, 25, tzinfo=UTC)),
    ("Asia/Pyongyang", datetime(2018, 5, 1, tzinfo=UTC)),
    ("America/Caracas", datetime(2016, 4, 27, tzinfo=UTC)),
    ("Pacific/Apia", datetime(2011, 12, 26, tzinfo=UTC)),
    ("Pacific/Fakaofo", datetime(2011, 12, 26, tzinfo=UTC)),
    ("Pacific/Kiritimati", datetime(1994, 12, 27, tzinfo=UTC)),
    ("Pacific/Kwajalein", datetime(1993, 8, 17, tzinfo=UTC)),
]
ANYWHERE = st.tuples(
    st.sampled_from(sorted(available_timezones())),
    st.datetimes(datetime(2005, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds are naive by hypothesis' rule
)


def test_the_month_is_closed_on_its_day_in_the_workspace_zone() -> None:
    recurrence = Recurrence(MONTHLY, 9 * 60, "Asia/Shanghai", day=7)
    assert recurrence.next_after(datetime(2026, 11, 7, 1, 0, tzinfo=UTC)) == datetime(2026, 12, 7, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "on", "minute", "wanted"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 150, datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("Europe/Berlin", date(2026, 10, 25), 150, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 10, 4), 135, datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
        ("Pacific/Apia", date(2011, 12, 30), FIVE_PM, None),
        ("Pacific/Apia", date(2011, 12, 31), FIVE_PM, datetime(2011, 12, 31, 3, 0, tzinfo=UTC)),
    ],
    ids=[
        "gap: first minute after it",
        "overlap: the first of the two",
        "half-hour gap",
        "no such day",
        "the day after",
    ],
)
def test_clock_changes(zone: str, on: date, minute: int, wanted: datetime | None) -> None:
    assert at_local_time(on, minute, zone) == wanted


@given(where=st.one_of(st.sampled_from(CHANGES), ANYWHERE), minute=st.integers(0, 1439))
def test_each_local_day_has_one_occurrence_at_the_first_minute_that_fits(
    where: tuple[str, datetime], minute: int
) -> None:
    zone, start = where
    tz = ZoneInfo(zone)
    found = list(islice(Recurrence(DAILY, minute, zone).after(start), DAYS))
    lived = {(start + timedelta(minutes=15 * k)).astimezone(tz).date() for k in range(-96, 96 * (DAYS + 2))}
    assert [each.on for each in found] == sorted(on for on in lived if found[0].on <= on <= found[-1].on)
    assert [each.at for each in found] == sorted({each.at for each in found})
    for each in found:
        assert _is_first_fit(each, minute, tz)


def _is_first_fit(found: Occurrence, minute: int, tz: ZoneInfo) -> bool:
    wanted = datetime.combine(found.on, datetime.min.time()) + timedelta(minutes=minute)
    local = found.at.astimezone(tz)
    if local.replace(tzinfo=None) == wanted:
        return local.fold == 0
    a_minute_before = (found.at - timedelta(minutes=1)).astimezone(tz).replace(tzinfo=None)
    return a_minute_before < wanted < local.replace(tzinfo=None)


@given(where=st.one_of(st.sampled_from(CHANGES), ANYWHERE), minute=st.integers(0, 1439), hours=st.integers(0, 200))
def test_what_is_due_is_the_latest_occurrence(where: tuple[str, datetime], minute: int, hours: int) -> None:
    zone, start = where
    recurrence = Recurrence(DAILY, minute, zone)
    wanted_at = recurrence.next_after(start)
    now = wanted_at + timedelta(hours=hours)
    due, following = recurrence.due(wanted_at, now), recurrence.next_after(now)
    assert wanted_at <= due.at <= now < following
    assert recurrence.next_after(due.at) == following


def test_new_clock_rules_keep_an_occurrence_that_was_already_set() -> None:
    """A release of the zones' rules may move what a row waits for."""
    early = datetime(2026, 11, 18, 15, 30, tzinfo=UTC)
    recurrence = Recurrence(DAILY, FIVE_PM, "Europe/Berlin")
    assert recurrence.due(early, early) == Occurrence(date(2026, 11, 18), early)
