"""How long a test waits for what other tasks, threads, processes and browsers do."""

PATIENCE_SECONDS = 90.0
"""Far longer than it takes on a machine that has much else to do: it is only over when it never happens."""
