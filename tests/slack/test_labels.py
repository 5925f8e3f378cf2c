"""Buttons that look alike are told apart by whoever only hears them."""

from typing import Any

from bot.slack.labels import LABEL_LIMIT, name_apart


def row(text: str, value: str, said: str = "Open") -> dict[str, Any]:
    return {
        "type": "section",
        "text": {"type": "mrkdwn", "text": text},
        "accessory": {"type": "button", "text": {"type": "plain_text", "text": said}, "action_id": "a", "value": value},
    }


def labels(*blocks: dict[str, Any]) -> list[str | None]:
    name_apart(blocks)
    found = [button for block in blocks for button in (block.get("elements") or [block["accessory"]])]
    return [button.get("accessibility_label") for button in found]


def test_each_is_named_by_what_it_stands_beside() -> None:
    assert labels(row("*Bo &amp; Co*\nsince May", "1"), row("<@U1> Mei", "2"), row("x", "3", "Close")) == [
        "Open – Bo & Co",
        "Open – Mei",
        None,
    ]


def test_the_same_words_get_numbers_and_long_ones_are_cut() -> None:
    one, two = labels(row("x" * 90, "1"), row("x" * 90, "2"))
    assert one != two
    assert str(one).endswith(" 1/2")
    assert len(str(one)) <= LABEL_LIMIT


def test_what_does_the_same_needs_none_and_an_own_label_stays() -> None:
    assert labels(row("x", "1"), row("y", "1")) == [None, None]
    own = row("y", "2")
    own["accessory"]["accessibility_label"] = "Mine"
    assert labels(row("x", "1"), own) == [None, "Mine"]


def test_a_row_of_buttons_belongs_to_the_section_above() -> None:
    done = {"type": "button", "text": {"type": "plain_text", "text": "Open"}, "action_id": "a", "value": "9"}
    assert labels(row("Bo", "1"), {"type": "actions", "elements": [done]}) == ["Open – Bo 1/2", "Open – Bo 2/2"]
