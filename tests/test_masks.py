"""Secrets are not shown by whatever prints the objects that hold them."""

import pytest

from bot.app import Parts
from bot.errors import ConfigurationError
from bot.settings import Settings, load_settings
from tests.office import office

SECRETS = {
    "DATABASE_URL": "postgresql://evenhand:pass-hunter2@db/evenhand",
    "SLACK_BOT_TOKEN": "xoxb-hunter2",
    "SLACK_APP_TOKEN": "xapp-hunter2",
    "SLACK_SIGNING_SECRET": "signing-hunter2",
    "EVENHAND_METRICS_TOKEN": "metrics-hunter2-long-enough",
}


def test_settings_mask_what_is_secret() -> None:
    settings = Settings.model_validate(SECRETS)
    for shown in (repr(settings), str(settings), f"{settings!r}"):
        assert "hunter2" not in shown
    secret = {
        name for name, info in Settings.model_fields.items() if not info.repr or "SecretStr" in str(info.annotation)
    }
    assert secret >= {name.lower().removeprefix("evenhand_") for name in SECRETS}
    assert not [
        name
        for name in Settings.model_fields
        if name.endswith(("token", "secret", "key", "keys")) and name not in secret
    ]


def test_a_wrong_secret_is_not_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_METRICS_TOKEN", "hunter2")
    monkeypatch.setenv("DATABASE_URL", "mysql://evenhand:hunter2@db/evenhand")
    with pytest.raises(ConfigurationError) as refused:
        load_settings()
    assert "hunter2" not in str(refused.value)
    assert "DATABASE_URL" in str(refused.value)
    assert "EVENHAND_METRICS_TOKEN" in str(refused.value)


async def test_the_parts_of_a_process_show_none_of_it(sqlite_url: str) -> None:
    async with office(sqlite_url, metrics_token="metrics-hunter2-long") as at:
        parts: Parts = at.parts
        secrets = (at.sandbox.bot_token, at.sandbox.signing_secret, "metrics-hunter2-long")
        for part in (parts, *(getattr(parts, name) for name in Parts.__slots__)):
            for shown in (repr(part), str(part)):
                assert not [secret for secret in secrets if secret in shown], part
