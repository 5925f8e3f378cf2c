"""Answers about days: away, paused, holidays, the workspace's calendar, quiet hours."""

from datetime import UTC, datetime, timedelta

from bot.features.people.models import Absence, CalendarDay, Member
from bot.features.people.service import CalendarShown, Presence
from bot.features.people.views.parts import NAME_LIMIT, section
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.text import cut, quoted

LINES_SHOWN = 15


def presence_message(t: Translator, presence: Presence) -> Message:
    """Days away from today on, and a pause."""
    if not presence.absences:
        return _message([*_pause(t, presence), t("people-away-none")])
    lines = [_absence(t, each) for each in presence.absences[:LINES_SHOWN]]
    more = len(presence.absences) - LINES_SHOWN
    lines += [t("people-away-more", more=more)] if more > 0 else []
    return _message([*_pause(t, presence), t("people-away-ahead"), *lines, t("people-away-hint")])


def back_message(t: Translator, presence: Presence, *, was_planned: bool) -> Message:
    """After somebody has come back or called off what was planned, with what is still ahead."""
    told = [t("people-called-off" if was_planned else "people-back-now")]
    if presence.absences or presence.paused_until:
        told.append(presence_message(t, presence).text)
    return _message(told)


def pause_message(t: Translator, presence: Presence) -> Message:
    return _message(_pause(t, presence) or [t("people-not-paused")])


def country_message(t: Translator, own: Member) -> Message:
    if own.country is None:
        return _message([t("people-country-follows")])
    return _message([t("people-country-own", country=own.country)])


def quiet_message(t: Translator, own: Member) -> Message:
    if own.quiet_start is None or own.quiet_end is None:
        return _message([t("people-quiet-none")])
    start, end = _clock(t, own.quiet_start), _clock(t, own.quiet_end)
    return _message([t("people-quiet-are", start=start, end=end, zone=own.zone)])


def calendar_message(t: Translator, calendar: CalendarShown) -> Message:
    """The country and the workspace's own days ahead."""
    country = t("people-calendar-country", country=calendar.country) if calendar.country else ""
    days = [_own_day(t, each) for each in calendar.days[:LINES_SHOWN]] or [t("people-calendar-no-days")]
    more = len(calendar.days) - LINES_SHOWN
    days += [t("people-calendar-more", more=more)] if more > 0 else []
    return _message([country or t("people-calendar-no-country"), *days])


def _pause(t: Translator, presence: Presence) -> list[str]:
    return [t("people-paused", day=t.full_day(presence.paused_until))] if presence.paused_until else []


def _absence(t: Translator, absence: Absence) -> str:
    kind, first = t(f"people-absence-{absence.kind}"), t.full_day(absence.first_on)
    if absence.first_on == absence.last_on:
        return t("people-away-day", first=first, kind=kind)
    return t("people-away-line", first=first, last=t.full_day(absence.last_on), kind=kind)


def _own_day(t: Translator, day: CalendarDay) -> str:
    key = "people-calendar-worked" if day.is_worked else "people-calendar-off"
    return t(key, day=t.full_day(day.on), name=quoted(day.name, limit=NAME_LIMIT)).rstrip()


def _clock(t: Translator, minute: int) -> str:
    return t.clock_time(datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minute), "UTC")


def _message(lines: list[str]) -> Message:
    text = cut("\n".join(lines))
    return Message(text, [section(text)])
