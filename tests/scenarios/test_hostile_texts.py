"""Everybody is called, writes and answers as badly as they can, everywhere: nothing of it acts, and nothing breaks."""

from datetime import timedelta

import pytest

from bot.features.people import service as people
from tests.blockkit.accepting import FORMATTED
from tests.office import ANA, BO, CHEN, EVE, Office
from tests.scenarios.audited import closed_october
from tests.scenarios.wanderer import Wanderer
from tests.slack.wire import Wire
from tests.watching import texts

SHORT = "<!channel> <@U0EVE> & *fett* `roh` :skull: \u202eevil"
TEXT = f"{SHORT} <https://evil.example|click> _schief_ ~weg~ &lt; \u200b\u2066 =1+1\n> quoted\n"
LONG = (TEXT + "\0\x1b[31m \ud83d 👩‍👩‍👧‍👦 ") * 120
A_DAY = timedelta(days=1)


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    return Wire(monkeypatch)


async def rename_everybody(at: Office) -> None:
    for user in (ANA, BO, CHEN, EVE):
        at.sandbox.change_person(user, real_name=f"{SHORT} {user}")
        await at.sandbox.settle()
    async with at.parts.database.write() as session:
        for team in await people.teams(session, at.parts.workspace_id):
            team.name = SHORT + team.name
            session.add(team)


def shown_by(at: Office) -> list[tuple[str, str]]:
    """Everything that anybody was shown, and as what Slack took it."""
    calls = [call.arguments for call in at.sandbox.call_log if call.method.startswith(("chat.", "views."))]
    return [each for payload in (*calls, *at.watch.said) for each in texts(payload)]


async def test_nothing_of_it_acts_and_nothing_breaks(postgres_url: str, wire: Wire) -> None:
    """On the database that takes fewer signs."""
    assert len(LONG) > 10_000
    async with closed_october(postgres_url) as at:
        await rename_everybody(at)
        assert await at.parts.upkeep.keep_schedules()
        wanderer = Wanderer(at, wire, text=TEXT, long_text=LONG)
        for user in (BO, ANA, EVE):
            await wanderer.go(user)
        await at.move_by(A_DAY)
        for user in (CHEN, BO, ANA):
            await wanderer.look_around(user)
        shown = shown_by(at)
        assert [text for kind, text in shown if kind == "mrkdwn" and any(mark in text for mark in FORMATTED)] == []
        assert sum("fett" in text for _, text in shown) > 100
        assert "listener failed" not in at.watch.log.getvalue()
        assert "cannot be rendered" not in at.watch.log.getvalue()
        refused = [call for call in at.sandbox.call_log if call.outcome not in ("ok", "ratelimited")]
        assert refused == []
        assert len(wanderer.forms) >= 7, wanderer.forms
        assert len(wanderer.buttons) >= 18, wanderer.buttons
