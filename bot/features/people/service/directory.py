"""Remembers for a short while who is behind a Slack id, because every request asks."""

from collections.abc import Callable, Iterable
from time import monotonic
from typing import TypeVar

from sqlalchemy import event
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, By, Subject
from bot.audit.entries import Detail, Entry, as_code
from bot.errors import Denied, Rejected
from bot.features.people import repository
from bot.features.people.models import Workspace
from bot.features.people.service.lookup import spoken
from bot.slack.forms import Caller
from bot.turn import Who

TTL_SECONDS = 60.0
LARGEST = 50_000
_KEY = "people.directory"
K = TypeVar("K")
V = TypeVar("V")


class Directory:
    """A cache of callers; `clock` counts seconds and never goes back. With `own_team` nobody of another Slack team is
    known, although the database may hold several."""

    def __init__(
        self,
        default_language: str,
        default_zone: str,
        *,
        own_team: str | None = None,
        ttl: float = TTL_SECONDS,
        clock: Callable[[], float] = monotonic,
        largest: int = LARGEST,
    ) -> None:
        self._language = default_language
        self._zone = default_zone
        self._own_team = own_team
        self._ttl = ttl
        self._clock = clock
        self._largest = largest
        self._known: dict[tuple[str, str], tuple[float, Who]] = {}
        self._duties: dict[tuple[int, str], tuple[float, frozenset[str]]] = {}

    async def identify(self, session: AsyncSession, caller: Caller) -> Who:
        """The active member who calls; Rejected for everybody else, and for an unknown workspace."""
        session.info[_KEY] = self
        key = (caller.team, caller.user)
        until, who = self._known.get(key, (0.0, None))
        if who and self._clock() < until:
            return who
        who = await self._look_up(session, caller)
        self._remember(self._known, key, who)
        return who

    async def anonymous(self, session: AsyncSession, caller: Caller) -> Who:
        """For events about people who are no members yet: member 0 of the known workspace, with the defaults."""
        session.info[_KEY] = self
        workspace = await self._workspace(session, caller)
        return Who(workspace.key, 0, caller.user, self._language, self._zone)

    def language_of(self, caller: Caller) -> str:
        """Of whoever is remembered, though it be for longer than the rest of it holds; the default one otherwise."""
        known = self._known.get((caller.team, caller.user))
        return known[1].language if known else self._language

    def duties_of(self, who: Who) -> frozenset[str] | None:
        """None where they are not known, or were looked up too long ago."""
        until, duties = self._duties.get((who.workspace_id, who.slack_user), (0.0, None))
        return duties if self._clock() < until else None

    def remember_duties(self, who: Who, duties: frozenset[str]) -> None:
        """For as long as anything else about them."""
        self._remember(self._duties, (who.workspace_id, who.slack_user), duties)

    def forget(self, slack_user: str) -> None:
        """Ask the database the next time this person calls."""
        for key in [known for known in self._known if known[1] == slack_user]:
            del self._known[key]
        for place in [known for known in self._duties if known[1] == slack_user]:
            del self._duties[place]

    async def _look_up(self, session: AsyncSession, caller: Caller) -> Who:
        if self._own_team not in (None, caller.team):
            raise await self._foreign(session, caller)
        found = await repository.calling_member(session, caller.team, caller.user)
        if found is None:
            raise Rejected("edge-not-a-member")
        if not found.is_active:
            raise _kept_out(found.workspace_id, found.member_id)
        language = spoken(found.language, found.locale, self._language)
        return Who(found.workspace_id, found.member_id, caller.user, language, found.zone)

    async def _foreign(self, session: AsyncSession, caller: Caller) -> Rejected:
        """For our own log: the other workspace's is its own bot's."""
        own = await repository.workspace_of(session, self._own_team or "")
        if own is None:
            return Rejected("edge-not-a-member")
        return _kept_out(own.key, By.PROGRAM, team=as_code(caller.team), user=as_code(caller.user))

    async def _workspace(self, session: AsyncSession, caller: Caller) -> Workspace:
        is_ours = self._own_team in (None, caller.team)
        workspace = await repository.workspace_of(session, caller.team) if is_ours else None
        if workspace is None:
            raise Rejected("edge-not-a-member")
        return workspace

    def _remember(self, known: dict[K, tuple[float, V]], key: K, value: V) -> None:
        known.pop(key, None)
        if len(known) >= self._largest:
            del known[next(iter(known))]
        known[key] = (self._clock() + self._ttl, value)


def _kept_out(workspace_id: int, by: int | By, **about: Detail) -> Denied:
    details = {"wanted": "entry", **about}
    return Denied(
        "edge-not-a-member", Entry(workspace_id, Action.ACCESS_DENIED, by, Subject.WORKSPACE, details=details)
    )


def directory_of(session: AsyncSession) -> Directory | None:
    """Which one knows who is asking; None outside of requests."""
    found = session.info.get(_KEY)
    return found if isinstance(found, Directory) else None


def forget_after_commit(session: AsyncSession, slack_users: Iterable[str]) -> None:
    """Drop what the session's directory knows of them, once their new rows can be read."""
    directory = directory_of(session)
    gone = list(slack_users)
    if directory is None or not gone:
        return

    def forget(_session: object) -> None:
        for slack_user in gone:
            directory.forget(slack_user)

    event.listen(session.sync_session, "after_commit", forget, once=True)
