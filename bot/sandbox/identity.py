"""What an installed app knows of itself: ids, tokens and the manifest it was created from."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

FILES: Final = "files:read"
"""The scope without which an app has no files of people, and no field for them in a form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Ids of the team and of the one installed app."""

    team_id: str = "T0SANDBOX"
    team_name: str = "Sandbox"
    team_domain: str = "sandbox"
    app_id: str = "A0SANDBOX"
    bot_id: str = "B0SANDBOX"
    bot_user: str = "U0SANDBOXBOT"
    bot_name: str = "app"

    @property
    def team_url(self) -> str:
        """Under which links to messages lie."""
        return f"https://{self.team_domain}.slack.com/"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Secrets of one installation, new for every instance."""

    bot: str = field(default_factory=lambda: f"xoxb-{secrets.token_hex(12)}")
    app: str = field(default_factory=lambda: f"xapp-1-{secrets.token_hex(12)}")
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    verification: str = field(default_factory=lambda: secrets.token_hex(12))


class Manifest:
    """Reads a Slack app manifest: only what it declares exists, as in Slack."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._content = content

    @property
    def bot_name(self) -> str:
        """Display name of the bot user."""
        bot = self._section("features", "bot_user")
        return str(bot.get("display_name") or self._section("display_information").get("name") or "app")

    @property
    def commands(self) -> Sequence[Mapping[str, Any]]:
        """Declared slash commands: `command`, `description`, `usage_hint`, `should_escape`."""
        return list(self._section("features").get("slash_commands") or ())

    @property
    def shortcuts(self) -> Sequence[Mapping[str, Any]]:
        """Declared shortcuts: `name`, `type` ("global" or "message"), `callback_id`."""
        return list(self._section("features").get("shortcuts") or ())

    @property
    def functions(self) -> Mapping[str, Mapping[str, Any]]:
        """Declared steps for workflows by callback id: `title`, `input_parameters`, `output_parameters`. None while
        the app is not ready for organizations, as in Slack."""
        settings = self._section("settings")
        is_ready = settings.get("org_deploy_enabled") and settings.get("function_runtime") == "remote"
        return self._section("functions") if is_ready else {}

    @property
    def bot_events(self) -> frozenset[str]:
        """Names of the subscribed events, such as "message.im"."""
        return frozenset(self._section("settings", "event_subscriptions").get("bot_events") or ())

    @property
    def is_interactive(self) -> bool:
        """Whether clicks and submissions reach the app."""
        return bool(self._section("settings", "interactivity").get("is_enabled"))

    @property
    def accepts_messages(self) -> bool:
        """Whether people may write to the app in its direct messages."""
        home = self._section("features", "app_home")
        return bool(home.get("messages_tab_enabled", True)) and not home.get("messages_tab_read_only_enabled", False)

    @property
    def scopes(self) -> frozenset[str] | None:
        """Granted bot scopes; None when the manifest names none, and then nothing is checked."""
        scopes = self._section("oauth_config", "scopes").get("bot")
        return None if scopes is None else frozenset(scopes)

    def grants(self, scope: str) -> bool:
        """Whether the app has a scope."""
        return self.scopes is None or scope in self.scopes

    def _section(self, *path: str) -> Mapping[str, Any]:
        section: Mapping[str, Any] = self._content
        for name in path:
            section = section.get(name) or {}
        return section
