"""What people see of prompts."""
