"""The history of the record: the source of each text, what a court changed, as of when a docket is known; and the audit
log of what people changed.

Called by identity, views and exports, and by everything in ``rulings`` that writes an editor's decision.
"""
