import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dockets", "0028_fewer_indexes"),
        ("rulings", "0016_notes_on_texts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reference",
            name="filing",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="references_made", to="dockets.filing"
            ),
        ),
        migrations.AlterField(
            model_name="timelineevent",
            name="docket",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="events", to="dockets.docket"
            ),
        ),
    ]
