"""Plans and signals as people see them."""
