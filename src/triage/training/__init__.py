"""Training: stories marked by the live rules. No clock, disk or randomness of its own."""
