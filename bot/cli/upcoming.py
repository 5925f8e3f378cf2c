"""What `evenhand schedule` reads and prints."""

from datetime import date
from typing import Any

from bot.cli.output import heading, table
from bot.cli.work import desk
from bot.errors import Refused
from bot.features.people import service as people
from bot.features.prompts import service as prompts
from bot.features.prompts.views.schedules import why_text
from bot.i18n.translator import Translator, translator
from bot.scheduling.asking import Run


async def schedule_data(member: str, *, days: int, language: str | None) -> dict[str, Any]:
    """Days and times as the member's calendar and clock have them; Refused for somebody whom nobody asks."""
    async with desk() as at, at.database.read() as session:
        t = translator(language or at.settings.language)
        found = await people.find_member(session, at.workspace_id, member)
        wanted = prompts.PromptSettings.of(at.settings)
        coming = await prompts.upcoming(session, at.workspace_id, found, wanted, now=at.now, days=days)
    if coming is None:
        raise Refused(t("prompts-schedule-nobody", name=found.name))
    return {
        "member": found.name,
        "zone": found.zone,
        "country": coming.calendar.country or None,
        "language": t.language,
        "days": [_day(t, coming, run) for run in coming.runs],
    }


def _day(t: Translator, coming: prompts.Upcoming, run: Run) -> dict[str, Any]:
    reminder = coming.reminders.get(run.on) if run.why is None else None
    zone = coming.member.zone
    return {
        "on": run.on.isoformat(),
        "prompt": None if run.why else t.clock_time(run.at, zone),
        "prompt_at": None if run.why else run.at.isoformat(),
        "reminder": t.clock_time(reminder, zone) if reminder else None,
        "why": run.why,
        "reason": why_text(t, coming.calendar, run) or None,
    }


def print_schedule(data: dict[str, Any]) -> None:
    t = translator(data["language"])
    country = data["country"] or t("prompts-schedule-no-country")
    heading(t("prompts-schedule-title", name=data["member"], zone=data["zone"], country=country))
    headings = tuple(t(f"prompts-schedule-{name}") for name in ("day", "prompt", "reminder", "why"))
    rows = (
        (t.day(date.fromisoformat(day["on"])), *(day[name] or "" for name in ("prompt", "reminder", "reason")))
        for day in data["days"]
    )
    table(headings, rows)
