from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dockets", "0014_left_windows")]

    operations = [
        migrations.AddField(
            model_name="payload", name="masked_by", field=models.PositiveSmallIntegerField(db_default=0, default=0)
        ),
    ]
