"""Slack gives every block and element an id when the app gave none; so does this."""

import copy
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from bot.sandbox.limits import elements_of


def with_ids(blocks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A copy of `blocks` in which each block has a block_id and each interactive element an action_id."""
    copied = [dict(copy.deepcopy(block)) for block in blocks]
    for block in copied:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for element in elements_of(block):
            element.setdefault("action_id", secrets.token_urlsafe(4))
    return copied
