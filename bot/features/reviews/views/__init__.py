"""What reviews look like."""
