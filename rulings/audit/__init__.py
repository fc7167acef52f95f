"""The audit log of all that people did, as a feed, with links and the means to restore.

Called by views.
"""
