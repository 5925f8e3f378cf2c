"""The page in front of a real sandbox and a small app."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE_MS
from tests.browser.page.leads_app import leads_workspace

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def workspace() -> Iterator[str]:
    with leads_workspace() as address:
        yield address


@pytest.fixture
def bo(workspace: str, browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{workspace}/as/U0BO")
    page.locator("body[data-stream=live]").wait_for()
    yield page
    context.close()


def say(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Message").fill(text)
    page.get_by_role("textbox", name="Message").press("Enter")


def test_from_a_command_to_a_changed_message(bo: Page) -> None:
    say(bo, "/leads Bo")
    form = bo.get_by_role("dialog", name="Count leads")
    form.get_by_label("Leads").fill("101")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_test_id("field-error")).to_have_text("101 is more than 100")
    form.get_by_label("Leads").fill("42")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    expect(bo.get_by_role("article").filter(has_text="Welcome, Bo")).to_contain_text("Only visible to you")
    counted = bo.get_by_role("article").filter(has_text="42 leads")
    counted.get_by_role("button", name="Check").click()
    expect(bo.get_by_role("article").filter(has_text="Checked")).to_be_visible()
    expect(counted).to_have_count(0)


def test_home_is_published_when_it_is_opened(bo: Page) -> None:
    bo.get_by_role("link", name="Home").click()
    expect(bo.get_by_test_id("home")).to_have_text("Hello @Bo Larsen")


def test_an_unknown_command_is_told_once_and_stays_in_the_box(bo: Page) -> None:
    say(bo, "/leeds")
    expect(bo.get_by_role("article").filter(has_text="/leeds is not a valid command.")).to_be_visible()
    expect(bo.get_by_role("textbox", name="Message")).to_have_value("/leeds")
    expect(bo.locator("#composer").get_by_role("alert")).to_be_hidden()


def test_people_write_to_each_other_in_channels(bo: Page, workspace: str, browser: Browser) -> None:
    ana = browser.new_page()
    ana.goto(f"{workspace}/as/U0ANA#C0GROWTH")
    ana.locator("body[data-stream=live]").wait_for()
    say(ana, "look <here> @bo & say hello")
    expect(bo.get_by_role("link", name="# growth 1 unread")).to_be_visible()
    bo.get_by_role("link", name="# growth").click()
    expect(bo.get_by_role("article")).to_contain_text(["look <here> @Bo Larsen & say hello"])
    expect(bo.get_by_role("article").locator(".mention")).to_have_text("@Bo Larsen")
    ana.close()


def test_the_clock_moves_for_everybody(bo: Page, workspace: str, browser: Browser) -> None:
    ana = browser.new_page()
    ana.goto(f"{workspace}/as/U0ANA")
    ana.locator("body[data-stream=live]").wait_for()
    bo.get_by_role("button", name="End of month").click()
    expect(bo.get_by_test_id("clock")).to_contain_text("Dec 1, 2026")
    expect(ana.get_by_test_id("clock")).to_contain_text("Dec 1, 2026")
    ana.close()


def test_closed_accounts_are_not_offered(bo: Page, workspace: str) -> None:
    expect(bo.get_by_role("region", name="Act as").get_by_role("link")).to_have_count(2)
    answer = bo.request.get(f"{workspace}/as/U0GONE")
    assert answer.status == 404
