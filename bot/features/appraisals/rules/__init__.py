"""When a round runs, who is reminded when, and what may be said in it."""
