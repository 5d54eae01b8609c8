"""What each screen shows, worked out by plain functions from plain data."""
