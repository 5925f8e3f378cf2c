"""What an operator writes into the environment, and what they are told when it is wrong."""

from pathlib import Path

import pytest

from bot.errors import ConfigurationError
from bot.settings import TOKEN_HELP, Settings, load_settings
from bot.slack.commands import CommandNames
from tests.keys import KEY, OTHER_KEY

SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-hidden",
    "SLACK_APP_TOKEN": "xapp-hidden",
    "SLACK_SIGNING_SECRET": "0hidden0",
    "EVENHAND_METRICS_TOKEN": "0123456789hidden",
    "EVENHAND_ENCRYPTION_KEYS": KEY,
    "DATABASE_URL": "postgresql://evenhand:hidden@db/evenhand",
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)
    monkeypatch.chdir(tmp_path)


def test_everything_has_a_default_but_the_tokens() -> None:
    settings = load_settings()
    assert settings.effective_database_url == "sqlite+aiosqlite:///data/evenhand.db"
    assert (settings.prompt_hour, settings.working_days, settings.time_zone) == (17, "1-5", "UTC")


@pytest.mark.parametrize(
    ("variable", "value", "remedy"),
    [
        ("PORT", "http", "valid integer"),
        ("PORT", "70000", "less than or equal to 65535"),
        ("EVENHAND_TIME_ZONE", "Mars/Olympus", "such as Europe/Berlin"),
        ("EVENHAND_LANGUAGE", "fr", "'en' or 'zh-CN'"),
        ("EVENHAND_LOG_FORMAT", "xml", "'console' or 'json'"),
        ("EVENHAND_PROMPT_HOUR", "24", "less than or equal to 23"),
        ("EVENHAND_WORKING_DAYS", "5-1", "1-5 is Monday to Friday"),
        ("EVENHAND_REVIEW_DAY", "29", "less than or equal to 28"),
        ("EVENHAND_REVIEW_RELEASE", "never", "'auto' or 'hand'"),
        ("EVENHAND_CLOSE_DAY", "31", "less than or equal to 28"),
        ("EVENHAND_LOCK_DAY", "8", "EVENHAND_LOCK_DAY 8 is after EVENHAND_CLOSE_DAY 7"),
        ("EVENHAND_TEAM_MINIMUM", "2", "greater than or equal to 3"),
        ("EVENHAND_COMMAND_PREFIX", "/eh", "pattern"),
        ("EVENHAND_COMMANDS", '{"checkin": "log"}', "starts with /"),
        ("EVENHAND_LEASE_SECONDS", "19", "greater than or equal to 20"),
        ("EVENHAND_LEASE_SECONDS", "601", "less than or equal to 600"),
        ("EVENHAND_KEEP_DAY_NOTES_MONTHS", "0", "greater than or equal to 1"),
        ("EVENHAND_KEEP_FIGURES_MONTHS", "35", "0 keeps them"),
        ("EVENHAND_METHOD_LIMITS", "[600]", "valid dictionary"),
        ("EVENHAND_OPERATOR_CHANNEL", "#ops", "pattern"),
        ("EVENHAND_WORKSPACE", "Acme", "pattern"),
        ("SLACK_API_URL", "slack.com", "http(s) address"),
    ],
)
def test_a_wrong_variable_is_named_with_its_value(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, remedy: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConfigurationError) as wrong:
        load_settings()
    told = str(wrong.value)
    assert variable in told
    assert value.strip("{}") in told.replace("'", '"') or value in told
    assert remedy in told
    assert "\n" not in told


@pytest.mark.parametrize("wrong", ["hidden", KEY[:-1], f"{KEY},", f"{KEY};{OTHER_KEY}", f"{KEY},{KEY}"])
def test_wrong_keys_are_not_shown(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("EVENHAND_ENCRYPTION_KEYS", wrong)
    with pytest.raises(ConfigurationError, match=r"^EVENHAND_ENCRYPTION_KEYS: .*(evenhand keys new|leave one)") as told:
        load_settings()
    assert wrong.split(",")[0] not in str(told.value)


def test_several_keys_are_read_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_ENCRYPTION_KEYS", f" {KEY} ,\n{OTHER_KEY}")
    assert load_settings().keys == (KEY, OTHER_KEY)
    monkeypatch.delenv("EVENHAND_ENCRYPTION_KEYS")
    assert load_settings().keys == ()
    with pytest.raises(ConfigurationError, match="evenhand keys new"):
        load_settings().require_keys()


def test_every_wrong_variable_is_named_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "x")
    monkeypatch.setenv("EVENHAND_LANGUAGE", "fr")
    with pytest.raises(ConfigurationError, match=r"PORT.*; EVENHAND_LANGUAGE"):
        load_settings()


@pytest.mark.parametrize(
    ("variable", "value", "example"),
    [
        ("EVENHAND_COMMANDS", "checkin=/log", "checkin"),
        ("EVENHAND_METHOD_LIMITS", "conversations.history=600", "conversations.history"),
    ],
)
def test_what_is_no_json_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, example: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConfigurationError, match=rf"^{variable}: .*JSON.*{example}"):
        load_settings()


@pytest.mark.parametrize(
    ("value", "used"),
    [
        ("https://evenhand.example.com/", "https://evenhand.example.com"),
        ("https://example.com:8443/team_1/", "https://example.com:8443/team_1"),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
        ("", ""),
    ],
)
def test_the_address_for_browsers_outside(monkeypatch: pytest.MonkeyPatch, value: str, used: str) -> None:
    monkeypatch.setenv("EVENHAND_PUBLIC_URL", value)
    assert load_settings().public_url == used


@pytest.mark.parametrize(
    "value",
    ["http://evenhand.example.com", "evenhand.example.com", "https://x.example/?a", "https://a@b", "https://x`y"],
)
def test_an_address_that_links_cannot_begin_with(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("EVENHAND_PUBLIC_URL", value)
    with pytest.raises(ConfigurationError, match=r"^EVENHAND_PUBLIC_URL: .*https://evenhand\.example\.com"):
        load_settings()


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in SECRETS.items():
        monkeypatch.setenv(variable, value)
    settings = load_settings()
    assert "hidden" not in repr(settings) + str(settings)
    assert KEY not in repr(settings) + str(settings)
    monkeypatch.setenv("EVENHAND_WORKING_DAYS", "5-1")
    monkeypatch.setenv("DATABASE_URL", "mysql://evenhand:hidden@db/evenhand")
    with pytest.raises(ConfigurationError) as wrong:
        load_settings()
    assert "DATABASE_URL" in str(wrong.value)
    assert "hidden" not in str(wrong.value)


def test_a_token_for_metrics_that_could_be_guessed_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_METRICS_TOKEN", "hidden")
    with pytest.raises(ConfigurationError) as wrong:
        load_settings()
    assert str(wrong.value) == "EVENHAND_METRICS_TOKEN: Value should have at least 16 items after validation, not 6"


@pytest.mark.parametrize("missing", ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"])
@pytest.mark.parametrize("empty", [True, False])
def test_a_missing_token_is_named_with_where_to_get_it(
    monkeypatch: pytest.MonkeyPatch, missing: str, empty: bool
) -> None:
    for variable in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.setenv(variable, SECRETS[variable])
    monkeypatch.setenv(missing, "") if empty else monkeypatch.delenv(missing)
    with pytest.raises(ConfigurationError) as wrong:
        load_settings().require_slack()
    assert str(wrong.value).startswith(missing)
    assert TOKEN_HELP[missing] in str(wrong.value)


def test_an_app_token_means_socket_mode_and_needs_no_signing_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        monkeypatch.setenv(variable, SECRETS[variable])
    settings = load_settings()
    settings.require_slack()
    assert settings.is_socket_mode


@pytest.mark.parametrize("role", ["worker", "scheduler"])
def test_only_who_answers_slack_needs_its_secret(role: str) -> None:
    values = {"role": role, "slack_bot_token": SECRETS["SLACK_BOT_TOKEN"], "slack_signing_secret": None}
    Settings.model_validate(values).require_slack()
    with pytest.raises(ConfigurationError, match="SLACK_SIGNING_SECRET"):
        Settings.model_validate(values | {"role": "web"}).require_slack()
    with pytest.raises(ConfigurationError, match="SLACK_BOT_TOKEN"):
        Settings.model_validate(values | {"slack_bot_token": None}).require_slack()


@pytest.mark.parametrize("role", ["web", "worker", "scheduler"])
def test_the_work_is_split_on_postgresql_only(role: str) -> None:
    with pytest.raises(ConfigurationError, match=f"{role!r} needs PostgreSQL"):
        Settings.model_validate({"role": role, "database_url": ""}).require_role()
    Settings.model_validate({"role": role, "database_url": "postgresql://u:p@db/e"}).require_role()
    Settings.model_validate({"role": "all", "database_url": ""}).require_role()


def test_an_unknown_role_names_those_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_ROLE", "sender")
    with pytest.raises(ConfigurationError, match=r"EVENHAND_ROLE.*'worker'.*'sender'"):
        load_settings()


def test_an_empty_app_token_means_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_APP_TOKEN", "")
    assert not load_settings().is_socket_mode


@pytest.mark.parametrize(
    ("url", "effective"),
    [
        ("postgres://u:p@db/e", "postgresql+psycopg://u:p@db/e"),
        ("postgresql://u:p@db/e", "postgresql+psycopg://u:p@db/e"),
        ("sqlite:////var/e.db", "sqlite+aiosqlite:////var/e.db"),
        ("sqlite+aiosqlite:///e.db", "sqlite+aiosqlite:///e.db"),
    ],
)
def test_database_urls_are_taken_as_hosts_give_them(url: str, effective: str) -> None:
    assert Settings(database_url=url).effective_database_url == effective


def test_commands_take_a_prefix_or_a_name_of_their_own() -> None:
    names = CommandNames("eh-", {"checkin": "/log"})
    assert names.all_shown() == {
        "checkin": "/log",
        "kudos": "/eh-kudos",
        "rate": "/eh-rate",
        "scorecard": "/eh-scorecard",
        "perf": "/eh-perf",
    }
    assert [names.registered(shown) for shown in ("/log", "/eh-perf", "/other")] == ["checkin", "perf", "other"]


@pytest.mark.parametrize("own", [{"chekin": "/log"}, {"checkin": "/perf"}])
def test_names_that_cannot_be_are_refused(own: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match="EVENHAND_COMMANDS"):
        CommandNames("", own)


@pytest.mark.parametrize("url", ["mysql://db/x", "sqlite+pysqlite:///x.db", "postgresql+asyncpg://db/x", "x.db"])
def test_drivers_we_do_not_use_are_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ConfigurationError, match="DATABASE_URL: is neither sqlite"):
        load_settings()


def test_a_file_of_variables_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("EVENHAND_COMMAND_PREFIX=é".encode("latin-1"))
    with pytest.raises(ConfigurationError, match=r"\.env: is not written in UTF-8"):
        load_settings()
