"""Trends of figures over time: what stands out, what will probably come, and how long somebody has been below the line.

Series are rows, days (or months) are columns, a gap is NaN. Everything is computed for all series at once, in blocks,
so time grows with their number and memory hardly does. The same values always give the same results.
"""

from __future__ import annotations

from scoring.trend.anomalies import UNUSUAL, Anomalies, Basis, anomalies, anomaly_scores
from scoring.trend.forecasts import ENOUGH, Forecast, forecast
from scoring.trend.streaks import below_line_streak

__all__ = [
    "ENOUGH",
    "UNUSUAL",
    "Anomalies",
    "Basis",
    "Forecast",
    "anomalies",
    "anomaly_scores",
    "below_line_streak",
    "forecast",
]
