"""Runs every benchmark and prints one line for each figure."""

import uvloop

from tests.benchmarks import (
    attribution,
    audit,
    chat,
    closing,
    delivery,
    home,
    incentives,
    instruments,
    killed,
    people,
    planning,
    plans,
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
    instruments.run()
    for part in (
        planning,
        delivery,
        audit,
        people,
        replicas,
        scorecards,
        raters,
        reviews,
        attribution,
        trend,
        incentives,
        plans,
        home,
        closing,
        killed,
    ):
        part.run()
