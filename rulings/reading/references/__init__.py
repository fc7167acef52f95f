"""Which entries, cases and law a text refers to, and how. Pure.

Called by ``reading.filing``; citations by ``interpret.texts``.
"""
