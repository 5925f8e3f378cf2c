"""What is drawn is read: by everybody, in both languages, whatever the figures are."""

import struct
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from bot.charts.colours import CARD, MARKS, TARGET, TEXTS, VALUE, contrast
from bot.charts.drawing import SHARPNESS, png, svg
from bot.charts.figures import Bar, Bars, Picture, Spread
from bot.charts.lettering import drawable, fitted, width, wrapped
from bot.charts.panels.laid import LEFT, RIGHT, WIDTH
from tests.charts.samples import EN, KEPT, YEAR, ZH, golden, pictures, trend

SVG = "{http://www.w3.org/2000/svg}"
ALL = [
    pytest.param(picture, id=f"{name}-{language}")
    for language in (EN, ZH)
    for name, picture in pictures(language).items()
]
SLACK_LIGHT, SLACK_DARK = "#FFFFFF", "#1A1D21"


def drawn(picture: Picture, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg(picture)).iter(SVG + tag))


def texts(picture: Picture) -> list[str]:
    return [each.text or "" for each in drawn(picture, "text")]


@pytest.mark.parametrize(("name", "language"), KEPT)
def test_looks_as_it_was_looked_at(name: str, language: str) -> None:
    assert svg(pictures(language)[name]) == golden(name, language).read_text(encoding="utf-8")


@pytest.mark.parametrize("picture", ALL)
def test_nothing_leaves_its_picture_or_covers_other_words(picture: Picture) -> None:
    boxes = []
    for panel in drawn(picture, "g"):
        for each in panel.iter(SVG + "text"):
            size, x, y = (float(each.get(name, 0)) for name in ("font-size", "x", "y"))
            wide = width(each.text or "", size)
            start = {"middle": x - wide / 2, "end": x - wide}.get(each.get("text-anchor", ""), x)
            assert start >= LEFT - 1, each.text
            assert start + wide <= RIGHT + 1 or size == 13, each.text
            boxes.append((panel, y, start, start + wide))
    for one, other in pairwise(sorted(boxes, key=lambda box: (id(box[0]), box[1], box[2]))):
        if one[:2] == other[:2]:
            assert one[3] <= other[2] + 2


@pytest.mark.parametrize("name", ["card", "home"])
def test_the_same_picture_is_the_same_bytes(name: str) -> None:
    first, again = (png(pictures(ZH)[name]) for _ in range(2))
    assert first == again
    height = float(ElementTree.fromstring(svg(pictures(ZH)[name])).get("height", 0))
    assert struct.unpack(">II", first[16:24]) == (WIDTH * SHARPNESS, height * SHARPNESS)
    assert len(first) > 20_000, "an empty card of that size takes six"


def test_is_read_on_light_and_dark_ground_and_by_everybody() -> None:
    assert all(contrast(CARD, each) >= 4.5 for each in TEXTS)
    assert all(contrast(CARD, each) >= 3 for each in MARKS)
    # Blue and vermillion stay apart for all three kinds of colour blindness; shapes and words say it as well.
    assert int(VALUE[1:3], 16) < 0x40 < 0xA0 < int(TARGET[1:3], 16)
    opaque = drawn(pictures(EN)["card"], "rect")[0]
    assert opaque.get("fill") == CARD
    assert "opacity" not in opaque.attrib, "the ground below does not matter"
    assert contrast(CARD, SLACK_DARK) >= 3 > contrast(CARD, SLACK_LIGHT), "on light ground its edge is enough"


def test_a_missing_month_is_a_gap_and_an_incomplete_one_hollow() -> None:
    picture = Picture(EN, [trend(EN, YEAR, hollow=3)])
    assert len(drawn(picture, "polyline")) == 1 + 3, "the line to reach, and three stretches"
    hollow = [each for each in drawn(picture, "circle") if each.get("fill") == CARD]
    assert len(hollow) == 2, "the month and its sample in the legend"
    without = Picture(EN, [trend(EN, YEAR, line=None)])
    assert "Line 60" not in texts(without)
    assert "Incomplete" not in texts(without)


@pytest.mark.parametrize("count", [0, 1, 2, 12])
def test_any_number_of_months(count: int) -> None:
    """The latest value is always told."""
    values = tuple(60.0 + place for place in range(count))
    shown = texts(Picture(ZH, [trend(ZH, values)]))
    assert (f"{values[-1]:.1f}" if values else "尚无得分") in shown


def test_too_few_people_are_not_drawn() -> None:
    picture = Picture(EN, [Spread("Team", (), "Fewer than 3 people have a score.")])
    assert texts(picture) == ["Team", "Fewer than 3 people have a score."]
    assert len(drawn(picture, "rect")) == 1, "the card alone"


def test_bars_grow_from_zero_and_as_long_as_their_values() -> None:
    rows = [
        Bar("a", 50.0, "50"),
        Bar("b", 100.0, "100"),
        Bar("c", -50.0, "−50"),
        Bar("d", 0.0, "0"),
        Bar("e", None, "–"),
    ]
    bars = [each for each in drawn(Picture(EN, [Bars("", rows)]), "rect") if each.get("fill") == VALUE]
    start, wide = ([float(each.get(name, 0)) for each in bars] for name in ("x", "width"))
    assert wide[1] == pytest.approx(2 * wide[0], abs=0.2)
    assert wide[2] == pytest.approx(wide[0], abs=0.2)
    assert start[0] == start[1] == pytest.approx(start[2] + wide[2], abs=0.2)
    assert len(bars) == 4, "a missing value is no bar"


def test_words_are_text_and_fit() -> None:
    assert drawable("a\x00\ud800\u202e\n b\ufffe") == "a b"
    hostile = Picture(EN, [Bars("<script>&\"'</script>]]>{{ 7 * 7 }}{% raw %}", [Bar("\x01", 1.0, "&amp;")])])
    assert "&amp;" in texts(hostile)
    assert "<script>" in texts(hostile)[0]
    assert fitted("季度重点客户转化率", 15, 80) == "季度重点…"
    assert wrapped("one two three", 10, 45, most=2) == ["one two", "three"]
    assert wrapped("字" * 9, 10, 40, most=2) == ["字字字字", "字字字…"]
