"""Resolves observations and editors' decisions into filings: which observations are one filing, and its best view.
Pure.

Called by upsert, and through it by imports for a preview.
"""
