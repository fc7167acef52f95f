"""Where a marked passage is in a text that may have changed since. Pure.

Called by notes, interpret and views.
"""
