"""What is decided about people without asking anybody: pure functions."""
