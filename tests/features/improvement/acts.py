"""All that anybody can try with a plan, and who may: written down here once more, by hand, so that a slip in the
product's own table is found."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.features.improvement import service
from bot.features.improvement.models import (
    Plan,
    PlanAppeal,
    PlanCheck,
    PlanCommittee,
    PlanMove,
    PlanNote,
    PlanSignal,
    PlanTerms,
)
from bot.features.improvement.rules.due import week_of
from bot.features.improvement.rules.states import Move
from bot.features.improvement.rules.terms import Terms, fingerprint
from bot.features.improvement.service import Typed
from tests.features.improvement.scenes import ITEM

WHY = "Because"
TERMS, NO_TERMS = {"proposed"}, {"active", "asked", "ripe", "extended"}
GOING = TERMS | NO_TERMS
PAUSED = {"paused", "changed"}
BEFORE = {"submitted", "approved"}
WAITS = {"published", "unanswered"}
KNOWN = WAITS | {"acknowledged"} | GOING | PAUSED
FAILED = {"failed", "appealed", "unseated", "settled"}
DONE = FAILED | {"passed", "followed"}
AFTER = {"closed", "withdrawn"}
ALLOWED: Mapping[str, Mapping[str, set[str]]] = {
    "begin": {"manager": DONE | AFTER | {"dropped"}},
    "submit": {"manager": {"draft"}},
    "send_back": {"hr": BEFORE},
    "approve": {"hr": {"submitted"}},
    "publish": {"hr": BEFORE},
    "drop": {"manager": {"draft"}, "hr": {"draft"} | BEFORE},
    "acknowledge": {"person": WAITS | {"changed"}},
    "refuse": {"person": WAITS | {"changed"}},
    "say": {"person": KNOWN | DONE | AFTER},
    "go_on": {"hr": {"unanswered"}},
    "pause": {"manager": GOING, "hr": GOING},
    "resume": {"manager": {"paused"}, "hr": {"paused"}},
    "extend": {"hr": GOING - {"extended"}},
    "write": {"manager": {"draft"} | GOING | PAUSED, "hr": GOING | PAUSED},
    "propose": {"manager": TERMS, "hr": TERMS},
    "take_back": {"manager": TERMS, "hr": TERMS},
    "change": {"hr": TERMS},
    "withdraw": {"hr": KNOWN},
    "words": {"person": {"asked", "ripe"}, "manager": {"asked", "ripe"}},
    "pass": {"hr": {"ripe"}},
    "fail": {"hr": {"ripe"}},
    "appeal": {"person": {"failed"}},
    "name": {"hr": {"unseated"}},
    "uphold": {"committee": {"appealed"}},
    "grant": {"committee": {"appealed"}},
    "grant_time": {"committee": {"appealed"}},
    "check": {"hr": FAILED},
    "uncheck": {"hr": {"settled"}},
    "close": {"hr": {"settled", "passed", "followed"}},
    "transfer": {},
    "follow_up": {"person": {"followed"}, "manager": {"followed"}},
    "check_in": {"person": GOING},
    "note": {"manager": GOING - {"active", "ripe"} | PAUSED},
    "reach": {"person": GOING | PAUSED},
    "help": {"person": KNOWN},
    "hold": {"manager": GOING | PAUSED, "hr": GOING | PAUSED},
}
"""Who can do what in which places; everywhere else, and for everybody else, it is refused or changes nothing. The
checklist is never complete here, so nobody records another post; nobody writes a note
about the week before on the first day of a plan, or after its last one."""

TABLES = (Plan, PlanTerms, PlanMove, PlanNote, PlanCheck, PlanAppeal, PlanCommittee, PlanSignal)
QUIET = ("take_back", "uncheck")
"""There may be nothing to take back: then nothing happens."""


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody has before them when they act."""

    plan: Plan
    moves: list[PlanMove]
    terms: list[PlanTerms]
    today: date

    @property
    def seen(self) -> int:
        return self.moves[-1].key

    @property
    def ahead(self) -> PlanTerms | None:
        return next((each for each in self.terms if each.version > self.plan.version), None)


Call = tuple[Callable[..., Awaitable[Any]], tuple[Any, ...], dict[str, Any]]


def call_of(what: str, found: Found, words: str) -> Call:
    """As far as they would get with forged buttons, too. `words` is what they type, where something is typed."""
    plan, key = found.plan, found.plan.key
    simply = {"send_back": service.send_back, "drop": service.drop, "go_on": service.go_on, "pause": service.pause}
    if what in simply or what == "withdraw":
        return simply.get(what, service.withdraw), (key, WHY), {}
    if what in ("submit", "approve", "publish", "resume", "take_back", "propose"):
        return getattr(service, what), (key,), {}
    if what in ("acknowledge", "refuse"):
        return service.answer, (key, Move(what), words), {"version": plan.version}
    if what in ("pass", "fail"):
        return service.decide, (key, Move(what), WHY), {"seen": found.seen}
    if what in ("uphold", "grant", "grant_time"):
        # No longer than the plan itself, from today on.
        ends_on = max(found.today, plan.ends_on) + timedelta(days=30)
        return service.decide_appeal, (key, Move(what), WHY), {"ends_on": ends_on}
    if what in ("close", "transfer"):
        return service.close, (key, "none" if what == "close" else what, ""), {"seen": found.seen}
    return _written(what, found, words)


def _written(what: str, found: Found, words: str) -> Call:
    plan, key, terms = found.plan, found.plan.key, found.terms
    monday = week_of(found.today)
    seen = fingerprint(Terms.model_validate_json(found.ahead.content)) if found.ahead else ""
    calls: dict[str, Call] = {
        "begin": (service.begin_coaching, (plan.member_id,), {}),
        "say": (service.say, (key, words), {}),
        "extend": (service.extend, (key, plan.ends_on + timedelta(days=20), WHY), {}),
        "write": (service.put, (key, "reasons", "0", Typed(text=words)), {}),
        "change": (service.change, (key, plan.version + 1, WHY), {"seen": seen}),
        "words": (service.give_words, (key, words), {}),
        "appeal": (service.appeal, (key, words), {}),
        "name": (service.name_committee, (key, ["U0IVY"]), {}),
        "check": (service.check, (key, ITEM, words), {}),
        "uncheck": (service.uncheck, (key, ITEM), {}),
        "follow_up": (service.follow_up, (key, words), {}),
        "check_in": (service.check_in, (key,), {"monday": monday, "mood": "unsure", "text": words}),
        "note": (service.write_note, (key,), {"monday": monday - timedelta(days=7), "text": words}),
        "reach": (service.reach, (key, "m1", words), {}),
        "help": (service.ask_for_help, (key, words), {}),
        "hold": (service.hold, (key, Terms.model_validate_json(terms[0].content).meetings[0].ref, words), {}),
    }
    act, given, more = calls[what]
    return act, given, {**more, "on": found.today} if what == "hold" else more
