"""Brings pictures to Slack, once each, before the messages that show them; where that fails, their words stand."""

import asyncio
import copy
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import structlog
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.charts.drawing import png, svg
from bot.db.due_clock import DueClock
from bot.db.engine import Database
from bot.delivery import uploaded
from bot.delivery.gate import Gate
from bot.delivery.lease import Elapsed
from bot.delivery.limits import METHODS, RESERVE, SECOND_US
from bot.delivery.models import FILE, PICTURE, Delivery, UploadedPicture
from bot.delivery.promises import Ahead, Discard, Occasion, promise
from bot.delivery.sender import Sender
from bot.errors import TransportError
from bot.slack.files import Upload
from bot.slack.messages import Message
from bot.slack.pictures import NOT_SHOWN, PictureBlock

log = structlog.get_logger(__name__)

ATTEMPTS = 4
"""Of a message with its pictures: some 15 seconds. After them it goes with their words."""
PATIENCE_SECONDS = 120
"""For how long a message waits for the slots of its uploads."""
PAUSE_US = 3 * SECOND_US
"""Between two looks for such a slot."""
BROUGHT_ANEW = 2
"""Attempts that Slack refused with the same file: then it is taken for gone."""
NAME = "picture.png"


@dataclass(frozen=True, slots=True)
class _Wanted:
    block: PictureBlock
    key: str


class Pictures:
    """What one dispatcher shows. Drawing takes the processor, so it happens in a thread, one picture at a time."""

    def __init__(
        self,
        *,
        database: Database,
        due_clock: DueClock,
        sender: Sender,
        gate: Gate,
        workspace_id: int,
        elapsed: Elapsed,
        is_on: bool,
    ) -> None:
        self._database = database
        self._due_clock = due_clock
        self._sender = sender
        self._gate = gate
        self._workspace_id = workspace_id
        self._elapsed = elapsed
        self._is_on = is_on
        self._one_at_a_time = asyncio.Semaphore(1)
        self._waiting_since: dict[int, float] = {}

    async def brought(self, delivery: Delivery, shown: Message | View) -> Message | View | int:
        """The message with pictures where these are at Slack now, and words where they cannot be; or the
        microseconds after which to try again. TransportError as long as another try makes sense.

        Home shows those at hand alone: a month that comes out refreshes many, and who looks has theirs brought
        ahead."""
        if isinstance(shown, View):
            return await self.at_hand(shown)
        if not self._is_on or delivery.attempts > ATTEMPTS:
            return shown
        wanted = await asyncio.to_thread(_keyed, blocks_of(shown))
        files = await self._files(delivery, wanted)
        return files if isinstance(files, int) else _with_files(shown, wanted, files)

    async def at_hand(self, view: View) -> View:
        """With the pictures that are at Slack already, and words for the others: nobody waits for their Home."""
        blocks = blocks_of(view) if self._is_on else []
        if not blocks:
            return view
        wanted = await asyncio.to_thread(_keyed, blocks)
        async with self._database.read() as session:
            files = await uploaded.file_ids(session, self._workspace_id, [each.key for each in wanted])
        shown = _with_files(view, wanted, files)
        assert isinstance(shown, View), "as it came"
        return shown

    async def ahead(self, delivery: Delivery, shown: Ahead) -> int:
        """Bring them for what comes later, and promise that, unless they have long been there; 0, or the microseconds
        after which to go on."""
        if not self._is_on or delivery.attempts > ATTEMPTS:
            return 0
        wanted = await asyncio.to_thread(_keyed, shown.blocks)
        async with self._database.read() as session:
            known = await uploaded.file_ids(session, self._workspace_id, [each.key for each in wanted])
        files = await self._files(delivery, wanted)
        if isinstance(files, int):
            return files
        # Another attempt goes on where the one before it may have died, between the upload and this promise.
        if shown.then and (delivery.attempts > 1 or files != known):
            async with self._database.write() as session:
                await promise(session, list(shown.then), now=await self._due_clock.now(session))
        return 0

    async def _files(self, delivery: Delivery, wanted: Sequence[_Wanted]) -> dict[str, str] | int:
        """By key, of what could be brought."""
        async with self._database.read() as session:
            files = await uploaded.file_ids(session, self._workspace_id, [each.key for each in wanted])
        for each in wanted:
            if each.key not in files:
                file_id = await self._bring(delivery, each)
                if isinstance(file_id, int):
                    return file_id
                if file_id is not None:
                    files[each.key] = file_id
        self._waiting_since.pop(delivery.key, None)
        return files

    async def refused(self, delivery: Delivery, shown: Message | View, error: TransportError) -> TransportError:
        """What a refusal means: for a message with pictures perhaps that Slack has not looked through them yet, or that
        a file is gone, and then it is worth another try."""
        if not self._is_on or error.code not in NOT_SHOWN or delivery.attempts > ATTEMPTS:
            return error
        if delivery.attempts == BROUGHT_ANEW:
            wanted = await asyncio.to_thread(_keyed, blocks_of(shown))
            async with self._database.write() as session:
                now = await self._due_clock.now(session)
                await uploaded.forget_keys(session, self._workspace_id, [each.key for each in wanted], now=now)
        return TransportError(f"a picture is not shown: {error.code}")

    async def _bring(self, delivery: Delivery, wanted: _Wanted) -> str | int | None:
        """The file's id; or how long to wait, before anything is drawn; or None where words have to do."""
        if wait := await self._gate.for_calls(sorted([RESERVE, METHODS[FILE]])):
            return self._patiently(delivery, wait)
        try:
            async with self._one_at_a_time:
                content = await asyncio.to_thread(png, wanted.block.picture)
        except Exception:
            # Whatever is wrong with a picture, its message is not to be given up for it.
            log.exception("a picture cannot be drawn")
            return None
        try:
            file_id = await self._sender.upload_unshared(Upload(NAME, content, NAME))
        except TransportError as error:
            if error.permanent or delivery.attempts == ATTEMPTS:
                log.warning("a picture cannot be uploaded", error=error.code)
                return None
            raise
        return await self._kept(delivery, wanted, file_id)

    def _patiently(self, delivery: Delivery, wait_us: int) -> int | None:
        since = self._waiting_since.setdefault(delivery.key, self._elapsed())
        if delivery.operation != PICTURE and self._elapsed() - since > PATIENCE_SECONDS:
            return None
        return max(wait_us, PAUSE_US)

    async def _kept(self, delivery: Delivery, wanted: _Wanted, file_id: str) -> str | None:
        """From here on nobody uploads it again. Who dies before leaves a file at Slack that nobody sees. None, and the
        file goes, when the person was forgotten while it was on its way, and with them what they were promised."""
        block = wanted.block
        async with self._database.write() as session:
            if not await uploaded.is_still_promised(session, delivery):
                await uploaded.discard_unkept(
                    session, delivery.workspace_id, file_id, now=await self._due_clock.now(session)
                )
                return None
            new = UploadedPicture(
                workspace_id=self._workspace_id,
                content_key=wanted.key,
                file_id=file_id,
                about=block.about,
                slot=block.slot,
                uploaded_at=await self._due_clock.now(session),
            )
            return await uploaded.keep(session, new)


def blocks_of(shown: Message | View) -> list[PictureBlock]:
    return [each for each in shown.blocks or () if isinstance(each, PictureBlock)]


async def discard(_session: AsyncSession, occasion: Occasion) -> Discard:
    """Renders a promise to delete a file."""
    return Discard(str(occasion.payload["file_id"]))


def _keyed(blocks: Sequence[PictureBlock]) -> list[_Wanted]:
    """A picture's key is what it shows, and of whom: another person's is another file, which goes when they go."""
    return [
        _Wanted(each, hashlib.sha256(f"{each.about or ''}\n{svg(each.picture)}".encode()).hexdigest())
        for each in blocks
    ]


def _with_files(shown: Message | View, wanted: Sequence[_Wanted], files: Mapping[str, str]) -> Message | View:
    found = {id(each.block): each.block.shown(files[each.key]) for each in wanted if each.key in files}
    blocks: list[Block] = [found.get(id(each), each) for each in shown.blocks or ()]
    if isinstance(shown, Message):
        return replace(shown, blocks=blocks)
    view = copy.copy(shown)
    view.blocks = blocks
    return view
