"""The sheet of a talk: for a manager what to start from and what to ask, for a member their own view of it."""

from collections.abc import Iterator, Sequence
from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock
from slack_sdk.models.views import View

from bot.features.people.models import Member
from bot.features.scorecards.views.words import amount, shown_score, target
from bot.features.scorecards.views.words import title as title_of
from bot.features.talks.models import OPEN, TalkItem, TalkPreparation
from bot.features.talks.rules.findings import Finding
from bot.features.talks.service import Line, Prepared, Sheet, written
from bot.features.talks.views.lists import TITLE
from bot.features.talks.views.outcome import noted_blocks
from bot.features.talks.views.parts import buttons, month_of, named, state_text
from bot.i18n.translator import Translator
from bot.slack.pieces import button, modal, note, section
from bot.slack.pieces import written as quotation
from bot.slack.text import escape, quoted

ITEM_SHOWN = 200
ITEMS_SHOWN = 6


def talk_view(t: Translator, sheet: Sheet, *, today: date, zone: str) -> View:
    """Highlights from the figures first, then gaps, what was agreed, what either wants to say; questions last."""
    blocks: list[Block] = [section(_headline(t, sheet, today=today, zone=zone)), buttons(*_steps(t, sheet))]
    if sheet.noted is not None:
        blocks += [DividerBlock(), *noted_blocks(t, sheet.place, sheet.noted)]
    blocks += [DividerBlock(), *_from_figures(t, sheet), *_agreed(t, sheet, today=today), *_said(t, sheet)]
    if sheet.prepared is not None:
        blocks += _for_manager(t, sheet, sheet.prepared)
    return modal(t, TITLE, blocks)


def _headline(t: Translator, sheet: Sheet, *, today: date, zone: str) -> str:
    place, receipt = sheet.place, sheet.published.receipt
    line = Line(place.row, place.other, place.is_own)
    return t(
        "talks-headline",
        name=named(t, place.other),
        month=month_of(t, place.row),
        score=shown_score(t, receipt.shown_score),
        band=escape(receipt.band) if receipt.band else t("scorecards-incomplete"),
        state=state_text(t, line, today=today, zone=zone),
    )


def _steps(t: Translator, sheet: Sheet) -> Iterator[ButtonElement]:
    """What can be done next."""
    row, card = sheet.place.row, sheet.published.card
    key = str(row.key)
    if row.state == OPEN and sheet.place.other is not None:
        if row.meet_at is not None and not row.is_agreed and row.proposed_by == sheet.place.other.key:
            value = f"{key}:{written(row.meet_at)}"
            yield button(t, "talks-agree", "talks.agree", value, is_primary=True)
        yield button(t, "talks-propose" if row.meet_at is None else "talks-propose-other", "talks.open_time", key)
    yield button(t, "talks-own-notes", "talks.open_notes", key)
    if sheet.noted is None or sheet.noted.is_readable:
        noted = "talks-note-outcome" if sheet.noted is None else "talks-note-again"
        yield button(t, noted, "talks.open_outcome", key)
    why = f"{card.member_id}:{card.period}:{card.revision}"
    yield button(t, "scorecards-why-button", "scorecards.why", why)


def _from_figures(t: Translator, sheet: Sheet) -> Iterator[Block]:
    found = sheet.findings
    strong = [_finding(t, sheet, each, "strong" if each.is_met else "best") for each in found.strong]
    if found.improved:
        strong.append(_finding(t, sheet, found.improved, "improved"))
    yield section("\n".join([t("talks-well"), *(strong or [t("talks-well-none")])]))
    if found.gaps:
        yield section("\n".join([t("talks-gaps"), *(_finding(t, sheet, each, "gap") for each in found.gaps)]))
    if sheet.is_questioned:
        yield note(t("talks-questioned-own" if sheet.place.is_own else "talks-questioned"))


def _finding(t: Translator, sheet: Sheet, found: Finding, kind: str) -> str:
    line = next(each for each in sheet.published.receipt.metrics if each.metric == found.metric)
    return t(
        f"talks-finding-{kind}",
        title=title_of(t, sheet.published.scheme.metric(found.metric).title),
        value=amount(t, line.value, line.unit),
        target=target(t, line),
        months=found.months,
        before=t.number(found.attainment - (found.moved or 0), decimals=0),
        now=t.number(found.attainment, decimals=0),
    )


def _agreed(t: Translator, sheet: Sheet, *, today: date) -> Iterator[Block]:
    """What earlier talks agreed on, with what has become of it."""
    if not sheet.items:
        return
    lines = [item_text(t, each, _owner(sheet, each), today=today) for each in sheet.items[-ITEMS_SHOWN:]]
    yield section("\n".join([t("talks-last-plan"), *lines]))


def item_text(t: Translator, item: TalkItem, owner: Member | None, *, today: date) -> str:
    """With its owner, when there is one to name."""
    shown = {"text": quoted(item.text, limit=ITEM_SHOWN)}
    shown["owner"] = t("talks-item-owner", name=named(t, owner)) if owner else ""
    if item.done_on is not None:
        return t("talks-item-done", day=t.day(item.done_on), **shown)
    key = "talks-item-late" if item.due_on < today else "talks-item-open"
    return t(key, day=t.day(item.due_on), **shown)


def _owner(sheet: Sheet, item: TalkItem) -> Member | None:
    both = (sheet.place.member, sheet.place.manager)
    return next((each for each in both if each is not None and each.key == item.owner_id), None)


def _said(t: Translator, sheet: Sheet) -> Iterator[Block]:
    if sheet.theirs is not None:
        yield from _preparation(t, sheet.theirs, t("talks-theirs", name=named(t, sheet.place.member)))
    if sheet.own is not None:
        own = "talks-own-shared" if sheet.own.shared_with is not None else "talks-own-private"
        yield from _preparation(t, sheet.own, t(own))


def _preparation(t: Translator, row: TalkPreparation, heading: str) -> Iterator[Block]:
    yield section(heading)
    if row.highlights:
        yield from quotation(row.highlights, t("talks-field-highlights"))
    if row.topics:
        yield from quotation(row.topics, t("talks-field-topics"))


def _for_manager(t: Translator, sheet: Sheet, prepared: Prepared) -> Iterator[Block]:
    if prepared.public or prepared.shared:
        member = sheet.place.member
        yield section(t("talks-brought", name=named(t, member), public=prepared.public, shared=prepared.shared))
        yield buttons(button(t, "talks-brought-see", "feedback.open_digest", str(member.key)))
    yield DividerBlock()
    yield section("\n".join([t("talks-questions"), *_questions(t, sheet, prepared)]))
    yield note(t("talks-questions-note"))


def _questions(t: Translator, sheet: Sheet, prepared: Prepared) -> Sequence[str]:
    scheme = sheet.published.scheme
    return [
        t(
            f"talks-question-{each.code}",
            metric=title_of(t, scheme.metric(each.metric).title) if each.metric else "",
            months=each.months,
        )
        for each in prepared.questions
    ]
