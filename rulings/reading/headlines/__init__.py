"""A short headline of a filing, in sentence case. Pure.

Called by ``reading.filing``.
"""
