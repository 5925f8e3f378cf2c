"""The log in words."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    MarkdownTextObject,
    Option,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.audit.actions import Action, Subject
from bot.features.audit.service import PAGE, Found, Head, Page, Searched, Spoilt
from bot.features.people.models import MEMBER
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.text import cut, quoted
from scoring.periods import Period

NAME_LIMIT = 40
LINES = 5
"""Of a section, which holds 3,000 characters."""
EVERYTHING = "all"
LABEL = 75


def own_view(t: Translator, page: Page) -> View:
    """What others did with what is the reader's own."""
    lines = [_line(t, page, each, is_own=True) for each in page.entries]
    search = [_button(t("audit-open-search"), "audit.open_search")] if page.may_search else []
    blocks: list[Block] = [
        _note(t("audit-own-intro")),
        *_sections(lines or [t("audit-own-none")]),
        *_turning(t, page, "audit.turn_own", search),
    ]
    return _modal(t, blocks, {})


def search_view(t: Translator, searched: Searched) -> View:
    """For HR and auditors: everybody's, or what concerns one person, or one action only."""
    lines = [_line(t, searched.page, each, is_own=False) for each in searched.page.entries]
    options = [_option(t("audit-any-action"), EVERYTHING), *(_option(_title(t, each), each.value) for each in Action)]
    chosen = next((option for option in options if option.value == searched.action), options[0])
    person = UserSelectElement(
        action_id="audit.pick_person",
        placeholder=PlainTextObject(text=t("audit-any-person")),
        initial_user=searched.person,
    )
    action = StaticSelectElement(action_id="audit.pick_action", options=options, initial_option=chosen)
    blocks: list[Block] = [
        _note(t("audit-search-intro")),
        ActionsBlock(block_id="audit.filter", elements=[person, action]),
        *_sections(lines or [t("audit-search-none")]),
        *_turning(t, searched.page, "audit.turn_search"),
    ]
    return _modal(t, blocks, {"person": searched.person, "action": searched.action})


def anchor_message(t: Translator, head: Head) -> Message:
    """For whoever keeps it where the database's owner cannot change it."""
    text = t("audit-anchor", seq=str(head.seq), hash=head.hash)
    return Message(text, [SectionBlock(text=MarkdownTextObject(text=text))])


def _line(t: Translator, page: Page, each: Found | Spoilt, *, is_own: bool) -> str:
    if isinstance(each, Spoilt):
        return t("audit-line-spoilt", seq=str(each.seq))
    at = each.at.astimezone(ZoneInfo(page.zone))
    told = {"day": t.full_day(at.date()), "time": t.clock_time(each.at, page.zone), "by": _by(t, page, each)}
    did = t(_key(each.action), **_told(t, page, each))
    if is_own:
        return t("audit-line", **told, did=did)
    return t("audit-line-about", **told, did=did, about=_about(t, page, each))


def _by(t: Translator, page: Page, each: Found) -> str:
    return t(f"audit-by-{each.by}") if each.actor_id is None else _member(t, page, each.actor_id)


_OF_MONTHS = {Action.MONTH_CLOSED, Action.CARDS_REVISED}
_OF_MONTHS |= {Action.MONTH_HELD, Action.MONTH_LET_GO, Action.MONTH_WANTED}

_CHECKED = {Action.ENTRIES_VERIFIED, Action.ENTRIES_EXCLUDED, Action.ENTRIES_REOPENED}


def _about(t: Translator, page: Page, each: Found) -> str:
    if each.kind is Subject.MEMBER and each.subject:
        return _member(t, page, int(each.subject))
    if each.kind is Subject.TEAM and each.subject:
        return _team(t, page, int(each.subject))
    return t(f"audit-about-{each.kind}")


def _told(t: Translator, page: Page, each: Found) -> Mapping[str, str]:
    """What an action's message is filled with."""
    details = each.details
    if each.action is Action.CARD_READ:
        return {"shown": details["shown"], "month": t.month(Period.parse(details["period"]).start)}
    if each.action in _OF_MONTHS:
        return {"month": t.month(Period.parse(str(each.subject)).start)}
    if each.action is Action.REVIEW_MOVED:
        return {"month": t.month(Period.parse(str(each.subject)).start), "move": details["move"]}
    if each.action is Action.RATINGS_READ:
        return {"month": t.month(Period.parse(details["month"]).start)}
    if each.action is Action.FIGURE_CORRECTED:
        return {"figure": details["figure"], "on": t.full_day(date.fromisoformat(details["on"]))}
    if each.action in _CHECKED:
        return {"figure": details["figure"], "month": t.month(Period.parse(details["month"]).start)}
    if each.action in _ENDS:
        words = _ENDS[each.action]
        return {"old": words(t, page, details["from"]), "new": words(t, page, details["to"])}
    return {}


def _member(t: Translator, page: Page, member_id: int | None) -> str:
    if member_id is None:
        return t("audit-nobody")
    member = page.members.get(member_id)
    return quoted(member.name, limit=NAME_LIMIT) if member else t("audit-gone", id=str(member_id))


def _team(t: Translator, page: Page, team_id: int | None) -> str:
    if team_id is None:
        return t("audit-nobody")
    team = page.teams.get(team_id)
    return quoted(team.name, limit=NAME_LIMIT) if team else t("audit-gone", id=str(team_id))


def _roles(t: Translator, _page: Page, roles: str | list[str]) -> str:
    """Entries from before somebody could hold several have one word."""
    held = [roles] if isinstance(roles, str) else roles
    return t.listing([t(f"people-role-{role}") for role in held or [MEMBER]])


_ENDS: Mapping[Action, Callable[[Translator, Page, object], str]] = {
    Action.MANAGER_CHANGED: _member,  # type: ignore[dict-item]  # details are as their action has them
    Action.TEAM_CHANGED: _team,  # type: ignore[dict-item]  # the same
    Action.ROLE_CHANGED: _roles,  # type: ignore[dict-item]  # the same
}


def _key(action: Action) -> str:
    return f"audit-did-{action.replace('.', '-').replace('_', '-')}"


def _title(t: Translator, action: Action) -> str:
    return t(_key(action).replace("-did-", "-name-"))


def _turning(t: Translator, page: Page, action_id: str, others: list[ButtonElement] | None = None) -> list[Block]:
    newer, older = max(page.offset - PAGE, 0), page.offset + PAGE
    buttons = [
        *([_button(t("audit-newer"), f"{action_id}:newer", str(newer))] if page.offset else []),
        *([_button(t("audit-older"), f"{action_id}:older", str(older))] if page.has_more else []),
        *(others or []),
    ]
    return [ActionsBlock(elements=buttons)] if buttons else []


def _sections(lines: list[str]) -> list[Block]:
    starts = range(0, len(lines), LINES)
    texts = ["\n".join(lines[start : start + LINES]) for start in starts]
    return [SectionBlock(text=MarkdownTextObject(text=cut(text))) for text in texts]


def _modal(t: Translator, blocks: list[Block], metadata: Mapping[str, object]) -> View:
    return View(
        type="modal",
        title=PlainTextObject(text=t("audit-title")),
        close=PlainTextObject(text=t("edge-close")),
        private_metadata=json.dumps(metadata) if metadata else None,
        blocks=blocks,
    )


def _button(label: str, action_id: str, value: str | None = None) -> ButtonElement:
    return ButtonElement(text=PlainTextObject(text=label), action_id=action_id, value=value)


def _option(words: str, value: str) -> Option:
    return Option(value=value, text=PlainTextObject(text=cut(words, LABEL)))


def _note(text: str) -> Block:
    return ContextBlock(elements=[MarkdownTextObject(text=text)])
