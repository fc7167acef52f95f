"""``/imports/sources/``: watched sources and their state; and CourtListener's webhook.

Called by urls alone.
"""
