"""What must be seen to before Bo can be moved to another post, or lose this one."""

from pathlib import Path

import pytest

from bot.errors import Rejected
from bot.features.improvement.models import Plan, PlanCheck
from bot.features.improvement.rules.checklists import (
    NEUTRAL,
    Checklist,
    Consequence,
    open_items,
    packaged_checklists,
    read_checklist,
    require_complete,
)

TRANSFER, TERMINATION = Consequence
CHINA, PLAIN = packaged_checklists()["cn"], packaged_checklists()[NEUTRAL]
LISTS = pytest.mark.parametrize("checklist", packaged_checklists().values(), ids=lambda each: each.country)

ITEM = """
  - id: heard
    title: {en: The person was heard, zh-CN: 已听取本人意见}
    why: {en: It is part of the record., zh-CN: 属于记录的一部分。}
    needed_for: [transfer, termination]
"""
LIST = f"""
title: {{en: Ours, zh-CN: 本公司清单}}
note: {{en: An aid., zh-CN: 仅作提示。}}
items:{ITEM}"""


def every(checklist: Checklist, note: str = "done on 1 March") -> dict[str, str]:
    return {each.id: note for each in checklist.items}


@LISTS
@pytest.mark.parametrize("consequence", Consequence)
def test_everything_is_open_at_first_and_nothing_once_all_is_done(
    checklist: Checklist, consequence: Consequence
) -> None:
    assert open_items(checklist, consequence, {}) == checklist.items_for(consequence)
    assert open_items(checklist, consequence, every(checklist)) == ()
    require_complete(checklist, consequence, every(checklist))


@LISTS
def test_each_single_item_holds_back_what_it_is_needed_for(checklist: Checklist) -> None:
    for item in checklist.items:
        done = {key: note for key, note in every(checklist).items() if key != item.id}
        for consequence in Consequence:
            expected = (item,) if consequence in item.needed_for else ()
            assert open_items(checklist, consequence, done) == expected


@LISTS
def test_an_item_that_needs_a_note_is_not_done_by_a_tick(checklist: Checklist) -> None:
    for consequence in Consequence:
        still = open_items(checklist, consequence, every(checklist, note="  "))
        assert still
        assert still == tuple(each for each in checklist.items_for(consequence) if each.needs_note)


@LISTS
def test_both_languages_say_it_and_the_database_has_room(checklist: Checklist) -> None:
    longest = PlanCheck.__table__.c.item.type.length
    assert len(checklist.country) <= Plan.__table__.c.country.type.length
    assert all(len(each) <= Plan.__table__.c.consequence.type.length for each in Consequence)
    for item in checklist.items:
        assert len(item.id) <= longest
        for text in (item.title, item.why, *([item.source] if item.source else [])):
            assert not _has_chinese(text.en), item.id
            assert _has_chinese(text.zh_cn), item.id


def _has_chinese(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)


@LISTS
def test_every_list_says_that_it_is_no_legal_advice(checklist: Checklist) -> None:
    assert "not legal advice" in checklist.note.en
    assert "不构成法律意见" in checklist.note.zh_cn


@pytest.mark.parametrize(
    "article",
    [
        "art. 39",
        "art. 40",
        "40(2)",
        "art. 41",
        *(f"42({n})" for n in range(1, 7)),
        "art. 43",
        "46(3)",
        "47",
        "48 and 87",
    ],
)
def test_a_termination_in_china_looks_at_each_article_that_bears_on_it(article: str) -> None:
    sources = [item.source.en for item in CHINA.items_for(TERMINATION) if item.source]
    assert any(article in each for each in sources)


def test_a_transfer_does_not_wait_for_what_only_a_termination_needs() -> None:
    transfer = {each.id for each in CHINA.items_for(TRANSFER)}
    assert {"duties_known", "consulted", "pay_agreed"} <= transfer
    assert not transfer & {"severance", "notice_given", "union_told", "no_pregnancy"}


def test_the_first_open_item_is_named() -> None:
    with pytest.raises(Rejected, match="improvement-error-checklist") as told:
        require_complete(PLAIN, TERMINATION, {"duties_known": "signed in May"})
    assert told.value.params["count"] == len(PLAIN.items_for(TERMINATION)) - 1
    assert told.value.params["item"] == "evidence_kept"


def test_what_was_done_and_is_not_on_the_list_any_more_counts_for_nothing() -> None:
    assert open_items(PLAIN, TRANSFER, {"something_else": "done"}) == PLAIN.items_for(TRANSFER)
    with pytest.raises(Rejected, match="improvement-error-no-item"):
        PLAIN.item("something_else")
    assert PLAIN.item("person_heard").needed_for == (TRANSFER, TERMINATION)


def test_the_example_of_the_documentation_is_a_list() -> None:
    page = (Path(__file__).parents[4] / "docs" / "plans.md").read_text(encoding="utf-8")
    shown = page.partition("```yaml\n")[2].partition("```")[0]
    [item] = read_checklist(shown, "de").items
    assert (item.id, item.needs_note, item.needed_for) == ("council_heard", True, tuple(Consequence))


def test_a_list_of_ones_own() -> None:
    ours = read_checklist(LIST, "de-by")
    assert (ours.country, ours.title.into("zh-CN"), [each.id for each in ours.items]) == (
        "de-by",
        "本公司清单",
        ["heard"],
    )
    assert ours.items[0].source is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is not a list of keys such as title, note and items"),
        ("- heard", "is not a list of keys"),
        ("title: [", "while parsing"),
        (LIST + ITEM, "'heard' is there twice"),
        (
            LIST.replace("needed_for: [transfer, termination]", "needed_for: [transfer]"),
            "none is needed for 'termination'",
        ),
        (LIST.replace("needed_for: [transfer, termination]", "needed_for: []"), "items.1.needed_for: "),
        (LIST.replace("[transfer, termination]", "[dismissal]"), "items.1.needed_for.1: Input should be 'transfer' or"),
        (LIST.replace("zh-CN: 已听取本人意见", "zh: 已听取本人意见"), "items.1.title.zh-CN: Field required"),
        (LIST.replace("en: The person was heard", "en: " + "x" * 151), "title has 151 characters; 150 is the most"),
        (LIST.replace("id: heard", "id: Was heard"), "items.1.id: "),
        (LIST.replace("id: heard", "id: heard\n    id: again"), "key 'id' is there twice"),
        (LIST.replace("id: heard", "id: heard\n    needs_notes: true"), "items.1.needs_notes: Extra inputs"),
        (LIST.partition("items:")[0], "items: Field required"),
        (LIST.partition("items:")[0] + "items: []", "items: "),
    ],
)
def test_a_wrong_list_says_where_in_one_line(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as wrong:
        read_checklist(text, "cn")
    assert told in str(wrong.value)
    assert "\n" not in str(wrong.value)
