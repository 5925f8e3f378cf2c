"""Every scenario runs beside another workspace in the same database."""

import pytest

from tests import office
from tests.databases import EMPTY, Seed


@pytest.fixture(autouse=True)
def beside_twins(monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(office, "BESIDE_TWINS", True)
    return True


@pytest.fixture
def seed(beside_twins: bool) -> Seed:
    return office.NEIGHBOURS if beside_twins else EMPTY
