"""What people read about their figures."""
