"""The app of the reading."""

from django.apps import AppConfig


class RulingsConfig(AppConfig):
    name = "rulings"
    verbose_name = "The reading"
    default_auto_field = "django.db.models.BigAutoField"
