"""Conversations, Home, people, clock and stream."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page.blocks import button, message, section, ts
from tests.browser.page.conftest import Visit
from tests.browser.page.fake_workspace import FakeWorkspace
from tests.browser.page.sample_views import HOME

pytestmark = pytest.mark.browser


def test_messages_show_who_when_and_for_whom(visit: Visit, fake: FakeWorkspace) -> None:
    fake.messages[("U0BO", "D0APP")] = [
        message(-1440, "U0BOT", "Good morning"),
        message(0, "U0BOT", "Only for Bo", ephemeral=True),
        message(1, "U0BO", "thanks", edited=True),
    ]
    page = visit("U0BO")
    expect(page.get_by_role("article")).to_have_count(3)
    first, second, third = page.get_by_role("article").all()
    expect(first).to_contain_text("EvenhandApp09:00")
    expect(second).to_contain_text("Only visible to you")
    expect(third).to_contain_text("(edited)")
    expect(page.get_by_role("log").get_by_role("heading")).to_have_text(["Yesterday", "Today"])


def test_messages_arrive_change_and_go(visit: Visit, fake: FakeWorkspace) -> None:
    page = visit("U0BO")
    expect(page.get_by_text("Nothing here yet.")).to_be_visible()
    fake.tell("U0BO", type="message", channel="D0APP", message=message(1, "U0BOT", "second"))
    fake.tell("U0BO", type="message", channel="D0APP", message=message(0, "U0BOT", "first"))
    expect(page.get_by_role("article")).to_contain_text(["first", "second"])
    fake.tell(
        "U0BO", type="message_changed", channel="D0APP", message=message(0, "U0BOT", "first, changed", edited=True)
    )
    expect(page.get_by_role("article")).to_contain_text(["first, changed", "second"])
    fake.tell("U0BO", type="message_deleted", channel="D0APP", message={"ts": ts(1)})
    expect(page.get_by_role("article")).to_have_count(1)


def test_messages_elsewhere_only_raise_the_badge(visit: Visit, fake: FakeWorkspace) -> None:
    page = visit("U0BO")
    fake.tell("U0BO", type="message", channel="C0GROWTH", message=message(0, "U0ANA", "hello all"))
    fake.tell("U0BO", type="unread", channel="C0GROWTH", unread=1)
    expect(page.get_by_role("link", name="# growth 1 unread")).to_be_visible()
    expect(page).to_have_title("(1) Bo Larsen · Harbour Marketing")
    expect(page.get_by_role("article")).to_have_count(0)
    fake.messages[("U0BO", "C0GROWTH")] = [message(0, "U0ANA", "hello all")]
    page.get_by_role("link", name="# growth").click()
    expect(page.get_by_role("article")).to_contain_text("hello all")
    expect(page.get_by_test_id("unread")).to_have_count(0)


def test_home_is_drawn_acts_and_follows_the_stream(visit: Visit, fake: FakeWorkspace) -> None:
    page = visit("U0BO", place="home")
    home = page.get_by_test_id("home")
    expect(home.get_by_role("heading", name="Good morning, Bo")).to_be_visible()
    expect(home).not_to_contain_text("secret-of-the-app")
    with page.expect_response("**/page/api/action"):
        home.get_by_role("button", name="Fill in").click()
    assert fake.sent("action")[0]["container"] == {"type": "view", "view_id": "VHOME"}
    fake.tell("U0BO", type="home", view={**HOME, "blocks": [section("All done")]})
    expect(home).to_have_text("All done")


def test_an_empty_home_says_so(visit: Visit, fake: FakeWorkspace) -> None:
    fake.home = None
    expect(visit("U0BO", place="home").get_by_text("Evenhand has not published a Home for you yet.")).to_be_visible()


def test_one_person_after_another(visit: Visit) -> None:
    page = visit("U0BO")
    people = page.get_by_role("region", name="Act as")
    expect(people.get_by_role("link")).to_have_count(5)
    expect(people.get_by_role("link", name="陈琳")).to_contain_text("16:30")
    people.get_by_role("link", name="陈琳").click()
    page.wait_for_url("**/as/U0CHEN")
    expect(page.get_by_role("button", name="下次提醒")).to_be_visible()
    expect(page.get_by_test_id("clock")).to_have_text("2026年11月20日周五 16:30")


def test_two_tabs_are_two_people(visit: Visit, fake: FakeWorkspace) -> None:
    ana, bo = visit("U0ANA"), visit("U0BO")
    fake.tell("U0ANA", type="message", channel="D0APP", message=message(0, "U0BOT", "for Ana"))
    expect(ana.get_by_role("article")).to_contain_text("for Ana")
    expect(bo.get_by_role("article")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "move"), [("Next hour", "hour"), ("Next day", "day"), ("Next prompt", "prompt"), ("End of month", "month")]
)
def test_the_clock_moves(visit: Visit, fake: FakeWorkspace, name: str, move: str) -> None:
    page = visit("U0BO")
    expect(page.get_by_test_id("clock")).to_have_text("Fri, 20 Nov 2026, 09:30")
    fake.answers["clock"] = [{"ok": True, "now": "2026-11-30T16:00:00+00:00"}]
    page.get_by_role("button", name=name).click()
    expect(page.get_by_test_id("clock")).to_have_text("Mon, 30 Nov 2026, 17:00")
    assert fake.sent("clock") == [{"move": move}]


def test_a_clock_that_cannot_move_says_why(visit: Visit, fake: FakeWorkspace) -> None:
    page = visit("U0BO")
    fake.answers["clock"] = [{"ok": False, "error": "nothing is due"}]
    page.get_by_role("button", name="Next prompt").click()
    expect(page.get_by_role("alert").filter(has_text="nothing is due")).to_be_visible()


def test_faults_are_ordered(visit: Visit, fake: FakeWorkspace) -> None:
    page = visit("U0BO")
    page.get_by_role("button", name="Faults").click()
    with page.expect_response("**/page/api/faults"):
        page.get_by_role("menuitem", name="too many requests").click()
    assert fake.sent("faults") == [{"times": 1, "kind": "rate_limit"}]


def test_a_message_shortcut_names_its_message(visit: Visit, fake: FakeWorkspace) -> None:
    fake.messages[("U0BO", "D0APP")] = [message(0, "U0BOT", "well done")]
    page = visit("U0BO")
    page.get_by_role("article").hover()
    page.get_by_role("button", name="More actions").click()
    with page.expect_response("**/page/api/shortcut"):
        page.get_by_role("menuitem", name="Thank for this").click()
    assert fake.sent("shortcut") == [{"as": "U0BO", "callback_id": "thank", "channel": "D0APP", "ts": ts()}]


def test_after_a_break_nothing_is_missing(visit: Visit, fake: FakeWorkspace) -> None:
    fake.messages[("U0BO", "D0APP")] = [message(0, "U0BOT", "before")]
    page = visit("U0BO")
    expect(page.get_by_role("article")).to_contain_text("before")
    fake.is_down = True
    fake.hang_up()
    expect(page.get_by_text("Connection lost. Trying again…")).to_be_visible()
    fake.messages[("U0BO", "D0APP")].append(message(1, "U0BOT", "meanwhile"))
    fake.is_down = False
    expect(page.get_by_role("article")).to_contain_text(["before", "meanwhile"])
    expect(page.get_by_text("Connection lost")).to_be_hidden()
    fake.tell("U0BO", type="message", channel="D0APP", message=message(2, "U0BOT", "live again"))
    expect(page.get_by_role("article")).to_have_count(3)


def overflow_of(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_a_narrow_window_shows_everything_without_scrolling_sideways(visit: Visit, fake: FakeWorkspace) -> None:
    fake.messages[("U0BO", "D0APP")] = [message(0, "U0BOT", "a" * 300)]
    page = visit("U0BO", width=400)
    assert overflow_of(page) <= 0
    people = page.get_by_role("button", name="People and channels")
    people.click()
    page.get_by_role("link", name="# growth").click()
    expect(page.get_by_role("heading", name="# growth")).to_be_visible()
    expect(page.get_by_role("link", name="# growth")).to_be_hidden()
    expect(people).to_have_attribute("aria-expanded", "false")


def test_looking_at_a_new_message_counts_as_reading_it(visit: Visit, fake: FakeWorkspace) -> None:
    page = visit("U0BO")
    with page.expect_response("**/page/api/messages?*channel=D0APP"):
        fake.tell("U0BO", type="message", channel="D0APP", message=message(0, "U0BOT", "hello"))
        fake.tell("U0BO", type="unread", channel="D0APP", unread=1)
    expect(page.get_by_test_id("unread")).to_have_count(0)


def test_replies_are_read_in_a_panel(visit: Visit, fake: FakeWorkspace) -> None:
    fake.messages[("U0BO", "D0APP")] = [
        message(0, "U0BOT", "the question"),
        message(1, "U0BOT", "something else"),
        message(2, "U0ANA", "first answer", thread_ts=ts(0)),
    ]
    page = visit("U0BO")
    log, panel = page.get_by_role("log"), page.get_by_role("complementary", name="Thread")
    expect(log.get_by_role("article")).to_contain_text(["the question", "something else"])
    log.get_by_role("button", name="1 in thread").click()
    expect(panel.get_by_role("article")).to_contain_text(["the question", "first answer"])
    fake.tell("U0BO", type="message", channel="D0APP", message=message(3, "U0ANA", "second answer", thread_ts=ts(0)))
    expect(panel.get_by_role("article")).to_contain_text(["the question", "first answer", "second answer"])
    expect(log.get_by_role("button", name="2 in thread")).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(log.get_by_role("article")).to_have_count(2)


def test_a_line_shows_what_is_new(visit: Visit, fake: FakeWorkspace) -> None:
    fake.messages[("U0BO", "C0GROWTH")] = [message(each, "U0ANA", f"number {each}") for each in range(3)]
    fake.unread["C0GROWTH"] = 1
    page = visit("U0BO", place="C0GROWTH")
    expect(page.get_by_role("log")).to_contain_text("number 1⋯New")


def test_links_to_home_and_messages_stay_in_the_page(visit: Visit, fake: FakeWorkspace) -> None:
    """As in Slack: Home opens, a message comes into view, a thread beside it; and the app hears of a button's press."""
    archives, digits = "https://harbour.slack.com/archives", ts(0).replace(".", "")
    home = button("link:home", "Home", url="slack://app?team=T1&id=A1&tab=home", value="")
    others = (
        f"<{archives}/C0GROWTH/p{digits}|the post> <{archives}/C0GROWTH/p{digits}?thread_ts={ts(0)}&amp;cid=C0GROWTH|"
        f"its thread> <{archives}/D0ANAS/p{digits}|theirs> <slack://app?team=T2&amp;id=A1&amp;tab=home|another team>"
    )
    blocks = [section(others), {"type": "actions", "block_id": "b1", "elements": [home]}]
    fake.messages[("U0BO", "D0APP")] = [message(0, "U0BOT", "links", blocks=blocks)]
    fake.messages[("U0BO", "C0GROWTH")] = [
        message(0, "U0BOT", "Growth in October"),
        *(message(each, "U0ANA", "blah\n\n\n\n" * 5) for each in range(1, 30)),
        message(31, "U0BOT", "Details", thread_ts=ts(0)),
    ]
    page = visit("U0BO")
    expect(page.locator(".dead-link")).to_have_text("another team")
    with page.expect_response("**/page/api/action"):
        page.get_by_role("article").get_by_role("link", name="Home").click()
    expect(page.get_by_test_id("home")).to_be_visible()
    assert fake.sent("action")[0]["action"]["action_id"] == "link:home"
    page.go_back()
    page.get_by_role("link", name="the post").click()
    post = page.get_by_role("log").get_by_role("article").filter(has_text="Growth in October")
    expect(post).to_be_in_viewport()
    expect(page.get_by_role("complementary", name="Thread")).to_be_hidden()
    page.go_back()
    page.get_by_role("link", name="its thread").click()
    expect(page.get_by_role("complementary", name="Thread").get_by_role("article")).to_contain_text(
        ["Growth in October", "Details"]
    )
    page.go_back()
    page.get_by_role("link", name="theirs").click()
    expect(page.get_by_role("alert").filter(has_text="You are not in that conversation.")).to_be_visible()
