"""Stars of the month: chosen by the schemes' rule among those who take part, kept, and taken back by HR alone."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import By
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.delivery.promises import promise
from bot.features.people import service as people
from bot.features.people.models import Member, Team
from bot.features.people.service import Action, Subject
from bot.features.schemes import service as schemes
from bot.features.scorecards import repository
from bot.features.scorecards.models import Star
from bot.features.scorecards.repository import Standing
from bot.features.scorecards.service.team_posting import post_edit
from bot.turn import Turn
from scoring.periods import Cadence, Period
from scoring.rewards import Star as Rule
from scoring.scheme import Scheme

MOST_LISTED = 24


@dataclass(frozen=True, slots=True)
class Named:
    """A star with who it is and where; the `rule` of its scheme."""

    row: Star
    member: Member
    team: Team
    scheme: str


async def name_stars(
    session: AsyncSession, workspace_id: int, period: str, *, minimum: int, now: datetime
) -> list[Star]:
    """Of a month whose cards are out, once: the best complete card of those who take part, by each scheme with such a
    rule. None where fewer than the `minimum` took part, or the best is below the scheme's line."""
    if any(star.period == period for star in await repository.all_stars(session, workspace_id)):
        return []
    takers = await repository.star_takers(session, workspace_id)
    cards = await repository.standings_of(session, workspace_id, period, takers)
    found: list[Star] = []
    for scheme, standings in (await _by_scheme(session, workspace_id, cards)).values():
        rule = rule_of(scheme)
        if rule and len(standings) >= minimum:
            found += await _chosen(session, workspace_id, period, scheme, rule, standings, minimum=minimum, now=now)
    await repository.add_stars(session, found)
    for star in found:
        about = (Audited.STAR_NAMED, By.PROGRAM, About.MEMBER, star.member_id, {"period": period})
        await record(session, Entry(workspace_id, *about))
    return found


def rule_of(scheme: Scheme) -> Rule | None:
    """The scheme's for a star of the month."""
    rules = (each for each in scheme.rewards if isinstance(each, Rule) and each.cadence is Cadence.MONTH)
    return next(rules, None)


async def stars_in(session: AsyncSession, workspace_id: int, team_id: int, period: str) -> tuple[Named, ...]:
    """For the team's post: those who take part still, and are here."""
    rows = await repository.stars_of(session, workspace_id, team_id, period)
    takers = await repository.star_takers(session, workspace_id) if rows else set[int]()
    found = await _named(session, workspace_id, [row for row in rows if row.member_id in takers])
    return tuple(each for each in found if each.member.is_active)


async def all_stars(turn: Turn) -> tuple[Named, ...]:
    """For HR, the newest first; refused for everybody else."""
    await _require_hr(turn)
    rows = await repository.all_stars(turn.session, turn.who.workspace_id)
    return await _named(turn.session, turn.who.workspace_id, rows[:MOST_LISTED])


async def take_back(turn: Turn, star_id: int) -> tuple[Named, ...]:
    """HR alone; the post is without it from then on. A card's later revision does not take a star away."""
    await _require_hr(turn)
    session, who = turn.session, turn.who
    star = await repository.take_back(session, who.workspace_id, star_id, by=who.member_id, now=turn.now)
    if star:
        await _show_anew(session, [star], "back", now=turn.now)
        await record(session, Entry.of(who, Audited.STAR_TAKEN_BACK, About.MEMBER, star.member_id, period=star.period))
    return await all_stars(turn)


async def show_anew(session: AsyncSession, workspace_id: int, member_id: int, *, now: datetime) -> None:
    """The posts in which the member is a star, after they chose to be named or not."""
    rows = await repository.all_stars(session, workspace_id)
    theirs = [row for row in rows if row.member_id == member_id and row.taken_back_at is None]
    await _show_anew(session, theirs, f"chosen:{now:%Y%m%d%H%M%S%f}", now=now)


async def _show_anew(session: AsyncSession, rows: Collection[Star], why: str, *, now: datetime) -> None:
    edits = []
    for row in rows:
        team = await people.team(session, row.workspace_id, row.team_id)
        edits += [post_edit(team, row.period, f"star:{row.key}:{why}", now=now)] if team.channel else []
    await promise(session, edits, now=now)


async def _require_hr(turn: Turn) -> None:
    if not await people.may(turn.session, turn.who, Action.RUN_REVIEWS, Subject(), at=turn.now):
        raise people.not_visible(turn.who, Action.RUN_REVIEWS)


async def _by_scheme(
    session: AsyncSession, workspace_id: int, cards: Sequence[Standing]
) -> Mapping[str, tuple[Scheme, list[Standing]]]:
    """Versions of one scheme are one contest, by the newest one's rule."""
    versions = sorted({card.scheme_version_id for card in cards})
    known = {each: await schemes.version_of(session, workspace_id, each) for each in versions}
    found: dict[str, tuple[Scheme, list[Standing]]] = {}
    grouped: dict[str, list[Standing]] = defaultdict(list)
    for card in cards:
        grouped[known[card.scheme_version_id].id].append(card)
    for scheme_id, standings in grouped.items():
        newest = max({card.scheme_version_id for card in standings})
        found[scheme_id] = (known[newest], standings)
    return found


async def _chosen(
    session: AsyncSession,
    workspace_id: int,
    period: str,
    scheme: Scheme,
    rule: Rule,
    cards: Sequence[Standing],
    *,
    minimum: int,
    now: datetime,
) -> list[Star]:
    # Here, because they load numpy; see `closing.making`.
    from scoring.incentives import Standing as Scored
    from scoring.incentives import star_of_the_month
    from scoring.rounding import half_up

    month = {
        card.member_id: Scored(
            None if card.score is None else float(half_up(card.score, scheme.decimals)), is_complete=card.is_complete
        )
        for card in cards
    }
    earlier = await repository.all_stars(session, workspace_id, scheme=scheme.id)
    last = {row.member_id: Period.parse(row.period).start for row in reversed(earlier)}
    choice = star_of_the_month(rule, month, opted_in=list(month), last_star=dict[object, date](last))  # type: ignore[arg-type]  # keys are numbers here
    if choice.score is None or choice.score < scheme.line or choice.candidates < minimum:
        return []
    teams = {card.member_id: card.team_id for card in cards}
    return [
        Star(
            workspace_id=workspace_id,
            member_id=int(member),
            team_id=teams[int(member)],
            period=period,
            scheme=scheme.id,
            n_candidates=choice.candidates,
            decided_by=choice.decided_by,
            named_at=now,
        )
        for member in choice.stars
        if isinstance(member, int)
    ]


async def _named(session: AsyncSession, workspace_id: int, rows: Sequence[Star]) -> tuple[Named, ...]:
    members = await people.members_by_id(session, workspace_id, {row.member_id for row in rows})
    teams = {each.key: each for each in await people.teams(session, workspace_id)} if rows else {}
    return tuple(Named(row, members[row.member_id], teams[row.team_id], row.scheme) for row in rows)
