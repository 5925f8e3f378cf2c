"""Changes who is where, on a day: the rows before stay, as what was."""

from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import repository
from bot.features.people.rules.timeline import Span, changed, days_of_change, value_on


class Timelines:
    """What one ledger says of every subject, with the changes that `save` writes; its caller holds the workspace's
    lock."""

    def __init__(self, ledger: repository.Ledger, rows: dict[int, list[repository.Dated]]) -> None:
        self._ledger = ledger
        self._rows = rows
        self._spans = {subject: tuple(map(ledger.span, some)) for subject, some in rows.items()}
        self._touched: set[int] = set()

    @classmethod
    async def read(cls, session: AsyncSession, workspace_id: int, ledger: repository.Ledger) -> "Timelines":
        return cls(ledger, await repository.dated_rows(session, workspace_id, ledger))

    def of(self, subject: int) -> tuple[Span, ...]:
        return self._spans.get(subject, ())

    def on(self, subject: int, day: date) -> int | None:
        return value_on(self.of(subject), day)

    def all_on(self, day: date) -> dict[int, int]:
        """Subject → what holds on the day, of those of whom something does."""
        found = {subject: value_on(spans, day) for subject, spans in self._spans.items()}
        return {subject: value for subject, value in found.items() if value is not None}

    def change(self, subject: int, value: int | None, day: date, *, begun: date | None = None) -> bool:
        """From `day` on; False when it says so already, on the day until which something may have `begun` further
        east."""
        if self.on(subject, begun or day) == value:
            return False
        self._spans[subject] = changed(self.of(subject), value, day, begun=begun)
        self._touched.add(subject)
        return True

    def put(self, subject: int, spans: tuple[Span, ...]) -> None:
        """Say exactly this of a subject, whatever was said before."""
        if self.of(subject) != spans:
            self._spans[subject] = spans
            self._touched.add(subject)

    def subjects(self, value: int) -> list[int]:
        """Of whom it holds on any day."""
        return [subject for subject, spans in self._spans.items() if any(span.value == value for span in spans)]

    def days_of_change(self, since: date) -> list[date]:
        """`since` and the later days on which something is planned to change for anybody."""
        return sorted({day for spans in self._spans.values() for day in days_of_change(spans, since)} | {since})

    async def save(self, session: AsyncSession, workspace_id: int) -> None:
        wanted = {subject: self._spans[subject] for subject in self._touched}
        await repository.replace_rows(session, workspace_id, self._ledger, self._rows, wanted)
