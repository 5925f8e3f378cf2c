"""SQL of bad runs and plans."""
