"""What people see of campaigns and partnerships, as plain data."""
