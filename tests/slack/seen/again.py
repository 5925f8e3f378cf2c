"""Listeners that count what they do, in a corner where every request can come again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    DividerBlock,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
)
from slack_sdk.models.views import View
from sqlmodel import col, select

from bot.db.engine import Database
from bot.errors import Rejected
from bot.slack.forms import VALUE, ActionForm, CommandForm, EventForm, SubmissionForm
from bot.slack.listen import Listeners
from bot.slack.messages import Message
from bot.slack.outcomes import Nothing, OpenModal, Outcome, PublishHome, ReplaceModal, Tell
from bot.slack.seen.models import SeenRequest
from bot.turn import Turn
from tests.slack.corner import Corner, corner, write_down

FIELD = "leads"


class Desk:
    """Whatever is asked is written down with a number. `troubles` stop the next ones right after they have written."""

    def __init__(self) -> None:
        self.count = 0
        self.troubles: list[Exception] = []
        self.answer: Outcome = Nothing()

    @property
    def listeners(self) -> Listeners:
        return Listeners(
            commands={"checkin": self.on_command, "perf": self.help},
            actions={"test.go": self.on_press, "test.open": self.open_form, "test.pick": self.on_press},
            submissions={"test.form": self.on_submit},
            shortcuts={"metrics.checkin_shortcut": self.open_form},
            events={"app_home_opened": self.on_event},
            anonymous_events={"team_join": self.on_event},
        )

    async def on_command(self, turn: Turn, form: CommandForm) -> Outcome:
        return await self._note(turn, form.text)

    async def help(self, _turn: Turn, _form: CommandForm) -> Outcome:
        self.count += 1
        return Tell(Message("help"))

    async def on_press(self, turn: Turn, form: ActionForm) -> Outcome:
        return await self._note(turn, f"{form.action_id} {form.value}")

    async def open_form(self, turn: Turn, _form: ActionForm) -> Outcome:
        await self._note(turn, "open")
        return OpenModal(form_view())

    async def on_submit(self, turn: Turn, form: SubmissionForm) -> Outcome:
        return await self._note(turn, form.inputs.text(FIELD))

    async def on_event(self, turn: Turn, form: EventForm) -> Outcome:
        await self._note(turn, form.type)
        return PublishHome(View(type="home", blocks=[DividerBlock()])) if form.type == "app_home_opened" else Nothing()

    async def _note(self, turn: Turn, text: str) -> Outcome:
        self.count += 1
        await write_down(turn, f"{self.count} {text}".strip())
        if self.troubles:
            raise self.troubles.pop(0)
        return self.answer


def refusal() -> Rejected:
    return Rejected("topic-unknown", typed="x", known=["a"])


def form_view(step: int = 1) -> View:
    leads = PlainTextInputElement(action_id=VALUE)
    return View(
        type="modal",
        callback_id="test.form",
        title=PlainTextObject(text=f"Step {step}"),
        submit=PlainTextObject(text="Save"),
        blocks=[InputBlock(block_id=FIELD, label=PlainTextObject(text="Leads"), element=leads)],
    )


def next_step() -> Outcome:
    return ReplaceModal(form_view(2))


def buttons() -> list[dict[str, Any]]:
    """A button that does something, one that opens a form, and a menu."""
    options = [Option(label=name, value=name) for name in ("a", "b")]
    row = [
        ButtonElement(action_id="test.go", value="1", text=PlainTextObject(text="Go")),
        ButtonElement(action_id="test.open", text=PlainTextObject(text="Open")),
        StaticSelectElement(action_id="test.pick", options=options),
    ]
    return [ActionsBlock(elements=row).to_dict()]


@asynccontextmanager
async def desk_at(database_url: str, **options: Any) -> AsyncIterator[tuple[Desk, Corner]]:
    desk = Desk()
    async with corner(database_url, desk.listeners, **options) as at:
        yield desk, at


async def later(database: Database, by: timedelta) -> None:
    """As if what has been seen had been seen so much earlier."""
    async with database.write() as session:
        for row in (await session.exec(select(SeenRequest))).all():
            row.expires_at -= by
            session.add(row)


async def seen(database: Database) -> list[str]:
    """The kinds of what is known by now."""
    async with database.read() as session:
        found = (await session.exec(select(SeenRequest.unique_key).order_by(col(SeenRequest.id)))).all()
    return [key.partition(":")[0] for key in found]
