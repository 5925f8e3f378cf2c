"""The monthly talk of a manager and a member about the card."""
