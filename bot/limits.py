"""How large, how exact and how long is what people enter."""

from decimal import Decimal

DECIMALS = 4
LARGEST = Decimal(10) ** 12
"""Figures are below this in size, so that a year of daily figures still adds up within 64 bits."""

NOTE_LIMIT = 500
"""Characters of an entry's note."""
