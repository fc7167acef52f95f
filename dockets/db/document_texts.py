"""Moves the texts of documents to where their documents stand now: a recursive query, which Django has not.

Called by ``dockets.documents.texts.repoint_texts``.
"""

from django.db import connection

_REPOINT = """WITH RECURSIVE walk(id, at) AS (
 SELECT t.id, t.made_on_id FROM dockets_documenttext t\
 JOIN dockets_filing f ON f.id = t.made_on_id WHERE f.docket_id = %s
 UNION ALL SELECT w.id, f.merged_into_id FROM walk w JOIN dockets_filing f ON f.id = w.at\
 WHERE f.merged_into_id IS NOT NULL
), placed AS (
 SELECT t.id, f.id AS at, t.at AS came, t.gone_at, coalesce((SELECT min(d.number) FROM dockets_document d
  WHERE d.filing_id = f.id AND d.pacer_doc_id = t.pacer_doc_id AND d.pacer_doc_id <> ''), t.made_as) AS number
 FROM walk w JOIN dockets_filing f ON f.id = w.at AND f.merged_into_id IS NULL\
 JOIN dockets_documenttext t ON t.id = w.id
), told AS (
 SELECT id, at, number, gone_at IS NULL AND row_number() OVER
  (PARTITION BY at, number, gone_at IS NULL ORDER BY came DESC, id DESC) = 1 AS shown FROM placed
)
UPDATE dockets_documenttext t\
 SET filing_id = told.at, document_number = told.number, shown = told.shown FROM told
WHERE told.id = t.id\
 AND (t.filing_id, t.document_number, t.shown) IS DISTINCT FROM (told.at, told.number, told.shown)"""


def repoint_document_texts(docket_id: int) -> None:
    """Moves each text that came for a filing of this docket to the filing which that one was merged into, and to the
    number that its document has there. Where several texts meet at one document, the newest is shown."""
    with connection.cursor() as cursor:
        cursor.execute(_REPOINT, [docket_id])
