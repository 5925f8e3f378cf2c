"""What is decided about retrospectives, without a database."""
