"""The JSON API: answers, schemas and access. Views of our own rather than a framework.

Called by urls through ``api.views``.
"""
