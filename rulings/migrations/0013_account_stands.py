import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What may change is named, so that a column that comes later is held too.
HOLD = """
CREATE FUNCTION rulings_annotationversion_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'by_id' = to_jsonb(NEW) - 'by_id' AND NEW.by_id IS NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A version of a note is neither changed nor deleted.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER annotationversion_stands BEFORE UPDATE OR DELETE ON rulings_annotationversion
    FOR EACH ROW EXECUTE FUNCTION rulings_annotationversion_stands();
"""
LET_GO = """
DROP TRIGGER annotationversion_stands ON rulings_annotationversion;
DROP FUNCTION rulings_annotationversion_stands();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('dockets', '0012_counted_imports'),
        ('rulings', '0012_complete_rulings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='assignment',
            name='editor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL),
        ),
        # Forms may leave out what a hearing need not have.
        migrations.AlterField(
            model_name='hearing',
            name='about',
            field=models.ManyToManyField(blank=True, related_name='heard_at', to='dockets.filing'),
        ),
        migrations.AlterField(
            model_name='hearing',
            name='filing',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='hearings', to='dockets.filing'),
        ),
        migrations.AlterField(
            model_name='hearing',
            name='moved_to',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='hearing',
            name='starts_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='hearing',
            name='vacated_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='dockets.filing'),
        ),
        migrations.RunSQL(HOLD, LET_GO),
    ]
