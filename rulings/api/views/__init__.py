"""``/api/v1/``: one view for each resource.

Called by urls alone.
"""
