"""What people see of talks, as plain data."""
