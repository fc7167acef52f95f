"""Which parties filed a text. Pure.

Called by ``reading.filing``.
"""
