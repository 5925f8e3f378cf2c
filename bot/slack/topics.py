"""`/perf`: one command with many topics, help at every level and the nearest match for typos."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from slack_sdk.models.blocks import ContextBlock, HeaderBlock, MarkdownTextObject, PlainTextObject, SectionBlock

from bot.errors import Rejected
from bot.i18n.translator import Translator, translator
from bot.likeness import nearest
from bot.slack.forms import CommandForm
from bot.slack.listen import OnCommand, Topic, first_word
from bot.slack.messages import Message
from bot.slack.outcomes import Outcome, Tell
from bot.turn import Turn

HELP_WORDS = frozenset({"", "help", "帮助", "?", "？"})


@dataclass(frozen=True, slots=True)
class TopicRouter:
    """Sends `/perf <topic> …` to the topic's listener."""

    topics: Mapping[str, Topic]
    _helps: dict[tuple[Translator, str], Message] = field(default_factory=dict, init=False, repr=False, compare=False)

    async def __call__(self, turn: Turn, form: CommandForm) -> Outcome:
        word, rest = first_word(form.text)
        if word in HELP_WORDS:
            return Tell(self._help(translator(turn.who.language), rest))
        topic = self._named(word)
        if rest.lower() in HELP_WORDS - {""}:
            return Tell(self._help(translator(turn.who.language), topic.name))
        return await topic.handle(turn, CommandForm(topic.name, rest, form.channel))

    def _help(self, t: Translator, word: str) -> Message:
        """Made once for each language and topic: it depends on nobody."""
        topic = self._named(word.lower()) if word else None
        key = (t, topic.name if topic else "")
        if key not in self._helps:
            message = _one_topic(t, topic) if topic else _all_topics(t, [*self.topics.values()])
            self._helps[key] = message.made()
        return self._helps[key]

    def _named(self, word: str) -> Topic:
        names = {alias: topic for topic in self.topics.values() for alias in (topic.name, *topic.aliases)}
        if word in names:
            return names[word]
        meant = nearest(word, names)
        if meant:
            raise Rejected("topic-unknown-nearest", typed=word, nearest=names[meant[0]].name)
        raise Rejected("topic-unknown", typed=word, known=sorted(self.topics))


def router(topics: Mapping[str, Topic]) -> OnCommand:
    return TopicRouter(topics)


def _all_topics(t: Translator, topics: list[Topic]) -> Message:
    daily = t("help-daily")
    lines = [t(f"topic-{topic.name}") for topic in topics]
    half = (len(lines) + 1) // 2
    return Message(
        t("help-title"),
        [
            HeaderBlock(text=PlainTextObject(text=t("help-title"))),
            SectionBlock(text=MarkdownTextObject(text=daily)),
            # One section holds 3,000 characters.
            *(
                SectionBlock(text=MarkdownTextObject(text="\n".join(some)))
                for some in (lines[:half], lines[half:])
                if some
            ),
            ContextBlock(elements=[MarkdownTextObject(text=t("help-promise"))]),
        ],
    )


def _one_topic(t: Translator, topic: Topic) -> Message:
    text = t(f"topic-{topic.name}")
    aliases = t("help-aliases", aliases=t.listing([f"`{alias}`" for alias in topic.aliases])) if topic.aliases else ""
    return Message(text, [SectionBlock(text=MarkdownTextObject(text=f"{text}\n{aliases}".strip()))])
