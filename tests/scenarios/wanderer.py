"""Goes wherever a person can go in Slack: says every command, presses every button, fills every form with one text."""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from bot.features.catalogue import LISTENERS
from bot.sandbox.elements import offered_options
from bot.sandbox.form_state import stateful
from bot.sandbox.limits import elements_of
from bot.sandbox.messages import Message
from bot.sandbox.person import Person
from bot.sandbox.views import View
from tests.office import Office
from tests.slack.wire import Wire


class Wanderer:
    """`text` is short enough for a form's field; `long_text` comes by forged requests, past every limit of a client.

    What has been done once is not done again; `forms` and `buttons` are what was found.
    """

    def __init__(self, at: Office, wire: Wire, *, text: str, long_text: str) -> None:
        self._at = at
        self._wire = wire
        self._text = text
        self._long = long_text
        self.forms: set[str] = set()
        self.buttons: set[tuple[str, str]] = set()

    async def go(self, user: str) -> None:
        """Say everything, and use whatever that opens, Home and the latest messages."""
        person = self._at.person(user)
        for line in lines(self._text):
            done = await person.command(line)
            assert done.ok, (line, done.error)
            while person.views and await self._use(person):
                await person.command(line)
            await _close_all(person)
        await self.look_around(user)

    async def look_around(self, user: str) -> None:
        person = self._at.person(user)
        home = await person.open_home()
        messages = [each for each in person.messages() if not each.is_ephemeral][-4:]
        for message in messages:
            while await self._press(person, message):
                await self._use_all(person)
        while home and await self._press(person, home):
            await self._use_all(person)
            home = person.home  # what was pressed may have changed it
        await self._at.settle()

    async def _use_all(self, person: Person) -> None:
        while person.views and await self._use(person):
            pass
        await _close_all(person)

    async def _use(self, person: Person) -> bool:
        """The window in front, whatever it becomes, until there is nothing new; whether there was."""
        done = False
        while person.views:
            view = person.view
            if await self._press(person, view):
                done = True
            elif view.content.get("submit") and (name := str(view.content["callback_id"])) not in self.forms:
                done = True
                await self._submit(person, name)
            else:
                await person.close()
        return done

    async def _press(self, person: Person, target: Message | View) -> bool:
        """The first element that nobody has used yet."""
        place = str(target.content.get("callback_id")) if isinstance(target, View) else "message"
        for block in target.blocks:
            for element in elements_of(block) if block["type"] != "input" else ():
                name = element["action_id"].partition(":")[0]
                if (place, name) not in self.buttons:
                    self.buttons.add((place, name))
                    done = await person.click(target, element["action_id"], block["block_id"], value=_choice(element))
                    assert done.ok, (place, name, done.error)
                    return True
        return False

    async def _submit(self, person: Person, name: str) -> None:
        self.forms.add(name)
        chosen = {
            block["block_id"]: _choice(element)
            for block, element in stateful(person.view.blocks)
            if block["type"] == "input"
        }
        others = {block_id: value for block_id, value in chosen.items() if value is not None}
        fields = [block_id for block_id, of in person.view.state.items() if _is_text(of)]
        refused = await self._fill(person, others | dict.fromkeys(fields, self._text))
        if self._wire.payload.get("type") == "view_submission":
            ack = await self._wire.again(view=_forged(self._wire.payload["view"], self._long))
            assert ack.failure is None, (name, ack.failure)
        if refused:
            # What must be a number is one, so that the rest is taken.
            await self._fill(person, others | {name: "7" if name in refused else self._text for name in fields})

    async def _fill(self, person: Person, values: Mapping[str, Any]) -> Mapping[str, str]:
        submitted = await person.submit(values=values)
        assert submitted.error is None, submitted.error
        return submitted.errors


async def _close_all(person: Person) -> None:
    while person.views:
        await person.close()


def lines(text: str) -> Iterator[str]:
    """Every command and topic, by itself and with the text in every place it can have."""
    for command in ("checkin", "scorecard"):
        for rest in (
            "",
            text,
            f"leads {text}",
            f"leads 42 {text}",
            f"fix {text}",
            f"fix leads 43 2026-11-17 {text}",
            f"why {text}",
        ):
            yield f"/{command} {rest}".strip()
    yield f"/perf {text}"
    yield f"/perf help {text}"
    for topic in LISTENERS.topics:
        for rest in ("", text, f"off 2026-12-24 {text}", "audit"):
            yield f"/perf {topic} {rest}".strip()


def _choice(element: Mapping[str, Any]) -> Any:
    """The last that is offered; a day, or somebody. None for a button or a text."""
    kind = element["type"]
    if options := offered_options(element):
        return [options[-1]["value"]] if kind in ("checkboxes", "multi_static_select") else options[-1]["value"]
    return {"datepicker": "2026-11-17", "users_select": "U0CHEN", "multi_users_select": ["U0CHEN"]}.get(kind)


def _is_text(fields: Mapping[str, Mapping[str, Any]]) -> bool:
    return fields.get("value", {}).get("type") == "plain_text_input"


def _forged(view: Mapping[str, Any], text: str) -> dict[str, Any]:
    forged = copy.deepcopy(dict(view))
    for fields in forged["state"]["values"].values():
        if _is_text(fields):
            fields["value"]["value"] = text
    return forged
