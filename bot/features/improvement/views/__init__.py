"""What people see of warnings, proposals and plans. A notification never says what it is about."""
