"""Every block and element on show, and what the elements send."""

import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page.blocks import NOON, message, ts
from tests.browser.page.conftest import Visit
from tests.browser.page.fake_workspace import FakeWorkspace
from tests.browser.page.gallery import ACTIONS, CAMPAIGNS, LAYOUT

pytestmark = pytest.mark.browser


@pytest.fixture
def gallery(visit: Visit, fake: FakeWorkspace) -> Page:
    fake.messages[("U0BO", "D0APP")] = [message(0, "U0BOT", "fallback", blocks=[*LAYOUT, *ACTIONS])]
    return visit("U0BO")


def last_action(fake: FakeWorkspace, page: Page, count: int = 1) -> dict[str, Any]:
    deadline = time.monotonic() + 5
    while len(fake.sent("action")) < count and time.monotonic() < deadline:
        page.wait_for_timeout(10)
    sent = fake.sent("action")
    assert len(sent) == count
    return dict(sent[-1])


def test_layout_blocks_are_drawn(gallery: Page) -> None:
    note = gallery.get_by_test_id("message")
    expect(note).not_to_contain_text("fallback")
    expect(note.get_by_role("heading", name="October 2026 · 84.2 · A")).to_be_visible()
    expect(note.get_by_role("listitem").filter(has_text="MQL 58 / 50")).to_be_visible()
    expect(note.get_by_role("img", name="Scores of twelve months")).to_be_visible()
    expect(note.get_by_role("columnheader", name="Value")).to_be_visible()
    expect(note.get_by_role("row", name="Lead conversion 3.1 %").locator("strong")).to_have_text("Lead conversion")
    expect(note.get_by_text("Thanks to @陈琳 for the launch🎉")).to_be_visible()
    expect(note.get_by_role("heading", name="Next month")).to_be_visible()
    expect(note.get_by_text("This page cannot show “hologram”.")).to_be_visible()


def test_nothing_is_loaded_from_other_servers(visit: Visit, fake: FakeWorkspace) -> None:
    fake.messages[("U0BO", "D0APP")] = [message(0, "U0BOT", blocks=LAYOUT)]
    page = visit("U0BO")
    expect(page.get_by_text("A picture from elsewhere")).to_be_visible()
    loaded = page.evaluate("performance.getEntriesByType('resource').map((entry) => new URL(entry.name).origin)")
    assert set(loaded) == {page.evaluate("window.location.origin")}


def test_a_button_tells_where_it_was_pressed(gallery: Page, fake: FakeWorkspace) -> None:
    gallery.get_by_role("button", name="Fill in").click()
    sent = last_action(fake, gallery)
    assert sent["as"] == "U0BO"
    assert sent["container"] == {"type": "message", "channel": "D0APP", "ts": ts()}
    action = sent["action"]
    assert (action["type"], action["block_id"], action["action_id"], action["value"]) == (
        "button",
        "acts",
        "fill",
        "fill",
    )
    assert sent["state"]["values"]["pickers"]["day"] == {"type": "datepicker", "selected_date": "2026-11-20"}


def test_a_dangerous_button_asks_first(gallery: Page, fake: FakeWorkspace) -> None:
    gallery.get_by_role("button", name="Erase").click()
    question = gallery.get_by_role("alertdialog", name="Erase it?")
    question.get_by_role("button", name="Keep").click()
    expect(question).to_have_count(0)
    assert fake.sent("action") == []
    gallery.get_by_role("button", name="Erase").click()
    question.get_by_role("button", name="Erase").click()
    assert last_action(fake, gallery)["action"]["action_id"] == "erase"


def test_a_link_button_is_a_link(gallery: Page) -> None:
    link = gallery.get_by_role("link", name="Open site")
    expect(link).to_have_attribute("href", "https://example.com/site")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


@pytest.mark.parametrize(
    ("name", "choice", "key", "value"),
    [
        ("Snooze", "1 hour", "selected_option", {"text": {"type": "plain_text", "text": "1 hour"}, "value": "1h"}),
        ("A colleague", "陈琳", "selected_user", "U0CHEN"),
        ("A conversation", "Evenhand", "selected_conversation", "D0APP"),
        ("A channel", "#growth", "selected_channel", "C0GROWTH"),
    ],
)
def test_a_menu_sends_the_choice(
    gallery: Page, fake: FakeWorkspace, name: str, choice: str, key: str, value: object
) -> None:
    gallery.get_by_role("combobox", name=name).select_option(label=choice)
    assert last_action(fake, gallery)["action"][key] == value


@pytest.mark.parametrize(
    ("name", "typed", "key", "value"),
    [
        ("A day", "2026-12-01", "selected_date", "2026-12-01"),
        ("An hour", "17:45", "selected_time", "17:45"),
        ("A moment", "2026-11-20T10:00", "selected_date_time", NOON + 3600),
    ],
)
def test_pickers_send_what_was_picked(
    gallery: Page, fake: FakeWorkspace, name: str, typed: str, key: str, value: object
) -> None:
    gallery.get_by_label(name, exact=True).fill(typed)
    assert last_action(fake, gallery)["action"][key] == value


def test_a_moment_is_shown_in_the_persons_zone(gallery: Page) -> None:
    expect(gallery.get_by_label("A moment")).to_have_value("2026-11-20T09:00")


def test_several_choices_are_added_and_removed(gallery: Page, fake: FakeWorkspace) -> None:
    menu = gallery.get_by_role("combobox", name="Add a campaign")
    menu.select_option(label="Newsletter")
    assert last_action(fake, gallery)["action"]["selected_options"] == [CAMPAIGNS[0], CAMPAIGNS[2]]
    gallery.get_by_role("button", name="Remove Autumn launch").click()
    assert last_action(fake, gallery, 2)["action"]["selected_options"] == [CAMPAIGNS[2]]
    expect(menu.get_by_role("option", name="Autumn launch")).to_have_count(1)


def test_boxes_and_radios(gallery: Page, fake: FakeWorkspace) -> None:
    gallery.get_by_role("group", name="Done today").get_by_label("Spring fair").check()
    assert last_action(fake, gallery)["action"]["selected_options"] == CAMPAIGNS[:2]
    gallery.get_by_role("radiogroup", name="Mood").get_by_label("Up").check()
    assert last_action(fake, gallery, 2)["action"]["selected_option"]["value"] == "up"


def test_more_options_with_the_keyboard(gallery: Page, fake: FakeWorkspace) -> None:
    gallery.get_by_role("button", name="More options").press("Enter")
    expect(gallery.get_by_role("menuitem", name="Hide")).to_be_focused()
    gallery.keyboard.press("ArrowDown")
    gallery.keyboard.press("Enter")
    assert last_action(fake, gallery)["action"]["selected_option"]["value"] == "mute"
    expect(gallery.get_by_role("button", name="More options")).to_be_focused()


def test_a_refused_action_is_told_in_the_log(gallery: Page, fake: FakeWorkspace) -> None:
    fake.answers["action"] = [{"ok": False, "error": "The app did not answer within 3 seconds."}]
    gallery.get_by_role("button", name="Fill in").click()
    expect(gallery.get_by_role("log").get_by_role("alert")).to_have_text("The app did not answer within 3 seconds.")
