"""A month's teams at a glance, privately to HR and to whoever stands above the leads of teams."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.delivery.promises import Promise, promise
from bot.features.people import service as people
from bot.features.people.service import Action, Subject
from bot.features.schemes import service as schemes
from bot.features.scorecards import repository
from bot.features.scorecards.models import TeamCard
from bot.features.scorecards.rules.team_bounds import Scale, scores
from bot.features.scorecards.rules.team_moves import trend
from bot.features.scorecards.service.team_posts import posts_of
from bot.scheduling.moments import moment_to_tell
from bot.turn import Who
from scoring.periods import Period

LEADERS = "scorecards.leaders"


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team whose score is told: its change since the month before (None where that was not told), complete cards of
    all, and open questions about them. `end` as in `team_bounds.Scale.end_of`; `link` is
    the address of its post, where the reader is in the team or leads it."""

    name: str
    score: float
    change: Decimal | None
    n_scored: int
    n_members: int
    questions: int
    end: str | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class TeamDigest:
    """`lines` and `hidden` (names of teams without a score that may be told) by name. `mean` of the shown teams, each
    by its complete cards, tells nothing that the lines do not."""

    period: str
    lines: tuple[TeamLine, ...]
    hidden: tuple[str, ...]

    @property
    def cards(self) -> int:
        return sum(line.n_scored for line in self.lines)

    @property
    def mean(self) -> float | None:
        return sum(line.score * line.n_scored for line in self.lines) / self.cards if self.lines else None


async def promise_digests(session: AsyncSession, workspace_id: int, period: str, *, now: datetime) -> None:
    """For a month that comes out, in everybody's own hours; a fixed number of statements."""
    on = now.astimezone(settings_of(session).zone).date()
    keys = {each.key for each in await people.hr(session, workspace_id, on=on)}
    keys |= {leader for above in (await _above(session, workspace_id, on)).values() for leader in above}
    members = await people.members_by_id(session, workspace_id, keys)
    habits = await people.habits_now(session, workspace_id, keys, now=now)
    told = [
        Promise(
            workspace_id,
            f"leaders:{key}:{period}",
            LEADERS,
            member.slack_user,
            moment_to_tell(habits[key], now) if key in habits else now,
            {"period": period},
        )
        for key, member in sorted(members.items())
        if member.is_active
    ]
    await promise(session, told, now=now)


async def digest_of(session: AsyncSession, who: Who, period: str, *, now: datetime) -> TeamDigest | None:
    """Of all teams for HR, of those led by people below them for others; None for whoever stands above none."""
    cards = await repository.team_cards_of(session, who.workspace_id, [period, str(Period.parse(period).previous())])
    teams = await people.teams(session, who.workspace_id)
    names = {team.key: team.name for team in teams}
    shown = {team_id for team_id, of in cards if of == period}
    if not await people.may(session, who, Action.SEE_TEAM_FIGURES, Subject(), at=now):
        above = await _above(session, who.workspace_id, who.day_of(now))
        shown &= {team_id for team_id, leaders in above.items() if who.member_id in leaders}
    if not shown:
        return None
    questions = await repository.questions_by_team(session, who.workspace_id, period)
    ordered = sorted(shown, key=lambda team_id: (names[team_id], team_id))
    told = [team_id for team_id in ordered if cards[team_id, period].score is not None]
    versions = {cards[team_id, period].scheme_version_id for team_id in told}
    scales = {each: scores(await schemes.version_of(session, who.workspace_id, each)) for each in sorted(versions)}
    lines = tuple(
        _line(names[team_id], period, _of_team(cards, team_id), questions.get(team_id, 0), scales) for team_id in told
    )
    links = await people.links_into(session, who.workspace_id)
    posts = await posts_of(session, who, [team for team in teams if team.key in told], period, on=who.day_of(now))
    addresses = {team_id: links.message(post.place) for team_id, post in posts.items()}
    lines = tuple(replace(line, link=addresses.get(team_id, "")) for team_id, line in zip(told, lines, strict=True))
    hidden = tuple(names[team_id] for team_id in ordered if cards[team_id, period].score is None)
    return TeamDigest(period, lines, hidden)


def _of_team(cards: Mapping[tuple[int, str], TeamCard], team_id: int) -> Mapping[str, TeamCard]:
    return {period: card for (team, period), card in cards.items() if team == team_id}


def _line(
    name: str, period: str, cards: Mapping[str, TeamCard], questions: int, scales: Mapping[int, Scale]
) -> TeamLine:
    card, before = cards[period], cards.get(str(Period.parse(period).previous()))
    assert card.score is not None, "a team that is shown has a score"
    scale = scales[card.scheme_version_id]
    end = scale.end_of(card.score, card.n_scored)
    was = before.score if before and before.score is not None else None
    is_exact = end is None and (before is None or was is None or scale.end_of(was, before.n_scored) is None)
    change = trend(card.score, was, None).change if is_exact else None
    return TeamLine(name, card.score, change, card.n_scored, card.n_members, questions, end)


async def _above(session: AsyncSession, workspace_id: int, on: date) -> dict[int, Collection[int]]:
    """Team → everybody above its lead."""
    managers = await people.managers(session, workspace_id, on=on)
    leads = await people.leads(session, workspace_id, on=on)
    return {team_id: _chain(managers, lead.key) for team_id, lead in leads.items()}


def _chain(managers: Mapping[int, int], member_id: int) -> set[int]:
    found: set[int] = set()
    above = managers.get(member_id)
    while above is not None and above not in found:
        found.add(above)
        above = managers.get(above)
    return found - {member_id}
