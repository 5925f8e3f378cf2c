"""`evenhand retention`: what is kept for how long, and what would go; nothing does."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.db.engine import Database
from bot.features.metrics.models import DayNote
from bot.features.people import repository
from bot.features.people.models import Member
from tests.cli.running import Cli
from tests.features.people.cast import SLACK_TEAM
from tests.keys import KEYRING

LONG_AGO = datetime.now(UTC).date() - timedelta(days=7 * 366 + 1)


async def _fill(url: str) -> None:
    """Bo set himself a goal long ago, and another one yesterday; Finn left in between."""
    database = Database(url.replace("sqlite:", "sqlite+aiosqlite:"), KEYRING)
    async with database.write() as session:
        workspace = await repository.workspace_of(session, SLACK_TEAM)
        assert workspace
        bo = await repository.member_by_slack_user(session, workspace.key, "U0BO")
        assert bo
        ids = {"workspace_id": workspace.key}
        for on in (LONG_AGO, datetime.now(UTC).date() - timedelta(days=1)):
            session.add(DayNote(**ids, member_id=bo.key, on=on, goal="ship", entered_at=datetime.now(UTC)))
        finn = {"slack_user": "U0FINN", "name": "Finn", "zone": "UTC", "locale": "en"}
        session.add(Member(**ids, **finn, is_active=False, left_on=LONG_AGO))
    await database.close()


def test_what_would_go_and_nothing_does(office: Cli, sqlite_url: str) -> None:
    asyncio.run(_fill(sqlite_url))
    for _ in range(2):
        found = office("retention", "--json").json
        kinds = {each["kind"]: each for each in found["kinds"]}
        assert kinds["day_notes"]["rows_to_go"] == 1
        assert kinds["day_notes"]["months"] == 12
        assert date.fromisoformat(kinds["day_notes"]["kept_since"]) > LONG_AGO
        assert (kinds["figures"]["kept_since"], kinds["figures"]["rows_to_go"]) == (None, 0), "no month was closed"
        assert len(found["people_due"]) == 1
    shown = office("retention")
    assert shown.code == 0
    assert "goals and blockers of a day" in shown.out
    assert "1 people left more than 84 months ago and are forgotten tonight" in shown.err
    assert "Dry run" in shown.err


def test_for_ever_is_shown_as_such(office: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EVENHAND_KEEP_CARDS_MONTHS", "0")
    kinds = {each["kind"]: each for each in office("retention", "--json").json["kinds"]}
    assert (kinds["cards"]["months"], kinds["cards"]["kept_since"]) == (0, None)
    assert "ever" in office("retention").out
