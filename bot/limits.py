"""How large, how exact and how long is what people enter, and what comes from outside at all."""

from decimal import Decimal

DECIMALS = 4
LARGEST = Decimal(10) ** 12
"""Figures are below this in size, so that a year of daily figures still adds up within 64 bits."""

NOTE_LIMIT = 500
"""Characters of an entry's note."""

FILE_MEGABYTES = 64
"""Of a table that is read; a year's figures of ten thousand people have half of that."""
FILE_ROWS = 1_000_000
FILE_COLUMNS = 200
CELL_LIMIT = 10_000
"""Characters of a table's cell."""
BODY_BYTES = 4 << 20
"""Of a request. Slack's largest, a form with a hundred full fields in Chinese, has two thirds of that."""
