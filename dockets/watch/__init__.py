"""Watched sources: which are due, polling them, webhooks, and mail when one fails.

Called by tasks, views and the admin.
"""
