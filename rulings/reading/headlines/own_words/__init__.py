"""When a headline that the rules have made is not sound, and the court's own first words that take its place. Pure.

Called by ``headlines``.
"""
