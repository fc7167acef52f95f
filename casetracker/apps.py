"""The app that joins the two halves."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class CasetrackerConfig(AppConfig):
    name = "casetracker"

    def ready(self) -> None:
        from casetracker import access, checks  # noqa: F401 - importing the checks registers them

        # The last app with models: its permissions are the last that ``migrate`` makes.
        post_migrate.connect(access.make_groups, sender=apps.get_app_config("rulings"))
