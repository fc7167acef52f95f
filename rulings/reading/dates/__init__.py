"""Which hearings and deadlines a text sets, moves or calls off. Pure.

Called by ``reading.filing``.
"""
