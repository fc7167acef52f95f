"""``…/filings/<number or public id>/``: one filing, its thread, its documents' texts.

Called by urls alone.
"""
