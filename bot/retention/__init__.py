"""What people wrote and what was computed of it is kept for so many months, then deleted at night."""
