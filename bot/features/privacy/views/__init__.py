"""Own rights in words."""
