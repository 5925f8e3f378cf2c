"""The receipt: every step from what was told to the score, so that it can be computed again by hand."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import ActionsBlock, Block, DividerBlock, PlainTextObject, SectionBlock
from slack_sdk.models.views import View

from bot.features.reviews.service import LEAST_PEOPLE
from bot.features.scorecards.service import MetricBehind, PublishedCard
from bot.features.scorecards.views.entries import checked_counts, checked_lines, entry_blocks
from bot.features.scorecards.views.special import special_lines
from bot.features.scorecards.views.words import (
    IN_PROGRESS,
    LISTING_LIMIT,
    SCORED,
    amount,
    card_value,
    is_rated,
    listed,
    month,
    month_of,
    packed,
    points,
    reason,
    section,
    shown_score,
    title,
)
from bot.i18n.translator import Translator
from bot.slack.pieces import button, note
from bot.slack.text import cut, escape, quoted
from scoring.definitions import Direction, Source
from scoring.periods import Cadence, Period
from scoring.receipt import DaysLine, InputLine, MetricLine, RatedLine

MOST_METRICS = 60
DECIMALS, CORRECTION_DECIMALS = 4, 1
TITLE_LIMIT = 100
LITTLE = 0.05
"""A correction that would read as 0.0."""


def receipt_modal(t: Translator, published: PublishedCard, *, is_own: bool = False, offset: int = 0) -> View:
    """Every metric, of very many a page from `offset` on, and the sum; within 100 blocks. The owner can have it as a
    file."""
    lines = published.receipt.metrics[offset : offset + MOST_METRICS]
    blocks: list[Block] = [section(_intro(t, published))]
    blocks += [_metric_section(t, published, line) for line in lines]
    blocks += _turning(t, published, offset)
    blocks += [DividerBlock(), *packed(t, list(_sum(t, published)), most=20)]
    if is_own and not published.is_provisional:
        again = button(t, "scorecards-recompute-button", "scorecards.recompute", card_value(published))
        blocks += [ActionsBlock(elements=[again]), note(t("scorecards-recompute-note"))]
    return _modal(t, blocks)


def _turning(t: Translator, published: PublishedCard, offset: int) -> Iterator[Block]:
    """Which metrics are shown of how many, and the way to the others; nothing where all of them are."""
    total = len(published.receipt.metrics)
    if total <= MOST_METRICS:
        return
    last = min(offset + MOST_METRICS, total)
    yield note(t("scorecards-receipt-metrics", first=min(offset + 1, last), last=last, total=total))
    pages = (("back", max(offset - MOST_METRICS, 0), offset > 0), ("on", offset + MOST_METRICS, last < total))
    yield ActionsBlock(
        elements=[
            button(
                t,
                f"scorecards-receipt-{way}",
                f"scorecards.turn_receipt:{way}",
                f"{card_value(published)}:{to}",
            )
            for way, to, is_there in pages
            if is_there
        ]
    )


def metric_receipt_modal(
    t: Translator, published: PublishedCard, line: MetricLine, behind: MetricBehind | None = None
) -> View:
    """One metric, the entries behind it, and the sum."""
    told = [section(each) for each in checked_lines(t, published, line)]
    blocks = [section(_intro(t, published)), section(_metric(t, published, line)), *told]
    entries = entry_blocks(t, behind) if behind and not is_rated(line) else []
    return _modal(t, [*blocks, *entries, DividerBlock(), *packed(t, list(_sum(t, published)), most=20)])


def _metric_section(t: Translator, published: PublishedCard, line: MetricLine) -> SectionBlock:
    """With a button to the entries behind it."""
    shown = section("\n".join([_metric(t, published, line), *checked_counts(t, published, line)]))
    if not is_rated(line):
        value = f"{card_value(published)}:{line.metric}:0"
        shown.accessory = button(t, "scorecards-entries-button", "scorecards.entries", value)
    return shown


def _modal(t: Translator, blocks: list[Block]) -> View:
    return View(
        type="modal",
        title=PlainTextObject(text=t("scorecards-receipt-title")),
        close=PlainTextObject(text=t("scorecards-close")),
        blocks=blocks,
    )


def _intro(t: Translator, published: PublishedCard) -> str:
    receipt = published.receipt
    published_on = published.card.published_at.astimezone(ZoneInfo(published.member.zone)).date()
    intro = "scorecards-receipt-intro-provisional" if published.is_provisional else "scorecards-receipt-intro"
    return t(
        intro,
        name=escape(published.member.name),
        month=month(t, published.card.period),
        scheme=title(t, published.scheme.title),
        version=receipt.scheme_version,
        hash=published.scheme.version_hash[:12],
        published=t.day(published_on),
    )


def _metric(t: Translator, published: PublishedCard, line: MetricLine) -> str:
    steps = [f"*{title(t, published.scheme.metric(line.metric).title)}*", *_inputs(t, published, line)]
    if line.value is not None and not is_rated(line):
        value = amount(t, line.value, line.unit)
        steps.append(t("scorecards-step-value", formula=line.formula, value=value))
    if line.reason == SCORED:
        days = published.receipt.days
        steps += [*(_ratings(t, line, line.rated) if line.rated else _attained(t, line, days)), _weight_step(t, line)]
    elif line.reason == IN_PROGRESS:
        due = t.month(Period.parse(line.window).months[-1])
        steps.append(t("scorecards-step-in-progress", month=due, weight=t.number(line.weight)))
    else:
        why = reason(t, line, published)
        steps.append(t("scorecards-step-missing", reason=why, weight=t.number(line.weight)))
    return "\n".join(steps)


def _inputs(t: Translator, published: PublishedCard, line: MetricLine) -> Iterator[str]:
    for item in line.inputs:
        figure = published.scheme.figure(item.figure)
        yield t(
            "scorecards-step-input",
            title=title(t, figure.title),
            figure=item.figure,
            aggregate=t(f"scorecards-aggregate-{item.aggregate}"),
            months=_months(t, item),
            value=amount(t, item.value, figure.unit),
        )
    if line.missing_months:
        yield t("scorecards-step-months", months=listed(t, [month_of(t, each) for each in line.missing_months]))


def _months(t: Translator, item: InputLine) -> str:
    first, last = month_of(t, item.first_month), month_of(t, item.last_month)
    return first if first == last else t("scorecards-from-to", first=first, last=last)


def _attained(t: Translator, line: MetricLine, days: Sequence[DaysLine]) -> Iterator[str]:
    attained = _exact(t, line.attainment)
    if line.direction == Direction.WITHIN.value:
        low, high = amount(t, line.low, line.unit), amount(t, line.high, line.unit)
        yield t("scorecards-step-within", low=low, high=high, attainment=attained)
    else:
        yield _target_step(t, line)
        yield from _days(t, line, days)
        yield t(f"scorecards-step-attainment-{line.direction}", attainment=attained)
    curve = listed(t, [f"{t.number(at)} → {t.number(worth)}" for at, worth in line.curve])
    yield t("scorecards-step-points", curve=curve, points=_exact(t, line.points))


def _days(t: Translator, line: MetricLine, days: Sequence[DaysLine]) -> Iterator[str]:
    """On how many days of which months the part of the target that counts comes from; why somebody was away is told
    nobody."""
    if line.target_factor == 1:
        return
    looked_at = {f"{each:%Y-%m}" for each in Period.parse(line.window).months} - {*line.missing_months}
    for each in days:
        if each.month in looked_at:
            yield t("scorecards-step-days", month=month_of(t, each.month), there=each.there, whole=each.whole)


def _ratings(t: Translator, line: MetricLine, rated: RatedLine) -> Iterator[str]:
    if line.source == Source.CUSTOMER.value:
        yield t("scorecards-step-voices", raters=rated.raters, mean=_exact(t, rated.plain_mean))
    elif rated.plain_mean is not None:
        yield t("scorecards-step-ratings", raters=rated.raters, mean=_exact(t, rated.plain_mean))
    else:
        rounds = rated.rounds or 1
        yield t("scorecards-step-rounds", rounds=rounds, raters=rated.raters)
    if rated.corrected is not None:
        yield t(
            "scorecards-step-corrected",
            corrected=_exact(t, rated.corrected),
            error=_exact(t, rated.standard_error),
            mean=_exact(t, rated.component_mean),
        )
        yield from _correction(t, rated)
    if (rated.components or 0) > 1:
        yield t("scorecards-step-apart", components=rated.components)
    yield t("scorecards-step-rated-points", mean=_exact(t, line.value), points=_exact(t, line.points))


def _correction(t: Translator, rated: RatedLine) -> Iterator[str]:
    """Of everybody in these rounds; nothing where that was not kept."""
    rounds = rated.rounds or 1
    if rated.small_rounds:
        yield t("scorecards-step-correction-small", rounds=rounds, least=LEAST_PEOPLE)
    elif rated.correction is not None and rated.correction < LITTLE:
        yield t("scorecards-step-correction-little", rounds=rounds)
    elif rated.correction is not None:
        size = t.number(rated.correction, decimals=CORRECTION_DECIMALS)
        yield t("scorecards-step-correction", rounds=rounds, size=size)


def _weight_step(t: Translator, line: MetricLine) -> str:
    return t(
        "scorecards-step-weight",
        weight=t.number(line.weight),
        share=_exact(t, line.share),
        points=_exact(t, line.points),
        contribution=_exact(t, line.contribution),
    )


def _target_step(t: Translator, line: MetricLine) -> str:
    origin = t(f"scorecards-origin-{line.target_origin}")
    stated, in_force = amount(t, line.stated_target, line.unit), amount(t, line.target, line.unit)
    if line.target_factor == 1:
        return t("scorecards-step-target", target=in_force, origin=origin)
    factor = _exact(t, line.target_factor)
    return t("scorecards-step-target-scaled", stated=stated, factor=factor, target=in_force, origin=origin)


def _sum(t: Translator, published: PublishedCard) -> Iterator[str]:
    receipt = published.receipt
    scored = [line for line in receipt.metrics if line.reason == SCORED]
    yield t(
        "scorecards-sum-coverage",
        covered=t.number(receipt.covered_weight),
        due=t.number(receipt.due_weight),
        coverage=_exact(t, receipt.coverage),
        needed=t.number(receipt.incomplete_below),
    )
    if not scored:
        yield t("scorecards-sum-nothing")
        return
    parts = cut(" + ".join(_exact(t, line.contribution) for line in scored), LISTING_LIMIT)
    yield t("scorecards-sum-own", parts=parts, own=_exact(t, receipt.own_score))
    yield from _team(t, published)
    yield from special_lines(t, published)
    if "capped" in receipt.notes:
        yield t("scorecards-sum-capped", cap=t.number(receipt.cap))
    yield t("scorecards-sum-score", score=shown_score(t, receipt.shown_score))
    if receipt.interval is not None:
        low, high = (_exact(t, end) for end in receipt.interval)
        level = t.number(100 * (receipt.interval_level or 0))
        yield t("scorecards-sum-interval", low=low, high=high, level=level)
    yield _band(t, published)


def _team(t: Translator, published: PublishedCard) -> Iterator[str]:
    """The team coefficient and the goals that it comes from; nothing when the scheme uses none."""
    receipt = published.receipt
    coefficient = _exact(t, receipt.team_coefficient)
    if receipt.team_min is None or receipt.team_max is None:
        return
    if receipt.team_attainment is None:
        is_month = Period.parse(receipt.period).cadence is Cadence.MONTH
        yield t("scorecards-sum-team-month" if is_month else "scorecards-sum-team-none")
        yield from _goals(t, published)
        return
    yield t(
        "scorecards-sum-team",
        coefficient=coefficient,
        attainment=_exact(t, receipt.team_attainment),
        low=t.number(receipt.team_min),
        high=t.number(receipt.team_max),
    )
    yield from _goals(t, published)


def _goals(t: Translator, published: PublishedCard) -> Iterator[str]:
    """Each with its weight, also those that nobody measured: these count for nothing."""
    for line in published.receipt.team_goals:
        known = published.goals.get(line.goal)
        name = quoted(known, limit=TITLE_LIMIT) if known else t("scorecards-sum-goal-gone", number=f"{line.goal}")
        weight = t.number(line.weight)
        if line.attainment is None:
            yield t("scorecards-sum-goal-unknown", title=name, weight=weight)
        else:
            yield t("scorecards-sum-goal", title=name, weight=weight, attained=_exact(t, line.attainment))


def _band(t: Translator, published: PublishedCard) -> str:
    if published.receipt.band is None:
        return t("scorecards-sum-no-band")
    floors = {band.id: band.min for band in published.scheme.bands}
    band = published.receipt.band
    bands = listed(t, [t("scorecards-band-from", band=escape(name), min=t.number(low)) for name, low in floors.items()])
    return t("scorecards-sum-band", band=escape(band), bands=bands)


def _exact(t: Translator, value: float | None) -> str:
    return points(t, value) if value is None else t.number(value, decimals=DECIMALS)
