"""Runs every benchmark and prints one line for each figure."""

import uvloop

from tests.benchmarks import chat, scale

if __name__ == "__main__":
    uvloop.run(chat.run())
    scale.run()
