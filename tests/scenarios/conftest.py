"""Every scenario runs beside another workspace in the same database."""

import pytest

from tests import office


@pytest.fixture(autouse=True)
def beside_twins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "BESIDE_TWINS", True)
