from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dockets", "0011_verdicts_of_previews")]

    operations = [
        migrations.AddField(model_name="importrun", name="counted_from", field=models.DateTimeField(null=True)),
    ]
