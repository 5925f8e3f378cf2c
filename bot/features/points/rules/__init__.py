"""What holds for special points, without a database. Pure."""
