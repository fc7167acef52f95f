"""Behaviour while the broker or the database is away.

Called by settings and by Celery.
"""
