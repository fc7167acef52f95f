"""``/imports/``: the import desk, its runs, batches and payloads.

Called by urls alone.
"""
