"""What Home decides by itself. Pure."""
