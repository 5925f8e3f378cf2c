"""The tables of commands, shortcuts and workflow steps: one source for listeners, help and the app manifest."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import ConfigurationError

COMMANDS: Mapping[str, tuple[str, str]] = {
    "checkin": ("Check in your figures, goal and blockers", "[figure value [date] [note]] | fix figure | help"),
    "kudos": ("Thank a colleague, in public or in private", "@colleague what for | list | help"),
    "rate": ("Rate the colleagues whom you are asked about", "[@colleague] | list | help"),
    "scorecard": ("Your monthly scorecard", "[2026-10] | help"),
    "perf": ("Scheme, settings, people and help", "help | scheme | admin"),
}
"""Name → description and usage hint, as the app manifest shows them."""

COMMAND_WORDS: Mapping[str, str] = {
    "checkin": "checkin",
    "check-in": "checkin",
    "打卡": "checkin",
    "填报": "checkin",
    "rate": "rate",
    "打分": "rate",
    "scorecard": "scorecard",
    "card": "scorecard",
    "绩效卡": "scorecard",
}
"""What somebody may type after `/perf` although it is a command of its own; `/perf kudos` is a topic besides."""

GLOBAL, ON_MESSAGE = "global", "message"
SHORTCUTS: Mapping[str, tuple[str, str, str]] = {
    "metrics.checkin_shortcut": (GLOBAL, "Check in", "Today's figures, goal and blockers"),
    "feedback.kudos_shortcut": (GLOBAL, "Give kudos", "Thank a colleague, in public or in private"),
    "feedback.ask_shortcut": (GLOBAL, "Ask for feedback", "Ask a colleague how something went"),
    "reviews.rate_shortcut": (GLOBAL, "Rate a colleague", "The next colleague whom you are asked about"),
    "feedback.kudos_message": (ON_MESSAGE, "Give kudos for this", "Thank whoever wrote this message"),
}
"""Callback id → kind, name and description, likewise."""


USER, TEXT, BOOLEAN, TIMESTAMP = "slack#/types/user_id", "string", "boolean", "slack#/types/timestamp"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a step of a workflow takes or gives; `type` is one of Slack's."""

    name: str
    type: str
    title: str
    description: str
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class Function:
    """A step that Workflow Builder offers."""

    title: str
    description: str
    inputs: tuple[Parameter, ...]
    outputs: tuple[Parameter, ...]


FUNCTIONS: Mapping[str, Function] = {
    "collect_checkin": Function(
        "Collect a check-in",
        "Asks somebody for today's check-in and waits for it, for a day at most",
        (Parameter("member", USER, "Member", "Who is asked"),),
        (
            Parameter("done", BOOLEAN, "Done", "Whether a check-in came; no figure is told"),
            Parameter("at", TIMESTAMP, "At", "When it was noticed"),
        ),
    ),
    "ask_for_rating": Function(
        "Ask for a rating",
        "Reminds somebody of rating a colleague, where a review asks them to; who rated whom is not told",
        (
            Parameter("rater", USER, "Rater", "Who is asked"),
            Parameter("subject", USER, "Colleague", "Whom it is about"),
            Parameter("reason", TEXT, "Reason", "Why now, in a sentence", is_required=False),
        ),
        (Parameter("at", TIMESTAMP, "At", "When it was passed on"),),
    ),
}
"""Callback id → what Workflow Builder shows."""


@dataclass(frozen=True, slots=True)
class CommandNames:
    """What each command is called in this workspace: a prefix for all, or a name of its own."""

    prefix: str
    own: Mapping[str, str]

    def __post_init__(self) -> None:
        """ConfigurationError for a command that does not exist, and for two of the same name."""
        if unknown := sorted(self.own.keys() - COMMANDS.keys()):
            raise ConfigurationError(f"EVENHAND_COMMANDS: there is no {unknown[0]!r}; there are {', '.join(COMMANDS)}")
        for name, times in Counter(self.all_shown().values()).items():
            if times > 1:
                raise ConfigurationError(f"EVENHAND_COMMANDS: {times} commands would be called {name}")

    def shown(self, name: str) -> str:
        """`checkin` → `/checkin`, or what the settings call it."""
        return self.own.get(name) or f"/{self.prefix}{name}"

    def all_shown(self) -> dict[str, str]:
        return {name: self.shown(name) for name in COMMANDS}

    def registered(self, shown: str) -> str:
        """`/checkin` → `checkin`; the bare name when we do not know it."""
        return {each: name for name, each in self.all_shown().items()}.get(shown, shown.lstrip("/"))
