"""What holds for goals, without a database. Pure."""
