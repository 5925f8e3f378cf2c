"""Writing messages and commands."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.page.conftest import Visit
from tests.browser.page.fake_workspace import FakeWorkspace

pytestmark = pytest.mark.browser


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit("U0BO")


@pytest.fixture
def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Message")


def test_a_message_goes_to_the_open_conversation(box: Locator, fake: FakeWorkspace) -> None:
    box.fill("Good morning & <hello>")
    box.press("Enter")
    expect(box).to_have_value("")
    assert fake.sent("message") == [{"as": "U0BO", "channel": "D0APP", "text": "Good morning & <hello>"}]


def test_shift_enter_starts_a_line(box: Locator, fake: FakeWorkspace) -> None:
    box.press_sequentially("one")
    box.press("Shift+Enter")
    box.press_sequentially("two")
    box.press("Enter")
    expect(box).to_have_value("")
    assert fake.sent("message")[0]["text"] == "one\ntwo"


def test_a_command_is_completed_with_the_keyboard(page: Page, box: Locator, fake: FakeWorkspace) -> None:
    box.press_sequentially("/")
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(options).to_have_count(5)
    box.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("/kudos")
    box.press("ArrowUp")
    box.press("Tab")
    expect(box).to_have_value("/checkin ")
    expect(page.get_by_text("Enter your figures")).to_be_visible()
    box.press_sequentially("leads 42")
    box.press("Enter")
    expect(box).to_have_value("")
    assert fake.sent("command") == [{"as": "U0BO", "channel": "D0APP", "text": "/checkin leads 42"}]


def test_enter_completes_a_beginning_and_sends_a_whole_command(box: Locator, fake: FakeWorkspace) -> None:
    box.press_sequentially("/sc")
    box.press("Enter")
    expect(box).to_have_value("/scorecard ")
    assert fake.sent("command") == []
    box.fill("/perf")
    box.press("Enter")
    expect(box).to_have_value("")
    assert fake.sent("command")[0]["text"] == "/perf"


def test_people_are_completed_by_name(page: Page, box: Locator) -> None:
    box.press_sequentially("/kudos @陈")
    page.get_by_role("option", name="陈琳").click()
    expect(box).to_have_value("/kudos @陈琳 ")


def test_a_failed_command_stays_in_the_box(page: Page, box: Locator, fake: FakeWorkspace) -> None:
    fake.answers["command"] = [{"ok": False, "error": "/checkin did not answer in time"}]
    box.fill("/checkin leads 42")
    box.press("Enter")
    expect(page.locator("#composer").get_by_role("alert")).to_have_text("/checkin did not answer in time")
    expect(box).to_have_value("/checkin leads 42")


def test_earlier_lines_come_back_with_the_arrows(box: Locator) -> None:
    for text in ("first", "second"):
        box.fill(text)
        box.press("Enter")
        expect(box).to_have_value("")
    for key, text in (("ArrowUp", "second"), ("ArrowUp", "first"), ("ArrowDown", "second"), ("ArrowDown", "")):
        box.press(key)
        expect(box).to_have_value(text)


def test_each_conversation_keeps_its_draft(page: Page, box: Locator) -> None:
    box.fill("half a thought")
    page.get_by_role("link", name="# growth").click()
    expect(box).to_have_value("")
    page.get_by_role("link", name="Messages").click()
    expect(box).to_have_value("half a thought")


def test_shortcuts(page: Page, fake: FakeWorkspace) -> None:
    page.get_by_role("button", name="Shortcuts").click()
    with page.expect_response("**/page/api/shortcut"):
        page.get_by_role("menuitem", name="Check in").click()
    assert fake.sent("shortcut") == [{"as": "U0BO", "callback_id": "checkin"}]
