"""The site: settings, addresses, and the tasks that join the record with its reading."""

from casetracker.celery import app as celery_app

__all__ = ["celery_app"]
