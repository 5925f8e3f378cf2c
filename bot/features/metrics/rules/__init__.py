"""Decides without a database: what was typed, which figure is meant, and where a month stands."""
