"""What other slices and this slice's listeners may ask about bad runs and plans."""

from bot.features.improvement.service.appealing import appeal, decide_appeal, name_committee
from bot.features.improvement.service.beginning import begin, begin_coaching
from bot.features.improvement.service.deciding import check, close, decide, follow_up, give_words, uncheck
from bot.features.improvement.service.drafting import (
    Draft,
    Typed,
    draft_of,
    propose,
    put,
    put_period,
    put_resources,
    take_back,
    take_out,
)
from bot.features.improvement.service.endings import Ending
from bot.features.improvement.service.finding import Board, Line, Opened, board, open_plan, own_plan, plan_about
from bot.features.improvement.service.looking import look_after
from bot.features.improvement.service.moving import (
    answer,
    approve,
    change,
    drop,
    extend,
    go_on,
    pause,
    publish,
    resume,
    say,
    send_back,
    submit,
    withdraw,
)
from bot.features.improvement.service.occasions import Asked, Told, asked_of, told_of
from bot.features.improvement.service.proposals import (
    Proposal,
    decide_doubt,
    dismiss,
    open_proposal,
    open_proposals,
    proposal,
)
from bot.features.improvement.service.record import ask_for_paper, paper_for
from bot.features.improvement.service.signals import look
from bot.features.improvement.service.warnings import Warned, ask_for_talk, warning_to, who_would_talk

__all__ = [
    "Asked",
    "Board",
    "Draft",
    "Ending",
    "Line",
    "Opened",
    "Proposal",
    "Told",
    "Typed",
    "Warned",
    "answer",
    "appeal",
    "approve",
    "ask_for_paper",
    "ask_for_talk",
    "asked_of",
    "begin",
    "begin_coaching",
    "board",
    "change",
    "check",
    "close",
    "decide",
    "decide_appeal",
    "decide_doubt",
    "dismiss",
    "draft_of",
    "drop",
    "extend",
    "follow_up",
    "give_words",
    "go_on",
    "look",
    "look_after",
    "name_committee",
    "open_plan",
    "open_proposal",
    "open_proposals",
    "own_plan",
    "paper_for",
    "pause",
    "plan_about",
    "proposal",
    "propose",
    "publish",
    "put",
    "put_period",
    "put_resources",
    "resume",
    "say",
    "send_back",
    "submit",
    "take_back",
    "take_out",
    "told_of",
    "uncheck",
    "warning_to",
    "who_would_talk",
    "withdraw",
]
