"""Sheets in which a newsroom has kept a tracker: what a line means, and how all of them are taken at once.

Called by the page of sheets. Imports nothing above ``rulings.trackers``.
"""
