"""Whom one would be rated by, and the names that one's reports have given."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.features.prompts.jobs.part import Asking, Part
from bot.features.prompts.views.prompts import Section
from bot.features.reviews import service as reviews
from bot.features.reviews.service import Naming
from bot.features.reviews.views.nominating import approve_blocks, name_blocks, naming_over_blocks

NAMES, APPROVALS = "names", "approvals"


async def ask_for_names(session: AsyncSession, asking: Asking) -> Section | None:
    """Once for each cycle, those who have named nobody."""
    for naming in await _namings(session, asking):
        part = f"{NAMES}:{naming.cycle.key}"
        if naming.named == 0 and (asking.is_put_off(part) or not asking.asked(part)):
            return _names(asking, naming)
    return None


async def names_again(session: AsyncSession, asking: Asking, about: str) -> Section:
    naming = await _about(session, asking, about)
    if naming is None or naming.named is None:
        return _over(asking, NAMES, about)
    return _names(asking, naming)


async def ask_to_approve(session: AsyncSession, asking: Asking) -> Section | None:
    """When names wait for the first time, and on the last days before the cycle opens."""
    for naming in await _namings(session, asking):
        part = f"{APPROVALS}:{naming.cycle.key}"
        is_turn = naming.is_ending or asking.is_put_off(part) or not asking.asked(part)
        if naming.waiting and is_turn:
            return _approvals(asking, naming)
    return None


async def approvals_again(session: AsyncSession, asking: Asking, about: str) -> Section:
    naming = await _about(session, asking, about)
    return _approvals(asking, naming) if naming and naming.waiting else _over(asking, APPROVALS, about)


async def _namings(session: AsyncSession, asking: Asking) -> list[Naming]:
    return await reviews.namings_of(session, asking.who, now=asking.now, settings=settings_of(session))


async def _about(session: AsyncSession, asking: Asking, about: str) -> Naming | None:
    return next((each for each in await _namings(session, asking) if str(each.cycle.key) == about), None)


def _names(asking: Asking, naming: Naming) -> Section:
    line, is_open = asking.t("prompts-line-names"), naming.named == 0
    return Section(f"{NAMES}:{naming.cycle.key}", name_blocks(asking.t, naming), (line,), is_open=is_open)


def _approvals(asking: Asking, naming: Naming) -> Section:
    line = asking.t("prompts-line-approvals", count=naming.waiting)
    return Section(f"{APPROVALS}:{naming.cycle.key}", approve_blocks(asking.t, naming), (line,))


def _over(asking: Asking, name: str, about: str) -> Section:
    return Section(f"{name}:{about}", naming_over_blocks(asking.t), (), is_open=False)


PARTS = Part(NAMES, ask_for_names, names_again), Part(APPROVALS, ask_to_approve, approvals_again)
