"""Words for why somebody is not asked on a day."""

from bot.i18n.translator import Translator
from bot.scheduling.asking import Run
from bot.scheduling.working_calendar import Why, WorkingCalendar, holiday_name


def why_text(t: Translator, calendar: WorkingCalendar, run: Run) -> str:
    """Empty for a day on which the member is asked; a holiday or day off with its name."""
    if run.why is None:
        return ""
    name = calendar.days_off.get(run.on, "") if run.why is Why.DAY_OFF else ""
    if run.why is Why.HOLIDAY:
        name = holiday_name(calendar.country, run.on, t.language)
    return t(f"prompts-why-{run.why}", name=name).rstrip()
