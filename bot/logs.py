"""Structured logs: readable lines or JSON, on stderr, so that stdout stays for results.

What people typed and what is secret stays out of them, whatever breaks down: libraries, which quote requests and rows,
are heard from warnings on only, and of an exception its kind and its place are told, not its words.
"""

import logging
import sys
from types import TracebackType

import structlog
from structlog.typing import EventDict

from bot.settings import Settings

OURS = ("bot", "scoring", "uvicorn.error")
"""Loggers with the level of the settings; uvicorn's tells of starts and ends, and no requests."""


def configure_logs(settings: Settings) -> None:
    """Route structlog and the libraries' own loggers through one format."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(_without_words),
    ]
    is_json = settings.log_format == "json"
    renderer = structlog.processors.JSONRenderer(ensure_ascii=False) if is_json else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(settings.log_level)),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_one_line_of_asyncio, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(max(logging.WARNING, logging.getLevelName(settings.log_level)))
    for name in OURS:
        logging.getLogger(name).setLevel(settings.log_level)
    sys.excepthook = _tell_the_end


def _without_words(exc_info: structlog.typing.ExcInfo) -> str:
    """As Python prints it, but for words that may quote somebody."""
    # Here, for it is needed on bad days only.
    from bot.tracebacks import described

    return described(exc_info[1])


def _one_line_of_asyncio(logger: object, _method: str, line: EventDict) -> EventDict:
    """The others show the task with its arguments and its exception's words."""
    if line["_record"].name == "asyncio":
        line["event"] = line["event"].partition("\n")[0]
    return line


def _tell_the_end(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, at)
        return
    structlog.get_logger(__name__).critical("broken down", exc_info=(kind, error, at))
