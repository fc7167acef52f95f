"""Pages on which editors correct what a machine read.

Called by ``rulings.urls``.
"""
