"""What a plan asks for and offers, as the person reads it."""

from collections.abc import Iterator, Mapping

from slack_sdk.models.blocks import Block, DividerBlock

from bot.features.feedback.views.parts import title_of
from bot.features.improvement.rules.terms import Criterion, Meeting, Milestone, Reason, Terms
from bot.features.improvement.views.files import attachment_blocks
from bot.i18n.translator import Translator
from bot.slack.pieces import note, section, written
from bot.slack.text import escape, quoted
from scoring.values import Text

Titles = Mapping[str, Text]


def terms_blocks(t: Translator, terms: Terms, titles: Titles, plan_id: int) -> Iterator[Block]:
    """All of it, in the order in which it is talked about."""
    yield section(t("improvement-period", first=t.full_day(terms.starts_on), last=t.full_day(terms.ends_on)))
    yield from _part(t, "improvement-reasons", [reason_text(t, each, titles) for each in terms.reasons])
    yield DividerBlock()
    yield section(t("improvement-milestones"))
    for number, milestone in enumerate(terms.milestones, 1):
        yield from _milestone(t, number, milestone)
    yield DividerBlock()
    yield from _part(t, "improvement-criteria", [criterion_text(t, each, titles) for each in terms.criteria])
    yield note(t("improvement-criteria-note"))
    if terms.resources:
        yield DividerBlock()
        yield from written(terms.resources, t("improvement-resources-title"))
    if terms.attachments:
        yield DividerBlock()
        yield section(t("improvement-attachments"))
        yield from attachment_blocks(t, plan_id, terms.attachments)
    yield DividerBlock()
    yield from _part(t, "improvement-meetings", [meeting_text(t, each) for each in terms.meetings])


def reason_text(t: Translator, reason: Reason, titles: Titles) -> str:
    """For mrkdwn; likewise below."""
    named = f"*{metric_name(t, reason.metric, titles)}* · " if reason.metric else ""
    return f"{named}{escape(reason.text)}"


def criterion_text(t: Translator, criterion: Criterion, titles: Titles) -> str:
    unit = "percent" if criterion.metric else "score"
    return t(
        "improvement-criterion",
        metric=metric_name(t, criterion.metric, titles),
        value=t.amount(criterion.at_least, unit),
        months=criterion.months,
    )


def meeting_text(t: Translator, meeting: Meeting) -> str:
    return t("improvement-meeting", day=t.full_day(meeting.on), kind=t(f"improvement-meeting-{meeting.kind}"))


def metric_name(t: Translator, metric: str | None, titles: Titles) -> str:
    """One that the scheme does not have any more goes by its id."""
    if metric is None:
        return t("improvement-whole-card")
    return title_of(t, titles[metric]) if metric in titles else quoted(metric)


def _part(t: Translator, title: str, lines: list[str]) -> Iterator[Block]:
    """A section for each line: five of the longest would not fit into one."""
    yield section(t(title))
    for line in lines:
        yield section(f"• {line}")


def _milestone(t: Translator, number: int, milestone: Milestone) -> Iterator[Block]:
    yield section(f"*{number}* · {t('improvement-by-day', day=t.full_day(milestone.due_on))}\n{escape(milestone.what)}")
    yield section(f"{t('improvement-seen-title')} {escape(milestone.seen)}")
    if milestone.helps:
        yield from written(milestone.helps, t("improvement-helps-title"))
