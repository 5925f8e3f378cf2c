"""In a real browser managers hold their talks: Ana with Bo in English, 王芳 with 何静 in Chinese."""

from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.same_loop import chromium, opened
from tests.demo.workspace import demo
from tests.office import ANA, BO, DEE, Office

pytestmark = pytest.mark.browser

FANG, JING = "U0FANG", "U0JING"
AGREED = "Two landing pages less, and the keyword list first."
AGREED_ZH = "先稳住留资质量，再谈数量；短视频选题每周二一起过一遍。"


async def test_talks(tmp_path: Path) -> None:
    async with demo(tmp_path) as at, chromium() as browser:
        await at.settle()
        users = (ANA, BO, FANG, JING, DEE)
        ana, bo, fang, jing, dee = [await opened(browser, at.sandbox.base_url, each) for each in users]
        await _english(at, ana, bo, tmp_path)
        await _chinese(at, fang, jing, tmp_path)
        for page, box, done, open_ in ((ana, "Message", "Bo Lindgren", "Ken Okafor"), (fang, "消息", "何静", "孙浩")):
            await _say(page, "/perf talk", box=box)
            await expect(_window(page)).to_contain_text(open_)
            await expect(_window(page)).not_to_contain_text(done)
        await _say(dee, "/perf talk @bo")
        await expect(_articles(dee, "There is nobody here that you may look at.")).to_have_count(1)


async def _english(at: Office, ana: Page, bo: Page, pictures: Path) -> None:
    """She prepares, proposes, notes; he agrees to the time and signs."""
    row = _articles(ana, "talks to hold").locator(".block").filter(has_text="Bo Lindgren")
    await row.get_by_role("button", name="Prepare").click()
    await expect(_window(ana)).to_contain_text("Bo Lindgren")
    for part in ("What went well", "Questions to ask"):
        await expect(_window(ana)).to_contain_text(part)
    await ana.screenshot(path=pictures / "sheet.png")
    await _press(ana, "Propose a time", until="When do you talk")
    await _press(ana, "Save", until="is proposed")
    await at.settle()
    await _articles(bo, "proposes").get_by_role("button", name="Agree").click()
    await expect(_window(bo)).to_contain_text("Propose another time")
    await expect(_window(bo)).not_to_contain_text("Questions to ask")
    await bo.keyboard.press("Escape")
    await _note(at, ana, ("Note what came of it", "What did you agree on?", "Save", "What came of the talk"), AGREED)
    await _articles(bo, "has noted what came of").get_by_role("button", name="Open").click()
    await expect(_window(bo)).to_contain_text(AGREED)
    await bo.screenshot(path=pictures / "noted.png")
    await _press(bo, "Sign", until="✓ ")
    await at.settle()
    await expect(_articles(ana, "Bo Lindgren has signed")).to_have_count(1)


async def _chinese(at: Office, fang: Page, jing: Page, pictures: Path) -> None:
    """The same without an arranged time."""
    row = _articles(fang, "场面谈待进行").locator(".block").filter(has_text="何静")
    await row.get_by_role("button", name="准备面谈").click()
    await expect(_window(fang)).to_contain_text("何静")
    await expect(_window(fang)).to_contain_text("可以这样问")
    await fang.screenshot(path=pictures / "chinese-sheet.png")
    await _note(at, fang, ("填写面谈记录", "共识", "保存", "面谈记录"), AGREED_ZH)
    await _articles(jing, "已填写").get_by_role("button", name="打开").click()
    await expect(_window(jing)).to_contain_text(AGREED_ZH)
    await _press(jing, "确认", until="均已确认")
    await at.settle()
    await expect(_articles(fang, "何静 已确认")).to_have_count(1)


async def _note(at: Office, page: Page, names: tuple[str, str, str, str], text: str) -> None:
    open_, label, save, noted = names
    await _window(page).get_by_role("button", name=open_, exact=True).click()
    await _window(page).get_by_role("textbox", name=label, exact=True).fill(text)
    await _press(page, save, until=noted)
    await expect(_window(page)).to_contain_text(text)
    await page.keyboard.press("Escape")
    await at.settle()


def _articles(page: Page, text: str) -> Locator:
    return page.get_by_role("article").filter(has_text=text)


def _window(page: Page) -> Locator:
    return page.get_by_role("dialog").last


async def _press(page: Page, name: str, *, until: str) -> None:
    await _window(page).get_by_role("button", name=name, exact=True).click()
    await expect(_window(page)).to_contain_text(until)


async def _say(page: Page, text: str, *, box: str = "Message") -> None:
    typed = page.get_by_role("textbox", name=box, exact=True)
    await typed.fill(text)
    await typed.press("Enter")
