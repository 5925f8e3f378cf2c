"""Short answers: own settings, and the report of an import."""

from datetime import UTC, datetime, timedelta

from bot.features.people.models import Member
from bot.features.people.rules.rows import RowProblem
from bot.features.people.service import ImportReport, language_of
from bot.features.people.views.parts import section
from bot.i18n.translator import Translator, translator
from bot.slack.messages import Message
from bot.slack.text import cut

CELL_LIMIT = 80


def language_message(member: Member, default: str) -> Message:
    """In the language that now holds, which may not be the one of the request."""
    t = translator(language_of(member, default))
    key = "people-language-is" if member.language else "people-language-follows"
    return _message(t(key, language=t(f"people-language-{t.language}")))


def hours_message(t: Translator, minute: int | None, zone: str) -> Message:
    """When the prompt comes, in the member's own time; None is the workspace's usual hour."""
    if minute is None:
        return _message(t("people-hours-usual"))
    midnight = datetime(2000, 1, 1, tzinfo=UTC)
    return _message(t("people-hours-are", time=t.clock_time(midnight + timedelta(minutes=minute), "UTC"), zone=zone))


def import_lines(t: Translator, report: ImportReport) -> list[str]:
    """For a terminal: what was done, then one line for each that was left out."""
    done = t(
        "people-import-done",
        changed=report.changed,
        unchanged=report.unchanged,
        teams=report.teams_added,
        problems=len(report.problems),
    )
    return [done, *(problem_line(t, problem) for problem in report.problems)]


def problem_line(t: Translator, problem: RowProblem) -> str:
    """The line's number, what is wrong with it and what to do."""
    params = {key: _plain(t, value) for key, value in problem.params.items()}
    return t("people-import-line", line=str(problem.line), problem=t(problem.key, **params))


def _plain(t: Translator, value: object) -> object:
    if isinstance(value, list):
        return t.listing([str(each) for each in value])
    return cut(" ".join(value.split()), CELL_LIMIT) if isinstance(value, str) else value


def _message(text: str) -> Message:
    return Message(text, [section(text)])
