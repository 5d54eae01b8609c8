"""The plan and the questions as data for other programs."""
