"""What people see of reviews."""
