"""What people see of special points."""
