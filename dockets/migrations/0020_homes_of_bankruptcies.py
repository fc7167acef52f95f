from django.db import migrations

WITHHELD = """UPDATE dockets_docket SET homes_withheld = true FROM dockets_court c
WHERE c.id = dockets_docket.court_id AND (c.kind = 'bankruptcy' OR c.id IN ('bap1', 'bap6', 'bap8', 'bap9', 'bap10'))"""


class Migration(migrations.Migration):
    """Of a bankruptcy it was known from the first, by its court: nothing of it has to be looked through and masked once more."""

    dependencies = [("dockets", "0019_documents_words")]

    operations = [migrations.RunSQL(WITHHELD, migrations.RunSQL.noop)]
