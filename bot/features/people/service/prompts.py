"""What is known of somebody's prompts, and how the newest is kept true once something has been done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import workspace_day
from bot.delivery.models import HOME as HOME_VIEW
from bot.delivery.models import SENDING, SENT, UPDATE
from bot.delivery.promises import Promise, promise
from bot.features.people.models import Member
from bot.features.people.repository import lock_member
from bot.features.people.repository import prompts as repository
from bot.features.people.repository.homes import opened_homes
from bot.features.people.repository.prompts import managers_outside, prompts_there
from bot.features.people.rules.prompts import FRESH, HOME, REMEMBERED, day_of_key, fresh_key, home_key
from bot.turn import Who

__all__ = [
    "Prompted",
    "Prompts",
    "managers_outside",
    "prompts_of",
    "prompts_there",
    "prompts_to_change",
    "refresh_home",
    "refresh_homes",
    "refresh_prompt",
]

LATELY = timedelta(days=14)
"""Older prompts are kept as they are when something is done; whoever comes back from a longer absence has a new one."""
BEFORE_PARTS = ("figures",)
"""What a prompt asked for that was sent by a version whose prompts had no other part."""


@dataclass(frozen=True, slots=True)
class Prompted:
    """A prompt of the day `on`, wanted `at` a moment. `parts` are those it had when it was sent; `days` those whose
    figures and actions it asks about, its own the last; `put_off` is the key of the prompt that it takes up again."""

    key: str
    on: date
    at: datetime | None
    days: tuple[date, ...]
    parts: tuple[str, ...]
    put_off: str | None
    is_out: bool
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Prompts:
    """Somebody's, in the order in which they are due."""

    known: Sequence[Prompted]

    @property
    def newest(self) -> Prompted | None:
        """Of those that are in Slack, or on their way."""
        return next((each for each in reversed(self.known) if each.is_out), None)

    def named(self, key: str | None) -> Prompted | None:
        return next((each for each in self.known if each.key == key), None)

    def following(self, key: str) -> Prompted | None:
        """What a prompt was put off to."""
        return next((each for each in self.known if each.put_off == key), None)

    def days_with(self, part: str, *, before: date) -> list[date]:
        """On which prompts that had this part were sent, each once."""
        return sorted({each.on for each in self.known if each.is_out and each.on < before and part in each.parts})


async def prompts_of(session: AsyncSession, who: Who, *, now: datetime, back: timedelta = REMEMBERED) -> Prompts:
    """Of so many days and those ahead."""
    today = who.day_of(now)
    first, last = today - min(back, REMEMBERED), today + REMEMBERED
    rows = await repository.prompts_between(session, who.workspace_id, who.member_id, first, last)
    return Prompts([_prompted(row) for row in rows])


async def prompts_to_change(session: AsyncSession, who: Who, *, now: datetime) -> Prompts:
    """The same, for one who puts them off at a time."""
    await lock_member(session, who.workspace_id, who.member_id)
    return await prompts_of(session, who, now=now)


def _prompted(row: repository.Prompted) -> Prompted:
    payload, is_out = row.payload, row.state in (SENT, SENDING)
    on = day_of_key(row.key)
    return Prompted(
        key=row.key,
        on=on,
        at=datetime.fromisoformat(payload["at"]) if "at" in payload else None,
        days=tuple(date.fromisoformat(each) for each in payload.get("days", ())) or (on,),
        parts=tuple(payload.get("parts", BEFORE_PARTS if is_out else ())),
        put_off=payload.get("put_off"),
        is_out=is_out,
        sent_at=row.sent_at,
    )


async def refresh_prompt(session: AsyncSession, who: Who, *, now: datetime, on: date | None = None) -> None:
    """The person's newest prompt of the last days shows what is true now, and so does the last one of the day `on`."""
    back = max(LATELY, who.day_of(now) - on) if on else LATELY
    known = (await prompts_of(session, who, now=now, back=back)).known
    out = [each for each in known if each.is_out]
    stale = {each.key for each in [*out[-1:], *[each for each in out if each.on == on][-1:]]}
    promises = [
        Promise(
            who.workspace_id,
            fresh_key(key, now),
            FRESH,
            who.slack_user,
            now,
            {"prompt": key},
            operation=UPDATE,
            updates_key=key,
        )
        for key in sorted(stale)
    ]
    await promise(session, promises, now=now)


async def refresh_homes(
    session: AsyncSession,
    workspace_id: int,
    member_ids: Collection[int],
    *,
    now: datetime,
    managers: bool = False,
    hr: bool = False,
) -> None:
    """Fresh Homes for whoever sees something there of what has changed: the members, if so said their direct managers,
    and HR. One statement, and another one if any of them has ever opened Home."""
    on = workspace_day(session, now)
    homes = await opened_homes(session, workspace_id, member_ids, on=on, managers=managers, hr=hr)
    await promise(session, [_home(workspace_id, key, slack_user, now) for key, slack_user in homes], now=now)


async def refresh_home(session: AsyncSession, who: Who, *, now: datetime) -> None:
    """The person's own Home, likewise."""
    await promise(session, [_home(who.workspace_id, who.member_id, who.slack_user, now)], now=now)


def home_of(member: Member, now: datetime) -> Promise:
    """A fresh Home for the member; nothing comes of it for who has never opened theirs."""
    return _home(member.workspace_id, member.key, member.slack_user, now)


def _home(workspace_id: int, member_id: int, slack_user: str, now: datetime) -> Promise:
    return Promise(workspace_id, home_key(member_id, now), HOME, slack_user, now, operation=HOME_VIEW)
