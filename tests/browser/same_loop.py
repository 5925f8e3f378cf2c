"""A browser in the loop of the workspace, which the other browser tests leave to a process of its own."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Page, async_playwright, expect

from tests.browser.conftest import BROWSERS, PATIENCE_MS, QUIET


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        await browser.close()


async def opened(browser: Browser, url: str, user: str) -> Page:
    expect.set_options(timeout=PATIENCE_MS)
    page = await browser.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(PATIENCE_MS)
    await page.goto(f"{url}/as/{user}")
    await page.locator("body[data-stream=live]").wait_for()
    return page
