"""Tells every process on PostgreSQL that something is to be sent, by a job of procrastinate's.

A job says only that something is due; what, is in the promise table. So a lost job costs seconds, until somebody's next
sweep, and one too many finds nothing to do.
"""

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from sqlalchemy.exc import DBAPIError
from sqlmodel.ext.asyncio.session import AsyncSession

SEND_DUE = "send-due"
SHARE = 50
"""Promises for which one more process is called."""
MOST_CALLED = 8

_CALLER = App(connector=PsycopgConnector())
"""Never opened: it writes on connections that are given to it."""


def queue_of(workspace_id: int) -> str:
    """Who has the token of another workspace could not send these."""
    return f"deliveries-{workspace_id}"


async def call_senders(session: AsyncSession, workspace_id: int, *, promised: int) -> None:
    """In the transaction that promises, so that nobody hears of it before it is there; raises DBAPIError."""
    connection = await session.connection()
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver
    called = min(MOST_CALLED, -(-promised // SHARE))
    job = _CALLER.configure_task(SEND_DUE, queue=queue_of(workspace_id), connection=driver)
    try:
        await job.batch_defer_async(*[{}] * called)
    except ConnectorException as error:
        if driver.broken:
            await connection.invalidate()
        cause = error.__cause__ or error
        raise DBAPIError.instance(SEND_DUE, None, cause, Exception, hide_parameters=True) from error
