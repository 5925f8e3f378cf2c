"""Modals and Home tabs: what is open in front of whom, and what people have entered so far."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.sandbox.block_ids import with_ids
from bot.sandbox.errors import SlackError, with_messages
from bot.sandbox.feed import Feed
from bot.sandbox.form_state import State, carried_over
from bot.sandbox.limits import check_view

DEEPEST_STACK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One view of one person. `content` is what the app sent, with ids; `hash` changes with every update."""

    id: str
    user: str
    hash: str
    content: Mapping[str, Any]
    root_id: str
    previous_id: str | None = None
    state: State = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """ "modal" or "home"."""
        return str(self.content["type"])

    @property
    def blocks(self) -> list[Mapping[str, Any]]:
        """The blocks on show."""
        return list(self.content["blocks"])

    @property
    def callback_id(self) -> str:
        """What the app calls this view."""
        return str(self.content.get("callback_id") or "")

    def to_api(self, *, team_id: str, app_id: str, bot_id: str) -> dict[str, Any]:
        """The view as the Web API and interaction payloads show it."""
        return {
            "id": self.id,
            "team_id": team_id,
            "app_id": app_id,
            "app_installed_team_id": team_id,
            "bot_id": bot_id,
            "title": None,
            "close": None,
            "submit": None,
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
            **self.content,
            "state": {"values": self.state},
            "hash": self.hash,
            "root_view_id": self.root_id,
            "previous_view_id": self.previous_id,
        }


class Views:
    """The stack of open modals and the Home tab of every person."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}

    def stack(self, user: str) -> tuple[View, ...]:
        """Open modals, the one in front last."""
        return tuple(self._stacks.get(user, ()))

    def home(self, user: str) -> View | None:
        """The published Home tab, if any."""
        return self._homes.get(user)

    def find(self, view_id: str) -> View:
        """An open modal or published Home by id; SlackError("not_found")."""
        everything = [*self._homes.values(), *(view for stack in self._stacks.values() for view in stack)]
        found = next((view for view in everything if view.id == view_id), None)
        if found is None:
            raise SlackError("not_found")
        return found

    def find_external(self, external_id: str) -> View:
        """An open modal by the app's own id; SlackError("not_found")."""
        return self.find(next((view.id for view in self._modals() if _external(view) == external_id), ""))

    def open(self, user: str, content: Any) -> View:
        """Put a first modal in front of `user`; modals already there go away."""
        view = self._new(user, content, kind="modal")
        self._stacks[user] = [view]
        self._tell(view, "view_opened")
        return view

    def push(self, user: str, content: Any) -> View:
        """Put another modal on top. SlackError: not_found without a modal, push_limit_reached above three."""
        stack = self._stacks.get(user) or []
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= DEEPEST_STACK:
            raise SlackError("push_limit_reached")
        view = self._new(user, content, kind="modal", below=stack[-1])
        stack.append(view)
        self._tell(view, "view_pushed")
        return view

    def update(self, view: View, content: Any, *, expected_hash: str | None = None) -> View:
        """Exchange a view's content, keeping what is entered in fields that stay. SlackError: hash_conflict."""
        if expected_hash and expected_hash != view.hash:
            raise SlackError("hash_conflict")
        ready = _ready(content, kind=view.kind)
        changed = replace(view, content=ready, hash=_hash(), state=carried_over(view.state, ready["blocks"]))
        self._keep(changed)
        self._tell(changed, "home" if view.kind == "home" else "view_updated")
        return changed

    def publish(self, user: str, content: Any, *, expected_hash: str | None = None) -> View:
        """Show the Home tab of `user`. SlackError: hash_conflict."""
        present = self._homes.get(user)
        if present is not None:
            return self.update(present, content, expected_hash=expected_hash)
        view = self._new(user, content, kind="home")
        self._homes[user] = view
        self._tell(view, "home")
        return view

    def fill(self, view: View, state: State) -> View:
        """Remember what is entered in `view`."""
        filled = replace(view, state=state)
        self._keep(filled)
        return filled

    def close(self, view: View) -> None:
        """Take one modal away; the one below comes to the front."""
        self._stacks[view.user] = [each for each in self._stacks.get(view.user, []) if each.id != view.id]
        self._tell(view, "view_closed")

    def clear(self, user: str) -> None:
        """Take every modal of `user` away."""
        for view in reversed(self.stack(user)):
            self.close(view)

    def shown(self, view: View) -> dict[str, Any]:
        """The view as the page draws it."""
        return {**view.content, "id": view.id, "hash": view.hash, "state": {"values": view.state}}

    def _new(self, user: str, content: Any, *, kind: str, below: View | None = None) -> View:
        ready = _ready(content, kind=kind)
        external = ready.get("external_id")
        if external and any(_external(view) == external for view in self._modals()):
            raise SlackError("duplicate_external_id")
        view_id = f"V{secrets.token_hex(5).upper()}"
        return View(
            id=view_id,
            user=user,
            hash=_hash(),
            content=ready,
            root_id=below.root_id if below else view_id,
            previous_id=below.id if below else None,
            state=carried_over({}, ready["blocks"]),
        )

    def _keep(self, view: View) -> None:
        if view.kind == "home":
            self._homes[view.user] = view
        else:
            stack = self._stacks.get(view.user, [])
            self._stacks[view.user] = [view if each.id == view.id else each for each in stack]

    def _modals(self) -> list[View]:
        return [view for stack in self._stacks.values() for view in stack]

    def _tell(self, view: View, kind: str) -> None:
        self._feed.tell(view.user, {"type": kind, "view": self.shown(view)})


def _ready(content: Any, *, kind: str) -> dict[str, Any]:
    found = check_view(content, kind=kind)
    if found:
        raise with_messages("invalid_arguments", found)
    return {**content, "blocks": with_ids(content["blocks"])}


def _hash() -> str:
    return f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"


def _external(view: View) -> str | None:
    return view.content.get("external_id") or None
