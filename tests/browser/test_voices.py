"""A customer fills in the form, in Chinese, with a real browser: by mouse, and by keys alone."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.databases import opened
from tests.features.people.cast import BO
from tests.features.voices.counter import counter

pytestmark = pytest.mark.browser

START_S = 60.0
LONGEST_MS = 30_000
EASE = 4.5
"""Between text and what is behind it (WCAG 2.2, AA)."""
CONTRAST = """() => {
  const seen = colour => colour.match(/[\\d.]+/g).map(Number);
  const linear = v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * linear(r / 255) + .7152 * linear(g / 255) + .0722 * linear(b / 255);
  const ground = node => {
    for (; node; node = node.parentElement) {
      const colour = seen(getComputedStyle(node).backgroundColor);
      if (colour[3] !== 0) return colour;
    }
    return [255, 255, 255];
  };
  return Math.min(...[...document.body.querySelectorAll('*')]
    .filter(node => [...node.childNodes].some(each => each.nodeType === 3 && each.data.trim()))
    .map(node => [light(seen(getComputedStyle(node).color)), light(ground(node))])
    .map(([one, other]) => (Math.max(one, other) + .05) / (Math.min(one, other) + .05)));
}"""


@dataclass(frozen=True, slots=True)
class Served:
    links: list[str]


@pytest.fixture
def served(sqlite_url: str) -> Iterator[Served]:
    """Two links about Bo."""
    links: list[str] = []
    ready, done = threading.Event(), threading.Event()

    async def work() -> None:
        database = opened(sqlite_url)
        async with counter(database) as at:
            await at.letters.cast.change(BO, name="陈琳")
            base = str(at.outside.client.base_url).rstrip("/")
            links.extend([base + path for path in await at.ask("Acme", "Bolt")])
            ready.set()
            await asyncio.to_thread(done.wait)
            assert await at.kept() == (6, 1)
        await database.close()

    failed: list[BaseException] = []

    def run() -> None:
        try:
            asyncio.run(work())
        except BaseException as error:  # noqa: BLE001 - told to the test below
            failed.append(error)
            ready.set()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(START_S)
    yield Served(links)
    done.set()
    thread.join(START_S)
    assert failed == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    opened = context.new_page()
    opened.set_default_timeout(LONGEST_MS)
    blocked: list[str] = []
    opened.on("console", lambda message: blocked.append(message.text) if "Content Security" in message.text else None)
    yield opened
    context.close()
    assert blocked == [], "the page keeps its own policy"


def test_a_customer_answers_in_chinese(served: Served, page: Page) -> None:
    mouse, keys = served.links
    page.goto(mouse)
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.get_by_role("heading", level=1)).to_have_text("您与 陈琳 合作得如何？")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out of a phone"
    assert page.evaluate(CONTRAST) >= EASE
    for name, answer in (("履约情况", "按时完成"), ("对需求的理解", "善于提问"), ("工作质量", "无法评价")):
        page.get_by_role("group", name=name).get_by_role("radio", name=answer).check()
    page.get_by_label("您还有什么想补充的吗？").fill("合作愉快，<b>期待</b>下次 👍")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("谢谢您")
    page.goto(mouse)
    expect(page.get_by_role("heading", level=1)).to_have_text("无法打开此页面")
    page.goto(keys)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How was it to work with 陈琳?")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(CONTRAST) >= EASE
    page.get_by_role("link", name="简体中文").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
