"""A browser and the sample workspace of `evenhand demo`."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.databases import SqliteTemplates
from tests.ports import free_port

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
END_S = 90.0
# What has happened by then is all that counts; a machine with much to do may take its time.
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def demo() -> Iterator[str]:
    """The page's address; the command ends by itself, cleanly, when it is told to."""
    port = free_port()
    command = [sys.executable, "-m", "bot.cli", "demo", "--port", str(port)]
    url = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            said = list(_until_said(process.stderr, url))
            assert url in said[-1], "".join(said)
            yield url
            process.terminate()
            _, errors = process.communicate(timeout=END_S)
        finally:
            process.kill()
    assert process.returncode == 0
    assert "Traceback" not in errors, errors
    assert "error" not in errors.lower(), errors


def _until_said(lines: Iterable[str], words: str) -> Iterator[str]:
    """Up to the line that says it, or to the end of the process."""
    for line in lines:
        yield line
        if words in line:
            return


@pytest.fixture(scope="session")
def browser(sqlite_templates: SqliteTemplates) -> Iterator[Browser]:
    """After the databases' templates, which need a loop of their own: beside Playwright's no other can run."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
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
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", hear)
        page.goto(f"{demo}/as/{user}#{place}")
        page.locator("body[data-stream=live]").wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []
