"""A paper as a Word file. Only what is in here uses python-docx."""
