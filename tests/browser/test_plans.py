"""In a real browser Eve approves and publishes a plan, 陈琳 tells of her week in Chinese, and Dee sees nothing."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.same_loop import chromium, opened
from tests.demo.workspace import demo
from tests.office import ANA, CHEN, DEE, EVE, Office

pytestmark = pytest.mark.browser

SOFIA = "U0SOFIA"
CHECK_IN = re.compile("^(Check in|Fill in)$")
THEIRS = ("陈琳", "Sofía")
STUCK = "渠道数据晚了两天 <b>才</b>到，想请 Ana 帮忙催一下 🙏"
UNTIL_ASKED = timedelta(minutes=35)
"""From the start of the story to five in Shanghai."""


async def test_plans(tmp_path: Path) -> None:
    async with demo(tmp_path) as at, chromium() as browser:
        await at.settle()
        dee = await opened(browser, at.sandbox.base_url, DEE)
        await _eve_publishes(at, browser, tmp_path)
        await _chen_tells_of_her_week(at, browser, tmp_path)
        await _dee_sees_nothing(dee)


async def _eve_publishes(at: Office, browser: Browser, pictures: Path) -> None:
    """What Ana makes of a proposal, Eve reads whole; from then on Sofía knows, and Ana hears what she says."""
    ana, eve, sofia = [await opened(browser, at.sandbox.base_url, each) for each in (ANA, EVE, SOFIA)]
    await expect(sofia.get_by_role("article").first).to_be_visible()
    known = await sofia.get_by_role("article").count()
    await _articles(ana, "Sofía Rivas").get_by_role("button", name="See the evidence").click()
    await _press(ana, "Draft a plan", until="Improvement plan, draft")
    await _press(ana, "Send to HR", until="Waits for HR")
    await at.settle()
    await expect(sofia.get_by_role("article")).to_have_count(known)
    await _articles(eve, "A plan for Sofía Rivas waits for you").get_by_role("button", name="Open").click()
    await expect(_window(eve)).to_contain_text("The person does not know of it yet.")
    await expect(_window(eve)).to_contain_text("Agree with sales which leads they accept")
    await eve.screenshot(path=pictures / "submitted.png")
    await _window(eve).get_by_role("button", name="Approve and publish").click()
    sure = eve.get_by_role("alertdialog")
    await expect(sure).to_contain_text("The person is told now.")
    await sure.get_by_role("button", name="Approve and publish").click()
    await expect(_window(eve)).to_contain_text("Waits for the person")
    await at.settle()
    await _articles(sofia, "has made a plan with your manager").get_by_role("button", name="Open").click()
    await expect(_window(sofia)).to_contain_text("nobody may hold it against you")
    await sofia.screenshot(path=pictures / "published.png")
    await _press(sofia, "I have read it", until="no more than that")
    await _press(sofia, "Send", until="You have read and acknowledged these terms.")
    await at.settle()
    await expect(_articles(ana, "Sofía Rivas has read and acknowledged")).to_have_count(1)
    for page in (ana, eve, sofia):
        await page.close()


async def _chen_tells_of_her_week(at: Office, browser: Browser, pictures: Path) -> None:
    """From the day's prompt, which says neither what is due nor why; Ana and Eve read it in the plan."""
    chen = await opened(browser, at.sandbox.base_url, CHEN)
    await at.move_by(UNTIL_ASKED)
    prompt = _articles(chen, "您有一项个人事项待处理")
    await expect(prompt).not_to_contain_text("辅导")
    await prompt.get_by_role("button", name="打开").click()
    await _press(chen, "说说进展", until="本周日（含）之前可以修改")
    form = _window(chen)
    await form.get_by_role("textbox").fill(STUCK)
    await form.get_by_role("button", name="保存").click()
    await expect(form.get_by_test_id("field-error")).to_contain_text("请填写此项")
    await chen.screenshot(path=pictures / "checkin.png")
    await form.get_by_role("radio", name="遇到困难").check()
    await form.get_by_role("button", name="保存").click()
    await expect(chen.get_by_role("dialog").filter(has_text="进展如何")).to_have_count(0)
    await at.settle()
    await expect(_articles(chen, "目前没有待处理的个人事项")).to_have_count(1)
    for user in (ANA, EVE):
        page = await opened(browser, at.sandbox.base_url, user)
        await _say(page, "/perf plan @chen")
        await _press(page, "Read everything", until="· Stuck")
        await expect(_window(page)).to_contain_text(STUCK)
        await page.screenshot(path=pictures / f"read-{user}.png")


async def _dee_sees_nothing(dee: Page) -> None:
    """No message, no line of her Home; asked for it, she is told what everybody is told of whom they may not see."""
    await expect(_articles(dee, "October 2026 · ").filter(has_text="Why this score")).to_have_count(1)
    for word in (*THEIRS, "your plan"):
        await expect(_articles(dee, word)).to_have_count(0)
    await _say(dee, "/perf plan @chen")
    await expect(_articles(dee, "There is nobody here that you may look at.")).to_have_count(1)
    await dee.get_by_role("link", name="Home", exact=True).click()
    home = dee.get_by_test_id("home")
    await expect(home.get_by_role("button", name=CHECK_IN)).to_be_visible()
    for word in (*THEIRS, "Your plan", "Plans that"):
        await expect(home).not_to_contain_text(word)


def _articles(page: Page, text: str) -> Locator:
    return page.get_by_role("article").filter(has_text=text)


def _window(page: Page) -> Locator:
    return page.get_by_role("dialog").last


async def _press(page: Page, name: str, *, until: str) -> None:
    await _window(page).get_by_role("button", name=name, exact=True).click()
    await expect(_window(page)).to_contain_text(until)


async def _say(page: Page, text: str) -> None:
    box = page.get_by_role("textbox", name="Message", exact=True)
    await box.fill(text)
    await box.press("Enter")
