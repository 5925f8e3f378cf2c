"""Plain HTTP to a server on this machine."""

from typing import Any

import httpx


def loopback(**options: Any) -> httpx.AsyncClient:
    """A client without the authorities' certificates, which take longer to read than a request takes."""
    return httpx.AsyncClient(trust_env=False, verify=False, **options)
