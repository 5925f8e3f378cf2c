"""Every call to Slack leaves through here, on one shared HTTP session."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import TransportError
from bot.instruments import Instruments
from bot.slack.error_codes import Trouble, trouble_of

log = structlog.get_logger(__name__)

TIMEOUT_SECONDS = 10
DOWNLOAD_SECONDS = 30
PAGE_SIZE = 200
IDENTITY, SCOPES_HEADER = "auth.test", "x-oauth-scopes"
FILES_OF_SLACK = "slack.com"
TRANSFER, INFO = "upload", "files.info"
"""What files on their way are counted as, in whichever direction: only where there is something confidential are any
brought from Slack, and counts are no secret."""

GONE = (404, 410)
_DOWNLOADING = aiohttp.ClientTimeout(total=DOWNLOAD_SECONDS)

Guard = Callable[[], None]
"""Called when a connection is there and nothing has been written; whatever it raises keeps the call from Slack."""
_guard: ContextVar[Guard | None] = ContextVar("guard", default=None)


class GuardedRequest(aiohttp.ClientRequest):
    """To connect may take seconds, and a process may be stopped for longer: the last moment to refrain is this one."""

    async def send(self, conn: aiohttp.connector.Connection) -> aiohttp.ClientResponse:
        if guard := _guard.get():
            guard()
        return await super().send(conn)


@contextmanager
def guarded(guard: Guard) -> Iterator[None]:
    """Every call inside asks `guard` right before it writes."""
    reset = _guard.set(guard)
    try:
        yield
    finally:
        _guard.reset(reset)


class SlackClient:
    """Wraps slack_sdk's client; raises TransportError and nothing else. `start()` inside the running loop."""

    def __init__(self, *, token: str, base_url: str, instruments: Instruments | None = None) -> None:
        self._token = token
        self._instruments = instruments or Instruments()
        self._base_url = base_url
        self._session: aiohttp.ClientSession | None = None
        # The SDK's own retries would post a second time by themselves.
        self.web = AsyncWebClient(token=token, base_url=base_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])

    async def start(self) -> None:
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
        self._session = aiohttp.ClientSession(timeout=timeout, request_class=GuardedRequest)
        self.web.session = self._session

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    async def call(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """One Web API call. TransportError tells whether another try makes sense and may repeat an effect."""
        with self._observed(method):
            return _data_of(await self._called(method, arguments))

    async def granted(self) -> frozenset[str] | None:
        """The scopes of the token; None where a server does not tell them."""
        with self._observed(IDENTITY):
            response = await self._called(IDENTITY, {})
        told = {name.lower(): str(value) for name, value in response.headers.items()}.get(SCOPES_HEADER)
        return None if told is None else frozenset(filter(None, (each.strip() for each in told.split(","))))

    async def pages(
        self, method: str, key: str, *, patiently: bool = True, **arguments: Any
    ) -> AsyncIterator[Mapping[str, Any]]:
        """Every item under `key` of a method with cursors; patiently waits as long as a 429 asks."""
        cursor, read = "", self._patiently if patiently else self.read
        while True:
            page = await read(method, limit=PAGE_SIZE, cursor=cursor, **arguments)
            for item in page[key]:
                yield item
            cursor = page.get("response_metadata", {}).get("next_cursor", "")
            if not cursor:
                return

    async def upload(self, url: str, content: bytes) -> None:
        """The bytes of a file, to the address that Slack has reserved for them. Nobody sees them before the upload is
        completed, so that a lost answer is no doubt."""
        assert self._session, "start() comes first"
        with self._observed(TRANSFER):
            try:
                async with self._session.post(url, data=content) as response:
                    await response.read()
            except (TimeoutError, aiohttp.ClientError, OSError) as error:
                raise TransportError(f"no answer: {type(error).__name__}") from None
            if not response.ok:
                raise TransportError(f"http_{response.status}")

    async def file_info(self, file_id: str) -> Mapping[str, Any]:
        """What Slack says of a file."""
        with self._observed(TRANSFER):
            found: Mapping[str, Any] = (await self._read(INFO, {"file": file_id}))["file"]
        return found

    async def download(self, url: str, *, size: int) -> bytes:
        """The first `size` bytes of a file of Slack's; TransportError, permanent when it is gone, or when the address
        is not one to which the token may be shown."""
        assert self._session, "start() comes first"
        if not self._is_slacks(url):
            raise TransportError("not_an_address_of_slack", permanent=True)
        with self._observed(TRANSFER):
            try:
                async with self._session.get(url, headers=self._bearer(), timeout=_DOWNLOADING) as response:
                    found = await _first(response, size)
            except (TimeoutError, aiohttp.ClientError, OSError) as error:
                raise TransportError(f"no answer: {type(error).__name__}") from None
            if not response.ok:
                raise TransportError(f"http_{response.status}", permanent=response.status in GONE)
            if len(found) < size or response.content_type == "text/html":
                # A page to log in, for instance: Slack answers with that whoever may not have the file.
                raise TransportError("another file than announced")
        return found

    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}

    def _is_slacks(self, url: str) -> bool:
        """Slack's own hosts over TLS, or where its API is reached."""
        asked, api = urlsplit(url), urlsplit(self._base_url)
        if (asked.scheme, asked.netloc) == (api.scheme, api.netloc):
            return True
        host = asked.hostname or ""
        return asked.scheme == "https" and (host == FILES_OF_SLACK or host.endswith(f".{FILES_OF_SLACK}"))

    async def respond(self, url: str, payload: Mapping[str, Any]) -> None:
        """Post to a response_url, once; it is a courtesy and may be lost."""
        assert self._session, "start() comes first"
        try:
            async with self._session.post(url, json=payload) as response:
                await response.read()
        except (TimeoutError, aiohttp.ClientError):
            return

    async def _called(self, method: str, arguments: Mapping[str, Any]) -> AsyncSlackResponse:
        try:
            return await self.web.api_call(method, json={**arguments})
        except SlackApiError as error:
            raise _from_answer(method, error) from None
        except aiohttp.ClientConnectorError as error:
            raise TransportError(f"cannot connect: {error}") from None
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            raise TransportError(f"no answer: {type(error).__name__}", ambiguous=True) from None

    async def _patiently(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        while True:
            try:
                return await self.read(method, **arguments)
            except TransportError as error:
                if error.retry_after is None:
                    raise
                await asyncio.sleep(error.retry_after)

    async def read(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """Reading methods take their arguments in the query string only."""
        with self._observed(method):
            return await self._read(method, arguments)

    async def _read(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            response = await self.web.api_call(method, http_verb="GET", params={**arguments})
        except SlackApiError as error:
            raise _from_answer(method, error) from None
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            raise TransportError(f"no answer: {type(error).__name__}") from None
        return _data_of(response)

    @contextmanager
    def _observed(self, method: str) -> Iterator[None]:
        try:
            yield
        except TransportError as error:
            self._instruments.called(method, error)
            # What is refused for good is told by whoever asked for it.
            (log.debug if error.permanent else log.info)("Slack did not take a call", method=method, error=error.code)
            raise
        self._instruments.called(method)


def _data_of(response: AsyncSlackResponse) -> Mapping[str, Any]:
    """Empty for what is no object."""
    return response.data if isinstance(response.data, dict) else {}


async def _first(response: aiohttp.ClientResponse, size: int) -> bytes:
    """As many bytes as there are of so many."""
    try:
        return await response.content.readexactly(size)
    except asyncio.IncompleteReadError as short:
        return short.partial


def _from_answer(method: str, error: SlackApiError) -> TransportError:
    response = error.response
    if not isinstance(response, AsyncSlackResponse):
        # The body was announced as JSON and is none.
        return TransportError("unreadable_answer", ambiguous=True)
    status = response.status_code
    data = response.data if isinstance(response.data, dict) else {}
    code = str(data.get("error") or f"http_{status}")
    if status == 429:
        headers = {name.lower(): str(value) for name, value in response.headers.items()}
        asked = headers.get("retry-after", "")
        # Slack gives seconds; something in between may give a date.
        return TransportError("ratelimited", retry_after=float(asked) if asked.isdigit() else 1.0, method=method)
    if status >= 500 or "error" not in data:
        # Without a word of Slack's it is something in between that answered.
        return TransportError(code, ambiguous=True)
    trouble = trouble_of(code)
    passes = trouble in (Trouble.TRANSIENT, Trouble.AMBIGUOUS)
    return TransportError(code, permanent=not passes, ambiguous=trouble is Trouble.AMBIGUOUS)
