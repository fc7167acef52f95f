"""Pages about the record: the list of cases, and the desks of imports, sources and identity; one folder per subject.

Called by urls alone.
"""
