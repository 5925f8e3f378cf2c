"""Who works together for a while, across teams: campaigns, which end, and partnerships, which go on."""

from datetime import date, timedelta

from sqlalchemy import Index
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId

NAME_LIMIT = 80
CAMPAIGN, PARTNERSHIP = "campaign", "partnership"
KINDS = (CAMPAIGN, PARTNERSHIP)
LONGEST = timedelta(days=365)
"""From the first day of a campaign to its last, also of one without a last day."""


class Campaign(Row, table=True):
    """Something that people of any teams do together from `first_on` to `last_on`, both included.

    `opener_id` has opened it; `team_id` is the team that they lead, None for HR without one. `ended_on` is the day on
    which it was ended by hand.
    """

    __tablename__ = "campaign"
    __table_args__ = (
        Index("ix_campaign_workspace_id_opener_id", "workspace_id", "opener_id"),
        Index("ix_campaign_workspace_id_team_id", "workspace_id", "team_id"),
    )

    opener_id: int = Field(foreign_key="member.id", sa_type=BigId)
    team_id: int | None = Field(default=None, foreign_key="team.id", sa_type=BigId)
    kind: str = Field(max_length=12)
    name: str = Field(sa_type=Sealed("campaign.name"))
    first_on: date
    last_on: date | None = None
    ended_on: date | None = None

    @property
    def ends_on(self) -> date | None:
        """The last day; None while nobody knows, as of partnerships."""
        return end_of(self.kind, self.first_on, self.last_on, self.ended_on)

    def is_over(self, today: date) -> bool:
        """Ended by hand, or behind its last day."""
        return self.ended_on is not None or (self.ends_on is not None and self.ends_on < today)


def end_of(kind: str, first_on: date, last_on: date | None, ended_on: date | None) -> date | None:
    """The last day of a campaign with these days."""
    longest = first_on + LONGEST if kind == CAMPAIGN else None
    return min((each for each in (ended_on, last_on, longest) if each), default=None)


class CampaignMember(Row, table=True):
    """Somebody's place: from `joined_on`, None from the first day on, until before `left_on`, so that who leaves on the
    day on which they came was never in it. Who comes back gets another place.

    `says_not_theirs` for who has left by themselves.
    """

    __tablename__ = "campaign_member"
    __table_args__ = (
        Index("ix_campaign_member_workspace_id_campaign_id", "workspace_id", "campaign_id"),
        Index("ix_campaign_member_workspace_id_member_id", "workspace_id", "member_id"),
    )

    campaign_id: int = Field(foreign_key="campaign.id", sa_type=BigId)
    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    joined_on: date | None = None
    left_on: date | None = None
    says_not_theirs: bool = False
