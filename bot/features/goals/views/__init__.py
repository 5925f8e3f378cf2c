"""What people see of goals, as plain data."""
