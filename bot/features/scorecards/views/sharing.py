"""What somebody may be named with: the question about a win, one's own choices, and HR's list of stars."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    CheckboxesElement,
    InputBlock,
    InteractiveElement,
    Option,
    PlainTextObject,
    RadioButtonsElement,
)
from slack_sdk.models.views import View

from bot.features.scorecards.models import ASKED
from bot.features.scorecards.service import AskedWin, Named, Sharing
from bot.features.scorecards.views.words import amount, month, points, title
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.messages import Message
from bot.slack.pieces import button, modal, note, section
from bot.slack.text import cut, escape

NAME_LIMIT = 60
YES, NO = "yes", "no"
WINS, STAR = "wins", "star"


def win_line(t: Translator, win: AskedWin, *, shows_figure: bool) -> str:
    """As the team reads it: with the number, or only that the target was met."""
    row, metric = win.row, win.scheme.metric(win.row.metric)
    kind = "figure" if shows_figure else "words"
    return t(
        f"scorecards-win-{kind}{'-best' if row.is_best else ''}",
        name=escape(cut(win.member.name, NAME_LIMIT)),
        title=title(t, metric.title),
        value=amount(t, row.value, metric.unit),
        attainment=points(t, row.attainment),
    )


def star_line(t: Translator, star: Named) -> str:
    """With the rule that made the choice, in words."""
    name = escape(cut(star.member.name, NAME_LIMIT))
    how = t(f"scorecards-star-by-{star.row.decided_by.replace('_', '-')}")
    return t("scorecards-star", name=name, month=month(t, star.row.period), how=how)


def win_message(t: Translator, win: AskedWin) -> Message:
    """To whose win it is: the question, and later what they answered."""
    row = win.row
    line = win_line(t, win, shows_figure=row.state == ASKED or row.shows_figure)
    text = t(f"scorecards-win-{row.state}", month=month(t, row.period), line=line)
    blocks: list[Block] = [section(text)]
    if row.state == ASKED:
        blocks += [note(t("scorecards-win-note")), ActionsBlock(elements=_answers(t, str(row.key)))]
    return Message(t("scorecards-notice"), blocks)


def sharing_view(t: Translator, own: Sharing) -> View:
    """One's own choices, and what stands in posts, to be taken back."""
    blocks: list[Block] = [section(t("scorecards-sharing-intro")), _wins(t, own), _star(t, own)]
    blocks.append(note(t("scorecards-sharing-star-note")))
    for win in own.wins:
        blocks.append(section(win_line(t, win, shows_figure=win.row.shows_figure) + f" · {month(t, win.row.period)}"))
        taken = button(t, "scorecards-win-withdraw", "scorecards.withdraw_win", str(win.row.key))
        blocks.append(ActionsBlock(elements=[taken]))
    return modal(t, "scorecards-sharing-title", blocks, callback="scorecards.sharing", submit="scorecards-sharing-save")


def stars_view(t: Translator, stars: Sequence[Named]) -> View:
    """For HR: who was star when, and by which rule."""
    blocks: list[Block] = [section(t("scorecards-stars-intro"))]
    if not stars:
        blocks.append(section(t("scorecards-stars-none")))
    for star in stars:
        of = t("scorecards-stars-of", team=escape(cut(star.team.name, NAME_LIMIT)), count=star.row.n_candidates)
        line = f"{star_line(t, star)}\n{of}"
        if star.row.taken_back_at:
            blocks.append(section(f"{line} · {t('scorecards-stars-back')}"))
            continue
        back = button(
            t, "scorecards-stars-take", "scorecards.take_star", str(star.row.key), confirm="scorecards-stars-sure"
        )
        blocks += [section(line), ActionsBlock(elements=[back])]
    return modal(t, "scorecards-stars-title", blocks)


def _answers(t: Translator, key: str) -> list[InteractiveElement]:
    return [
        button(t, "scorecards-win-yes", "scorecards.share_win", key, is_primary=True),
        button(t, "scorecards-win-no", "scorecards.keep_win", key),
        button(t, "scorecards-sharing-open", "scorecards.open_sharing", key),
    ]


def _wins(t: Translator, own: Sharing) -> InputBlock:
    options = [_option(t, YES, "scorecards-sharing-ask"), _option(t, NO, "scorecards-sharing-never")]
    element = RadioButtonsElement(action_id=VALUE, options=options, initial_option=options[0 if own.is_asked else 1])
    return InputBlock(block_id=WINS, label=PlainTextObject(text=t("scorecards-sharing-wins")), element=element)


def _star(t: Translator, own: Sharing) -> InputBlock:
    option = _option(t, YES, "scorecards-sharing-star")
    element = CheckboxesElement(
        action_id=VALUE, options=[option], initial_options=[option] if own.may_be_star else None
    )
    label = PlainTextObject(text=t("scorecards-sharing-star-label"))
    return InputBlock(block_id=STAR, label=label, optional=True, element=element)


def _option(t: Translator, value: str, key: str) -> Option:
    return Option(value=value, text=PlainTextObject(text=t(key)))
