from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dockets", "0026_short_waiting_list")]

    operations = [
        migrations.AddField(
            model_name="documenttext", name="revision", field=models.PositiveSmallIntegerField(db_default=0, default=0)
        ),
    ]
