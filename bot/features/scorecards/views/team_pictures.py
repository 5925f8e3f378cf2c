"""What a team's post looks like: its score over a year, and its metrics against their targets. All of it is told."""

from collections.abc import Iterator
from itertools import dropwhile

from bot.charts.figures import Bar, Bars, Panel, Picture, Point, Trend
from bot.features.scorecards.rules.team_bounds import scores
from bot.features.scorecards.rules.team_figures import SCORED
from bot.features.scorecards.service import PublishedTeamCard, TeamStanding
from bot.features.scorecards.views.words import listed, month, points, told_points
from bot.i18n.translator import Translator
from bot.slack.pictures import PictureBlock
from bot.slack.text import cut
from scoring.periods import Period

TARGET = 100.0
"""Attainment in % that a target is."""
ROOM = 110.0
MOST_BARS = 12
NAME_LIMIT = 40
LEAST_RUN = 2
"""Scores that make a line."""


def team_picture(t: Translator, published: PublishedTeamCard) -> list[PictureBlock]:
    """Nothing where there is nothing to draw. Of nobody: it holds sums of at least the minimum. A revision's takes its
    place."""
    parts = [*_run(t, published), *_metrics(t, published)]
    if not parts:
        return []
    panels, words = [panel for panel, _ in parts], " ".join(each for _, each in parts)
    slot = f"team:{published.card.team_id}:{published.card.period}"
    return [PictureBlock(Picture(t.language, panels), words, slot=slot)]


def _run(t: Translator, published: PublishedTeamCard) -> Iterator[tuple[Panel, str]]:
    """From the first score that was told; a month without one is a gap."""
    last, run = Period.parse(published.card.period), published.run
    periods = [str(last.previous(back)) for back in range(len(run) - 1, -1, -1)]
    known = list(dropwhile(lambda each: each[1] is None, zip(periods, run, strict=True)))
    told = [each for _, each in known if each is not None]
    if len(told) < LEAST_RUN:
        return
    shown = [_point(t, published, period, each) for period, each in known]
    trend = Trend(t("scorecards-picture-team-run"), shown)
    words = listed(t, [_in_words(t, published, each) for each in told])
    yield trend, t("scorecards-picture-words", title=trend.title, items=words)


def _point(t: Translator, published: PublishedTeamCard, period: str, standing: TeamStanding | None) -> Point:
    label = t.short_month(Period.parse(period).start)
    return Point(label, standing.score, points(t, standing.score)) if standing else Point(label, None)


def _in_words(t: Translator, published: PublishedTeamCard, standing: TeamStanding) -> str:
    end = scores(published.scheme).end_of(standing.score, standing.people)
    value = told_points(t, standing.score, end)
    return t("scorecards-picture-item", name=month(t, standing.period), value=value)


def _metrics(t: Translator, published: PublishedTeamCard) -> Iterator[tuple[Panel, str]]:
    reached = [
        (each.metric, each.attainment)
        for each in published.figures
        if each.reason == SCORED and each.attainment is not None
    ]
    rows = [_bar(t, published, metric, attainment) for metric, attainment in reached[:MOST_BARS]]
    if rows:
        title, met = t("scorecards-picture-team-metrics"), t("scorecards-picture-team-target")
        items = [t("scorecards-picture-item", name=each.label, value=each.text) for each in rows]
        bars = Bars(title, rows, target_text=met, most=ROOM)
        yield bars, t("scorecards-picture-words", title=title, items=listed(t, items))


def _bar(t: Translator, published: PublishedTeamCard, metric: str, attainment: float) -> Bar:
    name = cut(published.scheme.metric(metric).title.into(t.language), NAME_LIMIT)
    return Bar(name, attainment, t("scorecards-picture-team-reached", reached=points(t, attainment)), TARGET)
