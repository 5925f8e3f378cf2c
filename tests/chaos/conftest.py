"""What these tests stop, restart or fill, and therefore share with nobody."""

from collections.abc import Iterator

import pytest

from tests.chaos.postgres import Server, own_server


@pytest.fixture
def server() -> Iterator[Server]:
    """A PostgreSQL of the test's own."""
    with own_server() as started:
        yield started
