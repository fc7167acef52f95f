from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dockets", "0017_decisions_taken_back")]

    operations = [
        migrations.AddField(
            model_name="docket",
            name="homes_withheld",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
