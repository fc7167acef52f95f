from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

# The index stays as it is, and is not built anew: what is said of it holds from the next entry on.
LONGER = "ALTER INDEX filing_search SET (gin_pending_list_limit = 1024)"
AS_BEFORE = "ALTER INDEX filing_search SET (gin_pending_list_limit = 256)"


class Migration(migrations.Migration):
    dependencies = [("dockets", "0028_fewer_indexes")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(LONGER, AS_BEFORE)],
            state_operations=[
                migrations.RemoveIndex(model_name="filing", name="filing_search"),
                migrations.AddIndex(
                    model_name="filing", index=GinIndex(fields=["search"], gin_pending_list_limit=1024, name="filing_search")
                ),
            ],
        ),
    ]
