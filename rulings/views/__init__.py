"""Pages for readers and editors, a folder for each subject.

Called by urls alone.
"""
