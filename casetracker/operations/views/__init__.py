"""Addresses that tell how the site is.

Called by urls, and by a middleware where they are answered before everything else.
"""
