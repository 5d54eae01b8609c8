"""What the pages of the Teach door show, drawn by plain functions."""
