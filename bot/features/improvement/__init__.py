"""Early warnings, and the coaching and improvement plans that a person decides on after a bad run."""
