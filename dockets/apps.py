"""The Django app of the record."""

from django.apps import AppConfig


class DocketsConfig(AppConfig):
    name = "dockets"
    verbose_name = "The record"
    default_auto_field = "django.db.models.BigAutoField"
