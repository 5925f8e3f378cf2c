"""Ids that the workspace gives: never mistaken for something that somebody wrote, and an app's own stay."""

from bot.sandbox.block_ids import with_ids


def test_ids_hold_no_name_no_word_and_no_figure() -> None:
    given = [block["block_id"] for block in with_ids([{"type": "divider"}] * 500)]
    assert len(set(given)) == len(given)
    assert not set("".join(given)) & set("aeiouyAEIOUY0123456789-_")


def test_what_an_app_named_keeps_its_name() -> None:
    element = {"type": "button", "text": {"type": "plain_text", "text": "Go"}, "action_id": "go"}
    (block,) = with_ids([{"type": "actions", "block_id": "mine", "elements": [element]}])
    assert (block["block_id"], block["elements"][0]["action_id"]) == ("mine", "go")
