"""What the README promises about `make demo`, by hand: in a real browser, as several people, in both languages."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from bot.clock import SystemClock
from bot.demo.history import months_closed
from bot.demo.run import story_start
from bot.demo.team import PEOPLE
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

MOST_PRESSES = 40
CHECK_IN = re.compile("^(Check in|Fill in)$")
"""It stands where the figures are due, else below them."""
MONTHS = len(months_closed(story_start(SystemClock().now()).date()))


def say(page: Page, text: str, *, box: str = "Message") -> None:
    page.get_by_role("textbox", name=box, exact=True).fill(text)
    page.get_by_role("textbox", name=box, exact=True).press("Enter")


def articles(page: Page, text: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("article").filter(has_text=text)


def next_prompt(page: Page, *, press: str, until: str) -> Locator:
    """Move from prompt to prompt until a message with the button `until` has arrived."""
    prompt = page.get_by_role("article").filter(has=page.get_by_role("button", name=until, exact=True)).last
    for _ in range(MOST_PRESSES):
        try:
            prompt.wait_for(timeout=2_000)
        except PlaywrightTimeout:
            # As long as the bot has not seen to what is due, another press does not move the clock.
            page.get_by_role("button", name=press).click()
        else:
            return prompt
    raise AssertionError(f"no {until} after {MOST_PRESSES} times {press}")


def test_chen_checks_in_in_chinese(visit: Visit, tmp_path: Path) -> None:
    """First of all: her afternoon in Shanghai comes before Bo's in Berlin."""
    chen = visit("U0CHEN")
    expect(chen.locator("html")).to_have_attribute("lang", "zh-CN")
    say(chen, "/checkin 留资数 43", box="消息")
    expect(articles(chen, "✓ 已记录").filter(has_text="43")).to_contain_text("仅你可见")
    prompt = next_prompt(chen, press="下次提醒", until="填写")
    prompt.get_by_role("button", name="填写", exact=True).click()
    form = chen.get_by_role("dialog", name="每日打卡")
    expect(form.get_by_label("留资数")).to_have_value("43")
    form.get_by_label("访客数").fill("很多")
    form.get_by_role("button", name="保存").click()
    expect(form.get_by_test_id("field-error")).to_contain_text("很多")
    chen.screenshot(path=tmp_path / "error.png")
    form.get_by_label("访客数").fill("0.1万")
    form.get_by_role("button", name="保存").click()
    expect(form).to_have_count(0)
    expect(articles(chen, "✓ 已于").filter(has_text="1,000")).to_have_count(1)
    chen.screenshot(path=tmp_path / "done.png")


def test_bo_checks_in_by_command_and_by_the_prompt(visit: Visit, tmp_path: Path) -> None:
    bo = visit("U0BO")
    say(bo, "/checkin leads 42")
    expect(articles(bo, "42 noted for")).to_contain_text("Only visible to you")
    prompt = next_prompt(bo, press="Next prompt", until="Fill in")
    expect(prompt).to_contain_text("figures, Bo")
    expect(prompt).not_to_contain_text("Form submissions")
    prompt.get_by_role("button", name="Fill in", exact=True).click()
    form = bo.get_by_role("dialog", name="Check-in")
    expect(form.get_by_label("Form submissions")).to_have_value("42")
    form.get_by_label("Today’s goal").fill("finish the landing page")
    form.get_by_label("Unique visitors").fill("a lot")
    form.get_by_label("Marketing qualified leads").fill("5")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_test_id("field-error")).to_contain_text("“a lot” is not a number")
    bo.screenshot(path=tmp_path / "error.png")
    expect(form.get_by_label("Unique visitors")).to_have_value("a lot")
    expect(form.get_by_label("Marketing qualified leads")).to_have_value("5")
    expect(form.get_by_label("Today’s goal")).to_have_value("finish the landing page")
    form.get_by_label("Unique visitors").fill("1,234")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    done = articles(bo, "✓ Done at")
    expect(done).to_have_count(1)
    expect(done).to_contain_text("1,234")
    expect(done).to_contain_text("Still open: Promotion cost")
    bo.screenshot(path=tmp_path / "done.png")


def test_bo_and_chen_rate_those_of_their_project(visit: Visit, tmp_path: Path) -> None:
    bo, chen = visit("U0BO"), visit("U0CHEN")
    expect(articles(bo, "gives you kudos").first).to_be_visible()
    expect(articles(bo, "would like to look back on Autumn webinar series")).to_have_count(1)
    say(bo, "/rate")
    form = bo.get_by_role("dialog", name="Rate a colleague")
    for name in ("Finn Berg", "Grace Obi"):
        expect(form).to_contain_text(name)
        form.get_by_role("radio", name="4", exact=True).check()
        form.get_by_role("button", name="Send, next one").click()
        expect(form).to_contain_text(f"Your rating of {name} is saved")
    bo.screenshot(path=tmp_path / "rated.png")
    say(chen, "/rate", box="消息")
    own = chen.get_by_role("dialog", name="评价同事")
    expect(own).to_contain_text("Bo Lindgren")
    expect(own).to_contain_text("Autumn webinar series")


def test_brand_has_been_rated_and_rates_its_lead(visit: Visit, tmp_path: Path) -> None:
    yue = visit("U0YUE")
    say(yue, "/perf ratings", box="消息")
    said = yue.get_by_role("dialog", name="同事对您的评价")
    expect(said).to_contain_text("评价人 5 位")
    expect(said).to_contain_text("已打乱顺序")
    yue.screenshot(path=tmp_path / "said.png")
    yue.keyboard.press("Escape")
    expect(said).to_have_count(0)
    articles(yue, "5 人评价").get_by_role("button", name="为什么是这个分数").click()
    expect(yue.get_by_role("dialog", name="得分明细")).to_contain_text("标准误")
    yue.keyboard.press("Escape")
    say(yue, "/rate @nadia", box="消息")
    form = yue.get_by_role("dialog", name="评价上级")
    expect(form).to_contain_text("Nadia Haddad")
    yue.screenshot(path=tmp_path / "lead.png")


def test_the_month_ends(visit: Visit, tmp_path: Path) -> None:
    bo, chen = visit("U0BO"), visit("U0CHEN")
    cards = bo.get_by_role("article").filter(has=bo.get_by_role("button", name="Why this score"))
    chens = chen.get_by_role("article").filter(has=chen.get_by_role("button", name="为什么是这个分数"))
    for own in (cards, chens):
        expect(own).to_have_count(MONTHS)
    before, chens_before = cards.count(), chens.count()
    bo.get_by_role("button", name="End of month").click()
    expect(cards).to_have_count(before + 1)
    expect(chens).to_have_count(chens_before + 1)
    bo.screenshot(path=tmp_path / "card.png")
    chen.screenshot(path=tmp_path / "chinese-card.png")
    cards.last.get_by_role("button", name="Why this score").click()
    receipt = bo.get_by_role("dialog", name="Why this score")
    expect(receipt).to_contain_text("Score, rounded half up")
    bo.screenshot(path=tmp_path / "receipt.png")
    receipt.get_by_role("button", name="Close").first.click()
    say(bo, "/scorecard why mql")
    expect(bo.get_by_role("dialog", name="Why this score")).to_contain_text("MQL count")
    bo.keyboard.press("Escape")
    chens.last.get_by_role("button", name="为什么是这个分数").click()
    expect(chen.get_by_role("dialog", name="得分明细")).to_be_visible()
    chen.screenshot(path=tmp_path / "chinese-receipt.png")


def test_the_channel_shows_the_team_only(visit: Visit, tmp_path: Path) -> None:
    bo = visit("U0BO")
    cards = bo.get_by_role("article").filter(has=bo.get_by_role("button", name="Why this score"))
    score = re.search(r"· ([\d.]+) ·", cards.last.inner_text())
    assert score
    bo.get_by_role("link", name="# team-growth").click()
    posts = articles(bo, "Team figures only")
    expect(posts.last).to_contain_text("Growth ·")
    names = {name for person in PEOPLE for name in (person.real_name, person.real_name.split()[0])}
    for post in posts.all():
        words = set(re.findall(r"[\w.]+", post.inner_text()))
        assert not words & {*names, score[1]}
    bo.screenshot(path=tmp_path / "team.png")
    posts.last.get_by_role("button", name="Open my card").click()
    expect(bo.get_by_role("dialog", name="Scorecard")).to_contain_text(score[1])


def test_ana_may_look_at_bos_card_and_finn_may_not(visit: Visit, tmp_path: Path) -> None:
    ana, finn = visit("U0ANA"), visit("U0FINN")
    for page in (ana, finn):
        say(page, "/scorecard @bo")
    expect(articles(ana, "Bo Lindgren · ").filter(has_text="Why this score")).to_contain_text("MQL count")
    expect(articles(finn, "There is nobody here that you may look at.")).to_have_count(1)
    expect(articles(finn, "Bo Lindgren · ")).to_have_count(0)
    finn.screenshot(path=tmp_path / "refused.png")


def test_ana_may_read_bos_report_and_finn_may_not(visit: Visit) -> None:
    ana, finn = visit("U0ANA"), visit("U0FINN")
    for page in (ana, finn):
        say(page, "/perf report @bo")
    expect(ana.get_by_role("dialog")).to_contain_text("A budget alarm for each campaign")
    expect(articles(finn, "There is nobody here that you may look at.").last).to_be_visible()
    expect(finn.get_by_role("dialog")).to_have_count(0)


def test_two_tabs_are_two_people_at_once(visit: Visit, tmp_path: Path) -> None:
    bo, ana = visit("U0BO", place="C0GROWTH"), visit("U0ANA", place="C0GROWTH")
    say(bo, "/scorecard")
    own = articles(bo, "Only visible to you").filter(has_text="Why this score")
    expect(own).to_have_count(1)
    say(ana, "good work, everybody")
    expect(articles(bo, "good work, everybody")).to_contain_text("Ana")
    expect(articles(ana, "Only visible to you")).to_have_count(0)
    for page, name in ((bo, "bo"), (ana, "ana")):
        page.get_by_role("link", name="Home", exact=True).click()
        expect(page.get_by_test_id("home")).to_be_visible()
        expect(page.get_by_test_id("home").get_by_role("button", name=CHECK_IN)).to_be_visible()
        page.screenshot(path=tmp_path / f"home-{name}.png")
