"""Chooses who is asked whether the team may know of something that went well."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise
from bot.features.people import service as people
from bot.features.scorecards import repository
from bot.features.scorecards.models import Win
from bot.features.scorecards.rules.wins import LOOKED_BACK, Candidate, asked_first, best_line, is_best
from bot.features.scorecards.service.wins import WIN_ASKED, asked_key, is_open
from bot.scheduling.moments import moment_to_tell
from scoring.periods import Period

WINS = "scorecards.wins"


async def ask_about_wins(session: AsyncSession, workspace_id: int, *, now: datetime) -> int:
    """For the newest month whose cards are out, while a consent still comes into the post; once a month. Returns how
    many are asked. A fixed number of statements besides those that read cards, some hundred at a time."""
    period = await repository.last_closed_month(session, workspace_id)
    if period is None or not await is_open(session, workspace_id, period, now=now):
        return 0
    if await repository.has_wins(session, workspace_id, period):
        return 0
    posted = {team.key for team in await people.teams(session, workspace_id) if team.channel}
    unasked = await repository.unasked(session, workspace_id)
    best = await _candidates(session, workspace_id, period)
    chosen = _of_teams([each for each in best if each.team_id in posted and each.member_id not in unasked])
    looked_at = await _with_best(session, workspace_id, Period.parse(period), chosen)
    rows = [_row(each, workspace_id, period, now) for each in looked_at]
    await _ask(session, workspace_id, await repository.add_wins(session, rows), now=now)
    return len(rows)


async def _candidates(session: AsyncSession, workspace_id: int, period: str) -> list[Candidate]:
    """Everybody's best metric of the month, of complete cards that are not below the line."""
    found: dict[int, Candidate] = {}
    async for card in repository.card_lines(session, workspace_id, [period]):
        found.pop(card.member_id, None)
        line = best_line(card.receipt["metrics"])
        if line and card.receipt["is_complete"] and not card.receipt["is_below_line"]:
            found[card.member_id] = Candidate(
                card.member_id,
                card.team_id,
                card.scheme_version_id,
                line["metric"],
                line["value"],
                line["attainment"],
                line["direction"],
            )
    return list(found.values())


def _of_teams(candidates: Iterable[Candidate]) -> list[Candidate]:
    by_team: dict[int, list[Candidate]] = defaultdict(list)
    for each in candidates:
        by_team[each.team_id].append(each)
    return [each for team in by_team.values() for each in asked_first(team)]


async def _with_best(
    session: AsyncSession, workspace_id: int, period: Period, chosen: Collection[Candidate]
) -> list[Candidate]:
    """Knowing the months before."""
    before = [str(period.previous(back + 1)) for back in range(LOOKED_BACK)]
    wanted = {each.member_id: each.metric for each in chosen}
    values: dict[tuple[int, str], float] = {}
    async for card in repository.card_lines(session, workspace_id, before, wanted):
        for line in card.receipt["metrics"]:
            if line["metric"] == wanted[card.member_id] and line["value"] is not None:
                values[card.member_id, card.period] = line["value"]
    earlier = {each: [values[each, month] for month in before if (each, month) in values] for each in wanted}
    return [replace(each, is_best=is_best(each.value, earlier[each.member_id], each.direction)) for each in chosen]


def _row(candidate: Candidate, workspace_id: int, period: str, now: datetime) -> Win:
    return Win(
        workspace_id=workspace_id,
        member_id=candidate.member_id,
        team_id=candidate.team_id,
        period=period,
        scheme_version_id=candidate.scheme_version_id,
        metric=candidate.metric,
        value=candidate.value,
        attainment=candidate.attainment,
        is_best=candidate.is_best,
        asked_at=now,
    )


async def _ask(session: AsyncSession, workspace_id: int, rows: Collection[Win], *, now: datetime) -> None:
    """In everybody's own hours."""
    keys = [row.member_id for row in rows]
    members = await people.members_by_id(session, workspace_id, keys)
    habits = await people.habits_now(session, workspace_id, keys, now=now)
    told = [
        Promise(
            workspace_id,
            asked_key(row),
            WIN_ASKED,
            members[row.member_id].slack_user,
            moment_to_tell(habits[row.member_id], now),
            {"win": row.key},
        )
        for row in rows
        if members[row.member_id].is_active
    ]
    await promise(session, told, now=now)
