"""What the migrations have brought, courts above all, comes back after a test that commits. Used by ``tests.conftest``.

Such a test is followed by a flush of all tables, after which Django makes permissions and content types anew, and the
roles with them, statement by statement. Here, the database copies the rows from a schema of its own instead.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connection
from django.db.models.signals import post_migrate

from casetracker.access import roles

_COPIES = "kept_by_tests"
_UID = "tests-copy-back"


def copy_rows() -> str:
    """Copies every table that has rows, right after the migrations. The statements that copy them back."""
    name = connection.ops.quote_name
    back = []
    with connection.cursor() as cursor:
        # There already where pytest was told to use its last database again.
        cursor.execute(f"DROP SCHEMA IF EXISTS {_COPIES} CASCADE; CREATE SCHEMA {_COPIES}")
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f"SELECT EXISTS (SELECT FROM {name(table)})")
            if cursor.fetchone() == (True,):
                cursor.execute(f"CREATE TABLE {_COPIES}.{name(table)} AS TABLE {name(table)}")
                back.append(f"INSERT INTO {name(table)} TABLE {_COPIES}.{name(table)}")
    return "; ".join(back)


@contextmanager
def copied_back(statements: str) -> Iterator[None]:
    """For as long as this lasts, a flush ends with these statements and with nothing of Django's or of the site's."""
    rulings = apps.get_app_config("rulings")

    def copy_back(**about: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statements)

    gone = [
        post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions"),
        post_migrate.disconnect(create_contenttypes),
        post_migrate.disconnect(roles.make_groups, sender=rulings),
    ]
    assert all(gone), gone
    post_migrate.connect(copy_back, sender=rulings, weak=False, dispatch_uid=_UID)
    yield
    post_migrate.disconnect(sender=rulings, dispatch_uid=_UID)
    post_migrate.connect(create_permissions, dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.connect(create_contenttypes)
    post_migrate.connect(roles.make_groups, sender=rulings)
