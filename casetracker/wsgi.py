"""WSGI entry for gunicorn: ``casetracker.wsgi:application``."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casetracker.settings")
# No page may hold a connection longer. Workers and commands, which do not import this module, have no such limit.
os.environ.setdefault("CASETRACKER_STATEMENT_TIMEOUT", "10s")
application = get_wsgi_application()
gc.freeze()  # What is loaded now stays: it is left out of each search for garbage, the long one at the end among them.
