"""CSV tables of state courts and of trackers kept by hand.

Called through ``SOURCES``.
"""
