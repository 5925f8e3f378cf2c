"""What a manager sees of their people today, and HR of everybody's duties: never a plan, never what was said."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.features.feedback.views.parts import name_of
from bot.features.home.service import Board, Firm
from bot.features.home.views.parts import line_with
from bot.features.metrics.service import Behind, TeamToday
from bot.features.metrics.views.lines import percent, title_of
from bot.features.people.models import Member
from bot.features.scorecards.service import CloseState, CloseSummary
from bot.i18n.translator import Translator
from bot.slack.pieces import button, modal, note, section
from bot.slack.text import cut, escape
from scoring.periods import Period

SHOWN, LISTED, NAMES = 10, 80, 12
METRICS_SHOWN, METRICS_LIMIT, NAMES_LIMIT = 3, 180, 900


def team_blocks(t: Translator, board: Board) -> Iterator[Block]:
    """Nothing for who manages nobody."""
    team = board.reports
    if team is None:
        return
    text = t("home-team", told=team.told, expected=team.expected)
    yield line_with(text, button(t, "home-do-see", "home.open_team", "team"))
    if team.missing:
        yield note(t("home-team-missing", names=_names(t, team.missing)))
    for each in team.behind[:SHOWN]:
        yield note(_behind(t, each))
    if len(team.behind) > SHOWN:
        yield note(t("home-and-more", count=len(team.behind) - SHOWN))
    if not team.behind:
        yield note(t("home-team-on-track"))
    if board.firm is None:
        yield from _questions(t, board)


def team_view(t: Translator, team: TeamToday | None) -> View:
    """Everybody who is missing or behind."""
    if team is None:
        return modal(t, "home-team-title", [section(t("home-team-nobody"))])
    blocks: list[Block] = [section(t("home-team", told=team.told, expected=team.expected))]
    rows = [team.missing[start : start + NAMES] for start in range(0, len(team.missing), NAMES)]
    blocks += [section(t("home-team-missing", names=_names(t, each))) for each in rows[:SHOWN]]
    blocks += [section(_behind(t, each)) for each in team.behind[:LISTED]]
    if len(team.behind) > LISTED:
        blocks.append(note(t("home-and-more", count=len(team.behind) - LISTED)))
    return modal(t, "home-team-title", [*blocks, note(t("home-team-note"))])


def firm_blocks(t: Translator, board: Board) -> Iterator[Block]:
    """For HR alone: what waits, as numbers."""
    firm = board.firm
    if firm is None:
        return
    yield section(t("home-firm"))
    yield line_with(_close(t, firm.close), button(t, "home-do-see", "scorecards.open_close", "newest"))
    yield line_with(_cycles(t, firm), button(t, "home-do-see", "reviews.hr_list", "0"))
    yield from _questions(t, board)
    if firm.erasures:
        text = t("home-firm-erasures", count=firm.erasures)
        yield line_with(text, button(t, "home-do-decide", "privacy.open_waiting", "all"))
    talks = button(t, "home-do-talks", "talks.open_list:hr", "hr")
    yield line_with(t("home-firm-talks", count=firm.late_talks), talks)


def _close(t: Translator, close: CloseSummary) -> str:
    month = t.month(Period.parse(close.month).start)
    at = close.released_at if close.state is CloseState.RELEASED else close.releases_at
    text = t(f"home-firm-close-{close.state}", month=month, made=close.made, total=close.total)
    return t(f"home-firm-close-{_when(close)}", line=text, day=t.day(at.date())) if at else text


def _when(close: CloseSummary) -> str:
    return {CloseState.RELEASED: "since", CloseState.HELD: "planned"}.get(close.state, "on")


def _cycles(t: Translator, firm: Firm) -> str:
    text = t("home-firm-cycles", count=firm.cycles)
    return t("home-firm-rated-until", line=text, day=t.day(firm.rated_until)) if firm.rated_until else text


def _questions(t: Translator, board: Board) -> Iterator[Block]:
    if board.questions:
        pressed = button(t, "home-do-questions", "scorecards.open_questions", "home")
        yield line_with(t("home-questions", count=board.questions), pressed)


def _names(t: Translator, members: Sequence[Member]) -> str:
    shown = t.listing([name_of(t, each) for each in members[:NAMES]])
    more = len(members) - NAMES
    return cut(t("people-and-more", shown=cut(shown, NAMES_LIMIT), more=more) if more > 0 else shown, NAMES_LIMIT)


def _behind(t: Translator, each: Behind) -> str:
    told = [
        t("home-team-pace", title=title_of(t, line.metric.title), pace=percent(t, line.pace or 0))
        for line in each.lines[:METRICS_SHOWN]
    ]
    return t("home-team-behind", name=name_of(t, each.member), figures=escape(cut(t.listing(told), METRICS_LIMIT)))
