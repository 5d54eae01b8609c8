"""Every kind of problem that ``triage check`` can tell, in the parts of ``docs/problems.md``."""
