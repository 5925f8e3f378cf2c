"""Before the first card, and help."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.features.metrics.rules.pace import FigureLine
from bot.features.scorecards.views.words import amount, listed, packed, points, title
from bot.i18n.translator import Translator
from bot.slack.messages import Message


def waiting_message(t: Translator, *, arrives_at: datetime | None, zone: str, lines: Sequence[FigureLine]) -> Message:
    """No card yet: when the first comes, and the running month's figures."""
    first = t("scorecards-waiting")
    if arrives_at:
        day, time = t.day(arrives_at.astimezone(ZoneInfo(zone)).date()), t.clock_time(arrives_at, zone)
        first = t("scorecards-waiting-until", day=day, time=time)
    return Message(first, packed(t, [first, *_so_far(t, lines)]))


def _so_far(t: Translator, lines: Sequence[FigureLine]) -> Iterator[str]:
    found = {line.metric.id: line for figure in lines for line in figure.metrics}
    if not found:
        yield t("scorecards-waiting-no-scheme")
        return
    yield t("scorecards-waiting-so-far")
    for line in found.values():
        name, unit = title(t, line.metric.title), line.metric.unit
        if line.value is None:
            missing = listed(t, [title(t, figure) for figure in line.missing])
            key = "scorecards-waiting-metric-empty" if missing else "scorecards-waiting-metric-later"
            yield t(key, title=name, missing=missing)
        else:
            yield t(
                "scorecards-waiting-metric",
                title=name,
                value=amount(t, line.value, unit),
                target=amount(t, line.target, unit),
                attainment=points(t, line.attainment),
            )


def help_message(t: Translator) -> Message:
    return Message(t("scorecards-help"), packed(t, [t("scorecards-help")]))
