"""SQL of what was noticed, of plans and of what was written in them."""
