"""Forms, windows and messages of plans."""
