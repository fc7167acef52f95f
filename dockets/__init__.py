"""The record: what courts publish, and nothing of what it means.

Called by ``rulings`` and ``casetracker``; imports neither.
"""
