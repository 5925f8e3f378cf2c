"""After a project: who rates whom, what is asked besides, and what the team's score is."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from bot.features.reviews.rules.assignment import MOST, Pair, Peer
from bot.features.reviews.rules.kinds import LEAST_RATERS, Kind
from bot.features.reviews.rules.questions import Question
from bot.features.reviews.rules.suppression import may_show
from scoring.scheme import Scheme, Source

QUESTIONNAIRE = "project"
LEAST_MEMBERS, MOST_MEMBERS = 3, 40
LEAST_SCORED = 5
"""Members with a score of their own from whom on there is a score of the team."""
LEAST = LEAST_RATERS[Kind.PROJECT]


@dataclass(frozen=True, slots=True)
class ProjectPlan:
    """`unrated`: members who cannot get three raters; nobody is asked about them, but they rate others."""

    pairs: tuple[Pair, ...]
    unrated: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TeamScore:
    """The mean of so many `members` with a score of their own, from 1 to 5."""

    members: int
    mean: float


def everybody(peers: Sequence[Peer], *, seed: int) -> ProjectPlan:
    """Everybody rates everybody; in larger projects each is rated by eight at most and rates eight at most.

    Members stand in a circle in an order of chance, and each is rated by those who come next: so all have as many
    ratings to give as to get. Managers and who is below them leave each other out, and those after them come in. Each
    in turn gets one rater, whoever has the fewest to choose from first, then a second, and so on.
    """
    circle = sorted(peers, key=lambda each: each.member)
    Random(seed).shuffle(circle)
    following = {each.member: _following(circle, place) for place, each in enumerate(circle)}
    raters: dict[int, list[int]] = {member: [] for member, them in following.items() if len(them) >= LEAST}
    load: Counter[int] = Counter()
    for _ in range(MOST):
        for subject, taken in sorted(raters.items(), key=lambda item: len(following[item[0]])):
            found = next((each for each in following[subject] if load[each] < MOST and each not in taken), None)
            if found is not None:
                taken.append(found)
                load[found] += 1
    pairs = [Pair(rater, subject) for subject, them in raters.items() if len(them) >= LEAST for rater in them]
    asked_about = {pair.subject for pair in pairs}
    unrated = sorted(each.member for each in peers if each.member not in asked_about)
    return ProjectPlan(tuple(sorted(pairs, key=lambda each: (each.rater, each.subject))), tuple(unrated))


def _following(circle: Sequence[Peer], place: int) -> list[int]:
    """Who may rate whoever stands there, the next first."""
    subject = circle[place]
    return [each.member for each in (*circle[place + 1 :], *circle[:place]) if each.may_rate(subject)]


def instead(subject: Peer, peers: Iterable[Peer], pairs: Collection[Pair], *, declined: Collection[int]) -> int | None:
    """Who of the project rates the subject instead of somebody who will not, with the least to do; None when everybody
    does already, has declined, or may not."""
    load = Counter(pair.rater for pair in pairs)
    taken = {pair.rater for pair in pairs if pair.subject == subject.member} | set(declined)
    free = [each.member for each in peers if each.may_rate(subject) and each.member not in taken]
    free = [member for member in free if load[member] < MOST]
    return min(free, key=lambda member: (load[member], member), default=None)


def project_questions(scheme: Scheme) -> tuple[Question, ...]:
    """The metrics that a scheme has rated in retrospectives, whatever their cadence: projects end when they end."""
    return tuple(
        Question(each.id, each.title, each.anchors)
        for each in scheme.metrics
        if each.source is Source.RETRO and each.anchors is not None
    )


def team_score(scores: Collection[float], *, unknown: int) -> TeamScore | None:
    """Of members' own scores, those with too few raters left out before; None for less than five.

    `unknown` is how many of these scores the reader may not see. Whoever manages all members but one, or two, would
    learn theirs by subtraction: so it is three at least, or none.
    """
    if len(scores) < LEAST_SCORED or (unknown and not may_show(unknown)):
        return None
    return TeamScore(len(scores), sum(scores) / len(scores))
