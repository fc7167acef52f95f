"""Filings found by what was decided there, and the filters of rulings.

Called by views and the API.
"""
