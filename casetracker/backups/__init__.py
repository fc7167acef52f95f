"""Backups with the server's own tools: written, restored, and compared docket by docket.

Called by the commands ``backup`` and ``restore``, and by ``quickstart`` each night.
"""
