"""Serves the application until SIGTERM or SIGINT."""

import uvicorn
from starlette.types import ASGIApp


def http_server(app: ASGIApp, *, host: str, port: int) -> uvicorn.Server:
    """Lifespan is off: the process starts and stops its parts itself, in order."""
    config = uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False, lifespan="off")
    return uvicorn.Server(config)
