"""Bo has told a figure with a note, and a goal for the day."""

from decimal import Decimal

from sqlalchemy import text

from bot.db.engine import Database
from bot.features.metrics import repository
from tests.features.people.cast import NOW, TODAY, opened

NOTE = "back from the dentist"


async def tell(database: Database, *, note: str | None = NOTE) -> int:
    """Bo's figure with a note, by the statement of a check-in; the number of the entry."""
    async with database.session() as session:
        workspace_id = await opened(session)
        insert = "INSERT INTO member (workspace_id, slack_user, name, zone, locale, is_active, is_slack_admin)"
        values = "VALUES (:w, 'U0BO', 'Bo', 'UTC', 'en', TRUE, FALSE) ON CONFLICT DO NOTHING"
        connection = await session.connection()
        await connection.execute(text(f"{insert} {values}"), {"w": workspace_id})
        member_id = (await connection.execute(text("SELECT id FROM member"))).scalar_one()
        owner = {"workspace_id": workspace_id, "member_id": member_id, "on": TODAY, "revision": 1, "entered_at": NOW}
        figure = {"figure": "leads", "value": Decimal(42), "reason": None, "source": "chat", "entered_by": member_id}
        assert await repository.add_entry(session, owner | figure | {"note": note})
        await repository.add_day_note(session, owner | {"goal": NOTE, "blockers": ""})
        await session.commit()
    return workspace_id


async def stored(database: Database, column: str, table: str = "entry") -> list[str | None]:
    async with database.read() as session:
        return list((await (await session.connection()).execute(text(f"SELECT {column} FROM {table}"))).scalars())
