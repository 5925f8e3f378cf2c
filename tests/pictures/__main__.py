"""The README's pictures, shot in the sample workspace: `make pictures`.

The story always begins on the same day, so that whoever makes them again gets the same figures. Typefaces are those of
the machine: Chinese ones and emoji have to be there (Debian: fonts-noto-cjk, fonts-noto-color-emoji).
"""

import asyncio
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.conftest import PATIENCE_MS
from tests.browser.same_loop import chromium
from tests.demo.workspace import demo
from tests.office import ANA, BO, CHEN, EVE, Office
from tests.pictures.palette import with_palette

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
SIZE = {"width": 1280, "height": 900}
MOST_BYTES = 250_000
LEILA, JING, CHANNEL = "U0LEILA", "U0JING", "C0GROWTH"
FIVE_IN_SHANGHAI = datetime(2026, 11, 27, 9, 1, tzinfo=UTC)
BEFORE_NINE = datetime(2026, 12, 1, 6, 31, tzinfo=UTC)
THE_FIRST = datetime(2026, 12, 1, 8, 1, tzinfo=UTC)
A_THREAD_LATER = datetime(2026, 12, 1, 8, 6, tzinfo=UTC)
TOUR = ("Skip", "跳过")

PICTURES_ARE_THERE = """() => [...document.images].every((each) => {
  const { top, bottom } = each.getBoundingClientRect();
  return each.complete || bottom < 0 || top > window.innerHeight;
})"""


async def main() -> None:
    expect.set_options(timeout=PATIENCE_MS)
    with tempfile.TemporaryDirectory() as folder:
        async with demo(Path(folder)) as at, chromium() as browser:
            await at.settle()
            await _homes(at, browser)
            await _checkin(at, browser)
            await _close(at, browser)
            await _cards(at, browser)
            await _post(at, browser)


async def _homes(at: Office, browser: Browser) -> None:
    for user, name in ((ANA, "home"), (CHEN, "home-zh")):
        page = await _opened(browser, at, user, "home")
        await at.settle()
        await page.reload()
        await expect(page.get_by_test_id("home")).to_be_visible()
        await _without_tour(at, page)
        await _shoot(page, name)


async def _checkin(at: Office, browser: Browser) -> None:
    await at.move_to(FIVE_IN_SHANGHAI)
    page = await _opened(browser, at, CHEN)
    prompt = page.get_by_role("article").filter(has=page.get_by_role("button", name="填写", exact=True)).last
    await prompt.get_by_role("button", name="填写", exact=True).click()
    await expect(_window(page)).to_be_visible()
    await _shoot(page, "checkin-zh")


async def _close(at: Office, browser: Browser) -> None:
    """As HR sees the month in the morning before its cards come out."""
    await at.move_to(BEFORE_NINE)
    page = await _opened(browser, at, EVE)
    await _say(page, "/perf close 2026-11")
    await _window(page).get_by_role("button", name="Make again").click()
    await expect(page.locator("[aria-busy=true]")).to_have_count(0)
    await at.settle()
    await _window(page).get_by_role("button", name="Look again").click()
    await expect(_window(page)).to_contain_text("How they come out")
    await _shoot(page, "close")


async def _cards(at: Office, browser: Browser) -> None:
    await at.move_to(THE_FIRST)
    await at.settle()
    for user, why, name in ((LEILA, "Why this score", "scorecard"), (JING, "为什么是这个分数", "scorecard-zh")):
        page = await _opened(browser, at, user)
        card = page.get_by_role("article").filter(has=page.get_by_role("button", name=why)).last
        await expect(card.get_by_role("img").first).to_be_visible()
        await card.evaluate("each => each.scrollIntoView({ block: 'start' })")
        await _shoot(page, name)
        if user == LEILA:
            await card.get_by_role("button", name=why).click()
            await expect(_window(page)).to_be_visible()
            await _shoot(page, "receipt")


async def _post(at: Office, browser: Browser) -> None:
    await at.move_to(A_THREAD_LATER)
    await at.settle()
    page = await _opened(browser, at, BO, CHANNEL)
    await page.locator(".replies").last.click()
    panel = page.get_by_role("complementary")
    await expect(panel).to_be_visible()
    await panel.get_by_role("article").last.evaluate("each => each.scrollIntoView({ block: 'end' })")
    await _shoot(page, "team-post")


async def _without_tour(at: Office, page: Page) -> None:
    """Whoever has been here before."""
    for name in TOUR:
        skip = page.get_by_role("button", name=name, exact=True)
        if await skip.count():
            await skip.first.click()
            await expect(page.locator("[aria-busy=true]")).to_have_count(0)
            await at.settle()
            await expect(skip).to_have_count(0)


async def _opened(browser: Browser, at: Office, user: str, place: str = "") -> Page:
    page = await browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
    await page.goto(f"{at.sandbox.base_url}/as/{user}#{place}")
    await page.locator("body[data-stream=live]").wait_for()
    await at.settle()
    return page


def _window(page: Page) -> Locator:
    return page.get_by_role("dialog").last


async def _say(page: Page, text: str) -> None:
    box = page.locator("#composer textarea")
    await box.fill(text)
    await box.press("Enter")


async def _shoot(page: Page, name: str) -> None:
    """Once everything has arrived and nothing has the keyboard."""
    await page.wait_for_function(PICTURES_ARE_THERE)
    await page.evaluate("document.fonts.ready")
    await page.evaluate("document.activeElement?.blur()")
    await page.mouse.move(0, 0)
    shot = await page.screenshot(animations="disabled", caret="hide")
    assert page.context.browser is not None, "it was opened by one"
    content = await with_palette(page.context.browser, shot)
    print(f"{name}.png {len(content) // 1000} kB")
    if len(content) > MOST_BYTES:
        sys.exit(f"{name}.png has {len(content)} bytes; {MOST_BYTES} are the most")
    (FOLDER / f"{name}.png").write_bytes(content)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    asyncio.run(main())
