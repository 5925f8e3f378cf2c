"""What a round of peer ratings goes by: pure functions."""
