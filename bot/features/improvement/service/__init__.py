"""What may be done with bad runs and plans, and what follows."""
