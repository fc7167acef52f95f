"""The Django app that joins record and reading."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class CasetrackerConfig(AppConfig):
    name = "casetracker"

    def ready(self) -> None:
        from casetracker.access import roles
        from casetracker.config import (
            checks,  # noqa: F401 - importing the checks registers them
            choices,
        )

        choices.say_in_plain_words()
        # The last app with models: ``migrate`` makes its permissions last.
        post_migrate.connect(roles.make_groups, sender=apps.get_app_config("rulings"))
