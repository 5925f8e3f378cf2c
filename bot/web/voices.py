"""What people outside answer, by a link of their own and without an account.

A link that cannot be used, for whatever reason, is answered with the same page. Looking at a form changes nothing.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.clock import Clock
from bot.db.engine import Database
from bot.delivery.limits import SECOND_US, Bucket
from bot.delivery.slots import take
from bot.errors import RejectedFields, first_line
from bot.features.voices import service
from bot.features.voices.service import PATH, Form
from bot.i18n.catalogues import LANGUAGES, language_for
from bot.web.voices_page import Reply, form_page, notice_page

log = structlog.get_logger(__name__)

MOST_BYTES, MOST_FIELDS = 64 * 1024, 60
"""A comment of 2,000 signs takes 24 KB when each is written as twelve."""
FORM_TYPE = "application/x-www-form-urlencoded"
NONCE = "form"
LONGEST_NONCE = 64
NETWORK_BITS = 64
"""Of an IPv6 address: whoever has one has all of these."""
THANKS = "thanks"
FROM_ONE_ADDRESS = (2 * SECOND_US, 40)
WITH_ONE_LINK = (3 * SECOND_US, 20)
"""A request every so many microseconds in the long run, and as many at once after a rest."""
AWAY = (DBAPIError, PoolTimeout, OSError)


@dataclass(frozen=True, slots=True)
class VoicesDesk:
    """Answers for one workspace, whose days end in `zone`."""

    database: Database
    workspace_id: int
    clock: Clock
    zone: ZoneInfo

    async def digest_within_limits(self, request: Request) -> str | None:
        """Of the link; None for one that is not ours. Raises TooFast."""
        async with self.database.brief() as session:
            digest = service.digest_if_signed(session, request.path_params["token"])
            key = self.database.keyring.tags("evenhand voices: addresses", _network(request).encode())[0]
            buckets = [Bucket(f"voices:{key.hex()[:32]}", *FROM_ONE_ADDRESS)]
            if digest:
                buckets.append(Bucket(f"voices:{digest[:32]}", *WITH_ONE_LINK))
            if not await take(session, self.workspace_id, sorted(buckets, key=lambda each: each.name)):
                raise TooFast
        return digest

    async def form(self, digest: str) -> Form | None:
        async with self.database.read() as session:
            return await service.form_of(session, self.workspace_id, digest, now=self.clock.now())

    async def keep(self, digest: str, sent: Mapping[str, Sequence[str]], nonce: str) -> bool | None:
        async with self.database.write() as session:
            return await service.answer(session, self.workspace_id, digest, sent, nonce=nonce, now=self.clock.now())


class TooFast(Exception):
    """Too many requests from one address, or with one link."""


class Unread(Exception):
    """What arrived is no form of ours, or too much."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status


def voices_routes(desk: VoicesDesk) -> list[Route]:
    """The form at /voices/<token>, and where a browser goes once it is sent."""

    async def voice(request: Request) -> Response:
        language = _language(request)
        try:
            digest = await desk.digest_within_limits(request)
            if digest is None:
                return _gone(language)
            return await (_sent if request.method == "POST" else _looked_at)(desk, request, digest, language)
        except TooFast:
            log.info("a form for people outside was asked for too often")
            return notice_page(language, "fast", status=429, headers={"retry-after": "60"})
        except Unread as unread:
            return notice_page(language, "unread", status=unread.status)
        except AWAY as error:
            log.error("database away", error=first_line(error))
            return notice_page(language, "away", status=503, headers={"retry-after": "60"})
        except Exception:
            log.exception("a form for people outside failed", reference=secrets.token_hex(4))
            return notice_page(language, "away", status=500)

    async def thanks(request: Request) -> Response:
        return notice_page(_language(request), "thanks", status=200)

    return [
        Route(PATH + THANKS, thanks, methods=["GET"]),
        Route(PATH + "{token}", voice, methods=["GET", "POST"]),
    ]


async def _looked_at(desk: VoicesDesk, _request: Request, digest: str, language: str) -> Response:
    form = await desk.form(digest)
    return form_page(language, form, desk.zone) if form else _gone(language)


async def _sent(desk: VoicesDesk, request: Request, digest: str, language: str) -> Response:
    sent = await _fields(request)
    nonce = (sent.get(NONCE) or ("",))[0][:LONGEST_NONCE]
    try:
        kept = await desk.keep(digest, sent, nonce)
    except RejectedFields as rejected:
        form = await desk.form(digest)
        reply = Reply(sent, rejected.fields, nonce or secrets.token_hex(16))
        return form_page(language, form, desk.zone, reply) if form else _gone(language)
    if kept is None:
        return _gone(language)
    # Away from the link, so that neither reloading nor the way back sends the form again.
    return RedirectResponse(f"{THANKS}?lang={language}", status_code=303, headers={"cache-control": "no-store"})


def _gone(language: str) -> Response:
    return notice_page(language, "gone", status=404)


async def _fields(request: Request) -> dict[str, list[str]]:
    """What a form sends; Unread for anything else."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM_TYPE:
        raise Unread(415)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise Unread(413)
    try:
        text = body.decode("ascii")
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Unread(400) from None


def _language(request: Request) -> str:
    """What was chosen on the page, else what the browser likes best of what we speak, else English."""
    chosen = request.query_params.get("lang")
    if chosen in LANGUAGES:
        return chosen
    liked = []
    for place, each in enumerate(request.headers.get("accept-language", "")[:200].split(",")):
        name, _, quality = each.strip().partition(";q=")
        liked.append((-_weight(quality), place, name.strip()))
    spoken = (name for weight, _, name in sorted(liked) if weight < 0 and name[:2].lower() in ("en", "zh"))
    return language_for(next(spoken, None))


def _weight(quality: str) -> float:
    try:
        return min(1.0, max(0.0, float(quality))) if quality else 1.0
    except ValueError:
        return 0.0


def _network(request: Request) -> str:
    return network_of(request.client.host if request.client else "")


def network_of(host: str) -> str:
    """From where a request comes, as far as one sender can be told from another; `host` as a proxy may write it, an
    IPv4 address as one of IPv6, or with a port."""
    address = _address(host) or _address(host.rpartition(":")[0].strip("[]"))
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    if isinstance(address, IPv6Address):
        return str(int(address) >> (128 - NETWORK_BITS))
    return str(address) if address else host


def _address(written: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(written)
    except ValueError:
        return None
