"""A browser and a page server without a bot."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.conftest import PATIENCE_MS
from tests.browser.page.fake_workspace import FakeWorkspace

START_S = 90.0


@dataclass(frozen=True)
class Served:
    """Where the page is, and the answers behind it."""

    url: str
    fake: FakeWorkspace


@pytest.fixture(scope="package")
def page_server() -> Iterator[Served]:
    fake = FakeWorkspace()
    config = uvicorn.Config(fake.app(), host="127.0.0.1", port=0, log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + START_S
    while not server.started:
        assert time.monotonic() < deadline, f"the page server did not start within {START_S} s"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Served(url=f"http://127.0.0.1:{port}", fake=fake)
    fake.hang_up()
    server.should_exit = True
    thread.join(START_S)


@pytest.fixture
def fake(page_server: Served) -> FakeWorkspace:
    page_server.fake.reset()
    return page_server.fake


Visit = Callable[..., Page]


@pytest.fixture
def visit(page_server: Served, fake: FakeWorkspace, browser: Browser) -> Iterator[Visit]:
    """Open the page as somebody: `visit("U0BO", place="home", width=400)`. Script errors fail the test."""
    contexts = []
    problems: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # Chromium also logs each answer with an error status; tests of failures ask for those.
        if message.type == "error" and "Failed to load resource" not in message.text:
            problems.append(message.text)

    def open_page(user: str = "U0BO", *, place: str = "", width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", hear)
        page.goto(f"{page_server.url}/as/{user}#{place}")
        page.locator("body[data-stream=live]").wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []
