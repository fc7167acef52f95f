"""``/notes/``: notes: written, changed, exchanged.

Called by urls alone.
"""
