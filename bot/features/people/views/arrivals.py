"""Who is new and who has left, and the days on which somebody is away, as those see them who look after people."""

from collections.abc import Iterator

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    DatePickerElement,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.views import View

from bot.features.people.models import ABSENCES, VACATION
from bot.features.people.service import SPANS, Arrival, Arrivals, DaysAway
from bot.features.people.views.parts import choice, field, modal, name, section
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.text import quoted

PAGE = 40
MOST_STRETCHES = 20
_DOORS = {"joined": ("people-change", "people.change_person"), "left": ("people-merge", "people.open_merge")}
"""What can be done about somebody in a list: label and action."""


def arrivals_view(t: Translator, found: Arrivals, *, offset: int = 0) -> View:
    """People from the `offset`-th on, `PAGE` at most."""
    what = "left" if found.has_left else "joined"
    page = found.people[offset : offset + PAGE]
    blocks: list[Block] = [
        ActionsBlock(elements=[*_choices(t, found), _back(t)]),
        section(t(f"people-{what}-intro", found=len(found.people), days=found.days)),
        *(_line(t, what, each, may_merge=found.may_merge) for each in page),
    ]
    if len(found.people) > offset + PAGE:
        label = t("people-next")
        blocks.append(ActionsBlock(elements=[_button(label, what, found.days, offset + PAGE, "next")]))
    return modal(t, "people-arrivals", blocks)


def asked(value: str) -> tuple[bool, int, int]:
    """What a button of ours carries: whether it is about those who left, days to look back, and the first to be shown;
    anything else is the first page of those who joined."""
    what, _, rest = value.partition(":")
    days, _, offset = rest.partition(":")
    if not (days.isdecimal() and offset.isdecimal()):
        return False, SPANS[0], 0
    return what == "left", int(days), int(offset)


def days_away_view(t: Translator, found: DaysAway) -> View:
    """A form for more days, below those that are known."""
    kinds = [(kind, t(f"people-absence-{kind}")) for kind in ABSENCES]
    blocks: list[Block] = [
        section(t("people-days-away-of", name=name(found.member))),
        *_stretches(t, found),
        field(t, "people-away-first", DatePickerElement(action_id=VALUE), optional=False),
        field(t, "people-away-last", DatePickerElement(action_id=VALUE)),
        field(t, "people-away-kind", choice(kinds, VACATION), optional=False),
    ]
    metadata = {"person": found.member.slack_user}
    return modal(t, "people-days-away", blocks, callback="people.enter_days_away", metadata=metadata)


def days_away_saved_view(t: Translator, found: DaysAway) -> View:
    intro = section(t("people-days-away-of", name=name(found.member)))
    return modal(t, "people-saved", [intro, *_stretches(t, found), ActionsBlock(elements=[_back(t)])])


def _stretches(t: Translator, found: DaysAway) -> Iterator[Block]:
    if not found.stretches:
        yield section(t("people-days-away-none"))
    for key, first, last in found.stretches[:MOST_STRETCHES]:
        ends = {"first": t.full_day(first), "last": t.full_day(last)}
        days = ends["first"] if first == last else t("people-days-from-to", **ends)
        button = ButtonElement(
            text=PlainTextObject(text=t("people-call-off")), action_id="people.end_days_away", value=str(key)
        )
        yield SectionBlock(text=MarkdownTextObject(text=days), accessory=button)
    if len(found.stretches) > MOST_STRETCHES:
        yield section(t("people-away-more", more=len(found.stretches) - MOST_STRETCHES))


def _line(t: Translator, what: str, each: Arrival, *, may_merge: bool) -> Block:
    team = quoted(each.team.name) if each.team else t("people-no-team")
    lines = [t(f"people-{what}-line", name=name(each.member), on=t.full_day(each.on), team=team)]
    if what == "left" and each.leads:
        lines.append(t("people-left-leads", team=quoted(each.leads.name)))
    if what == "left" and each.manages:
        lines.append(t("people-left-manages", found=each.manages))
    text = MarkdownTextObject(text="\n".join(lines))
    if what == "left" and not may_merge:
        return SectionBlock(text=text)
    label, action = _DOORS[what]
    button = ButtonElement(text=PlainTextObject(text=t(label)), action_id=action, value=each.member.slack_user)
    return SectionBlock(text=text, accessory=button)


def _choices(t: Translator, found: Arrivals) -> Iterator[ButtonElement]:
    """The other list, and other times."""
    now = "left" if found.has_left else "joined"
    other = "joined" if found.has_left else "left"
    yield _button(t(f"people-show-{other}"), other, found.days, 0, "other")
    for days in SPANS:
        if days != found.days:
            yield _button(t("people-last-days", days=days), now, days, 0, str(days))


def _button(label: str, what: str, days: int, offset: int, suffix: str) -> ButtonElement:
    action = f"people.open_arrivals:{suffix}"
    return ButtonElement(text=PlainTextObject(text=label), action_id=action, value=f"{what}:{days}:{offset}")


def _back(t: Translator) -> ButtonElement:
    return ButtonElement(text=PlainTextObject(text=t("people-back")), action_id="people.turn_page", value="0")
