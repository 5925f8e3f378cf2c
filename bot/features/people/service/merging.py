"""Makes one person of two members: somebody whose account in Slack was made anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.delivery.models import DROPPED, Delivery
from bot.errors import Rejected
from bot.features.people import repository
from bot.features.people.models import REASON_LIMIT, Member
from bot.features.people.repository import merging
from bot.features.people.repository.merging import CARDS, ENTRIES, LEDGERS, NOTES, Ledger, Revision
from bot.features.people.rules.merging import KEYED_BY_MEMBER, Clash, Keep
from bot.features.people.rules.visibility import Action as Right
from bot.features.people.service.directory import forget_after_commit
from bot.features.people.service.lookup import MENTION, who_is
from bot.features.people.service.overlaying import Overlay, overlay, overlay_absences
from bot.features.people.service.visibility import not_visible, require
from bot.turn import Who

OWN_SETTINGS = ("language", "prompt_minute", "country", "paused_until", "quiet_start", "quiet_end")


@dataclass(frozen=True, slots=True)
class MergeWish:
    """People are Slack ids or mentions. `keep` says whose account counts where both say something different;
    `is_forced` that both are active in Slack and meant all the same."""

    old: str
    new: str
    reason: str
    keep: Keep | None = None
    is_forced: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """`rows`: table → how many were the old member's own. With `clashes` and nothing to be kept, nothing was done."""

    old: Member
    new: Member
    rows: Mapping[str, int]
    clashes: Sequence[Clash]

    @property
    def is_done(self) -> bool:
        return not self.clashes


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Of one ledger: the old one's revisions and the new one's by what they are of; for what both have, whether the old
    one's come first."""

    ledger: Ledger
    olds: Mapping[tuple[object, ...], list[Revision]]
    news: Mapping[tuple[object, ...], list[Revision]]
    first_is_old: Mapping[tuple[object, ...], bool]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What both have: `targets` by metric, and whether they differ."""

    old: Member
    new: Member
    overlay: Overlay
    pairs: Sequence[_Pairs]
    targets: Mapping[str, bool]

    def clashes(self) -> list[Clash]:
        return [
            *(clash for each in self.pairs for clash in _clashes(each)),
            *(Clash("target", {"metric": metric}) for metric, differs in self.targets.items() if differs),
            *self.overlay.clashes,
        ]


async def merge(session: AsyncSession, workspace_id: int, wish: MergeWish, *, by: int | By, now: datetime) -> Merged:
    """Everything of the old member becomes the new one's, in the caller's transaction; the caller has the figures
    recounted. Rejected for two who cannot be one; nothing is done while they contradict each other."""
    await repository.lock_workspace(session, workspace_id)
    old, new = await _both(session, workspace_id, wish)
    await merging.lock_members(session, workspace_id, (old.key, new.key))
    if not await merging.is_there_room(session, workspace_id, (old.key, new.key)):
        raise Rejected("people-merge-two-open")
    plan = await _planned(session, old, new, wish.keep)
    rows = await merging.counted(session, workspace_id, old.key)
    clashes = plan.clashes() if wish.keep is None else []
    if not clashes:
        await _apply(session, plan, wish, now=now)
        details = {"merged": old.key, "keep": wish.keep and wish.keep.value, **rows}
        reason = " ".join(wish.reason.split())
        told = Entry(workspace_id, Action.MEMBER_MERGED, by, Subject.MEMBER, new.key, details, reason=reason)
        await record(session, told)
    return Merged(old, new, rows, clashes)


async def account_to_merge(session: AsyncSession, who: Who, slack_user: str, *, now: datetime) -> Member:
    """An old account that may be put together with another one; for HR only, and not about their own."""
    found = await repository.member_by_slack_user(session, who.workspace_id, slack_user)
    if found is None:
        raise not_visible(who, Right.MERGE_ACCOUNTS)
    await require(session, who, Right.MERGE_ACCOUNTS, found.key, at=now)
    return found


async def _planned(session: AsyncSession, old: Member, new: Member, keep: Keep | None) -> _Plan:
    """Reads only."""
    left_on = None if old.is_active else old.left_on
    overlaid = await overlay(session, old, new, left_on=left_on, keep=keep)
    pairs = [await _pairs(session, ledger, old, new, keep) for ledger in LEDGERS]
    targets = await merging.targets(session, new.workspace_id, (old.key, new.key))
    olds, news = targets[old.key], targets[new.key]
    differs = {metric: olds[metric] != news[metric] for metric in sorted(olds.keys() & news.keys())}
    return _Plan(old, new, overlaid, pairs, differs)


async def _apply(session: AsyncSession, plan: _Plan, wish: MergeWish, *, now: datetime) -> None:
    old, new, workspace_id = plan.old, plan.new, plan.new.workspace_id
    await plan.overlay.save(session, workspace_id)
    await overlay_absences(session, old, new, now=now)
    numbers = [each for some in plan.pairs for each in await _renumbered(session, some, new, wish.reason)]
    loser = new if wish.keep is Keep.OLD else old
    await merging.forget_targets(session, workspace_id, loser.key, plan.targets.keys())
    await _redirect(session, old, new, dict(numbers))
    await merging.withdraw_second_request(session, workspace_id, old.key, new.key)
    await merging.hand_over(session, workspace_id, old.key, new.key)
    await _settle(session, old, new, now=now)


async def _both(session: AsyncSession, workspace_id: int, wish: MergeWish) -> tuple[Member, Member]:
    if not wish.reason.strip():
        raise Rejected("people-merge-no-reason", field="reason")
    if len(wish.reason) > REASON_LIMIT:
        raise Rejected("people-error-long-reason", field="reason", limit=REASON_LIMIT)
    old, new = [await _named(session, workspace_id, each) for each in (wish.old, wish.new)]
    if old.key == new.key:
        raise Rejected("people-merge-oneself", member=old.slack_user)
    for each in (old, new):
        if each.merged_into is not None:
            raise Rejected("people-merge-again", member=each.slack_user)
        if await merging.is_forgotten(session, workspace_id, each.key):
            raise Rejected("people-merge-forgotten", member=each.slack_user)
    if not new.is_active:
        raise Rejected("people-merge-into-gone", member=new.slack_user)
    if old.is_active and not wish.is_forced:
        raise Rejected("people-merge-both-active", old=old.slack_user, new=new.slack_user)
    return old, new


async def _named(session: AsyncSession, workspace_id: int, typed: str) -> Member:
    """By Slack id: two accounts of one person share their name and often their address."""
    mention = MENTION.fullmatch(typed.strip())
    found = await repository.member_by_slack_user(session, workspace_id, mention[1] if mention else typed.strip())
    if found is None:
        raise Rejected("people-merge-unknown", typed=typed)
    return found


async def _pairs(session: AsyncSession, ledger: Ledger, old: Member, new: Member, keep: Keep | None) -> _Pairs:
    by_member: dict[int, dict[tuple[object, ...], list[Revision]]] = {old.key: {}, new.key: {}}
    for each in await merging.revisions(session, new.workspace_id, ledger, (old.key, new.key)):
        by_member[each.member_id].setdefault(each.key, []).append(each)
    olds, news = by_member[old.key], by_member[new.key]
    both = sorted(olds.keys() & news.keys(), key=str)
    # Of the notes of a day the one told last counts; of all else the one that is to be kept.
    first = {key: olds[key][-1].told <= news[key][-1].told if ledger is NOTES else keep is not Keep.OLD for key in both}
    return _Pairs(ledger, olds, news, first)


def _clashes(pairs: _Pairs) -> Iterator[Clash]:
    """Figures of a day with different values, and months with two cards."""
    for key in pairs.first_is_old:
        if pairs.ledger is CARDS:
            yield Clash("card", {"month": key[0]})
        elif pairs.ledger is ENTRIES and pairs.olds[key][-1].told != pairs.news[key][-1].told:
            yield Clash("figure", {"figure": key[0], "on": key[1]})


async def _renumbered(session: AsyncSession, pairs: _Pairs, new: Member, reason: str) -> list[tuple[Revision, int]]:
    """Make those that count follow the others; returns which got other numbers."""
    found: list[tuple[Revision, int]] = []
    corrections: list[int] = []
    for key, first_is_old in pairs.first_is_old.items():
        first, second = pairs.olds[key], pairs.news[key]
        if not first_is_old:
            first, second = second, first
        shift = first[-1].number
        found += [(each, each.number + shift) for each in reversed(second)]
        corrections.append(second[0].id)
    await merging.renumber(session, pairs.ledger, found, member_id=new.key)
    if pairs.ledger is ENTRIES:
        await merging.explain(session, corrections, " ".join(reason.split()))
    return found


async def _redirect(session: AsyncSession, old: Member, new: Member, numbers: Mapping[Revision, int]) -> None:
    """What the old account was still to be sent goes to the new one; what both were promised, once."""
    cards = {(each.member_id, *each.key, each.number): number for each, number in numbers.items()}
    due = await merging.due_to(session, new.workspace_id, (old.slack_user, new.slack_user))
    keys = {each.key: _key_of(each, old, new) for each in due}
    present = await merging.promised_keys(session, new.workspace_id, set(keys.values()) - {d.unique_key for d in due})
    present |= {each.unique_key for each in due}
    for each in due:
        about = each.payload
        if about.get("member_id") in (old.key, new.key):
            number = cards.get((about["member_id"], about.get("period"), about.get("revision")))
            each.payload = {**about, "member_id": new.key, **({"revision": number} if number else {})}
        key = keys[each.key]
        if key != each.unique_key and key in present:
            each.state = DROPPED
        else:
            each.unique_key = key
            each.recipient = new.slack_user if each.recipient == old.slack_user else each.recipient
            each.only_for = new.slack_user if each.only_for == old.slack_user else each.only_for
        session.add(each)
    await session.flush()


def _key_of(delivery: Delivery, old: Member, new: Member) -> str:
    """`prompt:17:2026-11-20` names the member in its second part; in `feedback:17` that is something else."""
    kind, _, rest = delivery.unique_key.partition(":")
    named, colon, what = rest.partition(":")
    is_theirs = kind in KEYED_BY_MEMBER and named == str(old.key)
    return f"{kind}:{new.key}{colon}{what}" if is_theirs else delivery.unique_key


async def _settle(session: AsyncSession, old: Member, new: Member, *, now: datetime) -> None:
    """Settings that the new member lacks are the old one's; of that remains what old ids are known by."""
    for name in OWN_SETTINGS:
        if getattr(new, name) is None:
            setattr(new, name, getattr(old, name))
    new.joined_on = min(old.joined_on, new.joined_on) if old.joined_on and new.joined_on else None
    old.merged_into, old.is_active, old.email = new.key, False, None
    old.left_on = old.left_on or _today(old, now)
    session.add_all([old, new])
    await session.flush()
    forget_after_commit(session, [old.slack_user, new.slack_user])


def _today(member: Member, now: datetime) -> date:
    return who_is(member).day_of(now)
