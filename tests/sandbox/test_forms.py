"""What stands in a form and what Slack's client refuses."""

from typing import Any

import pytest

from bot.sandbox import Refused
from bot.sandbox.elements import ELEMENTS
from bot.sandbox.form_checks import refusals
from bot.sandbox.form_state import INITIAL, fill_in, initial_state

Json = dict[str, Any]


def ask(kind: str, *, optional: bool = False, **element: Any) -> Json:
    entry = {"type": kind, "action_id": "field", **element}
    return {"type": "input", "block_id": "block", "element": entry, "optional": optional}


def options(*values: str) -> list[Json]:
    return [{"text": {"type": "plain_text", "text": value.upper()}, "value": value} for value in values]


def entered(block: Json, value: Any) -> Any:
    return fill_in(initial_state([block]), [block], {"field": value})["block"]["field"]


def test_every_element_but_buttons_overflow_and_images_has_a_state() -> None:
    assert set(ELEMENTS) - set(INITIAL) == {"button", "overflow", "image"}


@pytest.mark.parametrize(
    ("block", "value", "field"),
    [
        (ask("plain_text_input"), "Bo", {"value": "Bo"}),
        (ask("plain_text_input"), "", {"value": None}),
        (ask("number_input", is_decimal_allowed=True), 4.5, {"value": "4.5"}),
        (ask("datepicker"), "2027-03-10", {"selected_date": "2027-03-10"}),
        (ask("timepicker"), "09:30", {"selected_time": "09:30"}),
        (ask("datetimepicker"), 1_800_000_000, {"selected_date_time": 1_800_000_000}),
        (ask("users_select"), "U0BO", {"selected_user": "U0BO"}),
        (ask("multi_users_select"), ["U0BO"], {"selected_users": ["U0BO"]}),
        (ask("static_select", options=options("a", "b")), "b", {"selected_option": options("b")[0]}),
        (ask("radio_buttons", options=options("1", "2")), 2, {"selected_option": options("2")[0]}),
        (ask("checkboxes", options=options("a", "b")), ["a", "b"], {"selected_options": options("a", "b")}),
        (ask("static_select", option_groups=[{"options": options("a")}]), "a", {"selected_option": options("a")[0]}),
    ],
)
def test_plain_values_become_slacks_fields(block: Json, value: Any, field: Json) -> None:
    assert entered(block, value) == {"type": block["element"]["type"], **field}


def test_initial_values_stand_in_the_form_until_changed() -> None:
    block = ask("checkboxes", options=options("a", "b"), initial_options=options("a"))
    assert initial_state([block])["block"]["field"]["selected_options"] == options("a")
    assert initial_state([ask("multi_users_select")])["block"]["field"]["selected_users"] == []
    assert initial_state([ask("users_select")])["block"]["field"]["selected_user"] is None


def test_unknown_fields_and_choices_are_refused() -> None:
    with pytest.raises(Refused, match=r"no field \['colour'\]; it has \['field'\]"):
        fill_in({}, [ask("plain_text_input")], {"colour": "red"})
    with pytest.raises(Refused, match=r"'c' is not offered by field; offered: \['a'\]"):
        entered(ask("static_select", options=options("a")), "c")


@pytest.mark.parametrize(
    ("block", "value", "refusal"),
    [
        (ask("plain_text_input"), "", "Please complete this required field."),
        (ask("plain_text_input", optional=True), "", None),
        (ask("checkboxes", options=options("a")), [], "Please complete this required field."),
        (ask("plain_text_input", min_length=3), "ab", "This field must be at least 3 characters."),
        (ask("plain_text_input", max_length=3), "abcd", "This field must be at most 3 characters."),
        (ask("number_input", is_decimal_allowed=False), "many", "Enter a number."),
        (ask("number_input", is_decimal_allowed=True), "NaN", "Enter a number."),
        (ask("number_input", is_decimal_allowed=False), "1.5", "Enter a whole number."),
        (ask("number_input", is_decimal_allowed=False), "2.0", None),
        (ask("number_input", is_decimal_allowed=True, min_value="1.5"), "1.4", "Enter a number that is at least 1.5."),
        (ask("number_input", is_decimal_allowed=True, max_value="5"), "5.1", "Enter a number that is at most 5."),
        (ask("email_text_input"), "bo", "Enter a valid email address."),
        (ask("email_text_input"), "bo@example.com", None),
        (ask("url_text_input"), "example", "Enter a valid URL."),
        (ask("url_text_input"), "https://example.com", None),
    ],
)
def test_the_client_refuses_what_the_app_need_not_see(block: Json, value: Any, refusal: str | None) -> None:
    state = fill_in(initial_state([block]), [block], {"field": value})
    assert refusals([block], state).get("block") == refusal
