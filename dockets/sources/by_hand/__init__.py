"""Dockets that people typed in, because no court publishes them: what a form writes, and how it is read back.

Called through ``SOURCES``, and by the form (``rulings.desk.by_hand``).
"""
