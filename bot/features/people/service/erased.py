"""Knows accounts that were erased without knowing whose they are."""

import hashlib
import hmac
import secrets

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.models import ErasedAccount
from bot.features.people.repository.personal import erased_accounts

SALT_BYTES = 32


class ErasedAccounts:
    """Those of a workspace; all share one salt."""

    def __init__(self, rows: list[ErasedAccount]) -> None:
        self._rows = {row.digest: row for row in rows}
        self.salt = rows[0].salt if rows else secrets.token_hex(SALT_BYTES)

    @classmethod
    async def read(cls, session: AsyncSession, workspace_id: int) -> "ErasedAccounts":
        return cls(await erased_accounts(session, workspace_id))

    def row_of(self, slack_user: str) -> ErasedAccount | None:
        """None for an account that was not erased."""
        return self._rows.get(self._digest(slack_user)) if self._rows else None

    def new_row(self, workspace_id: int, slack_user: str) -> ErasedAccount:
        return ErasedAccount(workspace_id=workspace_id, salt=self.salt, digest=self._digest(slack_user))

    def _digest(self, slack_user: str) -> str:
        return hmac.new(bytes.fromhex(self.salt), slack_user.encode(), hashlib.sha256).hexdigest()


async def readmit(session: AsyncSession, workspace_id: int, slack_user: str) -> bool:
    """Let the next sync take the account over as a new, empty member; False when it was not erased."""
    found = (await ErasedAccounts.read(session, workspace_id)).row_of(slack_user)
    if found is None:
        return False
    await session.delete(found)
    await session.flush()
    return True
