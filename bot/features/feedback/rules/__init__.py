"""What may be sent, when it arrives, and how what was typed is read."""
