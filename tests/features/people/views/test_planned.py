from datetime import date, timedelta

import pytest

from bot.features.people.service import PlannedChange, PlannedMove
from bot.features.people.views.planned import MOST_MOVES, MOST_SHOWN, moves_section, planned_blocks
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import Translator, translator
from tests.features.people.views.test_administration import BO, CROWD

DECEMBER = date(2026, 12, 1)


@pytest.fixture(params=LANGUAGES)
def t(request: pytest.FixtureRequest) -> Translator:
    return translator(request.param)


def test_each_change_has_a_button_that_names_it(t: Translator) -> None:
    changes = [PlannedChange("team", 2, DECEMBER, "Brand <x>"), PlannedChange("manager", 2, DECEMBER, None)]
    sent = [block.to_dict() for block in planned_blocks(t, changes)]
    assert [each["accessory"]["value"] for each in sent] == ["team:2:2026-12-01", "manager:2:2026-12-01"]
    assert "Brand &lt;x&gt;" in sent[0]["text"]["text"]
    assert t("people-nobody") in sent[1]["text"]["text"]


def test_many_changes_are_counted(t: Translator) -> None:
    changes = [PlannedChange("lead", 2, DECEMBER + timedelta(days=k), "Bo") for k in range(50)]
    assert len(list(planned_blocks(t, changes))) == MOST_SHOWN + 1
    (block,) = moves_section(t, [PlannedMove(each, DECEMBER, comes=True) for each in CROWD])
    assert len(block.to_dict()["text"]["text"]) <= 3_000
    assert str(len(CROWD) - MOST_MOVES) in block.to_dict()["text"]["text"]


def test_without_plans_nothing_is_shown(t: Translator) -> None:
    assert [*planned_blocks(t, []), *moves_section(t, [])] == []
    (block,) = moves_section(t, [PlannedMove(BO, DECEMBER, comes=False)])
    assert (
        t("people-planned-goes", on=t.full_day(DECEMBER), name="Bo &lt;Lindgren&gt;") == block.to_dict()["text"]["text"]
    )
