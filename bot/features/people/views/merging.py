"""The form in which HR says that an account that is gone and another one are the same person."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, PlainTextInputElement, UserSelectElement
from slack_sdk.models.views import View

from bot.errors import Rejected
from bot.features.people.models import REASON_LIMIT, Member
from bot.features.people.service import Clash, Keep, Merged
from bot.features.people.views.parts import choice, field, modal, name, section
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.refusals import refusal_text

ASK = "ask"
"""Nobody's account counts before the contradictions have been seen."""
MOST_CLASHES = 20


def merge_view(t: Translator, old: Member, clashes: Sequence[Clash] = ()) -> View:
    """With what the accounts contradict each other in, when that is known."""
    kept = [(each, t(f"people-merge-keep-{each}")) for each in (ASK, *Keep)]
    blocks: list[Block] = [
        section(t("people-merge-intro", name=name(old))),
        *_clashes(t, clashes),
        field(t, "people-merge-new", UserSelectElement(action_id=VALUE), optional=False),
        field(
            t, "people-merge-reason", PlainTextInputElement(action_id=VALUE, max_length=REASON_LIMIT), optional=False
        ),
        field(t, "people-merge-keep", choice(kept, ASK), optional=False),
    ]
    return modal(t, "people-merge", blocks, callback="reviews.merge_accounts", metadata={"old": old.slack_user})


def merged_view(t: Translator, merged: Merged) -> View:
    """The form again as long as the accounts contradict each other."""
    if not merged.is_done:
        return merge_view(t, merged.old, merged.clashes)
    return modal(t, "people-saved", [section(t("people-merge-done", name=name(merged.new)))])


def keep_named(chosen: str | None) -> Keep | None:
    """What a form carries; None for anything that is nobody's account."""
    return Keep(chosen) if chosen in list(Keep) else None


def _clashes(t: Translator, clashes: Sequence[Clash]) -> Iterator[Block]:
    if not clashes:
        return
    lines = [f"• {refusal_text(t, Rejected(each.key, **each.params))}" for each in clashes[:MOST_CLASHES]]
    if len(clashes) > MOST_CLASHES:
        lines.append(t("people-merge-more", more=len(clashes) - MOST_CLASHES))
    yield section("\n".join([t("people-merge-clashes"), *lines]))
