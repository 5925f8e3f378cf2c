"""`/perf`: one command with many topics, help at every level and the nearest match for typos."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from slack_sdk.models.blocks import ContextBlock, HeaderBlock, MarkdownTextObject, PlainTextObject, SectionBlock

from bot.errors import Rejected
from bot.i18n.translator import Translator, translator
from bot.likeness import nearest
from bot.slack.commands import COMMAND_WORDS
from bot.slack.forms import CommandForm
from bot.slack.listen import OnCommand, Topic, first_word
from bot.slack.messages import Message
from bot.slack.outcomes import Outcome, Tell
from bot.turn import Turn

HELP_WORDS = frozenset({"", "help", "帮助", "?", "？"})
ALL_WORDS = frozenset({"all", "全部", "所有"})
DUTIES = ("manager", "hr", "admin", "auditor")
"""What somebody may have to do besides their own work, in the order in which help begins with it."""

Duties = Callable[[Turn], Awaitable[frozenset[str]]]
"""Those of `DUTIES` that the person has."""


@dataclass(frozen=True, slots=True)
class TopicRouter:
    """Sends `/perf <topic> …` to the topic's listener, and `/perf card` and the like to the command of that name."""

    topics: Mapping[str, Topic]
    commands: Mapping[str, OnCommand]
    duties: Duties
    _helps: dict[tuple[Translator, str], Message] = field(default_factory=dict, init=False, repr=False, compare=False)

    async def __call__(self, turn: Turn, form: CommandForm) -> Outcome:
        word, rest = first_word(form.text)
        if word in HELP_WORDS:
            return await self._helped(turn, first_word(rest)[0], form.channel)
        topic = self._named(word)
        if rest.lower() in HELP_WORDS - {""}:
            return await self._helped(turn, topic.name, form.channel)
        return await topic.handle(turn, CommandForm(topic.name, rest, form.channel))

    async def _helped(self, turn: Turn, word: str, channel: str) -> Outcome:
        """Each answer is made once for a language: it depends on what somebody does, and on nobody."""
        if not word:
            return Tell(self._overview(translator(turn.who.language), await self.duties(turn)))
        if word in ALL_WORDS:
            return Tell(self._made(translator(turn.who.language), "all", lambda t: _all_topics(t, self._listed())))
        topic = self._named(word)
        if topic.name not in self.topics:
            return await topic.handle(turn, CommandForm(topic.name, "help", channel))
        return Tell(self._made(translator(turn.who.language), f"topic {topic.name}", lambda t: _one_topic(t, topic)))

    def _overview(self, t: Translator, duties: frozenset[str]) -> Message:
        held = [each for each in DUTIES if each in duties]
        return self._made(t, f"for {held}", lambda t: help_overview(t, held))

    def _made(self, t: Translator, name: str, make: Callable[[Translator], Message]) -> Message:
        if (t, name) not in self._helps:
            self._helps[t, name] = make(t).made()
        return self._helps[t, name]

    def _listed(self) -> list[Topic]:
        return [*self.topics.values()]

    def _named(self, word: str) -> Topic:
        names = {word: Topic(name, (), self.commands[name]) for word, name in COMMAND_WORDS.items()}
        names |= {alias: topic for topic in self._listed() for alias in (topic.name, *topic.aliases)}
        if word in names:
            return names[word]
        meant = nearest(word, names)
        if meant:
            raise Rejected("topic-unknown-nearest", typed=word, nearest=names[meant[0]].name)
        raise Rejected("topic-unknown", typed=word, known=sorted(self.topics))


def router(topics: Mapping[str, Topic], commands: Mapping[str, OnCommand], duties: Duties) -> OnCommand:
    return TopicRouter(topics, commands, duties)


def help_overview(t: Translator, duties: Sequence[str]) -> Message:
    """One screen: what somebody with these `DUTIES` has to do comes first, what everybody does after it."""
    parts = [f"help-for-{duty}" for duty in duties] + ["help-daily", "help-own", "help-self"]
    return Message(
        t("help-title"),
        [
            HeaderBlock(text=PlainTextObject(text=t("help-title"))),
            *(SectionBlock(text=MarkdownTextObject(text=t(each))) for each in parts),
            ContextBlock(elements=[MarkdownTextObject(text=t("help-promise"))]),
        ],
    )


def _all_topics(t: Translator, topics: list[Topic]) -> Message:
    lines = [t(f"topic-{topic.name}") for topic in topics]
    half = (len(lines) + 1) // 2
    return Message(
        t("help-title"),
        [
            HeaderBlock(text=PlainTextObject(text=t("help-title"))),
            # One section holds 3,000 characters.
            *(
                SectionBlock(text=MarkdownTextObject(text="\n".join(some)))
                for some in (lines[:half], lines[half:])
                if some
            ),
            ContextBlock(elements=[MarkdownTextObject(text=t("help-private"))]),
        ],
    )


def _one_topic(t: Translator, topic: Topic) -> Message:
    text = t(f"topic-{topic.name}")
    aliases = t("help-aliases", aliases=t.listing([f"`{alias}`" for alias in topic.aliases])) if topic.aliases else ""
    return Message(text, [SectionBlock(text=MarkdownTextObject(text=f"{text}\n{aliases}".strip()))])
