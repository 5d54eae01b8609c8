"""Demonstrations on the screen: the real app, driven by a script at reading speed, live or into a recording."""
