from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dockets", "0010_dockets_apart")]

    operations = [
        migrations.AddField(model_name="importrun", name="verdicts", field=models.JSONField(default=list, db_default=[])),
    ]
