"""Courts' RSS feeds.

Called through ``SOURCES``.
"""
