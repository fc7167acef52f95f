"""The Celery application: ``celery -A casetracker worker`` and ``celery -A casetracker beat``. Its settings are
Django's."""

import gc
import os
from typing import Any

from celery import Celery
from celery.signals import celeryd_after_setup

from casetracker.outages import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casetracker.settings")

broker.register_transport()
app = Celery("casetracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_after_setup.connect
def keep_what_is_loaded(**_: Any) -> None:
    """Sent before a worker's processes are forked. What is loaded by then stays: it is left out of each search for
    garbage, which would make copies of the memory that they share."""
    gc.freeze()
