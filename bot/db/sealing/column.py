"""The column types of texts that people write about themselves and others, and of files that they attach to these."""

from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.sql import operators
from sqlalchemy.types import TypeDecorator

from bot.db.sealing.keyring import keyring_of
from bot.errors import BrokenSeal

_ALLOWED = (operators.is_, operators.is_not)


class Sealed(TypeDecorator[str]):
    """A text that only whoever has the key can read; `of` names table and column for errors.

    The same text is stored differently each time, so that SQL can ask whether there is one and nothing else: not
    compare, sort, search or index. An empty text stays empty. What is written past SQLAlchemy's types, such as rows as
    one JSON parameter, has to be sealed by whoever writes it. It takes 4/3 of the text and some 115 bytes.
    """

    impl = Text
    cache_ok = True

    class Comparator(TypeDecorator.Comparator[str]):
        def operate(self, op: Any, *other: Any, **options: Any) -> Any:
            if op in _ALLOWED:
                return super().operate(op, *other, **options)
            raise TypeError(f"{self.expr}: a sealed text cannot be compared in SQL, read it first")

    comparator_factory = Comparator

    def __init__(self, of: str) -> None:
        super().__init__()
        self.of = of

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return keyring_of(dialect).seal(value) if value else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if not value:
            return value
        try:
            return keyring_of(dialect).open(value)
        except BrokenSeal as broken:
            raise BrokenSeal(f"{self.of}: {broken}; `evenhand keys check` tells in which row") from None


class SealedBytes(TypeDecorator[bytes]):
    """A file that only whoever has the key can read; `of` as in `Sealed`.

    It is stored as a text like any other sealed one and takes 4/3 of its size; opening it takes some three times its
    size of memory for a moment. SQL can ask whether there is one and nothing else.
    """

    impl = Text
    cache_ok = True

    class Comparator(TypeDecorator.Comparator[bytes]):
        def operate(self, op: Any, *other: Any, **options: Any) -> Any:
            if op in _ALLOWED:
                return super().operate(op, *other, **options)
            raise TypeError(f"{self.expr}: a sealed file cannot be compared in SQL, read it first")

    comparator_factory = Comparator

    def __init__(self, of: str) -> None:
        super().__init__()
        self.of = of

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else keyring_of(dialect).seal_bytes(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        try:
            return keyring_of(dialect).open_bytes(value)
        except BrokenSeal as broken:
            raise BrokenSeal(f"{self.of}: {broken}; `evenhand keys check` tells in which row") from None
