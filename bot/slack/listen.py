"""Each slice declares its listeners here; the edge runs them."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.slack.forms import ActionForm, CommandForm, EventForm, Form, FunctionForm, ShortcutForm, SubmissionForm
from bot.slack.outcomes import Outcome
from bot.turn import Turn

OnCommand = Callable[[Turn, CommandForm], Awaitable[Outcome]]
OnAction = Callable[[Turn, ActionForm], Awaitable[Outcome]]
OnSubmission = Callable[[Turn, SubmissionForm], Awaitable[Outcome]]
OnShortcut = Callable[[Turn, ShortcutForm], Awaitable[Outcome]]
OnEvent = Callable[[Turn, EventForm], Awaitable[Outcome]]
OnFunction = Callable[[Turn, FunctionForm], Awaitable[Outcome]]
IsHeavy = Callable[[str], bool]
"""Whether something takes long, by what was typed after its name, or by a button's value."""
H = TypeVar("H")


def always(_text: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Topic:
    """A subcommand of `/perf`; its help is the catalogue message `topic-<name>`."""

    name: str
    aliases: tuple[str, ...]
    handle: OnCommand


@dataclass(frozen=True, slots=True)
class Listeners:
    """Handlers by what triggers them. A handler does no SQL, no commit, no ack and has no try.

    What is declared heavy has a rate limit of its own: searches, exports, whatever reads more than somebody's own.
    """

    commands: dict[str, OnCommand] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    actions: dict[str, OnAction] = field(default_factory=dict)
    submissions: dict[str, OnSubmission] = field(default_factory=dict)
    shortcuts: dict[str, OnShortcut] = field(default_factory=dict)
    events: dict[str, OnEvent] = field(default_factory=dict)
    anonymous_events: dict[str, OnEvent] = field(default_factory=dict)
    functions: dict[str, OnFunction] = field(default_factory=dict)
    heavy_topics: dict[str, IsHeavy] = field(default_factory=dict)
    heavy_actions: dict[str, IsHeavy] = field(default_factory=dict)
    typed_actions: dict[str, bool] = field(default_factory=dict)

    def command(self, name: str) -> Callable[[OnCommand], OnCommand]:
        return _adder(self.commands, name)

    def topic(self, name: str, *aliases: str, heavy: IsHeavy | None = None) -> Callable[[OnCommand], OnCommand]:
        def add(handle: OnCommand) -> OnCommand:
            self.topics[name] = Topic(name, aliases, handle)
            if heavy:
                self.heavy_topics.update(dict.fromkeys((name, *aliases), heavy))
            return handle

        return add

    def action(
        self, action_id: str, *, heavy: IsHeavy | None = None, typed: bool = False
    ) -> Callable[[OnAction], OnAction]:
        """`typed`: it comes with every key that somebody presses in a field, and most of them can be left out."""
        if heavy:
            self.heavy_actions[action_id] = heavy
        if typed:
            self.typed_actions[action_id] = True
        return _adder(self.actions, action_id)

    def submission(self, callback_id: str) -> Callable[[OnSubmission], OnSubmission]:
        return _adder(self.submissions, callback_id)

    def shortcut(self, callback_id: str) -> Callable[[OnShortcut], OnShortcut]:
        return _adder(self.shortcuts, callback_id)

    def event(self, type_: str, *, needs_member: bool = True) -> Callable[[OnEvent], OnEvent]:
        """Without `needs_member` the turn's member id is 0: for news about people who are not members yet."""
        return _adder(self.events if needs_member else self.anonymous_events, type_)

    def function(self, callback_id: str) -> Callable[[OnFunction], OnFunction]:
        """A step of workflows: nobody asks, so that the turn's member id is 0."""
        return _adder(self.functions, callback_id)

    def is_heavy(self, form: Form) -> bool:
        """Whether its listener was declared so."""
        if isinstance(form, ActionForm):
            heavy = self.heavy_actions.get(form.action_id.partition(":")[0])
            return heavy is not None and heavy(form.value)
        if isinstance(form, CommandForm) and form.name == "perf":
            word, rest = first_word(form.text)
            heavy = self.heavy_topics.get(word)
            return heavy is not None and heavy(rest)
        return False

    def is_typed(self, form: Form) -> bool:
        """Whether somebody is typing into a field whose listener was declared so: a choice is not."""
        return isinstance(form, ActionForm) and form.is_typed and form.action_id.partition(":")[0] in self.typed_actions


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
