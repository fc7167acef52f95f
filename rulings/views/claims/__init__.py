"""``…/claims/`` and ``…/decides/``: claims and what rulings decided, shown and entered.

Called by urls alone.
"""
