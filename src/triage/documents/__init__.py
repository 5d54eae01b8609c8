"""What has to be in writing: the forms of the rule files, filled from a case, as text, Markdown, HTML and Word."""
