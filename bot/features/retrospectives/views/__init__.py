"""What people see of retrospectives, as plain data."""
