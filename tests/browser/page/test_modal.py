"""Modals: what is typed is never lost, errors stand where they belong, one submission is one submission."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import FilePayload, Locator, Page, Route, expect

from tests.browser.page.blocks import Json, field, option, section
from tests.browser.page.conftest import Visit
from tests.browser.page.fake_workspace import FakeWorkspace
from tests.browser.page.sample_views import FORM, SCALE, modal

pytestmark = pytest.mark.browser


@pytest.fixture
def page(visit: Visit, fake: FakeWorkspace) -> Page:
    page = visit("U0BO")
    fake.tell("U0BO", type="view_opened", view=modal())
    page.get_by_role("dialog", name="Check in").wait_for()
    return page


@pytest.fixture
def form(page: Page) -> Locator:
    return page.get_by_role("dialog")


def complete(form: Locator) -> None:
    form.get_by_label("Form submissions").fill("42")
    form.get_by_label("Most things come when agreed").check()


def save(form: Locator) -> None:
    form.get_by_role("button", name="Save").click()


def test_the_first_field_has_focus_and_the_rest_of_the_page_is_out_of_reach(page: Page, form: Locator) -> None:
    expect(form.get_by_label("Form submissions")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || Boolean(document.activeElement.closest('dialog'))"
        )


def test_what_is_meant_for_the_app_alone_is_not_shown(page: Page) -> None:
    assert "secret-of-the-app" not in page.locator("body").inner_text()


def test_a_submission_carries_every_field(form: Locator, fake: FakeWorkspace) -> None:
    complete(form)
    form.get_by_label("Blockers").fill("none\nso far")
    form.get_by_role("group", name="Campaigns").get_by_label("Newsletter").check()
    form.get_by_label("Colleagues").select_option(value="U0ANA")
    form.get_by_label("Due").fill("2026-11-27")
    save(form)
    expect(form).to_have_count(0)
    (sent,) = fake.sent("submit")
    values = {block: held["value"] for block, held in sent["state"]["values"].items()}
    assert (sent["as"], sent["view_id"]) == ("U0BO", "V1")
    assert values["leads"] == {"type": "number_input", "value": "42"}
    assert values["spend"] == {"type": "number_input", "value": "3200.5"}
    assert values["blockers"] == {"type": "plain_text_input", "value": "none\nso far"}
    assert values["anchor"]["selected_option"] == SCALE[1]
    assert [chosen["value"] for chosen in values["tags"]["selected_options"]] == ["news"]
    assert values["colleagues"]["selected_users"] == ["U0ANA"]
    assert values["due"] == {"type": "datepicker", "selected_date": "2026-11-27"}
    assert values["mail"] == {"type": "email_text_input", "value": None}


def test_files_are_handed_over_and_can_be_taken_out_again(page: Page, form: Locator, fake: FakeWorkspace) -> None:
    uploaded: list[bytes | None] = []

    def answer(route: Route) -> None:
        uploaded.append(route.request.post_data_buffer)
        name = parse_qs(urlsplit(route.request.url).query)["name"][0]
        route.fulfill(json={"ok": True, "file": {"id": f"F{len(uploaded)}", "name": name, "size": 5}})

    page.route("**/page/api/upload?*", answer)
    complete(form)
    for name in ("报告.pdf", "b.pdf"):
        form.get_by_label("Proof").set_input_files(FilePayload(name=name, mimeType="application/pdf", buffer=b"%PDF-"))
        expect(form.get_by_text(name)).to_be_visible()
    form.get_by_role("button", name="Remove b.pdf").click()
    expect(form.get_by_text("b.pdf")).to_have_count(0)
    save(form)
    expect(form).to_have_count(0)
    (sent,) = fake.sent("submit")
    assert uploaded == [b"%PDF-", b"%PDF-"]
    held = sent["state"]["values"]["proof"]["value"]
    assert held == {"type": "file_input", "files": [{"id": "F1", "name": "报告.pdf", "size": 5}]}


@pytest.mark.parametrize(
    ("label", "typed", "error"),
    [
        ("Form submissions", "", "Please fill in this field."),
        ("Form submissions", "4x", "“4x” is not a number."),
        ("Form submissions", "4.5", "4.5 is not a whole number."),
        ("Form submissions", "501", "501 is more than 500. Enter 500 or less."),
        ("Form submissions", "-1", "-1 is less than 0. Enter 0 or more."),
        ("Today's goal", "ab", "2 characters are too few. Write at least 3."),
        ("E-mail", "bo at home", "“bo at home” is not an e-mail address. It looks like name@example.com."),
        ("Page", "example", "“example” is not a web address. It starts with https://."),
    ],
)
def test_wrong_entries_are_told_next_to_the_field(
    form: Locator, fake: FakeWorkspace, label: str, typed: str, error: str
) -> None:
    complete(form)
    field = form.get_by_label(label)
    field.fill(typed)
    save(form)
    expect(form.get_by_test_id("field-error")).to_have_text(error)
    expect(field).to_be_focused()
    expect(field).to_have_value(typed)
    expect(field).to_have_accessible_description(
        f"Yesterday 38, month 412 of 600 {error}" if "Form" in label else error
    )
    assert fake.sent("submit") == []


def test_errors_of_the_app_stand_at_their_fields_and_go_when_corrected(form: Locator, fake: FakeWorkspace) -> None:
    fake.answers["submit"] = [
        {"ok": True, "response_action": "errors", "errors": {"spend": "Over the budget", "goal": "Too vague"}}
    ]
    complete(form)
    save(form)
    expect(form.get_by_test_id("field-error")).to_have_text(["Over the budget", "Too vague"])
    expect(form.get_by_label("Spend")).to_be_focused()
    expect(form.get_by_label("Form submissions")).to_have_value("42")
    form.get_by_label("Spend").fill("10")
    expect(form.get_by_test_id("field-error")).to_have_text(["Too vague"])
    save(form)
    expect(form).to_have_count(0)
    assert fake.sent("submit")[1]["state"]["values"]["spend"]["value"]["value"] == "10"


def test_a_failed_submission_keeps_what_was_typed(form: Locator, fake: FakeWorkspace) -> None:
    fake.answers["submit"] = [{"ok": False, "error": "The app did not answer within 3 seconds."}]
    complete(form)
    save(form)
    expect(form.get_by_role("alert")).to_have_text("The app did not answer within 3 seconds.")
    expect(form.get_by_label("Form submissions")).to_have_value("42")
    expect(form.get_by_label("Most things come when agreed")).to_be_checked()


def test_a_double_click_submits_once(form: Locator, fake: FakeWorkspace) -> None:
    fake.delay_s = 0.3
    complete(form)
    form.get_by_role("button", name="Save").dblclick()
    expect(form.get_by_role("button", name="Save")).to_have_attribute("aria-busy", "true")
    expect(form).to_have_count(0)
    assert len(fake.sent("submit")) == 1


def test_an_update_keeps_entries_and_focus(form: Locator, fake: FakeWorkspace) -> None:
    complete(form)
    goal = form.get_by_label("Today's goal")
    goal.fill("Launch")
    fresh = [section("*Now 43 leads*"), *FORM[1:], field("new", "New field", {"type": "plain_text_input"})]
    fake.tell("U0BO", type="view_updated", view=modal(title="Check in again", blocks=fresh))
    expect(form.get_by_label("New field")).to_be_visible()
    expect(form.get_by_role("heading", name="Check in again")).to_be_visible()
    expect(goal).to_have_value("Launch")
    expect(goal).to_be_focused()
    expect(form.get_by_label("Form submissions")).to_have_value("42")


def test_a_pushed_view_goes_back_to_the_one_below(page: Page, form: Locator, fake: FakeWorkspace) -> None:
    complete(form)
    why = modal("V2", title="Why", blocks=[section("Because")], submit=None, close=None)
    fake.tell("U0BO", type="view_pushed", view=why)
    expect(page.get_by_role("dialog", name="Why")).to_be_visible()
    form.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog", name="Check in")).to_be_visible()
    expect(form.get_by_label("Form submissions")).to_have_value("42")
    assert [sent["view_id"] for sent in fake.sent("close")] == ["V2"]


def test_clear_closes_everything(page: Page, form: Locator, fake: FakeWorkspace) -> None:
    fake.tell("U0BO", type="view_pushed", view=modal("V2", title="Really?", blocks=[section("Sure?")]))
    fake.answers["submit"] = [{"ok": True, "response_action": "clear"}]
    page.get_by_role("dialog", name="Really?").get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)


def test_escape_closes_and_tells(page: Page, form: Locator, fake: FakeWorkspace) -> None:
    with page.expect_response("**/page/api/close"):
        page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    assert fake.sent("close") == [{"as": "U0BO", "view_id": "V1"}]


def test_a_dispatching_field_sends_while_typing(page: Page, form: Locator, fake: FakeWorkspace) -> None:
    with page.expect_response("**/page/api/action"):
        form.get_by_label("Search").fill("ana")
    (sent,) = fake.sent("action")
    assert sent["container"] == {"type": "view", "view_id": "V1"}
    assert sent["action"] == {"type": "plain_text_input", "block_id": "search", "action_id": "value", "value": "ana"}
    assert sent["state"]["values"]["spend"]["value"]["value"] == "3200.5"


def test_a_failure_from_the_stream_is_shown_in_the_modal(form: Locator, fake: FakeWorkspace) -> None:
    fake.tell("U0BO", type="failure", channel=None, text="The app was too slow")
    expect(form.get_by_role("alert")).to_have_text("The app was too slow")


def test_a_choice_that_an_update_takes_away_is_not_sent(form: Locator, fake: FakeWorkspace) -> None:
    def menu(*values: str) -> list[Json]:
        options = [option(value, value.title()) for value in values]
        return [field("team", "Team", {"type": "static_select", "options": options}, optional=True)]

    fake.tell("U0BO", type="view_updated", view=modal(blocks=menu("growth", "brand")))
    form.get_by_label("Team").select_option(label="Brand")
    fake.tell("U0BO", type="view_updated", view=modal(blocks=menu("growth", "events")))
    expect(form.get_by_role("option", name="Events")).to_have_count(1)
    expect(form.get_by_label("Team")).to_have_value("")
    save(form)
    expect(form).to_have_count(0)
    assert fake.sent("submit")[0]["state"]["values"]["team"]["value"]["selected_option"] is None
