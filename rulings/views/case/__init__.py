"""``/cases/<court>/<docket number>/``: the timeline of a case, and other pages on the whole case.

Called by urls alone.
"""
