"""The team's post: sums and means of at least a minimum of people, nobody's band; its figures in the thread."""

from collections.abc import Iterable, Iterator

from slack_sdk.models.blocks import ActionsBlock, ButtonElement, ContextBlock, MarkdownTextObject, PlainTextObject

from bot.features.retrospectives.service import Agreed
from bot.features.scorecards.models import FIRST_REVISION
from bot.features.scorecards.rules.team_bounds import RATINGS, scores
from bot.features.scorecards.rules.team_figures import CHANGED, ONE_PERSONS, SCORED, TOO_FEW, TeamFigure
from bot.features.scorecards.rules.team_moves import Move
from bot.features.scorecards.rules.wins import MOST_SHOWN
from bot.features.scorecards.service import PublishedTeamCard, TeamStanding
from bot.features.scorecards.views.sharing import star_line, win_line
from bot.features.scorecards.views.team_goals import goal_lines
from bot.features.scorecards.views.team_pictures import team_picture
from bot.features.scorecards.views.words import amount, listed, month, packed, points, section, title, told_points
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.text import cut, escape
from scoring.definitions import Direction
from scoring.periods import Period
from scoring.reasons import Reason

WHOLE = 100.0
"""Attainment in % from which a target is met."""
MOST_NAMED = 3
NAME_LIMIT, TEXT_LIMIT = 60, 200


def team_message(t: Translator, published: PublishedTeamCard, *, team: str) -> Message:
    headline = _headline(t, published, team)
    open_mine = ButtonElement(
        text=PlainTextObject(text=t("scorecards-open-mine-button")),
        action_id="scorecards.open_mine",
        value=published.card.period,
    )
    above = [section(f"*{headline}*{_course(t, published)}"), *team_picture(t, published)]
    blocks = [*above, *packed(t, list(_lines(t, published)))]
    promise = ContextBlock(elements=[MarkdownTextObject(text=_promise(t, published))])
    return Message(headline, [*blocks, promise, ActionsBlock(elements=[open_mine])])


def team_details_message(t: Translator, published: PublishedTeamCard) -> Message | None:
    """The figures, for the thread; None where there is none to show."""
    if not any(figure.reason == SCORED for figure in published.figures):
        return None
    headline = t("scorecards-team-details", month=month(t, published.card.period))
    return Message(headline, [section(f"*{headline}*"), *packed(t, list(_details(t, published)))])


def _headline(t: Translator, published: PublishedTeamCard, team: str) -> str:
    name, of = escape(cut(team, 100)), month(t, published.card.period)
    if published.card.score is None:
        return t("scorecards-team-headline", team=name, month=of)
    return t("scorecards-team-headline-score", team=name, month=of, score=team_score(t, published))


def team_score(t: Translator, published: PublishedTeamCard) -> str:
    """Of a team card with a score that is told."""
    card = published.card
    assert card.score is not None, "it is told"
    return told_points(t, card.score, scores(published.scheme).end_of(card.score, card.n_scored))


def _course(t: Translator, published: PublishedTeamCard) -> str:
    """How the score has moved, in words; nothing where what was before is not known."""
    moved, course = published.trend.change, published.trend.course
    if moved is None:
        return ""
    direction = "up" if moved > 0 else "down" if moved < 0 else "same"
    since = month(t, str(Period.parse(published.card.period).previous()))
    change = t(f"scorecards-change-{direction}", moved=t.number(abs(moved), decimals=1), month=since)
    return f"   {change}" + (f" · {t(f'scorecards-team-course-{course}')}" if course else "")


def _lines(t: Translator, published: PublishedTeamCard) -> Iterator[str]:
    yield from (_longer(t, published, each) for each in published.longer)
    yield from goal_lines(t, published)
    yield from _went_well(t, published)
    yield from _named_people(t, published)
    if published.moves:
        yield t("scorecards-team-moves")
        yield from (_move(t, published, each) for each in published.moves)
    if published.agreed:
        yield t("scorecards-team-agreed")
        yield from (_agreed(t, each) for each in published.agreed)
    card = published.card
    if card.revision > FIRST_REVISION:
        yield t("scorecards-team-anew")
    yield t("scorecards-team-out", count=card.n_members)
    if card.score is not None:
        yield t("scorecards-team-mean", scored=card.n_scored, count=card.n_members)
    elif card.n_scored < card.minimum:
        yield t("scorecards-team-too-few", minimum=card.minimum)
    else:
        yield t("scorecards-team-changed")


def _longer(t: Translator, published: PublishedTeamCard, standing: TeamStanding) -> str:
    score = told_points(t, standing.score, scores(published.scheme).end_of(standing.score, standing.people))
    return t("scorecards-team-longer", period=month(t, standing.period), score=score, count=standing.people)


def _went_well(t: Translator, published: PublishedTeamCard) -> Iterator[str]:
    """The targets that were met furthest."""
    met = [(figure.attainment or 0, figure) for figure in published.figures if _is_met(figure)]
    best = sorted(met, key=lambda pair: (-pair[0], pair[1].metric))[:MOST_NAMED]
    if best:
        named = [
            t("scorecards-team-well-metric", title=_title(t, published, figure.metric), attainment=points(t, reached))
            for reached, figure in best
        ]
        yield t("scorecards-team-well", metrics=listed(t, named))


def _named_people(t: Translator, published: PublishedTeamCard) -> Iterator[str]:
    """Who agreed to it."""
    yield from (star_line(t, star) for star in published.stars)
    if published.wins:
        yield t("scorecards-team-wins")
        shown = published.wins[:MOST_SHOWN]
        yield from (f"• {win_line(t, win, shows_figure=win.row.shows_figure)}" for win in shown)


def _promise(t: Translator, published: PublishedTeamCard) -> str:
    """Whatever stands above: the team's figures, and what the people who are named agreed to."""
    members = [*(star.member for star in published.stars), *(win.member for win in published.wins[:MOST_SHOWN])]
    names = list(dict.fromkeys(escape(cut(member.name, NAME_LIMIT)) for member in members))
    return t("scorecards-team-promise-named", names=listed(t, names)) if names else t("scorecards-team-promise")


def _move(t: Translator, published: PublishedTeamCard, move: Move) -> str:
    key = "scorecards-team-move-up" if move.is_up else "scorecards-team-move-down"
    name = _title(t, published, move.metric)
    return t(key, title=name, before=points(t, move.before), now=points(t, move.now))


def _agreed(t: Translator, agreed: Agreed) -> str:
    text = escape(cut(" ".join(agreed.text.split()), TEXT_LIMIT))
    return t("scorecards-team-agreed-action", text=text, day=t.day(agreed.due_on))


def _details(t: Translator, published: PublishedTeamCard) -> Iterator[str]:
    shown = [figure for figure in published.figures if figure.reason == SCORED]
    yield from (_figure(t, published, figure) for figure in shown)
    for reason in (TOO_FEW, CHANGED, ONE_PERSONS, Reason.IN_PROGRESS.code, Reason.NO_DATA.code):
        names = list(_named(t, published, reason))
        if names:
            key = f"scorecards-team-{reason.replace('_', '-')}-metrics"
            yield t(key, metrics=listed(t, names), minimum=published.card.minimum)


def _named(t: Translator, published: PublishedTeamCard, reason: str) -> Iterable[str]:
    return (_title(t, published, figure.metric) for figure in published.figures if figure.reason == reason)


def _figure(t: Translator, published: PublishedTeamCard, figure: TeamFigure) -> str:
    metric, name = published.scheme.metric(figure.metric), _title(t, published, figure.metric)
    if metric.is_rated:
        value = told_points(t, figure.value or 0, RATINGS.end_of(figure.value or 0, figure.n or 0))
        return t("scorecards-team-figure-rated", title=name, value=value)
    if metric.direction is Direction.WITHIN:
        low, high = (amount(t, (end or 0) * figure.factor, metric.unit) for end in (metric.low, metric.high))
        goal = t("scorecards-target-within", low=low, high=high)
    else:
        goal = t(f"scorecards-target-{metric.direction.value}", target=amount(t, figure.target, metric.unit))
    if figure.end:
        value = t(f"scorecards-{figure.end}", value=amount(t, figure.value, metric.unit))
        return t("scorecards-team-figure-end", title=name, value=value, target=goal)
    line = t(
        "scorecards-team-figure-met" if _is_met(figure) else "scorecards-team-figure-open",
        title=name,
        value=amount(t, figure.value, metric.unit),
        target=goal,
        attainment=points(t, figure.attainment),
    )
    return line if figure.n_met is None else f"{line} · {t('scorecards-team-spread', met=figure.n_met, count=figure.n)}"


def _is_met(figure: TeamFigure) -> bool:
    return figure.reason == SCORED and figure.attainment is not None and figure.attainment >= WHOLE


def _title(t: Translator, published: PublishedTeamCard, metric: str) -> str:
    return title(t, published.scheme.metric(metric).title)
