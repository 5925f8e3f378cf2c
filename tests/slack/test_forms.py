"""Modals, buttons and events through the edge."""

from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    DatePickerElement,
    InputBlock,
    MarkdownTextObject,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.views import View
from structlog.testing import capture_logs

from bot.errors import Rejected, RejectedFields
from bot.slack.forms import VALUE, ActionForm, CommandForm, EventForm, Inputs, SubmissionForm, live
from bot.slack.listen import Listeners
from bot.slack.messages import Message
from bot.slack.outcomes import Nothing, OpenModal, Outcome, PublishHome, ReplaceModal, Tell
from bot.turn import Turn
from tests.office import BO, CHEN
from tests.slack.corner import Corner, corner, write_down

TITLE = PlainTextObject(text="Figures")
TOLD = Message("told", [SectionBlock(text=MarkdownTextObject(text="told"))])


def field(name: str) -> InputBlock:
    return InputBlock(block_id=name, label=PlainTextObject(text=name), element=PlainTextInputElement(action_id=VALUE))


def form(*names: str, metadata: str = '{"day": 1}') -> View:
    blocks = [field(name) for name in names] or [SectionBlock(text=MarkdownTextObject(text="nothing to fill in"))]
    return View(
        type="modal", callback_id="test.form", title=TITLE, submit=TITLE, blocks=blocks, private_metadata=metadata
    )


def button(action_id: str) -> ActionsBlock:
    return ActionsBlock(elements=[ButtonElement(action_id=action_id, text=PlainTextObject(text="Go"))])


def listeners_of(view: View, on_submit: Any) -> Listeners:
    async def open_form(_turn: Turn, _form: CommandForm) -> Outcome:
        return OpenModal(view)

    async def submitted(turn: Turn, form: SubmissionForm) -> Outcome:
        await write_down(turn, str(form.metadata["day"]))
        return await on_submit(turn, form)

    return Listeners(commands={"checkin": open_form}, submissions={"test.form": submitted})


async def accept(_turn: Turn, _form: SubmissionForm) -> Outcome:
    return Nothing()


async def fill_in(at: Corner, user: str, **values: str) -> Any:
    assert (await at.person(user).command("/checkin")).ok
    return await at.person(user).submit(values=values)


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_a_form_that_is_accepted_is_kept_and_closes(sqlite_url: str, transport: str) -> None:
    async with corner(sqlite_url, listeners_of(form("leads"), accept), transport=transport) as at:
        assert (await fill_in(at, BO, leads="42")).ok
        assert not at.person(BO).views
        assert await at.kept() == ["1"]


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_every_wrong_field_is_told_beside_it(database_url: str, transport: str) -> None:
    async def refuse(_turn: Turn, form: SubmissionForm) -> Outcome:
        wrong = {
            name: Rejected("topic-unknown", typed=form.inputs.text(name), known=["a"]) for name in ("leads", "cost")
        }
        raise RejectedFields(wrong)

    async with corner(database_url, listeners_of(form("leads", "cost"), refuse), transport=transport) as at:
        refused = await fill_in(at, CHEN, leads="<4&2>", cost="x")
        assert refused.errors.keys() == {"leads", "cost"}
        assert "<4&2>" in refused.errors["leads"], "plain text, as typed"
        assert "没有" in refused.errors["cost"]
        assert len(at.person(CHEN).views) == 1
        assert await at.kept() == []


@pytest.mark.parametrize("named", ["cost", None])
async def test_a_refusal_lands_beside_its_field_or_the_first_one(sqlite_url: str, named: str | None) -> None:
    async def refuse(_turn: Turn, _form: SubmissionForm) -> Outcome:
        raise Rejected("topic-unknown", field=named, typed="x", known=["a"])

    async with corner(sqlite_url, listeners_of(form("leads", "cost"), refuse)) as at:
        refused = await fill_in(at, BO, leads="1", cost="2")
        assert list(refused.errors) == [named or "leads"]


async def test_a_picker_above_the_fields_is_no_place_for_an_error(sqlite_url: str) -> None:
    async def refuse(_turn: Turn, _form: SubmissionForm) -> Outcome:
        raise Rejected("topic-unknown", typed="x", known=["a"])

    view = form("leads")
    picker = DatePickerElement(action_id="test.day", initial_date="2026-11-18")
    view.blocks = [SectionBlock(text=MarkdownTextObject(text="day"), accessory=picker), *view.blocks]
    async with corner(sqlite_url, listeners_of(view, refuse)) as at:
        refused = await fill_in(at, BO, leads="1")
        assert list(refused.errors) == ["leads"]


@pytest.mark.parametrize("names", [("leads",), ()])
async def test_a_refusal_about_no_field_of_the_form_is_shown_above_it(sqlite_url: str, names: tuple[str, ...]) -> None:
    async def refuse(_turn: Turn, _form: SubmissionForm) -> Outcome:
        raise Rejected("topic-unknown", field="elsewhere", typed="x", known=["a"])

    async with corner(sqlite_url, listeners_of(form(*names), refuse)) as at:
        assert (await fill_in(at, BO, **dict.fromkeys(names, "1"))).response_action == "push"
        assert len(at.person(BO).views) == 2
        assert "There is no topic" in str(at.person(BO).view.blocks)
        assert await at.kept() == []


async def test_a_form_whose_listener_breaks_down_keeps_what_was_typed(sqlite_url: str) -> None:
    async def break_down(_turn: Turn, _form: SubmissionForm) -> Outcome:
        raise KeyError("a bug")

    async with corner(sqlite_url, listeners_of(form("leads"), break_down)) as at:
        with capture_logs() as logs:
            refused = await fill_in(at, BO, leads="42")
        [line] = [each for each in logs if each["event"] == "listener failed"]
        assert line["reference"] in refused.errors["leads"]
        assert len(at.person(BO).views) == 1
        assert await at.kept() == []


@pytest.mark.parametrize("metadata", ["not JSON", "{", "[1, 2]", "7"])
async def test_a_form_with_unreadable_metadata_is_refused_with_a_reference(sqlite_url: str, metadata: str) -> None:
    async with corner(sqlite_url, listeners_of(form("leads", metadata=metadata), accept)) as at:
        with capture_logs() as logs:
            refused = await fill_in(at, BO, leads="42")
        [line] = [each for each in logs if each["event"] == "listener failed"]
        assert line["reference"] in refused.errors["leads"]
        assert await at.kept() == []


async def test_a_form_is_followed_by_another_one(sqlite_url: str) -> None:
    async def next_form(_turn: Turn, form_: SubmissionForm) -> Outcome:
        return (ReplaceModal if form_.inputs.text("leads") == "1" else OpenModal)(form("cost"))

    async with corner(sqlite_url, listeners_of(form("leads"), next_form)) as at:
        assert (await fill_in(at, BO, leads="1")).response_action == "update"
        assert (await fill_in(at, CHEN, leads="2")).response_action == "push"
        assert len(at.person(CHEN).views) == 2


def home_with(on_press: Any) -> Listeners:
    async def opened(_turn: Turn, _form: EventForm) -> Outcome:
        return PublishHome(View(type="home", blocks=[button("test.go:7")]))

    return Listeners(events={"app_home_opened": opened}, actions={"test.go": on_press})


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_a_button_in_home_answers_in_a_window(sqlite_url: str, transport: str) -> None:
    async def press(turn: Turn, form: ActionForm) -> Outcome:
        await write_down(turn, form.action_id)
        return Tell(TOLD)

    async with corner(sqlite_url, home_with(press), transport=transport) as at:
        home = await at.person(BO).open_home()
        assert home
        assert (await at.person(BO).click(home, "test.go:7")).ok
        assert "told" in str(at.person(BO).view.blocks)
        assert await at.kept() == ["test.go:7"]


async def test_a_refused_button_in_home_says_so_in_a_window(sqlite_url: str) -> None:
    async def refuse(_turn: Turn, _form: ActionForm) -> Outcome:
        raise Rejected("topic-unknown", typed="x", known=["a"])

    async with corner(sqlite_url, home_with(refuse)) as at:
        home = await at.person(CHEN).open_home()
        assert home
        assert (await at.person(CHEN).click(home, "test.go:7")).ok
        assert "没有" in str(at.person(CHEN).view.blocks)


async def test_a_button_in_a_message_answers_only_to_whom_pressed_it(sqlite_url: str) -> None:
    async def press(_turn: Turn, _form: ActionForm) -> Outcome:
        return Tell(TOLD)

    async with corner(sqlite_url, home_with(press)) as at:
        blocks = [button("test.go").to_dict()]
        await at.client.call("chat.postMessage", channel="C0GROWTH", text="a", blocks=blocks)
        posted = at.person(BO).messages("#growth")[-1]
        assert (await at.person(BO).click(posted, "test.go")).ok
        answer = at.person(BO).messages("#growth")[-1]
        assert (answer.text, answer.is_ephemeral) == ("told", True)
        assert at.person(CHEN).messages("#growth") == [posted]


async def test_an_unknown_button_is_acknowledged(sqlite_url: str) -> None:
    async with corner(sqlite_url, Listeners()) as at:
        await at.client.call("chat.postMessage", channel=BO, text="a", blocks=[button("gone.slice").to_dict()])
        assert (await at.person(BO).click(at.person(BO).messages()[-1], "gone.slice")).ok


async def test_a_window_that_slack_no_longer_opens_is_told(sqlite_url: str) -> None:
    async with corner(sqlite_url, listeners_of(form("leads"), accept)) as at:
        at.sandbox.faults.add("server_error", method="views.open")
        done = await at.person(BO).command("/checkin")
        assert done.message
        assert "try again" in done.message.text


async def test_a_view_slack_would_refuse_is_told_with_a_reference(sqlite_url: str) -> None:
    title = PlainTextObject(text="far too long a title for any window")
    broken = View(type="modal", callback_id="test.form", title=title, blocks=[])
    async with corner(sqlite_url, listeners_of(broken, accept)) as at:
        done = await at.person(BO).command("/checkin")
        assert done.message
        assert "try again" in done.message.text


def test_a_sign_that_postgresql_does_not_take_is_left_out() -> None:
    assert Inputs({"note": {"value": {"value": "a\0b &lt;\0"}}}).text("note") == "ab <"


def test_a_field_that_tells_as_it_is_filled_in_is_still_a_field() -> None:
    values = {"case": {live("test.note"): {"value": " x "}}, "pick": {"test.pick": {"selected_user": BO}}}
    inputs = Inputs(values)
    assert inputs.text("case") == "x"
    assert inputs.fields() == ["case"]


def test_only_what_is_typed_comes_with_every_key() -> None:
    listeners = Listeners()
    listeners.action("test.note", typed=True)(_nothing)
    listeners.action("test.other")(_nothing)
    text = ActionForm(live("test.note"), "", None, {}, Inputs({}), in_modal=True, is_typed=True)
    assert listeners.is_typed(text)
    assert not listeners.is_typed(replace(text, is_typed=False)), "a choice in the same form"
    assert not listeners.is_typed(replace(text, action_id="test.other"))


async def _nothing(_turn: Turn, _form: ActionForm) -> Outcome:
    return Nothing()
