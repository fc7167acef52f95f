"""Imports payloads: every way in which something is imported, import runs with their leases, previews and actions.

Called by watch, views, tasks and commands.
"""
