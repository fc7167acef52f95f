from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dockets", "0008_standing_sheets")]

    operations = [
        migrations.AddField(model_name="importrun", name="notes", field=models.JSONField(default=list, db_default=[])),
    ]
