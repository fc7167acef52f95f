"""``/imports/duplicates/``, ``/imports/dockets/``, ``/imports/relations/``: decisions on filings, dockets and
relations.

Called by urls alone.
"""
