"""Windows about people outside: asking them, their links, and what they said."""
