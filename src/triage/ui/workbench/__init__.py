"""The rules workbench: pages for those who write the rules. Loaded only when it is opened; it never writes a file."""
