"""In a real browser 陈琳 in Chinese and Bo in English go from the day's prompt to a card that they have read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.same_loop import chromium, opened
from tests.demo.workspace import demo
from tests.office import ANA, BO, CHEN, Office

pytestmark = pytest.mark.browser

FIVE_IN_SHANGHAI = datetime(2026, 11, 27, 9, 1, tzinfo=UTC)
FIVE_IN_BERLIN = datetime(2026, 11, 27, 16, 1, tzinfo=UTC)
THE_FIRST = datetime(2026, 12, 1, 8, 1, tzinfo=UTC)


async def test_from_the_prompt_to_the_card(tmp_path: Path) -> None:
    async with demo(tmp_path) as at, chromium() as browser:
        await at.settle()
        ana, bo, chen = [await opened(browser, at.sandbox.base_url, each) for each in (ANA, BO, CHEN)]
        await at.move_to(FIVE_IN_SHANGHAI)
        await _fill_in(chen, at, ("填写", "每日打卡", "保存"), {"留资数": "44", "访客数": "0.1万"}, "✓ 已于")
        await at.move_to(FIVE_IN_BERLIN)
        told = {"Form submissions": "42", "Unique visitors": "1,234"}
        await _fill_in(bo, at, ("Fill in", "Check-in", "Save"), told, "✓ Done at")
        await at.move_to(THE_FIRST)
        await at.settle()
        score = await _read_it(bo, at, ("November 2026", "Why this score", "I have read it", "✓ Read on"))
        await bo.screenshot(path=tmp_path / "card.png")
        chens = await _read_it(chen, at, ("2026年11月", "为什么是这个分数", "我已阅", "✓ 已于12月1日"))
        await chen.screenshot(path=tmp_path / "chinese-card.png")
        await _home_says(bo, score, due="Your card ·")
        await _home_says(chen, chens, due="已发布，尚未确认阅读")
        await _say(ana, "/scorecard read")
        await expect(_articles(ana, "✓ Bo Lindgren, ")).to_contain_text("○ Ken Okafor, ")


async def _fill_in(page: Page, at: Office, names: tuple[str, str, str], told: dict[str, str], done: str) -> None:
    """From the prompt's button to the prompt as it is afterwards."""
    fill, title, save = names
    prompt = page.get_by_role("article").filter(has=page.get_by_role("button", name=fill, exact=True)).last
    await prompt.get_by_role("button", name=fill, exact=True).click()
    form = page.get_by_role("dialog", name=title)
    for label, value in told.items():
        await form.get_by_label(label).fill(value)
    await form.get_by_role("button", name=save).click()
    await expect(form).to_have_count(0)
    await at.settle()
    await expect(_articles(page, done)).to_have_count(1)


async def _read_it(page: Page, at: Office, names: tuple[str, str, str, str]) -> str:
    """The receipt first; then it is marked as read, once. The card's score."""
    month, why, read, marked = names
    card = page.get_by_role("article").filter(has=page.get_by_role("button", name=why)).filter(has_text=month).last
    await expect(card.get_by_role("img").first).to_be_visible()
    await card.get_by_role("button", name=why).click()
    score = (await card.inner_text()).split(f"{month} · ")[1].split()[0]
    await expect(_window(page)).to_contain_text(score)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await card.get_by_role("button", name=read, exact=True).click()
    await expect(page.locator("[aria-busy=true]")).to_have_count(0)
    await at.settle()
    await expect(card).to_contain_text(marked)
    await expect(card.get_by_role("button", name=read, exact=True)).to_have_count(0)
    return score


async def _home_says(page: Page, score: str, *, due: str) -> None:
    """The same score; and nothing of reading it."""
    await page.goto(page.url.split("#")[0] + "#home")
    home = page.get_by_test_id("home")
    await expect(home).to_contain_text(score)
    await expect(home).not_to_contain_text(due)


def _articles(page: Page, text: str) -> Locator:
    return page.get_by_role("article").filter(has_text=text)


def _window(page: Page) -> Locator:
    return page.get_by_role("dialog").last


async def _say(page: Page, text: str) -> None:
    box = page.get_by_role("textbox", name="Message", exact=True)
    await box.fill(text)
    await box.press("Enter")
