"""What is stored so far, in the terms of ``sightings``: an entry is on the newest sheet of its channel only where that has it, and
what a complete sheet no longer has stood where the last one that had it showed it.

By itself, so that no lock on the table is held meanwhile.
"""

from django.db import migrations

_LEFT = """UPDATE dockets_observation o
SET last_as_of = greatest(o.first_as_of, s.complete_as_of[cardinality(s.complete_as_of)])
FROM dockets_sheet s
WHERE s.docket_id = o.docket_id AND s.channel = o.channel AND NOT s.complete AND s.rows <> ''
  AND o.last_as_of IS NULL AND position(decode(o.fingerprint, 'hex') IN s.rows) = 0"""
_PLACED = "UPDATE dockets_observation SET placed_as_of = last_as_of WHERE missing_since IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("dockets", "0013_exact_sightings")]

    operations = [migrations.RunSQL([_PLACED, _LEFT], migrations.RunSQL.noop)]
