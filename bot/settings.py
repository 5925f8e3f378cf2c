"""Settings from the environment, checked once at start."""

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from bot.errors import ConfigurationError

Role = Literal["all", "web", "worker", "scheduler"]
DATABASES = re.compile(r"(sqlite(\+aiosqlite)?|postgres|postgresql(\+psycopg)?)://")
PREFIX_PATTERN = r"^[a-z0-9_-]{0,16}$"
JSON_EXAMPLES = {"commands": '{"checkin": "/log"}', "method_limits": '{"conversations.history": 600}'}
KEY = re.compile(r"[\w-]{43}=", re.ASCII)
"""32 bytes in base64 for addresses."""
ADDRESS = re.compile(
    r"(https://[a-z0-9.-]+|http://(localhost|127\.0\.0\.1|\[::1\]))(:\d{1,5})?(/[\w./-]*)?", re.ASCII | re.IGNORECASE
)
"""Of a page, without anything that would be read otherwise in a message."""
KEYS_MISSING = (
    "EVENHAND_ENCRYPTION_KEYS is not set: `evenhand keys new` prints a key for what people write; keep it as long as "
    "the database, and apart from it"
)
USUAL_LOCK_DAY = 5
LEAST_OF_PAY = 36
"""Months for which figures and cards are kept at least."""
LEAST_OF_PLANS = 24
"""Months for which plans are kept at least after their end."""
TOKEN_HELP = {
    "SLACK_BOT_TOKEN": "the Bot User OAuth Token (xoxb-…) under “OAuth & Permissions” of your Slack app",
    "SLACK_APP_TOKEN": "an App-Level Token (xapp-…) with connections:write under “Basic Information”",
    "SLACK_SIGNING_SECRET": "the Signing Secret under “Basic Information” of your Slack app",
}


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise ValueError(f"{name!r} is not an IANA time zone, such as Europe/Berlin or Asia/Shanghai")
    return name


class Settings(BaseSettings):
    """One field per variable; the variable's name is the alias."""

    model_config = SettingsConfigDict(
        frozen=True, populate_by_name=True, extra="ignore", env_file=".env", env_ignore_empty=True
    )

    database_url: str = Field(default="", repr=False, validation_alias="DATABASE_URL")
    slack_bot_token: SecretStr | None = Field(default=None, validation_alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr | None = Field(default=None, validation_alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr | None = Field(default=None, validation_alias="SLACK_SIGNING_SECRET")
    slack_api_url: str = Field(default="https://slack.com/api/", validation_alias="SLACK_API_URL")
    encryption_keys: SecretStr | None = Field(default=None, validation_alias="EVENHAND_ENCRYPTION_KEYS")
    host: str = Field(default="0.0.0.0", validation_alias="HOST")
    port: int = Field(default=3000, ge=0, le=65535, validation_alias="PORT")
    public_url: str = Field(default="", validation_alias="EVENHAND_PUBLIC_URL")
    metrics_token: SecretStr | None = Field(default=None, min_length=16, validation_alias="EVENHAND_METRICS_TOKEN")

    stop_notice_seconds: float = Field(default=2.0, ge=0, le=10, validation_alias="EVENHAND_STOP_NOTICE_SECONDS")
    role: Role = Field(default="all", validation_alias="EVENHAND_ROLE")
    data_dir: Path = Field(default=Path("data"), validation_alias="EVENHAND_DATA_DIR")
    log_format: Literal["console", "json"] = Field(default="console", validation_alias="EVENHAND_LOG_FORMAT")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", validation_alias="EVENHAND_LOG_LEVEL"
    )
    command_prefix: str = Field(default="", pattern=PREFIX_PATTERN, validation_alias="EVENHAND_COMMAND_PREFIX")
    commands: dict[str, str] = Field(default_factory=dict, validation_alias="EVENHAND_COMMANDS")
    language: Literal["en", "zh-CN"] = Field(default="en", validation_alias="EVENHAND_LANGUAGE")
    time_zone: Annotated[str, AfterValidator(_known_zone)] = Field(default="UTC", validation_alias="EVENHAND_TIME_ZONE")
    prompt_hour: int = Field(default=17, ge=0, le=23, validation_alias="EVENHAND_PROMPT_HOUR")
    nudge_after_minutes: int = Field(default=90, ge=10, le=720, validation_alias="EVENHAND_NUDGE_AFTER_MINUTES")
    digest_hour: int = Field(default=10, ge=0, le=23, validation_alias="EVENHAND_DIGEST_HOUR")
    working_days: str = Field(default="1-5", pattern=r"^[1-7](-[1-7])?$", validation_alias="EVENHAND_WORKING_DAYS")
    lock_day: int | None = Field(default=None, ge=1, le=28, validation_alias="EVENHAND_LOCK_DAY")
    close_day: int = Field(default=7, ge=1, le=28, validation_alias="EVENHAND_CLOSE_DAY")
    close_hour: int = Field(default=9, ge=0, le=23, validation_alias="EVENHAND_CLOSE_HOUR")
    review_day: int = Field(default=25, ge=0, le=28, validation_alias="EVENHAND_REVIEW_DAY")
    review_release: Literal["auto", "hand"] = Field(default="auto", validation_alias="EVENHAND_REVIEW_RELEASE")
    plan_checklists: Path | None = Field(default=None, validation_alias="EVENHAND_PLAN_CHECKLISTS")
    plans_since: str = Field(default="", pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$", validation_alias="EVENHAND_PLANS_SINCE")
    """The first month, 2026-11, that counts towards a plan; cards of earlier ones are on trial."""
    team_minimum: int = Field(default=3, ge=3, validation_alias="EVENHAND_TEAM_MINIMUM")
    tick_seconds: float = Field(default=5.0, gt=0, le=60, validation_alias="EVENHAND_TICK_SECONDS")
    slack_limits: bool = Field(default=True, validation_alias="EVENHAND_SLACK_LIMITS")
    pictures: Literal["on", "off"] = Field(default="on", validation_alias="EVENHAND_PICTURES")
    messages_per_minute: int = Field(default=300, ge=0, le=60_000, validation_alias="EVENHAND_MESSAGES_PER_MINUTE")
    method_limits: dict[str, int] = Field(default_factory=dict, validation_alias="EVENHAND_METHOD_LIMITS")
    requests_per_minute: int = Field(default=90, ge=0, le=60_000, validation_alias="EVENHAND_REQUESTS_PER_MINUTE")
    heavy_requests_per_minute: int = Field(
        default=12, ge=0, le=60_000, validation_alias="EVENHAND_HEAVY_REQUESTS_PER_MINUTE"
    )
    lease_seconds: int = Field(default=60, ge=20, le=600, validation_alias="EVENHAND_LEASE_SECONDS")
    delivery_days: int = Field(default=90, ge=30, le=3650, validation_alias="EVENHAND_DELIVERY_DAYS")
    keep_day_notes_months: int = Field(default=12, ge=1, le=120, validation_alias="EVENHAND_KEEP_DAY_NOTES_MONTHS")
    keep_absences_months: int = Field(default=24, ge=3, le=120, validation_alias="EVENHAND_KEEP_ABSENCES_MONTHS")
    keep_texts_months: int = Field(default=24, ge=0, le=240, validation_alias="EVENHAND_KEEP_TEXTS_MONTHS")
    keep_figures_months: int = Field(default=84, ge=0, le=600, validation_alias="EVENHAND_KEEP_FIGURES_MONTHS")
    keep_cards_months: int = Field(default=84, ge=0, le=600, validation_alias="EVENHAND_KEEP_CARDS_MONTHS")
    keep_plans_months: int = Field(default=24, ge=0, le=600, validation_alias="EVENHAND_KEEP_PLANS_MONTHS")
    keep_left_months: int = Field(default=84, ge=0, le=600, validation_alias="EVENHAND_KEEP_LEFT_MONTHS")

    workspace: str | None = Field(default=None, pattern=r"^[TE][A-Z0-9]{2,20}$", validation_alias="EVENHAND_WORKSPACE")
    operator_channel: str | None = Field(
        default=None, pattern=r"^[CG][A-Z0-9]{2,20}$", validation_alias="EVENHAND_OPERATOR_CHANNEL"
    )

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if url and not DATABASES.match(url):
            raise ValueError("is neither sqlite:///path nor postgresql://user:password@host/name")
        return url

    @field_validator("encryption_keys")
    @classmethod
    def _known_keys(cls, keys: SecretStr | None) -> SecretStr | None:
        named = _listed(keys)
        if keys and not (named and all(KEY.fullmatch(each) for each in named)):
            raise ValueError("is not one key, or several with commas between them, as `evenhand keys new` prints them")
        if len(set(named)) < len(named):
            raise ValueError("has the same key twice; leave one of them out")
        return keys

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_slash(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError(f"{url!r} is not an http(s) address")
        return url if url.endswith("/") else url + "/"

    @field_validator("public_url")
    @classmethod
    def _address_for_browsers(cls, url: str) -> str:
        if url and not ADDRESS.fullmatch(url):
            raise ValueError("is not an address such as https://evenhand.example.com; http only on this machine")
        return url.rstrip("/")

    @field_validator("commands")
    @classmethod
    def _named_commands(cls, names: dict[str, str]) -> dict[str, str]:
        for command, name in names.items():
            if not name.startswith("/") or " " in name:
                raise ValueError(f"{command!r} is named {name!r}; a command's name starts with / and has no spaces")
        return names

    @field_validator("keep_figures_months", "keep_cards_months")
    @classmethod
    def _long_enough(cls, months: int) -> int:
        if 0 < months < LEAST_OF_PAY:
            raise ValueError(f"is less than {LEAST_OF_PAY}, which cards look back and pay depends on; 0 keeps them")
        return months

    @field_validator("keep_plans_months")
    @classmethod
    def _as_long_as_runs(cls, months: int) -> int:
        if 0 < months < LEAST_OF_PLANS:
            raise ValueError(f"is less than {LEAST_OF_PLANS}, so far back runs of months are looked at; 0 keeps them")
        return months

    @model_validator(mode="after")
    def _working_days_in_order(self) -> Self:
        if self.working_days[0] > self.working_days[-1]:
            raise ValueError(f"EVENHAND_WORKING_DAYS {self.working_days!r} runs backwards; 1-5 is Monday to Friday")
        return self

    @model_validator(mode="after")
    def _made_before_released(self) -> Self:
        if self.lock_day is not None and self.lock_day > self.close_day:
            days = f"EVENHAND_LOCK_DAY {self.lock_day} is after EVENHAND_CLOSE_DAY {self.close_day}"
            raise ValueError(f"{days}: cards are made before they go out")
        return self

    @property
    def making_day(self) -> int:
        """Of the month, from which the cards of the month before are made ahead."""
        return min(USUAL_LOCK_DAY, self.close_day) if self.lock_day is None else self.lock_day

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def keys(self) -> tuple[str, ...]:
        """Of texts at rest; the first one seals. To be given to a `Keyring` and to nothing else."""
        return _listed(self.encryption_keys)

    @property
    def is_socket_mode(self) -> bool:
        return self.slack_app_token is not None

    @property
    def effective_database_url(self) -> str:
        """`DATABASE_URL` with the async driver named, or the SQLite file in the data directory."""
        url = self.database_url or f"sqlite:///{self.data_dir / 'evenhand.db'}"
        scheme, _, rest = url.partition("://")
        drivers = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg", "sqlite": "sqlite+aiosqlite"}
        return f"{drivers.get(scheme, scheme)}://{rest}"

    def plays(self, role: Role) -> bool:
        """Whether this process does that part of the work."""
        return self.role in ("all", role)

    def require_role(self) -> None:
        """Raise ConfigurationError when the work cannot be split over the database there is."""
        if self.role != "all" and self.effective_database_url.startswith("sqlite"):
            raise ConfigurationError(
                f"EVENHAND_ROLE (or --role): {self.role!r} needs PostgreSQL, where several processes can share the "
                "work; set DATABASE_URL, or run one process with the role 'all'"
            )

    def require_keys(self) -> None:
        """Raise ConfigurationError when texts could not be sealed."""
        if not self.keys:
            raise ConfigurationError(KEYS_MISSING)

    def require_slack(self) -> None:
        """Raise ConfigurationError naming the first token that is missing and where to get it."""
        second = "SLACK_SIGNING_SECRET" if not self.is_socket_mode else "SLACK_APP_TOKEN"
        for name in ("SLACK_BOT_TOKEN", second) if self.plays("web") else ("SLACK_BOT_TOKEN",):
            if getattr(self, name.lower()) is None:
                either = " (or SLACK_APP_TOKEN for Socket Mode)" if name == "SLACK_SIGNING_SECRET" else ""
                raise ConfigurationError(f"{name} is not set{either}: it is {TOKEN_HELP[name]}")


def _listed(keys: SecretStr | None) -> tuple[str, ...]:
    return tuple(each.strip() for each in keys.get_secret_value().split(",")) if keys else ()


def load_settings() -> Settings:
    """Read the environment; ConfigurationError lists every wrong variable, secrets masked."""
    try:
        return Settings()
    except UnicodeDecodeError:
        raise ConfigurationError(".env: is not written in UTF-8; save it again with that encoding") from None
    except SettingsError as error:
        # Its text names the field, and that is all there is.
        name = next((each for each in JSON_EXAMPLES if f'"{each}"' in str(error)), "commands")
        variable = Settings.model_fields[name].validation_alias
        raise ConfigurationError(f"{variable}: is not a JSON object such as {JSON_EXAMPLES[name]}") from None
    except ValidationError as error:
        raise ConfigurationError("; ".join(_describe(problem) for problem in error.errors())) from None


def _describe(problem: object) -> str:
    assert isinstance(problem, dict)
    name = str(problem["loc"][0]) if problem["loc"] else "settings"
    fields = {str(info.validation_alias): info for info in Settings.model_fields.values()}
    info = Settings.model_fields.get(name) or fields.get(name)
    variable = info.validation_alias if info else name
    # Whatever is masked when it is printed is not quoted either.
    is_secret = info is not None and (not info.repr or "SecretStr" in str(info.annotation))
    shown = "" if is_secret else f" (got {problem.get('input')!r})"
    return f"{variable}: {problem['msg'].removeprefix('Value error, ')}{shown if problem['loc'] else ''}"
