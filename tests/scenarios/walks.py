"""A random walk of everybody through everything, and what each of them was shown on the way."""

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from bot.features.catalogue import LISTENERS
from bot.features.people import service as people
from bot.sandbox.delivery import Delivery
from bot.sandbox.errors import Refused
from bot.sandbox.http_push import HttpPush
from bot.sandbox.limits import elements_of
from bot.sandbox.messages import Message, may_see
from bot.sandbox.payloads import Payloads
from tests.office import ANA, BO, CHEN, DEE, EVE, GUS
from tests.scenarios.garden import CARD, EVERYBODY, Garden, Planted, Rights

ROLES = ("member", "hr", "hr", "auditor", "operator", "admin", "committee", "hr|admin")
MONTHS = (
    "",
    "2026-10",
    "last",
    "oct",
    "10月",
    "2026-11",
    "why",
    "why leads",
    "why lead_conversion",
    "why uv",
    "为什么",
)
TYPED = (
    "",
    "7",
    "leads 3",
    "fix leads",
    "leads 4 2026-10-05",
    "audit",
    "2026-11-20..2026-11-21",
    "zh-CN",
    "en",
    "help",
    "1",
)
NEXT_CLOSE = datetime(2026, 12, 7, 9, 0, tzinfo=ZoneInfo("UTC"))


@dataclass
class Walk:
    garden: Garden
    push: HttpPush
    dice: random.Random
    did: list[str] = field(default_factory=list)
    shown: Counter[tuple[str, bool]] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)
    _known: dict[int, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.office = self.garden.office

    async def step(self) -> None:
        """Somebody does something; then whatever is new to anybody is looked at."""
        before = await self.garden.rights()
        ways = (self._command, self._click, self._submit, self._home, self._forge, self._change, self._wait)
        (way,) = self.dice.choices(ways, (34, 26, 8, 8, 14, 8, 2))
        actor = self.dice.choice((*EVERYBODY, GUS))
        self.did.append(f"{actor} {way.__name__}")
        try:
            said = await way(actor)
        except Refused as refused:
            said = str(refused)
        await self.look(before, [(actor, said)])
        await self._insist_after(before)

    async def change(self, who: str, **cells: str) -> None:
        """HR or an import decides about somebody."""
        before = await self.garden.rights()
        self.did.append(f"{who} {cells}")
        await self._import(who, cells)
        await self.look(before)
        await self._insist_after(before)

    async def _insist_after(self, before: Rights) -> None:
        for viewer, owner in self._parted(before, await self.garden.rights()):
            await self._insist(viewer, owner)

    def _parted(self, before: Rights, after: Rights) -> Iterator[tuple[str, str]]:
        """Who has just lost sight of whom."""
        for viewer, owner in product(EVERYBODY, EVERYBODY):
            theirs = Planted(owner, CARD)
            if before.may_see(viewer, theirs) and not after.may_see(viewer, theirs):
                yield viewer, owner

    async def _insist(self, viewer: str, owner: str) -> None:
        """By what they know from before: a name, and the button under a card."""
        rights, person = await self.garden.rights(), self.office.person(viewer)
        self.did.append(f"{viewer} looks for {owner} again")
        if not person.profile.deleted:
            await person.command(f"/scorecard <@{owner}> why")
        said = await self._press(viewer, "scorecards.why", f"{self.garden.members[owner]}:2026-10:1", {})
        await self.look(rights, [(viewer, said)])

    async def look(self, before: Rights, said: Sequence[tuple[str, str]] = ()) -> None:
        after = await self.garden.rights()
        for viewer, text in (*said, *self._new_to_somebody()):
            for planted in self.garden.found_in(text):
                self.shown[planted.kind, viewer == planted.owner] += 1
                if not (before.may_see(viewer, planted) or after.may_see(viewer, planted)):
                    self.leaks.append(f"{viewer} was shown {planted} by {self.did[-1]}")

    def _new_to_somebody(self) -> Iterator[tuple[str, str]]:
        core, bot = self.office.sandbox.core, self.office.sandbox.identity.bot_user
        for room in core.workspace.conversations.values():
            for message in room.messages.values():
                if self._is_new(message):
                    text = self._text(message)
                    yield from ((each, text) for each in room.members - {bot} if may_see(room, message, each))
        for user in core.workspace.people:
            views = (*core.views.stack(user), core.views.home(user))
            yield from ((user, _plain(view.content)) for view in views if view and self._is_new(view))

    def _is_new(self, shown: object) -> bool:
        if id(shown) in self._known:
            return False
        self._known[id(shown)] = shown
        return True

    def _text(self, message: Message) -> str:
        files = (self.office.sandbox.core.files.find(str(each["id"])) for each in message.files)
        contents = [(each.content or b"").decode("utf-8", "replace") for each in files if each]
        return _plain([message.to_api(team_id="", with_metadata=True), contents])

    def _somebody(self) -> str:
        return self.dice.choice((*EVERYBODY, GUS, "U0NOBODY"))

    def _value(self) -> str:
        days = ("2026-11-17", "2026-11-18", "2026-10-05", "leads|2026-11-17", "uv|2026-10-05", "hour|2026-11-18")
        return self.dice.choice(
            (
                *self.garden.cards,
                *self.garden.cards,
                *self.garden.teams,
                *days,
                self._somebody(),
                "",
                "why",
                str(self.dice.randrange(40)),
            )
        )

    async def _command(self, actor: str) -> str:
        who, dice = self._somebody(), self.dice
        real = {ANA: "Ana Costa", BO: "Bo Lindgren", CHEN: "陈琳", DEE: "Dee Walsh"}.get(who, "bo@example.com")
        subject = dice.choice((f"<@{who}>", f"<@{who}|x>", f"@{real}", f"@{who}", ""))
        topic = dice.choice(("", *LISTENERS.topics))
        line = dice.choice(
            (
                f"/scorecard {subject} {dice.choice(MONTHS)}",
                f"/scorecard <@{who}> {dice.choice(MONTHS)}",
                f"/scorecard <@{who}> why",
                f"/perf {dice.choice(('away', 'audit', 'admin audit', 'people', 'checkin'))}",
                f"/perf {topic} {dice.choice((*TYPED, subject))}",
                f"/checkin {dice.choice((*TYPED, subject))}",
            )
        )
        self.did[-1] += f" {line}"
        done = await self.office.person(actor).command(line)
        return _plain(done.error)

    async def _click(self, actor: str) -> str:
        person = self.office.person(actor)
        recent = person.messages()[-3:] if actor in EVERYBODY else []
        places = [*person.views[-1:], *person.views[-1:], *([person.home] if person.home else []), *recent]
        usable = [(each, element) for each in places for block in each.blocks for element in elements_of(block)]
        if not usable:
            return await self._command(actor)
        place, element = self.dice.choice(usable)
        self.did[-1] += f" {element['action_id']}"
        done = await person.click(place, element["action_id"], value=self._choice(element))
        return _plain(done.error)

    def _choice(self, element: Mapping[str, Any]) -> Any:
        kind = str(element["type"])
        groups = [each for group in element.get("option_groups") or () for each in group["options"]]
        options = [each["value"] for each in (*(element.get("options") or ()), *groups)]
        many = {"users": self._somebody(), "static": self.dice.choice(options) if options else None}
        if kind in ("checkboxes", "multi_static_select"):
            return [each for each in options if self.dice.random() < 0.4]
        if kind == "multi_users_select":
            return [each for each in EVERYBODY if self.dice.random() < 0.6]
        if kind == "datepicker":
            return self.dice.choice(("2026-10-05", "2026-11-17", "2026-11-30"))
        if kind.endswith("text_input") or kind == "number_input":
            return self.dice.choice(("", "5", "because", "Growth"))
        return many.get(kind.removeprefix("multi_").partition("_")[0]) if kind != "overflow" else many["static"]

    async def _submit(self, actor: str) -> str:
        person = self.office.person(actor)
        if not person.views:
            return await self._click(actor)
        fields = [(block, element) for block in person.view.blocks for element in elements_of(block)]
        named = {block["block_id"]: element for block, element in fields if block["type"] == "input"}
        chosen = {name: self._choice(each) for name, each in named.items() if self.dice.random() < 0.7}
        self.did[-1] += f" {person.view.callback_id} {sorted(chosen)}"
        done = await person.submit(values=chosen)
        return _plain([done.errors, done.error])

    async def _home(self, actor: str) -> str:
        await self.office.person(actor).open_home()
        return ""

    async def _forge(self, actor: str) -> str:
        """What no window of theirs ever offered."""
        names = ("team", "member", "person", "on", "figure", "action", "scheme")
        metadata = {name: self._value() for name in names if self.dice.random() < 0.5}
        if self.dice.random() < 0.7:
            action_id = self.dice.choice([*LISTENERS.actions, *["scorecards.why"] * len(LISTENERS.actions)])
            return await self._press(actor, action_id, self._value(), metadata)
        callback = self.dice.choice(list(LISTENERS.submissions))
        self.did[-1] += f" {callback} {metadata}"
        body = self._in_window(actor, callback, metadata) | {"type": "view_submission"}
        return await self._sent(body)

    async def _press(self, actor: str, action_id: str, value: str, metadata: Mapping[str, str]) -> str:
        self.did[-1] += f" {action_id} {value} {metadata}"
        action = {"type": "button", "action_id": action_id, "value": value, "block_id": "b", "action_ts": "1"}
        body = self._in_window(actor, "forged", metadata) | {"type": "block_actions", "actions": [action]}
        return await self._sent(body | {"view": body["view"] | {"type": "home"}})

    def _in_window(self, actor: str, callback: str, metadata: Mapping[str, str]) -> dict[str, Any]:
        body = Payloads(self.office.sandbox.core).shortcut(actor, callback)
        view = {"id": "V0F", "type": "modal", "hash": "1", "callback_id": callback, "blocks": [], "root_view_id": "V0F"}
        view |= {"private_metadata": json.dumps(metadata), "state": {"values": {}}}
        return body | {"container": {"type": "view", "view_id": "V0F"}, "view": view}

    async def _sent(self, body: Mapping[str, Any]) -> str:
        return _plain((await self.push.send(Delivery(envelope="interactive", payload=body))).body)

    async def _change(self, _actor: str) -> str:
        """HR, an import or Slack, elsewhere."""
        at, who, dice = self.office, self.dice.choice(EVERYBODY), self.dice
        if dice.random() < 0.2 and who != EVE:
            is_gone = not at.sandbox.workspace.people[who].deleted
            at.sandbox.change_person(who, deleted=is_gone)
            await at.sandbox.settle()
            return ""
        cells = {"team": dice.choice(("Growth", "Brand", "")), "manager": dice.choice((*EVERYBODY, "-", ""))}
        cells = dict([dice.choice(list(cells.items()))]) if dice.random() < 0.7 else {"role": dice.choice(ROLES)}
        self.did[-1] += f" {who} {cells}"
        await self._import(who, cells)
        return ""

    async def _import(self, who: str, cells: Mapping[str, str]) -> None:
        at = self.office
        async with at.parts.database.write() as session:
            table = f"member,{','.join(cells)}\n{who},{','.join(cells.values())}\n"
            rows, unread = people.read_member_rows(table)
            await people.import_rows(session, at.parts.workspace_id, rows, unread, at.clock.now().date())

    async def _wait(self, _actor: str) -> str:
        await self.office.move_by(timedelta(hours=self.dice.randrange(1, 9)))
        return ""

    async def to_the_next_close(self) -> None:
        before = await self.garden.rights()
        self.did.append("December comes")
        await self.office.move_to(NEXT_CLOSE)
        await self.look(before)


def _plain(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, default=str)
