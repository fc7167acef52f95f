"""The site: settings, addresses, and the tasks that join the record (``dockets``) with its reading (``rulings``).

The entry point of ``manage.py``, gunicorn and Celery; it imports both apps and neither imports it.
"""

from casetracker.celery import app as celery_app

__all__ = ["celery_app"]
