"""What the pages of the workbench show, worked out by plain functions from plain data."""
