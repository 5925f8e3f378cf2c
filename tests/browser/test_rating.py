"""Chen rates three colleagues in a row, in Chinese, in a real browser."""

from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.browser.same_loop import chromium, opened
from tests.office import BO, CHEN, DEE, FINN, HANA
from tests.scenarios.reviewing import FIRST_DAY, asked, drafts, rating_office, ratings

pytestmark = pytest.mark.browser

CASE = "临时改价那次，他提前一天通知了我们 👍"


async def choose(form: Locator, points: str, case: str = "") -> None:
    await form.get_by_role("radio", name=points).check()
    if case:
        await form.get_by_role("textbox", name="具体事例").fill(case)


async def test_chen_rates_three_colleagues_in_a_row(sqlite_url: str, tmp_path: Path) -> None:
    async with rating_office(sqlite_url) as at, chromium() as browser:
        chen = await opened(browser, at.sandbox.base_url, CHEN)
        await at.move_to(FIRST_DAY)
        assert await asked(at, CHEN) == [BO, DEE, FINN, HANA]
        prompt = chen.get_by_role("article").filter(has_text="请您评价 4 位同事")
        await chen.screenshot(path=tmp_path / "prompt.png")
        await prompt.get_by_role("button", name="开始评价").click()
        form = chen.get_by_role("dialog", name="评价同事")
        await expect(form).to_contain_text("Bo Lindgren")
        await chen.screenshot(path=tmp_path / "first.png")
        await choose(form, "5 分")
        await form.get_by_role("button", name="提交并继续").click()
        await expect(form.get_by_test_id("field-error")).to_contain_text("具体事例")
        await chen.screenshot(path=tmp_path / "error.png")
        await choose(form, "5 分", CASE)
        await form.get_by_role("button", name="提交并继续").click()
        await expect(form).to_contain_text("Dee Walsh")
        await expect(form).not_to_contain_text(CASE)
        await expect(form.get_by_role("radio", checked=True)).to_have_count(0)
        await chen.screenshot(path=tmp_path / "second.png")
        await choose(form, "无法判断")
        await form.get_by_role("button", name="提交并继续").click()
        await expect(form).to_contain_text("Finn Berg")
        await choose(form, "3 分")
        await form.get_by_role("button", name="提交并继续").click()
        await expect(form).to_contain_text("Hana Sato")
        await choose(form, "4 分", "还没写完")
        await form.get_by_role("button", name="稍后继续").click()
        desk = chen.get_by_role("dialog", name="评价", exact=True)
        await expect(desk).to_contain_text("草稿已保存")
        await chen.screenshot(path=tmp_path / "desk.png")
        await at.settle()
        await desk.get_by_role("button", name="关闭").first.click()
        await expect(chen.get_by_role("article").filter(has_text="还剩 1 位同事")).to_have_count(1)
        await chen.get_by_role("link", name="主页", exact=True).click()
        await expect(chen.get_by_test_id("home")).to_contain_text("同事互评 · 1 位")
        await chen.screenshot(path=tmp_path / "home.png")
        assert sorted(str(row.value) for row in await ratings(at)) == ["3", "5", "None"]
        assert len(await drafts(at)) == 1
