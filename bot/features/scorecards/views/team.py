"""The team's post: sums and means of at least a minimum of people, nobody's name, band or spread."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, ButtonElement, ContextBlock, MarkdownTextObject, PlainTextObject

from bot.features.scorecards.rules.team_figures import SCORED, TOO_FEW, TeamFigure
from bot.features.scorecards.service import PublishedTeamCard
from bot.features.scorecards.views.words import amount, listed, month, packed, points, section, title
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.text import cut, escape
from scoring.definitions import Direction
from scoring.reasons import Reason

WHOLE = 100.0
"""Attainment in % from which a target is met."""


def team_message(t: Translator, published: PublishedTeamCard, *, team: str) -> Message:
    headline = _headline(t, published, team)
    open_mine = ButtonElement(
        text=PlainTextObject(text=t("scorecards-open-mine-button")),
        action_id="scorecards.open_mine",
        value=published.card.period,
    )
    blocks = [section(f"*{headline}*"), *packed(t, list(_lines(t, published)))]
    promise = ContextBlock(elements=[MarkdownTextObject(text=t("scorecards-team-promise"))])
    return Message(headline, [*blocks, promise, ActionsBlock(elements=[open_mine])])


def _headline(t: Translator, published: PublishedTeamCard, team: str) -> str:
    name, of = escape(cut(team, 100)), month(t, published.card.period)
    if published.card.score is None:
        return t("scorecards-team-headline", team=name, month=of)
    return t("scorecards-team-headline-score", team=name, month=of, score=points(t, published.card.score))


def _lines(t: Translator, published: PublishedTeamCard) -> Iterator[str]:
    card = published.card
    yield t("scorecards-team-out", count=card.n_members)
    if card.score is None:
        yield t("scorecards-team-too-few", minimum=card.minimum)
    else:
        yield t("scorecards-team-mean", scored=card.n_scored, count=card.n_members)
    shown = [figure for figure in published.figures if figure.reason == SCORED]
    yield from (_figure(t, published, figure) for figure in shown)
    for reason in (TOO_FEW, Reason.IN_PROGRESS.code, Reason.NO_DATA.code):
        names = [_title(t, published, figure) for figure in published.figures if figure.reason == reason]
        if names:
            key = f"scorecards-team-{reason.replace('_', '-')}-metrics"
            yield t(key, metrics=listed(t, names), minimum=card.minimum)


def _figure(t: Translator, published: PublishedTeamCard, figure: TeamFigure) -> str:
    metric = published.scheme.metric(figure.metric)
    if metric.is_rated:
        return t("scorecards-team-figure-rated", title=_title(t, published, figure), value=points(t, figure.value))
    if metric.direction is Direction.WITHIN:
        low, high = (amount(t, (end or 0) * figure.factor, metric.unit) for end in (metric.low, metric.high))
        goal = t("scorecards-target-within", low=low, high=high)
    else:
        goal = t(f"scorecards-target-{metric.direction.value}", target=amount(t, figure.target, metric.unit))
    is_met = figure.attainment is not None and figure.attainment >= WHOLE
    return t(
        "scorecards-team-figure-met" if is_met else "scorecards-team-figure-open",
        title=_title(t, published, figure),
        value=amount(t, figure.value, metric.unit),
        target=goal,
        attainment=points(t, figure.attainment),
    )


def _title(t: Translator, published: PublishedTeamCard, figure: TeamFigure) -> str:
    return title(t, published.scheme.metric(figure.metric).title)
