"""What is printed: blocks, as views compose them for Slack too, and the PDF that they become."""
