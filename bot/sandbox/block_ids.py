"""Slack gives every block and element an id when the app gave none; so does this."""

import copy
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.sandbox.limits import elements_of

LETTERS: Final = "bcdfghjklmnpqrstvwxz"
"""Of these come no word, no name and no figure: whoever searches what was shown for one finds only what was written."""
LENGTH: Final = 8


def with_ids(blocks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A copy of `blocks` in which each block has a block_id and each interactive element an action_id."""
    copied = [dict(copy.deepcopy(block)) for block in blocks]
    for block in copied:
        block.setdefault("block_id", fresh())
        for element in elements_of(block):
            element.setdefault("action_id", fresh())
    return copied


def fresh() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
