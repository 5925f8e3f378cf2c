"""Words, moments and limits, without a database."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.errors import Rejected
from bot.features.feedback.models import FEEDBACK, KUDOS
from bot.features.feedback.rules.limits import (
    A_DAY,
    TEXT_LIMITS,
    accepted_question,
    accepted_text,
    may_withdraw,
    refuse_flood,
)
from bot.features.feedback.rules.moments import moment_after_card, moment_to_remind, morning_after_card
from bot.features.feedback.rules.months import Month, end_of
from bot.features.feedback.rules.words import addressed, is_slack_id, mentioned, plain
from bot.scheduling.asking import Habits, QuietHours
from bot.scheduling.moments import may_disturb, moment_to_tell
from bot.scheduling.working_calendar import WorkingCalendar
from scoring.periods import Period

WEDNESDAY = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
SHANGHAI = "Asia/Shanghai"


@pytest.mark.parametrize(
    ("typed", "whom", "rest"),
    [
        ("<@U0MEI|mei> thank you", "<@U0MEI|mei>", "thank you"),
        ("<@U0MEI>谢谢你", "<@U0MEI>", "谢谢你"),
        ("  @mei\nthank\nyou ", "@mei", "thank\nyou"),
        ("mei@example.com thanks", "mei@example.com", "thanks"),
        ("thanks to everybody @ home", "", "thanks to everybody @ home"),
        ("<b> is not a person", "", "<b> is not a person"),
        ("", "", ""),
    ],
)
def test_whom_a_line_is_for(typed: str, whom: str, rest: str) -> None:
    assert addressed(typed) == (whom, rest)


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("<@U0MEI> and <@U0BO|bo>", "@Mei and @bo"),
        ("<@U0LOST>", "@U0LOST"),
        ("see <#C1|growth> and <#C2>", "see #growth and #C2"),
        ("<!channel> <!subteam^S1|@team> <!date^1^{date}|today>", "@channel @team today"),
        ("<https://evil.example|our page> <https://x.example>", "our page (https://evil.example) https://x.example"),
        ("<mailto:bo@example.com|bo@example.com>", "bo@example.com"),
        ("a <form>, 1 < 2 > 0 and <3", "a <form>, 1 < 2 > 0 and <3"),
    ],
)
def test_messages_lose_slacks_markup_and_nothing_else(message: str, shown: str) -> None:
    assert plain(message, {"U0MEI": "Mei"}) == shown


def test_only_those_without_a_name_are_looked_up() -> None:
    assert mentioned("<@U0MEI> <@U0BO|bo> <#C1> <https://x.example>") == {"U0MEI"}
    assert is_slack_id("<@U0MEI|mei>")
    assert is_slack_id("U0MEI")
    assert not is_slack_id("Mei")


def habits(zone: str = "Europe/Berlin", **given: object) -> Habits:
    return Habits(zone, WorkingCalendar(), **given)  # type: ignore[arg-type] # given by name


@pytest.mark.parametrize(
    ("zone", "now", "told"),
    [
        ("Europe/Berlin", "2026-11-18T10:00+01:00", "2026-11-18T10:00+01:00"),
        ("Europe/Berlin", "2026-11-18T06:00+01:00", "2026-11-18T08:00+01:00"),
        ("Europe/Berlin", "2026-11-18T20:30+01:00", "2026-11-19T09:00+01:00"),
        ("Europe/Berlin", "2026-11-20T21:00+01:00", "2026-11-23T09:00+01:00"),
        ("Europe/Berlin", "2026-11-21T11:00+01:00", "2026-11-23T09:00+01:00"),
        (SHANGHAI, "2026-11-18T16:00+01:00", "2026-11-19T09:00+08:00"),
    ],
)
def test_nobody_is_told_at_night_or_at_the_weekend(zone: str, now: str, told: str) -> None:
    assert moment_to_tell(habits(zone), datetime.fromisoformat(now)) == datetime.fromisoformat(told)


def test_own_quiet_hours_count_and_days_away() -> None:
    late = habits(quiet=QuietHours(23 * 60, 7 * 60))
    now = datetime.fromisoformat("2026-11-18T21:00+01:00")
    assert moment_to_tell(late, now) == now
    assert may_disturb(late, now)
    assert not may_disturb(habits(), now)
    away = habits(away=((date(2026, 11, 18), date(2026, 11, 20)),))
    assert moment_to_tell(away, WEDNESDAY) == datetime.fromisoformat("2026-11-23T09:00+01:00")


def test_a_reminder_comes_on_the_third_working_day() -> None:
    assert moment_to_remind(habits(), WEDNESDAY) == datetime.fromisoformat("2026-11-23T09:00+01:00")
    away = habits(away=((date(2026, 11, 19), date(2026, 11, 20)),))
    assert moment_to_remind(away, WEDNESDAY) == datetime.fromisoformat("2026-11-25T09:00+01:00")


@pytest.mark.parametrize(
    ("published", "told", "manager_told"),
    [
        ("2026-11-18T09:00+01:00", "2026-11-18T09:15+01:00", "2026-11-19T09:00+01:00"),
        ("2026-11-18T19:50+01:00", "2026-11-19T09:00+01:00", "2026-11-19T09:00+01:00"),
        ("2026-11-20T09:00+01:00", "2026-11-20T09:15+01:00", "2026-11-23T09:00+01:00"),
        ("2026-11-21T09:00+01:00", "2026-11-23T09:00+01:00", "2026-11-23T09:00+01:00"),
    ],
)
def test_the_card_comes_first(published: str, told: str, manager_told: str) -> None:
    at = datetime.fromisoformat(published)
    assert moment_after_card(habits(), at) == datetime.fromisoformat(told)
    assert morning_after_card(habits(), at) == datetime.fromisoformat(manager_told)


def test_months_follow_each_other_without_a_gap() -> None:
    months = [Month.of(Period.parse(f"2026-{k:02}"), ZoneInfo("Europe/Berlin")) for k in range(1, 13)]
    for one, other in pairwise(months):
        assert one.until == other.since
    assert Month.from_payload(months[9].as_payload()) == months[9]
    assert end_of("2026-10", "Europe/Berlin") == months[9].until
    assert end_of("october", "Europe/Berlin") is None


def test_texts_have_a_size() -> None:
    assert accepted_text(KUDOS, "  谢谢 \n") == "谢谢"
    for kind, limit in TEXT_LIMITS.items():
        assert len(accepted_text(kind, "😀" * limit)) == limit
        with pytest.raises(Rejected, match="feedback-error-long"):
            accepted_text(kind, "😀" * (limit + 1))
    with pytest.raises(Rejected, match="feedback-error-no-text"):
        accepted_text(FEEDBACK, " \n")
    with pytest.raises(Rejected, match="feedback-error-no-question"):
        accepted_question("")


def test_the_last_of_the_day_and_one_more() -> None:
    sent = [(KUDOS, receiver) for receiver in range(A_DAY[KUDOS] - 1)]
    refuse_flood(KUDOS, 99, sent)
    refuse_flood(FEEDBACK, 99, [*sent, (KUDOS, 98)])
    with pytest.raises(Rejected, match=r"feedback-error-enough-kudos$"):
        refuse_flood(KUDOS, 99, [*sent, (KUDOS, 98)])
    with pytest.raises(Rejected, match="feedback-error-enough-feedback-for-one"):
        refuse_flood(FEEDBACK, 1, [(FEEDBACK, 1), (FEEDBACK, 1)])


def test_a_day_to_take_it_back() -> None:
    assert may_withdraw(WEDNESDAY, WEDNESDAY + timedelta(hours=24))
    assert not may_withdraw(WEDNESDAY, WEDNESDAY + timedelta(hours=24, seconds=1))
