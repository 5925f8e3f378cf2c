"""compose.yaml starts what the documents say."""

from pathlib import Path
from typing import Any

import yaml

from bot.settings import Settings

FILE = Path(__file__).parents[2] / "compose.yaml"
DRAIN_SECONDS = 20


def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["services"]
    return found


def test_by_default_one_process_and_with_the_profile_three() -> None:
    plain = {name for name, service in services().items() if "profiles" not in service}
    assert plain == {"bot", "postgres"}
    assert services()["replica"]["deploy"]["replicas"] == 3
    assert "ports" not in services()["replica"], "three cannot have the same one"


def test_both_are_the_same_program_with_settings_that_exist() -> None:
    known = {str(field.validation_alias) for field in Settings.model_fields.values()}
    for name in ("bot", "replica"):
        service = services()[name]
        assert set(service["environment"]) <= known
        assert int(service["stop_grace_period"].removesuffix("s")) > DRAIN_SECONDS
    assert services()["bot"]["build"] == services()["replica"]["build"]
