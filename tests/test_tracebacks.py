"""What is told of an exception: where and what kind, never what somebody typed."""

import sqlite3

import pytest
from pydantic import BaseModel
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from bot.errors import Rejected, TransportError, first_line
from bot.tracebacks import described, words_of

NOTE = "the partner cancelled since Chen is ill"


class Told(BaseModel):
    value: int


def caught(raising: object) -> BaseException:
    try:
        if isinstance(raising, BaseException):
            raise raising
        Told.model_validate({"value": raising})
    except Exception as error:  # noqa: BLE001 - whatever it is, it is described
        return error
    raise AssertionError


@pytest.mark.parametrize(
    "raised",
    [
        ValueError(f"invalid literal for int() with base 10: {NOTE!r}"),
        KeyError(NOTE),
        RuntimeError(NOTE),
        IntegrityError("INSERT …", None, sqlite3.IntegrityError(f"duplicate key\nDETAIL: Key (note)=({NOTE})")),
        DataError("SELECT …", None, ValueError(f'invalid input syntax for type integer: "{NOTE}"')),
        ExceptionGroup("two", [ValueError(NOTE), KeyError(NOTE)]),
        NOTE,
    ],
    ids=["value", "key", "runtime", "integrity", "data", "group", "pydantic"],
)
def test_kind_and_place_without_words(raised: object) -> None:
    error = caught(raised)
    told = described(error)
    assert NOTE not in told
    assert "Traceback (most recent call last)" in told
    assert "in caught" in told
    assert type(error).__name__ in told.splitlines()[-1] or isinstance(error, ExceptionGroup)
    assert NOTE not in first_line(error) or isinstance(raised, str | ValueError | KeyError | RuntimeError)


def test_a_cause_is_told_before_what_it_led_to() -> None:
    try:
        try:
            int(NOTE)
        except ValueError as error:
            raise TransportError("ratelimited") from error
    except TransportError as error:
        told = described(error)
    assert NOTE not in told
    assert told.index("ValueError\n\nwhich led to\n") < told.index("bot.errors.TransportError: ratelimited")


def test_words_that_name_no_value_help_whoever_looks() -> None:
    away = OperationalError("SELECT …", None, sqlite3.OperationalError("disk I/O error"))
    assert words_of(away) == "(sqlite3.OperationalError) disk I/O error"
    assert words_of(OSError(28, "No space left on device", "/data/evenhand.db")) == "No space left on device"
    assert words_of(TypeError("unsupported operand type(s) for +: 'int' and 'str'")).startswith("unsupported")
    assert words_of(Rejected("metrics-error-too-large", typed=NOTE)) == "metrics-error-too-large"
    assert words_of(ValueError(NOTE)) == ""
