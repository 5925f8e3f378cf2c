"""One's own card as a file to compute again."""

from bot.features.scorecards.service import PublishedCard
from bot.features.scorecards.views.words import month
from bot.i18n.translator import Translator
from bot.slack.files import Upload
from bot.slack.messages import Message
from bot.slack.pieces import section
from scoring.card_file import CardFile


def card_file(t: Translator, published: PublishedCard, file: CardFile) -> Upload:
    card, of = published.card, month(t, published.card.period)
    name = f"card-{card.period}-{card.revision}.json"
    return Upload(
        name, file.written(), t("scorecards-file-title", month=of), comment=t("scorecards-file-comment", name=name)
    )


def file_promised_message(t: Translator) -> Message:
    text = t("scorecards-file-promised")
    return Message(text, [section(text)])
