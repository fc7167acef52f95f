"""Pages across all cases: the front page, search, rulings, calendar, subscriptions.

Called by urls alone.
"""
