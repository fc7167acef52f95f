"""Dockets of the Supreme Court of the United States: its JSON and its pages, old and new.

Called through ``SOURCES``.
"""
