"""The Celery application: ``celery -A casetracker worker`` and ``celery -A casetracker beat``. Its settings are
Django's."""

import os

from celery import Celery

from casetracker.outages import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casetracker.settings")

broker.register_transport()
app = Celery("casetracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
