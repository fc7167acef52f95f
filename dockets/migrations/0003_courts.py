from typing import Any, ClassVar

from django.db import migrations

from dockets.courts import seed


def write_courts(apps: Any, schema_editor: Any) -> None:
    seed(apps.get_model("dockets", "Court"))


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("dockets", "0002_record")]

    operations: ClassVar[list[Any]] = [migrations.RunPython(write_courts, migrations.RunPython.noop, elidable=False)]
