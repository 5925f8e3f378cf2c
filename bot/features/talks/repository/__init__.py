"""SQL about talks; each file has its own concern."""
