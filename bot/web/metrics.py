"""What Prometheus reads: the process's own counts, and what is still to be done by the database."""

import secrets
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import choose_encoder
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.delivery.backlog import Backlog
from bot.instruments import Instruments
from bot.web.health import Health

NO_TOKEN = "Metrics are shown to nobody: EVENHAND_METRICS_TOKEN is not set.\n"
WRONG_TOKEN = "Metrics are shown to bearers of EVENHAND_METRICS_TOKEN.\n"


@dataclass(frozen=True, slots=True)
class Metrics:
    """`token` opens them; without one they stay closed, for they share a port with Slack's public address."""

    instruments: Instruments
    health: Health
    token: str | None = field(repr=False)

    def is_known(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        # Headers are bytes, which Starlette reads as Latin-1.
        is_same = secrets.compare_digest(given.encode("latin-1"), (self.token or "").encode())
        return bool(self.token) and scheme.lower() == "bearer" and is_same

    async def exposed(self, accept: str) -> Response:
        """In the format that `accept` asks for."""
        encode, kind = choose_encoder(accept)
        return Response(encode(_Scrape(self.instruments, await self.health.backlog())), headers={"content-type": kind})


@dataclass(frozen=True, slots=True)
class _Scrape:
    """`backlog` is None while the database is away."""

    instruments: Instruments
    backlog: Backlog | None

    def collect(self) -> Iterable[Metric]:
        yield from self.instruments.registry.collect()
        up = GaugeMetricFamily("evenhand_database_up", "1 when the database answered this scrape, else 0.")
        up.add_metric((), float(self.backlog is not None))
        yield up
        if self.backlog:
            yield from _of(self.backlog)


def _of(found: Backlog) -> Iterable[Metric]:
    deliveries = GaugeMetricFamily(
        "evenhand_deliveries", "Deliveries that are not finished, by state.", labels=("state",)
    )
    for state, count in found.states.items():
        deliveries.add_metric((state,), count)
    yield deliveries
    yield GaugeMetricFamily(
        "evenhand_delivery_oldest_due_seconds",
        "For how long the delivery that fell due first has waited; 0 when none is due.",
        value=found.oldest_due_seconds,
    )


def metrics_endpoint(metrics: Metrics) -> Callable[[Request], Awaitable[Response]]:
    """403 while no token is set, 401 for whoever does not bear it."""

    async def endpoint(request: Request) -> Response:
        if metrics.token is None:
            return PlainTextResponse(NO_TOKEN, status_code=403)
        if not metrics.is_known(request):
            return PlainTextResponse(WRONG_TOKEN, status_code=401, headers={"www-authenticate": "Bearer"})
        return await metrics.exposed(request.headers.get("accept", ""))

    return endpoint
