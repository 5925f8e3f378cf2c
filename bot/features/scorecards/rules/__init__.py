"""What is decided about cards without asking anybody: pure functions."""
