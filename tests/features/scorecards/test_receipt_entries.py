"""Down to the entries: who told what when, what counted, what came too late; and the card as a file that anybody can
compute again."""

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.promises import Occasion
from bot.errors import Denied, Rejected
from bot.features.metrics import service as metrics
from bot.features.scorecards import service
from bot.features.scorecards.jobs import RENDERERS
from bot.slack.files import Upload
from tests.cli.running import evenhand
from tests.databases import opened
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.scorecards.cast import CLOSING, Firm, visited
from tests.features.scorecards.test_slack import said

BEFORE, AFTER = CLOSING - timedelta(days=3), CLOSING + timedelta(hours=2)


@pytest.fixture
async def firm(sqlite_url: str) -> AsyncIterator[Firm]:
    """On the quicker database: what is asked of it is asked of both where entries are kept."""
    database = opened(sqlite_url)
    yield await visited(database)
    await database.close()


@pytest.fixture
async def out(firm: Firm) -> Firm:
    for figure, factor in (("leads", "3"), ("uv", "777"), ("mql", "30")):
        await tell(firm, BO, f"{figure} {factor} 2026-10-05")
        await tell(firm, BO, f"{figure} {int(factor) + 4} 2026-10-06")
    await tell(firm, BO, "uv 512 2026-10-07")
    async with firm.database.write() as session:
        who = await firm.cast.who(BO)
        await metrics.fix_typed(session, who, "mql 41 2026-10-06 two were missing", now=BEFORE, today=BEFORE.date())
    await firm.close()
    await firm.correct(BO, "mql 9 2026-10-30", now=AFTER)
    return firm


async def tell(firm: Firm, user: str, typed: str, now: datetime = BEFORE) -> None:
    async with firm.database.write() as session:
        await metrics.check_in(session, await firm.cast.who(user), typed, now=now, today=now.date())


async def file_of(firm: Firm, user: str) -> Upload:
    about = {"member_id": await firm.key(user), "period": "2026-10", "revision": 1}
    async with firm.database.read() as session:
        shown = await RENDERERS[service.CARD_FILE](session, Occasion(firm.workspace_id, user, about, CLOSING))
    assert isinstance(shown, Upload)
    return shown


async def test_each_entry_says_who_told_it_when_and_whether_it_counts(out: Firm) -> None:
    bo = await out.key(BO)
    for user in (BO, ANA, EVE):
        text = said(await out.press(user, "scorecards.entries", f"{bo}:2026-10:1:mql_count:0"))
        assert "Entries 1 to 4 of 4" in text
        assert "Mon, Oct 5 · Marketing qualified leads: *30* — Bo Lindgren, Wed, Nov 4 09:00, in chat" in text
        assert "34, corrected since" in text
        assert "*41* — Bo Lindgren" in text
        assert "(because: two were missing)" in text
        assert "9, too late for this card" in text
    for user in (CHEN, DEE):
        with pytest.raises(Denied):
            await out.press(user, "scorecards.entries", f"{bo}:2026-10:1:mql_count:0")
    for forged in (f"{bo}:2026-10:1:nothing:0", f"{bo}:2026-10:1:mql_count:x", "x", f"{bo}:2026-10:1"):
        with pytest.raises(Denied):
            await out.press(BO, "scorecards.entries", forged)


async def test_the_file_computes_to_the_same_number_and_a_changed_one_does_not(out: Firm, tmp_path: Path) -> None:
    bo = await out.key(BO)
    shown = (await out.published(BO)).receipt.shown_score
    file = tmp_path / "card.json"
    file.write_bytes((await file_of(out, BO)).content)
    ran = evenhand("score", "--card", file, "--json")
    assert (ran.code, ran.json["same"], ran.json["published"]) == (0, True, shown)
    assert "the same as on the card" in evenhand("score", "--card", file).out
    plain = json.loads(file.read_text())
    assert [each["value"] for each in plain["entries"] if each["figure"] == "mql"] == ["30", "41"]
    next(each for each in plain["entries"] if each["figure"] == "mql")["value"] = "1"
    file.write_text(json.dumps(plain))
    ran = evenhand("score", "--card", file)
    assert ran.code == 1
    assert f"on the card: {shown}" in ran.err
    file.write_text("[]")
    assert evenhand("score", "--card", file).code == 1
    assert evenhand("score").code == 2
    await out.press(BO, "scorecards.recompute", f"{bo}:2026-10:1")
    with pytest.raises(Rejected, match="once-a-day"):
        await out.press(BO, "scorecards.recompute", f"{bo}:2026-10:1")
    for user in (ANA, EVE, CHEN):
        with pytest.raises(Denied):
            await out.press(user, "scorecards.recompute", f"{bo}:2026-10:1")
