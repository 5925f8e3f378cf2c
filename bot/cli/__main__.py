"""`python -m bot.cli` is `evenhand`."""

from bot.cli import main

main()
