"""Who may decide about a goal, once it is known how they stand to it. Pure."""

from dataclasses import dataclass

from bot.features.goals.models import AGREED, PROPOSED, Goal


@dataclass(frozen=True, slots=True)
class Standing:
    """How a member stands to a goal: `leads` the team that it is of; `is_above`: manages the team's lead, or the person
    whose goal it is, or is HR towards them."""

    member_id: int
    leads: bool
    is_above: bool

    @property
    def decides(self) -> bool:
        return self.leads or self.is_above


def may_agree(row: Goal, standing: Standing) -> bool:
    """Nobody agrees to what they have proposed themselves."""
    return row.state == PROPOSED and standing.decides and row.proposed_by != standing.member_id


def may_edit(row: Goal, standing: Standing) -> bool:
    """Who has proposed it, until somebody has agreed: others say what they would change, or refuse it."""
    return row.state == PROPOSED and row.proposed_by == standing.member_id


def may_update(row: Goal, standing: Standing) -> bool:
    """The owner and who leads; HR and managers above ask them."""
    is_theirs = (
        row.owner_id == standing.member_id or standing.leads or (row.member_id is not None and standing.is_above)
    )
    return row.state == AGREED and row.metric is None and is_theirs


def may_close(row: Goal, standing: Standing) -> bool:
    """With what came of it."""
    return row.state == AGREED and standing.decides


def may_drop(row: Goal, standing: Standing) -> bool:
    """A proposal also by who has made it. What was agreed on counts for everybody's card: who owns or proposed it does
    not take it out again."""
    is_own = standing.member_id in (row.proposed_by, row.owner_id)
    if row.state == PROPOSED:
        return row.proposed_by == standing.member_id or standing.decides
    return may_close(row, standing) and not is_own
