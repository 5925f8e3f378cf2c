"""What administrators and members see of people."""
