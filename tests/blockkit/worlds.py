"""What teams, people and schemes may look like: the ordinary, the huge, the hostile and the empty."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from bot.features.metrics.models import DAY_TEXT_LIMIT
from bot.features.metrics.rules.pace import FigureLine, Rolled, WorkingDays, figure_lines
from bot.features.people.models import Member, Team
from bot.features.people.rules.presence import Attendance, Calendar
from scoring.definitions import Scheme
from scoring.periods import Period
from scoring.scheme import load
from tests.blockkit.terms import terms
from tests.scoring import build

ON = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 16, 4, tzinfo=UTC)
MONTH = Period.parse("2026-11")
DAYS = WorkingDays(13, 21)
MOST_FIGURES = 130
FAMILY = "👩‍👩‍👧‍👦"
HOSTILE = (
    "<!channel> & <@U0ANA> `*_~ <http://x.example|here> *fett* _schief_ ~weg~ `roh` :skull: "
    "\u202ednatsrevo\u202c \u200b\u2066 \0\x1b[31m \ud83d "
)
REASONS: tuple[dict[str, Any], ...] = (
    {"target": None},
    {"target": 0},
    {"formula": "nothing_told"},
    {"formula": "f0 - lag(f0, 1)", "target": 1},
    {"formula": "f0 / zeros", "target": 1},
    {"cadence": "quarter", "target": 3},
    {"cadence": "half", "target": 3},
    {"cadence": "year", "formula": "nothing_told", "target": 3},
    {"direction": "lower", "target": 3},
    {"direction": "within", "low": 1, "high": 12, "unit": "CNY"},
)
"""Metrics that end in every reason and direction there is."""
RATED_BY = ("peer", "manager", "customer", "retro", "audit", "self")


@dataclass(frozen=True, slots=True)
class World:
    """`has_values`: whether anything has been told at all; `is_other_rules`: an ordinary one by another scheme."""

    name: str
    words: str
    n: int
    scheme: Scheme
    has_values: bool
    typed: str
    day_text: str
    is_other_rules: bool = False

    def written(self, limit: int) -> str:
        """As much as a person may write somewhere."""
        source = self.typed or self.words
        return (source * (limit // max(len(source), 1) + 1))[:limit]

    def member(self, key: int = 1) -> Member:
        return Member(id=key, workspace_id=1, slack_user=f"U0{key}", name=self.words, zone="Asia/Shanghai", locale="")

    def team(self, key: int = 1) -> Team:
        channel = "C0GROWTH" if self.has_values else None
        return Team(id=key, workspace_id=1, name=self.words, channel=channel)

    @property
    def lines(self) -> tuple[FigureLine, ...]:
        """One for every figure of the scheme."""
        rolled = list(self._rolled()) if self.has_values else []
        targets = {metric.id: metric.target for metric in self.scheme.metrics if metric.target is not None}
        return figure_lines(
            self.scheme,
            rolled,
            figures=self.scheme.figures,
            targets=targets,
            month=MONTH.start,
            as_of=ON,
            attendance=Attendance(Calendar()),
        )

    def _rolled(self) -> Iterator[Rolled]:
        for figure in self.scheme.figures:
            if figure.id != "nothing_told":
                worth = Decimal(0) if figure.id == "zeros" else Decimal("999999999999.9999")
                yield Rolled(figure.id, MONTH.start, 9, worth, worth, ON, worth)


def crowded(words: str, n: int) -> Scheme:
    """`n` figures with a metric each, one metric over all of them, one for every way not to be scored, one rated by
    each kind of people, and all terms."""
    figures = [
        {**build.figure(f"f{k}", unit=("CNY", "count", "percent", "score", "XTS")[k % 5]), **_texts(words, k)}
        for k in range(n)
    ]
    figures += [build.figure("zeros"), build.figure("nothing_told")]
    metrics = [build.metric(f"m{k}", f"f{k}", weight=1, target=k + 1) for k in range(n)]
    metrics += [{**build.metric(f"r{k}", "f0"), "weight": 1, **rules} for k, rules in enumerate(REASONS)]
    metrics.append(build.metric("everything", " + ".join(f"f{k}" for k in range(min(n, 60))), weight=1, target=1))
    for k, metric in enumerate(metrics):
        metric |= {**_texts(words, k), "origin": build.text(words)}
        metric.setdefault("curve", {"points": [(at, at) for at in range(201)]} if k % 7 == 0 else {})
        if not metric["curve"]:
            del metric["curve"]
    metrics += [build.rated(f"q{k}", source, weight=1) | _rated_texts(words) for k, source in enumerate(RATED_BY)]
    dimensions = [build.dimension(f"d{k}", *metrics[k::14]) | {"title": build.text(words)} for k in range(14)]
    texts = {"title": build.text(words), "summary": build.text(words * 40)}
    return build.scheme(figures, *(each for each in dimensions if each["metrics"]), **texts, **terms(words))


def _texts(words: str, k: int) -> dict[str, Any]:
    return {"title": build.text(f"{words} {k}"), "definition": build.text(words * 20)}


def _rated_texts(words: str) -> dict[str, Any]:
    text = build.text(words)
    return {"title": text, "definition": build.text(words * 20), "origin": text, "anchors": [text] * 5}


def _world(
    name: str, words: str, n: int, *, has_values: bool = True, typed: str = "fair in Berlin", builtin: str = "promotion"
) -> World:
    # A scheme with half a character in it is refused when it is read.
    scheme = load(builtin) if not n else crowded(words.replace("\ud83d", ""), n)
    is_other_rules = not n and builtin != "promotion"
    return World(name, words, n, scheme, has_values, typed, (typed * DAY_TEXT_LIMIT)[:DAY_TEXT_LIMIT], is_other_rules)


ORDINARY = _world("ordinary", "Bo Lindgren", 0)
WORLDS = (
    ORDINARY,
    _world("nothing told", "陈琳", 0, has_values=False, typed=""),
    _world("work plan", "Bo Lindgren", 0, builtin="work_plan"),
    _world("marketing team", "陈琳", 0, builtin="marketing_team"),
    _world("integrated team", "陈琳", 0, builtin="integrated_team", has_values=False),
    _world("integrated channels", "Bo Lindgren", 0, builtin="integrated_channels"),
    _world("hostile", (HOSTILE * 7)[:300], 40, typed=(HOSTILE * 300)[:10_000]),
    _world("ampersands", "&" * 300, 45, typed="&" * 10_000),
    _world("emoji", (FAMILY * 50)[:300], MOST_FIGURES, typed=(FAMILY * 2_000)[:10_000]),
    _world("crowded and empty", "很长的名称" * 60, 60, has_values=False, typed="\n" * 10_000),
    _world("a letter", "x", 1, typed="x"),
)
