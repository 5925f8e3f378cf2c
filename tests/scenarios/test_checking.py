"""Eve checks what Bo has entered, as the windows have it: from the card's entries, and by the command."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.office import ANA, BO, EVE, WEDNESDAY, Office
from tests.scenarios.audited import closed_october, say, shown, verified


@pytest.fixture
async def at(sqlite_url: str) -> AsyncIterator[Office]:
    """On the quicker database: what is kept is tested on both in the slice."""
    async with closed_october(sqlite_url) as opened:
        yield opened


async def test_hr_excludes_an_entry_and_bo_reads_why(at: Office) -> None:
    eve, bo = at.person(EVE), at.person(BO)
    await at.move_to(WEDNESDAY + timedelta(hours=1))
    refused = await say(at, ANA, f"/perf verify <@{BO}> 2026-10")
    assert refused == await say(at, ANA, "/perf verify @Nobody 2026-10")
    assert "*Form submissions* — 1 entry" in await say(at, EVE, f"/perf verify <@{BO}> 2026-10")
    assert (await eve.click(eve.view, "metrics.check_figure")).ok
    assert "• Mon, Oct 5: *42* — the operator, Wed, Nov 18, imported" in shown(eve)
    chosen = next(block for block in eve.view.blocks if block.get("block_id") == "entries")["element"]["options"][0]
    nothing = await eve.submit(values={"entries": [chosen["value"]], "verdict": "excluded", "reason": " "})
    assert list(nothing.errors) == ["reason"]
    saved = await eve.submit(values={"entries": [chosen["value"]], "verdict": "excluded", "reason": "fake <!here>"})
    assert saved.ok, saved.errors
    assert "Saved for 1 entry." in shown(eve)
    assert "1 entry · 1 excluded" in shown(eve)
    await say(at, BO, "/scorecard why lead_conversion")
    assert "excluded by Eve Moreau, Wed, Nov 18: fake &lt;!here&gt;; not on this card yet" in shown(bo)
    assert "*Eve Moreau* excluded entries of leads, October 2026" in await say(at, BO, "/perf audit")
    assert (await verified(at)).findings == ()
