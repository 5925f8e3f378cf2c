"""What is decided about talks, without a database."""
