"""WSGI entry for gunicorn: ``casetracker.wsgi:application``."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from casetracker.access.claimed_scheme import ignore_claimed_scheme

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casetracker.settings")
# No page may hold a connection longer. Workers and commands, which do not import this module, have no such limit.
os.environ.setdefault("CASETRACKER_STATEMENT_TIMEOUT", "10s")

_django = get_wsgi_application()
application = _django if settings.BEHIND_PROXY else ignore_claimed_scheme(_django)
gc.freeze()  # What is loaded now stays: it is left out of each search for garbage, the long one at the end among them.
