"""What a member has chosen to be named with, and what of them stands in posts."""

from dataclasses import dataclass

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.features.people import service as people
from bot.features.scorecards import repository
from bot.features.scorecards.models import NamingChoice
from bot.features.scorecards.service.stars import show_anew
from bot.features.scorecards.service.wins import AskedWin, own_wins
from bot.turn import Turn

MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class Sharing:
    """`is_asked` about wins, `may_be_star`, and the `wins` that were shared and can be taken back."""

    is_asked: bool
    may_be_star: bool
    wins: tuple[AskedWin, ...]


async def sharing(turn: Turn) -> Sharing:
    """The member's own."""
    row = await repository.naming_choice(turn.session, people.own(turn.who))
    wins = tuple(await own_wins(turn, most=MOST_LISTED))
    return Sharing(row is None or row.is_asked, row is not None and row.may_be_star, wins)


async def choose(turn: Turn, *, is_asked: bool, may_be_star: bool) -> Sharing:
    """From now on. Whoever takes part no more stands in no post as a star any longer."""
    who = turn.who
    before = await sharing(turn)
    row = NamingChoice(
        workspace_id=who.workspace_id,
        member_id=who.member_id,
        is_asked=is_asked,
        may_be_star=may_be_star,
        changed_at=turn.now,
    )
    await repository.put_naming_choice(turn.session, row)
    if (before.is_asked, before.may_be_star) != (is_asked, may_be_star):
        entry = Entry.of(who, Audited.SHARING_CHANGED, About.MEMBER, who.member_id, asked=is_asked, star=may_be_star)
        await record(turn.session, entry)
    if before.may_be_star != may_be_star:
        await show_anew(turn.session, who.workspace_id, who.member_id, now=turn.now)
    return await sharing(turn)
