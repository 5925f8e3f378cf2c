"""Which requests look alike, and which do not."""

from typing import Any

import pytest

from bot.slack.seen.keys import PRESS_SECONDS, Key, keys_of

BO, ANA = {"id": "U0BO"}, {"id": "U0ANA"}
TEAM = {"id": "T0"}


def event(**fields: Any) -> dict[str, Any]:
    return {"type": "event_callback", "team_id": "T0", "event_id": "Ev1", "event": {"type": "team_join"}, **fields}


def form(*, user: Any = BO, typed: str = "42", **view: Any) -> dict[str, Any]:
    values = {"leads": {"value": {"type": "plain_text_input", "value": typed}}}
    shown = {"id": "V1", "hash": "1.a", "callback_id": "f", "private_metadata": "{}", "state": {"values": values}}
    return {"type": "view_submission", "team": TEAM, "user": user, "trigger_id": "t", "view": {**shown, **view}}


def press(*, user: Any = BO, action: Any = None, **fields: Any) -> dict[str, Any]:
    container = {"type": "message", "channel_id": "D1", "message_ts": "7.1"}
    pressed = {"type": "button", "action_id": "go", "value": "1", "action_ts": "1.0", **(action or {})}
    return {
        "type": "block_actions",
        "team": TEAM,
        "user": user,
        "trigger_id": "t1",
        "container": container,
        "message": {"ts": "7.1"},
        "actions": [pressed],
        **fields,
    }


def window(**view: Any) -> dict[str, Any]:
    return press(container={"type": "view", "view_id": "V1"}, view={"id": "V1", "hash": "1.a", **view}, message=None)


def click(body: dict[str, Any]) -> Key:
    """Without the trigger's."""
    (found,) = [key for key in keys_of(body) if key.seconds == PRESS_SECONDS]
    return found


def test_an_event_is_known_by_its_id_alone() -> None:
    assert keys_of(event()) == keys_of(event(event_time=5, event={"type": "user_change"}))
    assert keys_of(event()) != keys_of(event(event_id="Ev2"))


@pytest.mark.parametrize("strange", ["E" * 500, "Ev\x00", "Ev 1 ö", 7, ["Ev"]])
def test_an_id_of_any_shape_fits_its_column(strange: object) -> None:
    (key,) = keys_of(event(event_id=strange))
    assert len(key.text) <= 120
    assert key.text.isascii()
    assert "\x00" not in key.text
    assert keys_of(event(event_id=strange)) == (key,)


def test_a_form_pressed_again_is_the_same_whatever_its_trigger() -> None:
    assert keys_of(form()) == keys_of(form() | {"trigger_id": "other"})


@pytest.mark.parametrize(
    "other",
    [
        form(typed="43"),
        form(hash="1.b"),
        form(id="V2"),
        form(callback_id="g"),
        form(private_metadata='{"day": 2}'),
        form(user=ANA),
    ],
)
def test_another_value_step_window_or_person_is_another_form(other: dict[str, Any]) -> None:
    assert keys_of(form()) != keys_of(other)


def test_a_double_click_has_two_triggers_and_is_one_press() -> None:
    first, second = press(), press(trigger_id="t2", action={"action_ts": "1.3"})
    assert click(first) == click(second)
    assert keys_of(first)[0] != keys_of(second)[0]


@pytest.mark.parametrize(
    "other",
    [
        press(user=ANA),
        press(action={"value": "2"}),
        press(action={"action_id": "stop"}),
        press(container={"type": "message", "channel_id": "D1", "message_ts": "7.2"}),
        press(container={"type": "message", "channel_id": "D2", "message_ts": "7.1"}),
        press(message={"ts": "7.1", "edited": {"user": "B", "ts": "8.0"}}),
        press(state={"values": {"b": {"a": {"selected_date": "2026-11-18"}}}}),
        window(),
    ],
)
def test_another_button_message_state_or_person_is_another_press(other: dict[str, Any]) -> None:
    assert click(press()) != click(other)


def test_a_view_that_has_changed_is_pressed_anew() -> None:
    assert click(window()) == click(window())
    assert click(window()) != click(window(hash="1.b"))


@pytest.mark.parametrize("kind", ["static_select", "datepicker", "overflow", "checkboxes"])
def test_menus_have_no_double_click(kind: str) -> None:
    assert [key.text.partition(":")[0] for key in keys_of(press(action={"type": kind}))] == ["trigger"]


def test_a_command_is_known_by_its_trigger() -> None:
    command = {"command": "/checkin", "text": "leads 42", "user_id": "U0BO", "trigger_id": "t1"}
    assert keys_of(command) == keys_of(command | {"text": "leads 43"})
    assert keys_of(command) != keys_of(command | {"trigger_id": "t2"})
    assert keys_of({name: value for name, value in command.items() if name != "trigger_id"}) == ()


@pytest.mark.parametrize(
    "body",
    [
        event(event_id=None),
        form(id=None),
        form(hash=""),
        {"type": "view_submission", "view": [1]},
        press(trigger_id=None, container=None),
        press(trigger_id=None, actions=[]),
        press(trigger_id=None, actions="x"),
        window(hash=None) | {"trigger_id": None},
        {"type": "shortcut", "callback_id": "x"},
        {},
    ],
    ids=str,
)
def test_what_names_nothing_has_no_key(body: dict[str, Any]) -> None:
    assert keys_of(body) == ()


def test_a_key_is_short_and_tells_nothing_of_what_was_typed() -> None:
    (key,) = keys_of(form(typed="secret " * 500))
    assert len(key.text) <= 120
    assert "secret" not in key.text
