"""The triggers that write a ``PageMark`` for each docket whose rows a statement has changed.

Called by the migrations of both apps, each with its tables, and by ``casetracker.tasks``, which bounds their number.
"""

from collections.abc import Mapping

from django.db import connection

DOCKET_OF = {
    "docket_id": "SELECT docket_id FROM {rows}",
    "id": "SELECT id FROM {rows} UNION SELECT merged_into_id FROM {rows}",
    "filing_id": "SELECT docket_id FROM dockets_filing WHERE id IN (SELECT filing_id FROM {rows})",
    "party_id": "SELECT docket_id FROM dockets_party WHERE id IN (SELECT party_id FROM {rows})",
    "text_id": (
        "SELECT f.docket_id FROM dockets_filing f JOIN dockets_documenttext t ON t.filing_id = f.id"
        " WHERE t.id IN (SELECT text_id FROM {rows})"
    ),
    "merge": "SELECT loser_id FROM {rows} UNION SELECT winner_id FROM {rows}",
    "relation": "SELECT docket_id FROM {rows} UNION SELECT other_id FROM {rows}",
    "everything": "SELECT -1::bigint FROM {rows}",
    "claim_id": "SELECT docket_id FROM rulings_claim WHERE id IN (SELECT claim_id FROM {rows})",
    "hearing_id": "SELECT docket_id FROM rulings_hearing WHERE id IN (SELECT hearing_id FROM {rows})",
    "ruling_id": "SELECT docket_id FROM rulings_ruling WHERE id IN (SELECT ruling_id FROM {rows})",
    "disposition_id": (
        "SELECT r.docket_id FROM rulings_ruling r JOIN rulings_disposition d ON d.ruling_id = r.id"
        " WHERE d.id IN (SELECT disposition_id FROM {rows})"
    ),
    # Of a watched source, pages show when it was last read and what it refuses. A lease on it changes no page.
    "watched": "SELECT docket_id FROM {rows}",
}
"""How the dockets are found whose rows are ``{rows}``, by what a table has: the last word of the trigger's function."""
_UPDATED_SOURCE = """SELECT unnest(ARRAY[fresh.docket_id, stale.docket_id])
        FROM changed AS fresh JOIN earlier AS stale USING (id)
        WHERE (fresh.docket_id, fresh.last_success_at, fresh.reads_once, fresh.validators->'denied')
           IS DISTINCT FROM (stale.docket_id, stale.last_success_at, stale.reads_once, stale.validators->'denied')"""
_FUNCTION = """
CREATE FUNCTION dockets_mark_pages_by_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        WITH keys AS MATERIALIZED ({updated}) {write};
    ELSE
        WITH keys AS MATERIALIZED ({changed}) {write};
    END IF;
    RETURN NULL;
END $$;
"""
_WRITE = """INSERT INTO dockets_pagemark (docket_key, at, transaction, mark)
        SELECT key, now(), pg_current_xact_id()::text::bigint, (random() * 9e18)::bigint
        FROM (SELECT key FROM keys AS named(key) WHERE key IS NOT NULL
              UNION SELECT 0 FROM keys AS named(key) WHERE key IS NOT NULL) AS marked(key)
        ON CONFLICT DO NOTHING"""
_TRIGGERS = """
CREATE TRIGGER page_mark_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION dockets_mark_pages_by_{name}();
CREATE TRIGGER page_mark_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION dockets_mark_pages_by_{name}();
CREATE TRIGGER page_mark_update AFTER UPDATE ON {table} REFERENCING NEW TABLE AS changed OLD TABLE AS earlier
FOR EACH STATEMENT EXECUTE FUNCTION dockets_mark_pages_by_{name}();
"""
_COMPACT = """WITH gone AS (
    DELETE FROM dockets_pagemark WHERE docket_key IN
        (SELECT docket_key FROM dockets_pagemark GROUP BY docket_key HAVING count(*) > 1)
    RETURNING docket_key
) INSERT INTO dockets_pagemark (docket_key, at, transaction, mark)
SELECT docket_key, now(), pg_current_xact_id()::text::bigint, (random() * 9e18)::bigint
FROM (SELECT DISTINCT docket_key FROM gone) AS compacted"""


def write_mark_triggers(tables: Mapping[str, str], functions: tuple[str, ...]) -> str:
    """SQL: these functions, named by keys of ``DOCKET_OF``, and the triggers of these tables, each with the key by
    which its dockets are found."""
    written = [_write_function(name) for name in functions]
    written += [_TRIGGERS.format(table=table, name=name) for table, name in tables.items()]
    return "".join(written)


def drop_mark_triggers(tables: Mapping[str, str], functions: tuple[str, ...]) -> str:
    triggers = [
        f"DROP TRIGGER page_mark_{act} ON {table};" for table in tables for act in ("insert", "delete", "update")
    ]
    return "".join(triggers + [f"DROP FUNCTION dockets_mark_pages_by_{name}();" for name in functions])


def _write_function(name: str) -> str:
    changed = DOCKET_OF[name].format(rows="changed")
    updated = f"{changed} UNION {DOCKET_OF[name].format(rows='earlier')}"
    if name == "watched":
        updated = _UPDATED_SOURCE
    return _FUNCTION.format(name=name, updated=updated, changed=changed, write=_WRITE)


def compact_page_marks() -> int:
    """Replaces several marks of a docket by a new one, which no page has been told of before; returns how many rows
    were written. Marks of transactions that have not ended are not seen, and stay."""
    with connection.cursor() as cursor:
        cursor.execute(_COMPACT)
        return int(cursor.rowcount)
