"""A browser and the sample workspace of `evenhand demo`."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.ports import free_port

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
START_S = 60.0

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def demo() -> Iterator[str]:
    """The page's address; the command ends by itself, cleanly, when it is told to."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "demo", "--port", str(port)], stderr=subprocess.PIPE, text=True
    )
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + START_S
    while not _is_served(url):
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < deadline, f"the demo was not there after {START_S} s"
        time.sleep(0.05)
    assert process.stderr
    greeting = [process.stderr.readline() for _ in range(2)]
    assert url in greeting[1]
    yield url
    process.terminate()
    _, errors = process.communicate(timeout=START_S)
    assert process.returncode == 0
    assert "Traceback" not in errors, errors
    assert "error" not in errors.lower(), errors


def _is_served(url: str) -> bool:
    try:
        return httpx.get(url, trust_env=False).status_code < 400
    except httpx.TransportError:
        return False


# The browser driver keeps an event loop running in this thread: other modules' tests must find it gone.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def visit(demo: str, browser: Browser) -> Iterator[Visit]:
    """Open the page as somebody: `visit("U0BO", place="home")`. Script errors fail the test."""
    contexts = []
    problems: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(message.text)

    def open_page(user: str, *, place: str = "") -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", hear)
        page.goto(f"{demo}/as/{user}#{place}")
        page.locator("body[data-stream=live]").wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []
