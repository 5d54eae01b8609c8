"""Spoils the rules on purpose, one small thing at a time, and looks whether anything notices."""
