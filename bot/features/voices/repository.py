"""SQL of voices: what was asked, by whom; and apart from it what was said, written in an order of chance."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, update
from sqlalchemy import select as select_columns
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.pruning import Aged
from bot.features.metrics.repository.statements import run
from bot.features.people.models import Member, Team, Workspace
from bot.features.people.rules.visibility import Sight
from bot.features.voices.models import VoiceAnswer, VoiceComment, VoiceLink, VoiceRequest

LARGEST_KEY = 2**63 - 1
AS_IT_IS = {"synchronize_session": False}
ABOUT = (VoiceRequest, VoiceAnswer, VoiceComment)
"""What names whom it is about."""


@dataclass(frozen=True, slots=True)
class About:
    """A member or a team of a workspace, one of the two. Whoever makes one has asked whether that may be read."""

    workspace_id: int
    member_id: int | None = None
    team_id: int | None = None

    @classmethod
    def seen(cls, sight: Sight) -> "About":
        return cls(sight.workspace_id, member_id=sight.member_id)

    @property
    def keys(self) -> dict[str, int | None]:
        """The columns that name it."""
        return {"workspace_id": self.workspace_id, "subject_id": self.member_id, "team_id": self.team_id}


def is_about(about: About, table: type[VoiceRequest] | type[VoiceAnswer] | type[VoiceComment]) -> ColumnElement[bool]:
    """Rows about it, of its own workspace."""
    is_member = about.team_id is None
    whose = col(table.subject_id) == about.member_id if is_member else col(table.team_id) == about.team_id
    return and_(col(table.workspace_id) == about.workspace_id, whose)


async def lock_subject(session: AsyncSession, about: About) -> None:
    """FOR NO KEY UPDATE: whoever asks about the same one is counted after the other."""
    table: type[Member] | type[Team] = Member if about.team_id is None else Team
    key = about.member_id if about.team_id is None else about.team_id
    query = select(table.id).where(table.workspace_id == about.workspace_id, table.id == key)
    await session.exec(query.with_for_update(key_share=True))


async def asked_in(session: AsyncSession, about: About, period: str) -> tuple[int, int]:
    """How many people were asked in a period, and how many have answered."""
    query = select(func.coalesce(func.sum(VoiceRequest.asked), 0), func.coalesce(func.sum(VoiceRequest.answered), 0))
    found = (await session.exec(query.where(is_about(about, VoiceRequest), col(VoiceRequest.period) == period))).one()
    return int(found[0]), int(found[1])


async def requests_about(session: AsyncSession, about: About) -> list[VoiceRequest]:
    """The newest period first."""
    query = select(VoiceRequest).where(is_about(about, VoiceRequest))
    return list((await session.exec(query.order_by(col(VoiceRequest.last_day).desc(), col(VoiceRequest.id)))).all())


async def requests_by(session: AsyncSession, sight: Sight, *, now: datetime) -> list[VoiceRequest]:
    """Those of the member's own whose links still work, the newest first."""
    query = select(VoiceRequest).where(
        VoiceRequest.workspace_id == sight.workspace_id,
        VoiceRequest.asked_by == sight.member_id,
        col(VoiceRequest.ends_at) > now,
        col(VoiceRequest.asked) > 0,
    )
    return list((await session.exec(query.order_by(col(VoiceRequest.id).desc()))).all())


async def every_request_by(session: AsyncSession, workspace_id: int, member_id: int) -> list[VoiceRequest]:
    query = select(VoiceRequest).where(VoiceRequest.workspace_id == workspace_id, VoiceRequest.asked_by == member_id)
    return list((await session.exec(query.order_by(col(VoiceRequest.id)))).all())


async def lock_request_by(session: AsyncSession, sight: Sight, request_id: int) -> VoiceRequest | None:
    """FOR UPDATE: a link is used or revoked, not both."""
    query = select(VoiceRequest).where(
        VoiceRequest.workspace_id == sight.workspace_id,
        VoiceRequest.asked_by == sight.member_id,
        VoiceRequest.id == request_id,
    )
    return (await session.exec(query.with_for_update())).first()


async def lock_request(session: AsyncSession, workspace_id: int, request_id: int) -> VoiceRequest | None:
    """FOR UPDATE, as above; for whoever has a link of it."""
    query = select(VoiceRequest).where(VoiceRequest.workspace_id == workspace_id, VoiceRequest.id == request_id)
    return (await session.exec(query.with_for_update())).first()


async def request_of_link(session: AsyncSession, link: VoiceLink) -> VoiceRequest | None:
    query = select(VoiceRequest).where(
        VoiceRequest.workspace_id == link.workspace_id, VoiceRequest.id == link.request_id
    )
    return (await session.exec(query)).first()


async def link(session: AsyncSession, workspace_id: int, digest: str) -> VoiceLink | None:
    """As it is now, also when the session has read it before."""
    query = select(VoiceLink).where(VoiceLink.workspace_id == workspace_id, VoiceLink.digest == digest)
    return (await session.exec(query, execution_options={"populate_existing": True})).first()


async def links_of(session: AsyncSession, workspace_id: int, request_ids: Collection[int]) -> list[VoiceLink]:
    """In the order in which they were made."""
    query = select(VoiceLink).where(VoiceLink.workspace_id == workspace_id, col(VoiceLink.request_id).in_(request_ids))
    return list((await session.exec(query.order_by(col(VoiceLink.id)))).all())


async def remove_open_links(session: AsyncSession, workspace_id: int, request_id: int) -> int:
    """Returns how many."""
    gone = delete(VoiceLink).where(
        col(VoiceLink.workspace_id) == workspace_id,
        col(VoiceLink.request_id) == request_id,
        col(VoiceLink.used_with) == "",
    )
    return int((await session.exec(gone, execution_options=AS_IT_IS)).rowcount)


async def workspace_name(session: AsyncSession, workspace_id: int) -> str:
    return (await session.exec(select(Workspace.name).where(Workspace.id == workspace_id))).one()


async def team_name(session: AsyncSession, workspace_id: int, team_id: int) -> str:
    return (await session.exec(select(Team.name).where(Team.workspace_id == workspace_id, Team.id == team_id))).one()


async def add_answers(
    session: AsyncSession, about: About, answers: Sequence[dict[str, Any]], comments: Sequence[dict[str, Any]]
) -> None:
    """`answers` have `period`, `last_day`, `metric` and `value`, `comments` a `text` instead of the last two."""
    for table, rows in ((VoiceAnswer, answers), (VoiceComment, comments)):
        # Several rows of one statement lie side by side, in a file as in a table: their keys are drawn in no order.
        kept = [about.keys | row | {"id": secrets.randbelow(LARGEST_KEY) + 1} for row in rows]
        for row in sorted(kept, key=lambda each: each["id"]):
            await session.exec(insert(table).values(row))


async def answers_about(session: AsyncSession, about: About, *, until: date) -> list[VoiceAnswer]:
    """Of periods that ended before that day."""
    query = select(VoiceAnswer).where(is_about(about, VoiceAnswer), col(VoiceAnswer.last_day) < until)
    return list((await session.exec(query.order_by(col(VoiceAnswer.id)))).all())


async def comments_about(session: AsyncSession, about: About, *, until: date) -> list[VoiceComment]:
    """Of periods that ended before that day, in an order of chance."""
    query = select(VoiceComment).where(is_about(about, VoiceComment), col(VoiceComment.last_day) < until)
    return list((await session.exec(query.order_by(col(VoiceComment.id)))).all())


async def values_of_members(
    session: AsyncSession, workspace_id: int, last_day: date, *, about: Collection[int] | None = None
) -> list[tuple[int, int | None, str, str, int | None]]:
    """Of all periods that end on the day: member, into whom they were merged, metric, period, value. `about` these
    members, as they are by now; None: everybody."""
    said = col(VoiceAnswer.metric), col(VoiceAnswer.period), col(VoiceAnswer.value)
    query = (
        select_columns(col(Member.id), col(Member.merged_into), *said)
        .join(VoiceAnswer, col(VoiceAnswer.subject_id) == col(Member.id))
        .where(
            col(VoiceAnswer.workspace_id) == workspace_id,
            col(Member.workspace_id) == workspace_id,
            col(VoiceAnswer.last_day) == last_day,
        )
    )
    if about is not None:
        query = query.where(func.coalesce(Member.merged_into, Member.id).in_(about))
    return [(row[0], row[1], row[2], row[3], row[4]) for row in (await run(session, query)).all()]


async def forget_about(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """All that was asked and said about the member, and the names that they gave to links."""
    about = About(workspace_id, member_id=member_id)
    asked = select(VoiceRequest.id).where(is_about(about, VoiceRequest))
    by_them = select(VoiceRequest.id).where(
        VoiceRequest.workspace_id == workspace_id, VoiceRequest.asked_by == member_id
    )
    ours = col(VoiceLink.workspace_id) == workspace_id
    statements = (
        delete(VoiceLink).where(ours, col(VoiceLink.request_id).in_(asked)),
        update(VoiceLink).where(ours, col(VoiceLink.request_id).in_(by_them)).values(label=""),
        *(delete(table).where(is_about(about, table)) for table in ABOUT),
    )
    for statement in statements:
        await session.exec(statement, execution_options=AS_IT_IS)


def old_answers(workspace_id: int, before: date) -> tuple[Aged, ...]:
    """Of periods that ended before the day, with their comments and what is known of who asked."""
    return tuple(_old(table, workspace_id, before) for table in ABOUT)


def old_comments(workspace_id: int, before: date) -> Aged:
    return _old(VoiceComment, workspace_id, before)


def ended_links(workspace_id: int, now: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Links that do not work any more, with whom they were meant for."""
    over = select(VoiceRequest.id).where(VoiceRequest.workspace_id == workspace_id, col(VoiceRequest.ends_at) <= now)
    return and_(col(VoiceLink.workspace_id) == workspace_id, col(VoiceLink.request_id).in_(over))


def _old(table: type[VoiceRequest] | type[VoiceAnswer] | type[VoiceComment], workspace_id: int, before: date) -> Aged:
    return Aged(table, and_(col(table.workspace_id) == workspace_id, col(table.last_day) < before))
