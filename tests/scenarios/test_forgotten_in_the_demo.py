"""Bo of the sample workspace takes his data along and is forgotten; his team's figures stay as they are."""

from pathlib import Path

import pytest

from bot.demo.team import PEOPLE
from bot.demo.together import PEOPLE as TOGETHER
from tests.demo.workspace import demo
from tests.office import ANA, BO, EVE
from tests.scenarios.audited import say, verified, words
from tests.scenarios.test_forgotten import approved, asked_by, erased, found, team_cards
from tests.scenarios.test_own_rights import exported

TEXTS = ("NOTE-plum", "WHY-plum")
TRACES = ("Lindgren", "U0BO", "bo@lumen.example", *TEXTS)


@pytest.mark.thorough
async def test_the_demos_bo_is_exported_and_forgotten(tmp_path: Path) -> None:
    async with demo(tmp_path) as at:
        await at.settle()
        await say(at, BO, f"/checkin leads 44 {TEXTS[0]}")
        _, told = await exported(at, BO)
        assert told["profile"][0]["email"] == "bo@lumen.example"
        assert {each["period"] for each in told["cards"]} == {"2026-09", "2026-10", "2026-Q3"}
        assert told["entries"][-1]["note"] == TEXTS[0]
        known = {ANA, BO, EVE, *TOGETHER}
        assert not [each.real_name for each in PEOPLE if each.id not in known and each.real_name in str(told)]
        before = await team_cards(at)
        message = await asked_by(at, BO, TEXTS[1])
        assert await found(at, TRACES) == set(TRACES)
        assert "Approved" in await approved(at, message)
        await erased(at)
        assert await found(at, TRACES) == set()
        assert await team_cards(at) == before
        assert not (await verified(at)).findings
        assert "nobody here" in (await say(at, EVE, "/scorecard @bo")).lower()
        assert "this is the last message" in words(at.person(BO).messages()[-1].blocks)
