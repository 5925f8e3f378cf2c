"""A firm of any size, put into the database directly: what is measured comes after."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.engine import Database
from bot.features.metrics.models import RollUp
from bot.features.people import service as people
from bot.features.people.models import Member, Membership
from bot.features.people.models import Team as TeamRow
from bot.features.schemes import service as schemes
from scoring.scheme import Scheme, load

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
OCTOBER = date(2026, 10, 1)
TEAM_SIZE = 50
PIECE = 5_000


def twenty_metrics() -> Scheme:
    """The promotion scheme with as many copies of its metrics as it takes."""
    scheme = load("promotion")
    plain = scheme.model_dump(by_alias=True)
    metrics = [metric for dimension in plain["dimensions"] for metric in dimension["metrics"]]
    copies = [metric | {"id": f"{metric['id']}_again"} for metric in metrics][: 20 - len(metrics)]
    plain["dimensions"][0]["metrics"] = (*plain["dimensions"][0]["metrics"], *copies)
    return Scheme.model_validate(plain)


async def hire(database: Database, members: int) -> int:
    """Everybody in teams that work by the whole promotion scheme; returns the workspace."""
    async with database.write() as session:
        workspace_id = (await people.ensure_workspace(session, "T0BENCH", "Bench")).key
        teams = range(1, members // TEAM_SIZE + 1)
        rows = [{"id": team, "workspace_id": workspace_id, "name": f"Team {team}"} for team in teams]
        await insert_rows(session, TeamRow, rows)
        ids = range(1, members + 1)
        await insert_rows(session, Member, [_member(workspace_id, each) for each in ids])
        seats = [
            {"workspace_id": workspace_id, "member_id": each, "team_id": (each - 1) // TEAM_SIZE + 1}
            | {"first_on": OCTOBER}
            for each in ids
        ]
        await insert_rows(session, Membership, seats)
        for team in teams:
            await schemes.assign(session, workspace_id, team, "promotion", now=NOW)
    return workspace_id


async def tell_october(database: Database, workspace_id: int, members: int) -> None:
    """A roll-up of every figure for everybody."""
    figures = [figure.id for figure in load("promotion").figures]
    async with database.write() as session:
        rows = [
            {
                "workspace_id": workspace_id,
                "member_id": member,
                "figure": figure,
                "month": OCTOBER,
                "n": 20,
                "total": Decimal(1_000 + member % 97),
                "last": Decimal(50),
                "last_on": date(2026, 10, 30),
                "peak": Decimal(90),
            }
            for member in range(1, members + 1)
            for figure in figures
        ]
        await insert_rows(session, RollUp, rows)


def _member(workspace_id: int, member: int) -> dict[str, Any]:
    return {
        "id": member,
        "workspace_id": workspace_id,
        "slack_user": f"U{member:06d}",
        "name": f"Member {member}",
        "zone": "Europe/Berlin",
        "locale": "en-US",
        "is_active": True,
        "is_slack_admin": False,
    }


async def insert_rows(session: AsyncSession, table: type, rows: Sequence[dict[str, Any]]) -> None:
    """By Core, a piece at a time."""
    connection = await session.connection()
    for start in range(0, len(rows), PIECE):
        await connection.execute(insert(table), rows[start : start + PIECE])
