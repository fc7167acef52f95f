"""Reads one filing's docket text by rules: no database, clock or chance.

Called by ``rulings.interpret``, and by ``bench`` to measure it.
"""
