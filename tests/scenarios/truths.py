"""What is true of the demo's people, to hold what was shown against."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.features.people import service as people
from bot.features.scorecards import service
from bot.features.scorecards.service import PublishedCard
from bot.i18n.translator import Translator, translator
from scoring.receipt import MetricLine, Receipt
from scoring.rounding import half_up
from tests.office import Office
from tests.scenarios.readback import number


@dataclass(frozen=True, slots=True)
class Truth:
    """One person's card of a month, in the language they read."""

    published: PublishedCard
    t: Translator

    @property
    def receipt(self) -> Receipt:
        return self.published.receipt

    @property
    def scored(self) -> Mapping[str, MetricLine]:
        """By title."""
        titles = {each.id: each.title.into(self.t.language) for each in self.published.scheme.metrics}
        return {titles[line.metric]: line for line in self.receipt.metrics if line.reason == "scored"}


async def truth_of(at: Office, user: str, period: str) -> Truth:
    async with at.parts.database.read() as session:
        member = await people.find_member(session, at.parts.workspace_id, user)
        sight = people.for_member(at.parts.workspace_id, member.key)
        published = await service.published_card(session, sight, period)
        return Truth(published, translator(people.language_of(member)))


def shown(text: str, exact: float | None, *, decimals: int = 1) -> None:
    """Whether a text shows this number, rounded half up."""
    assert exact is not None, text
    assert number(text) == half_up(exact, decimals), (text, exact)


def amount(text: str, exact: float | None, unit: str, *, decimals: int | None = None) -> None:
    """Two places unless they are given, none of large money."""
    assert exact is not None, text
    is_large_money = len(unit) == 3 and unit.isupper() and abs(exact) >= 1000
    shown(text, exact, decimals=decimals if decimals is not None else 0 if is_large_money else 2)
