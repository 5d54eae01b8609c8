"""What to do next when you are worried about a child, from published guidance, with the reason for every line."""

__version__ = "1.0.0"
