"""Files in forms, in lists, and on their way to somebody."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, CheckboxesElement, InputBlock, PlainTextObject
from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from bot.features.improvement.models import PlanFile
from bot.features.improvement.rules.files import (
    MEDIA_TYPES,
    MOST_BYTES,
    MOST_FILES,
    Attached,
    neutral_name,
    types_told,
)
from bot.features.improvement.rules.terms import Attachment
from bot.features.improvement.service import Draft, Refused
from bot.features.improvement.views.parts import LABEL, line_with, option
from bot.i18n.translator import Translator
from bot.slack.files import Upload
from bot.slack.forms import VALUE
from bot.slack.messages import Message
from bot.slack.pieces import button, modal, note, section
from bot.slack.text import cut, escape

KILO = 1024
MEGA = KILO * KILO
SHOWN = 150
"""Characters of a name in a line."""


def file_inputs(t: Translator, files: Sequence[Attached]) -> Iterator[Block]:
    """To attach some, and to take out what was attached before."""
    if files:
        options = [option(each.name, str(each.key)) for each in files]
        yield InputBlock(
            block_id="taken_out",
            label=PlainTextObject(text=cut(t("improvement-files-taken-out"), LABEL)),
            optional=True,
            element=CheckboxesElement(action_id=VALUE, options=options),
        )
    yield InputBlock(
        block_id="files",
        label=PlainTextObject(text=cut(t("improvement-files"), LABEL)),
        hint=PlainTextObject(
            text=t("improvement-files-hint", count=MOST_FILES, limit=MOST_BYTES // MEGA, types=types_told())
        ),
        optional=True,
        element=FileInputElement(action_id=VALUE, filetypes=list(MEDIA_TYPES), max_files=MOST_FILES),
    )


def file_blocks(t: Translator, plan_id: int, files: Sequence[Attached]) -> Iterator[Block]:
    """Names, each with a button to have the file; none yet for what is on its way from Slack."""
    for each in files:
        name = file_name(t, each.name, each.size)
        if each.is_waiting:
            yield note(t("improvement-file-waiting", file=name))
        else:
            yield line_with(t, name, "improvement-file-get", "improvement.file", f"{plan_id}:{each.key}")


def attachment_blocks(t: Translator, plan_id: int, attachments: Sequence[Attachment]) -> Iterator[Block]:
    """Those of the terms."""
    yield from file_blocks(t, plan_id, listed(attachments))


def listed(attachments: Sequence[Attachment]) -> list[Attached]:
    return [Attached(each.file, each.name, each.size) for each in attachments]


def files_view(t: Translator, draft: Draft) -> View:
    """Of the draft's terms."""
    back = button(t, "improvement-back", "improvement.write", str(draft.plan.key))
    blocks: list[Block] = [section(t("improvement-attachments"))]
    blocks += [*file_inputs(t, listed(draft.terms.attachments)), ActionsBlock(elements=[back])]
    metadata = {"plan": draft.plan.key}
    return modal(
        t, "improvement-title", blocks, callback="improvement.files", submit="improvement-save", metadata=metadata
    )


def refused_message(t: Translator, refused: Refused) -> Message:
    """Which file, why, and what to do; a locked phone shows neither."""
    limit = MOST_BYTES // MEGA
    name = escape(cut(refused.name, SHOWN))
    text = t(f"improvement-refused-{refused.reason}", name=name, limit=limit, types=types_told())
    opening = button(t, "improvement-open", "improvement.open", f"{refused.plan_id}:0")
    return Message(t("improvement-notice"), [section(text), ActionsBlock(elements=[opening])])


def handed(t: Translator, row: PlanFile) -> Upload:
    """For the conversation with its reader; neither name nor title say what it is about, or whom."""
    assert row.content is not None, "only what is kept is handed out"
    name = neutral_name(row.workspace_id, row.key, row.name)
    return Upload(name=name, content=row.content, title=t("improvement-document-caption"))


def file_name(t: Translator, name: str, size: int) -> str:
    """For mrkdwn, with the size."""
    key, amount = ("mb", t.number(size / MEGA, decimals=1)) if size >= MEGA else ("kb", t.number(-(-size // KILO)))
    return t(f"improvement-file-{key}", name=escape(cut(name, SHOWN)), size=amount)
