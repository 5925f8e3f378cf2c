"""What is planned for a later day, as the forms show it."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, ButtonElement, MarkdownTextObject, PlainTextObject, SectionBlock

from bot.features.people.service import PlannedChange, PlannedMove
from bot.features.people.views.parts import NAME_LIMIT, name, section
from bot.i18n.translator import Translator
from bot.slack.text import quoted

MOST_SHOWN, MOST_MOVES = 20, 10


def planned_blocks(t: Translator, planned: Sequence[PlannedChange]) -> Iterator[Block]:
    """A line for each change, with a button that calls it off."""
    for each in planned[:MOST_SHOWN]:
        to = (
            quoted(each.to, limit=NAME_LIMIT)
            if each.to
            else t("people-nobody" if each.what != "team" else "people-no-team")
        )
        yield SectionBlock(
            text=MarkdownTextObject(text=t(f"people-planned-{each.what}", on=t.full_day(each.on), to=to)),
            accessory=ButtonElement(
                text=PlainTextObject(text=t("people-call-off")),
                action_id="people.call_off",
                value=f"{each.what}:{each.subject}:{each.on.isoformat()}",
            ),
        )
    if len(planned) > MOST_SHOWN:
        yield section(t("people-planned-more", more=len(planned) - MOST_SHOWN))


def moves_section(t: Translator, moves: Sequence[PlannedMove]) -> Iterator[Block]:
    """Who comes and goes when; it is called off with the person."""
    lines = [
        t(
            "people-planned-comes" if each.comes else "people-planned-goes",
            on=t.full_day(each.on),
            name=name(each.member),
        )
        for each in moves[:MOST_MOVES]
    ]
    if len(moves) > MOST_MOVES:
        lines.append(t("people-planned-more", more=len(moves) - MOST_MOVES))
    if lines:
        yield section("\n".join(lines))
