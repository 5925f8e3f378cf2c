"""Each slice declares its listeners here; the edge runs them."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.slack.forms import ActionForm, CommandForm, EventForm, ShortcutForm, SubmissionForm
from bot.slack.outcomes import Outcome
from bot.turn import Turn

OnCommand = Callable[[Turn, CommandForm], Awaitable[Outcome]]
OnAction = Callable[[Turn, ActionForm], Awaitable[Outcome]]
OnSubmission = Callable[[Turn, SubmissionForm], Awaitable[Outcome]]
OnShortcut = Callable[[Turn, ShortcutForm], Awaitable[Outcome]]
OnEvent = Callable[[Turn, EventForm], Awaitable[Outcome]]
H = TypeVar("H")


@dataclass(frozen=True, slots=True)
class Topic:
    """A subcommand of `/perf`; its help is the catalogue message `topic-<name>`."""

    name: str
    aliases: tuple[str, ...]
    handle: OnCommand


@dataclass(frozen=True, slots=True)
class Listeners:
    """Handlers by what triggers them. A handler does no SQL, no commit, no ack and has no try."""

    commands: dict[str, OnCommand] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    actions: dict[str, OnAction] = field(default_factory=dict)
    submissions: dict[str, OnSubmission] = field(default_factory=dict)
    shortcuts: dict[str, OnShortcut] = field(default_factory=dict)
    events: dict[str, OnEvent] = field(default_factory=dict)
    anonymous_events: dict[str, OnEvent] = field(default_factory=dict)

    def command(self, name: str) -> Callable[[OnCommand], OnCommand]:
        return _adder(self.commands, name)

    def topic(self, name: str, *aliases: str) -> Callable[[OnCommand], OnCommand]:
        def add(handle: OnCommand) -> OnCommand:
            self.topics[name] = Topic(name, aliases, handle)
            return handle

        return add

    def action(self, action_id: str) -> Callable[[OnAction], OnAction]:
        return _adder(self.actions, action_id)

    def submission(self, callback_id: str) -> Callable[[OnSubmission], OnSubmission]:
        return _adder(self.submissions, callback_id)

    def shortcut(self, callback_id: str) -> Callable[[OnShortcut], OnShortcut]:
        return _adder(self.shortcuts, callback_id)

    def event(self, type_: str, *, needs_member: bool = True) -> Callable[[OnEvent], OnEvent]:
        """Without `needs_member` the turn's member id is 0: for news about people who are not members yet."""
        return _adder(self.events if needs_member else self.anonymous_events, type_)


def _adder(table: dict[str, H], name: str) -> Callable[[H], H]:
    def add(handle: H) -> H:
        table[name] = handle
        return handle

    return add


def merged(slices: Iterable[Listeners]) -> Listeners:
    """One table of all slices' listeners; ValueError when two claim the same name."""
    whole = Listeners()
    for listeners in slices:
        for kind in Listeners.__slots__:
            ours, theirs = getattr(whole, kind), getattr(listeners, kind)
            if clash := ours.keys() & theirs.keys():
                raise ValueError(f"two slices listen to the {kind} {sorted(clash)}")
            ours.update(theirs)
    return whole


def first_word(text: str) -> tuple[str, str]:
    """The first word in lower case, and the rest."""
    head, _, rest = text.strip().partition(" ")
    return head.lower(), rest.strip()
