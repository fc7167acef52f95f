"""What an order decides, and on which motions. Pure.

Called by ``reading.filing``.
"""
