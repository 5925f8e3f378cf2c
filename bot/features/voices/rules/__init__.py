"""What people outside are asked, how long, and what may be shown of it."""
