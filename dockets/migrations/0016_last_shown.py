from django.db import migrations

OBSERVATIONS = "UPDATE dockets_observation SET missing_since = last_as_of WHERE missing_since <> last_as_of"
FILINGS = """UPDATE dockets_filing f SET missing_since = shown.last FROM (
  SELECT filing_id, max(missing_since) AS last FROM dockets_observation WHERE missing_since IS NOT NULL GROUP BY filing_id
) shown WHERE shown.filing_id = f.id AND f.missing_since <> shown.last"""
"""Only of filings that are missing: of these, every observation that counts has such a time."""


class Migration(migrations.Migration):
    """What is missing says when it was last shown, no longer which page was the first without it."""

    dependencies = [("dockets", "0015_masked_payloads")]

    operations = [
        migrations.RunSQL(OBSERVATIONS, migrations.RunSQL.noop),
        migrations.RunSQL(FILINGS, migrations.RunSQL.noop),
    ]
