"""The people and conversations of one team."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.sandbox.errors import SlackError
from bot.sandbox.identity import Identity
from bot.sandbox.messages import Conversation
from bot.sandbox.people import ChannelSpec, PersonSpec

SLACKBOT = "USLACKBOT"


class Timestamps:
    """Message ids from the clock: unique and increasing even within a microsecond."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        """The next `ts`, such as "1790000000.000100"."""
        now = self._clock.now()
        self._last = max(self._last + 1, int(now.timestamp()) * 1_000_000 + now.microsecond)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Which conversations the app may name: a private one only from the inside."""

    bot_user: str

    def includes(self, conversation: Conversation) -> bool:
        """Whether the app knows that `conversation` exists."""
        is_public = conversation.kind == "channel" and not conversation.is_private
        return is_public or self.bot_user in conversation.members


class Workspace:
    """Who and what exists; raises SlackError with Slack's names for whatever does not."""

    def __init__(
        self, people: Iterable[PersonSpec], channels: Iterable[ChannelSpec], *, identity: Identity, clock: Clock
    ) -> None:
        self._bot = identity.bot_user
        self._clock = clock
        self._reach = Reach(bot_user=identity.bot_user)
        self.ts = Timestamps(clock)
        self.people = {person.id: person for person in people}
        bot = PersonSpec(id=self._bot, name=identity.bot_name, real_name=identity.bot_name, is_bot=True)
        self.people[self._bot] = bot
        self.conversations: dict[str, Conversation] = {}
        for channel in channels:
            self.add_channel(channel)

    def add_channel(self, spec: ChannelSpec) -> Conversation:
        """Create the channel with its members."""
        for member in spec.members:
            self.person(member)
        conversation = Conversation(
            id=spec.id,
            name=spec.name,
            kind="channel",
            members={*spec.members, *((self._bot,) if spec.has_bot else ())},
            created_at=self._clock.now(),
            is_private=spec.is_private,
            is_archived=spec.is_archived,
            topic=spec.topic,
        )
        self.conversations[spec.id] = conversation
        return conversation

    def person(self, user: str) -> PersonSpec:
        """The account, deactivated ones included; SlackError("user_not_found")."""
        if user not in self.people:
            raise SlackError("user_not_found")
        return self.people[user]

    def conversation(self, name: str) -> Conversation:
        """A conversation the app may address, by id or "#name"; SlackError("channel_not_found")."""
        found = self.conversations.get(name) or self._named(name.removeprefix("#"))
        if found is None or not self._reach.includes(found):
            raise SlackError("channel_not_found")
        return found

    def addressed(self, target: str) -> Conversation:
        """Like `conversation`, but a person's id means the direct message with the app, opened when needed."""
        return self.direct(target) if target in self.people else self.conversation(target)

    def direct(self, user: str) -> Conversation:
        """The direct message between the app and `user`."""
        return self.group([user])

    def group(self, users: Sequence[str]) -> Conversation:
        """The direct message of the app with all of `users`; the same people share one."""
        people = sorted({self.person(user).id for user in users})
        kind = "im" if len(people) == 1 else "mpim"
        key = ("D" if kind == "im" else "G") + "".join(person.removeprefix("U") for person in people)
        if key not in self.conversations:
            name = (
                people[0] if kind == "im" else "mpdm-" + "--".join(self.people[person].name for person in people) + "-1"
            )
            self.conversations[key] = Conversation(
                id=key,
                name=name,
                kind="im" if kind == "im" else "mpim",
                members={*people, self._bot},
                created_at=self._clock.now(),
                is_private=True,
            )
        return self.conversations[key]

    def reachable(self) -> list[Conversation]:
        """Every conversation the app may list."""
        return [each for each in self.conversations.values() if self._reach.includes(each)]

    def of_person(self, user: str) -> list[Conversation]:
        """Every conversation `user` is in."""
        return [each for each in self.conversations.values() if user in each.members]

    def now(self) -> datetime:
        """The workspace's present moment, aware, UTC."""
        return self._clock.now()

    def _named(self, name: str) -> Conversation | None:
        channels = (each for each in self.conversations.values() if each.kind == "channel")
        return next((each for each in channels if each.name == name), None)
