"""Runs every benchmark and prints one line for each figure."""

import uvloop

from tests.benchmarks import (
    attribution,
    audit,
    chat,
    delivery,
    incentives,
    planning,
    raters,
    replicas,
    reviews,
    scale,
    scorecards,
    trend,
)

if __name__ == "__main__":
    uvloop.run(chat.run())
    scale.run()
    for part in (planning, delivery, audit, replicas, scorecards, raters, reviews, attribution, trend, incentives):
        part.run()
