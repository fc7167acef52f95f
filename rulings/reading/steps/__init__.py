"""What one filing's text shows of the course of the whole case: its opening, a plea, a trial held, what ends it. Pure.

Called by ``rulings.reading.filing``.
"""
