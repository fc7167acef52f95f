import django.db.models.deletion
from django.db import migrations, models

import dockets.models.filing

# The index stays as it is, under the constraint's new name; the one for beginnings, which came with the field, goes.
RENAMED = "ALTER TABLE dockets_filing RENAME CONSTRAINT dockets_filing_public_id_key TO filing_public_id"
NAMED_AS_BEFORE = "ALTER TABLE dockets_filing RENAME CONSTRAINT filing_public_id TO dockets_filing_public_id_key"
DROPPED = "DROP INDEX dockets_filing_public_id_a5ed8dda_like"
MADE_AGAIN = "CREATE INDEX dockets_filing_public_id_a5ed8dda_like ON dockets_filing (public_id varchar_pattern_ops)"


def points_to(model, **said):
    """A foreign key that has no index of its own."""
    return models.ForeignKey(db_index=False, to=model, **said)


class Migration(migrations.Migration):
    dependencies = [("dockets", "0027_text_revision")]

    operations = [
        migrations.AlterField(
            model_name="document",
            name="filing",
            field=points_to("dockets.filing", on_delete=django.db.models.deletion.CASCADE, related_name="documents"),
        ),
        migrations.AlterField(
            model_name="filing",
            name="docket",
            field=points_to("dockets.docket", on_delete=django.db.models.deletion.CASCADE, related_name="filings"),
        ),
        migrations.AlterField(
            model_name="observation",
            name="docket",
            field=points_to("dockets.docket", on_delete=django.db.models.deletion.CASCADE, related_name="observations"),
        ),
        migrations.AlterField(
            model_name="filing",
            name="merged_into",
            field=points_to(
                "dockets.filing", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="merged_from"
            ),
        ),
        migrations.AlterField(
            model_name="filing",
            name="possible_duplicate_of",
            field=points_to(
                "dockets.filing", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="possible_duplicates"
            ),
        ),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(condition=models.Q(merged_into__isnull=False), fields=["merged_into"], name="filing_merged"),
        ),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(
                condition=models.Q(possible_duplicate_of__isnull=False),
                fields=["possible_duplicate_of"],
                name="filing_likely_twin",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(RENAMED, NAMED_AS_BEFORE), migrations.RunSQL(DROPPED, MADE_AGAIN)],
            state_operations=[
                migrations.AlterField(
                    model_name="filing",
                    name="public_id",
                    field=models.CharField(default=dockets.models.filing.new_public_id, max_length=16),
                ),
                migrations.AddConstraint(
                    model_name="filing",
                    constraint=models.UniqueConstraint(fields=("public_id",), name="filing_public_id"),
                ),
            ],
        ),
    ]
