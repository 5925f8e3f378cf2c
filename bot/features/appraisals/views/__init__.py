"""Forms, windows and messages of reports and ratings."""
