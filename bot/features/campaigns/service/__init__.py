"""What other slices and this slice's listeners may ask about campaigns and partnerships."""

from bot.features.campaigns.repository.personal import old_campaigns
from bot.features.campaigns.rules.together import MOST_TOGETHER, Together
from bot.features.campaigns.service.changing import (
    ChangeForm,
    change_campaign,
    end_campaign,
    form_to_change,
    leave,
)
from bot.features.campaigns.service.finding import Place
from bot.features.campaigns.service.opening import Blank, Opened, Wish, blank, open_campaign
from bot.features.campaigns.service.reading import (
    PAGE,
    Ended,
    Line,
    Listed,
    Shown,
    Told,
    ended,
    listed,
    listed_about,
    named,
    shown,
    told_left,
    told_opened,
    worked_together,
)

__all__ = [
    "MOST_TOGETHER",
    "PAGE",
    "Blank",
    "ChangeForm",
    "Ended",
    "Line",
    "Listed",
    "Opened",
    "Place",
    "Shown",
    "Together",
    "Told",
    "Wish",
    "blank",
    "change_campaign",
    "end_campaign",
    "ended",
    "form_to_change",
    "leave",
    "listed",
    "listed_about",
    "named",
    "old_campaigns",
    "open_campaign",
    "shown",
    "told_left",
    "told_opened",
    "worked_together",
]
