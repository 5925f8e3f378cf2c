"""A card as one file: its receipt, its rules and the entries behind it, enough to compute it all again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import ValidationError

from scoring.card import Card
from scoring.errors import InputInvalid
from scoring.receipt import Receipt
from scoring.rows import RollUp
from scoring.scheme import Scheme

FORMAT = "evenhand-card/1"


@dataclass(frozen=True, slots=True)
class Told:
    """The value of a figure and day that the card was made from."""

    on: date
    figure: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class CardFile:
    """`scheme` has only the dimensions that are on the card."""

    scheme: Scheme
    receipt: Receipt
    entries: tuple[Told, ...]

    def written(self) -> bytes:
        """As JSON, the same bytes for the same card."""
        plain = {
            "format": FORMAT,
            "scheme": json.loads(self.scheme.model_dump_json(by_alias=True)),
            "receipt": self.receipt.as_json(),
            "entries": [
                {"on": each.on.isoformat(), "figure": each.figure, "value": f"{each.value.normalize():f}"}
                for each in self.entries
            ],
        }
        return json.dumps(plain, ensure_ascii=False, indent=1).encode()

    def computed(self) -> Card:
        """By the engine: figures from the entries; targets, days there, ratings and the team's part from the receipt.

        Raises InputInvalid when the receipt is one of other rules.
        """
        from scoring.evidence import Evidence  # here and below, because they load numpy
        from scoring.revision import refigured

        evidence = Evidence.from_rows(self.rollups(), [self.receipt.member])
        return refigured(self.scheme, [self.receipt], evidence).card(0)

    def rollups(self) -> list[RollUp]:
        """Of each figure and month, with exact sums."""
        found: dict[tuple[str, date], list[Told]] = defaultdict(list)
        for each in sorted(self.entries, key=_on):
            found[each.figure, each.on.replace(day=1)].append(each)
        return [_rolled(self.receipt.member, figure, month, told) for (figure, month), told in sorted(found.items())]


def read_card_file(content: bytes) -> CardFile:
    """Raises InputInvalid for anything that is no such file."""
    try:
        plain = json.loads(content)
        if plain["format"] != FORMAT:
            raise InputInvalid(f"this is a file of the format {plain['format']!r}; {FORMAT!r} can be read")
        return CardFile(
            Scheme.model_validate(plain["scheme"]), Receipt.from_json(plain["receipt"]), tuple(_told(plain["entries"]))
        )
    except (ValueError, KeyError, TypeError, InvalidOperation, ValidationError) as error:
        raise InputInvalid(f"this is no file of a card: {type(error).__name__}") from error


def _told(entries: Sequence[dict[str, Any]]) -> Iterable[Told]:
    for each in entries:
        yield Told(date.fromisoformat(each["on"]), str(each["figure"]), Decimal(str(each["value"])))


def _rolled(member: str, figure: str, month: date, told: Sequence[Told]) -> RollUp:
    values = [each.value for each in told]
    return RollUp(member, figure, month, len(values), float(sum(values)), float(values[-1]), float(max(values)))


def _on(told: Told) -> date:
    return told.on
