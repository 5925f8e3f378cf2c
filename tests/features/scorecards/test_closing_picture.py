"""HR sees a month by bands at a glance before it comes out, with nothing that the words do not say."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.charts.figures import Spread as Columns
from bot.features.scorecards.service import CloseState, CloseSummary, Spread
from bot.features.scorecards.views import close_soon_message, close_view
from bot.i18n.translator import translator
from bot.slack.messages import as_data
from bot.slack.pictures import PictureBlock
from tests.office import ANA, BO, CHEN, DEE, EVE, FINN, HANA, Office, office
from tests.scenarios.readback import lines
from tests.test_app import seat

LOCKED = datetime(2026, 12, 5, 9, 0, tzinfo=UTC)
DAY_BEFORE = datetime(2026, 12, 6, 9, 0, tzinfo=UTC)
NOVEMBER = CloseSummary(
    "2026-11",
    CloseState.MADE,
    made=1_300,
    total=1_300,
    minimum=5,
    spread=Spread(1_300, bands=(("S", None), ("A", 1_234), ("B", 60), ("D", None))),
    before=Spread(900, bands=(("A", 890), ("C", 10))),
)


@pytest.mark.parametrize(
    ("language", "words", "few"),
    [
        (
            "en",
            "Cards of November 2026 by band: S few, A 1,234, B 60, C 0, D few. “Few” stands for groups of fewer",
            "few",
        ),
        ("zh-CN", "2026年11月绩效卡等级分布：S 少量、A 1,234、B 60、C 0、D 少量。“少量”指不足 5 人的分组；", "少量"),
    ],
)
def test_columns_are_what_the_lines_say(language: str, words: str, few: str) -> None:
    t = translator(language)
    [block] = [each for each in close_soon_message(t, NOVEMBER).blocks if isinstance(each, PictureBlock)]
    assert block.alt_text.startswith(words)
    [panel] = block.picture.panels
    assert isinstance(panel, Columns)
    columns = [(each.label, each.count, each.text) for each in panel.groups]
    assert columns == [("S", 0, few), ("A", 1_234, "1,234"), ("B", 60, "60"), ("C", 0, "0"), ("D", 0, few)]
    window = close_view(t, NOVEMBER, zone="Europe/Berlin")
    said = "\n".join(lines([as_data(each) for each in window.blocks or () if not isinstance(each, PictureBlock)]))
    for band, _, text in columns:
        assert t("scorecards-closing-band", band=band, cards=text) in said
    assert panel.note in said
    assert (block.about, block.slot) == (None, f"close:2026-11:{language}")


@pytest.mark.parametrize("bands", [(), (("A", None), ("B", None)), (("A", 0),)])
def test_without_a_number_there_is_no_picture(bands: tuple[tuple[str, int | None], ...]) -> None:
    untold = replace(NOVEMBER, spread=Spread(3, bands=bands), before=None)
    t = translator("en")
    shown = [*close_soon_message(t, untold).blocks, *(close_view(t, untold, zone="Europe/Berlin").blocks or ())]
    assert not any(isinstance(each, PictureBlock) for each in shown)


async def window(at: Office) -> list[str]:
    """What `/perf close` opens, with the pictures' files."""
    assert (await at.person(EVE).command("/perf close 2026-11")).error is None
    shown = at.person(EVE).view
    await at.person(EVE).close(shown)
    assert "image" in {each["type"] for each in shown.blocks} or "by band" not in str(shown.blocks), "no words twice"
    return [each["slack_file"]["id"] for each in shown.blocks if each["type"] == "image"]


async def test_the_message_brings_it_and_the_window_shows_it_where_it_is_at_slack(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:
        await seat(at)
        for user in (ANA, BO, CHEN, DEE, FINN, HANA):
            for told in ("uv 500", "leads 40", "mql 40"):
                assert (await at.person(user).command(f"/checkin {told}")).ok
        await at.move_to(LOCKED)
        assert await window(at) == [], "nothing has brought one yet"
        await at.move_to(DAY_BEFORE)
        (message,) = [each for each in at.person(EVE).messages() if "come out tomorrow" in each.text]
        [image] = [each for each in message.blocks if each["type"] == "image"]
        assert await window(at) == [image["slack_file"]["id"]]
        at.sandbox.core.files.forget(image["slack_file"]["id"])
        assert await window(at) == [], "it opens all the same"
