"""A saved case: dated events in the order they were written, and everything that can be worked out from them. Pure."""
