"""Notes on filings and passages: written, answered, shown, exchanged as W3C annotations.

Called by views and interpret.
"""
