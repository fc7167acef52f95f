from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dockets", "0012_counted_imports")]

    operations = [migrations.AddField(model_name="observation", name="placed_as_of", field=models.DateTimeField(null=True))]
