"""``/cases/``: the list of cases, as a page and as CSV.

Called by urls alone.
"""
