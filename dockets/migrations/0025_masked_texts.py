from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dockets", "0024_case_words_taken_back")]

    operations = [
        migrations.AddField(
            model_name="documenttext", name="masked_by", field=models.PositiveSmallIntegerField(db_default=0, default=0)
        ),
    ]
