"""Settings of a site that tests start as processes: courts may be on this machine, and what is due is queued every
second."""

from datetime import timedelta

from casetracker.settings import *  # noqa: F403

FETCH_ALLOW_LOOPBACK = True
CELERY_BEAT_SCHEDULE = {
    "ring-due": {"task": "casetracker.tasks.ring_due", "schedule": timedelta(seconds=1), "options": {"expires": 5}},
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
