"""PostgreSQL settings for the searches of one transaction: time limit, similarity threshold, allowed plans.

Called within a transaction (``dockets.search.full_text.limit_search_time``); the settings end with it.
"""

from django.db import connection


def begin_word_search(text: str, *, timeout: str) -> bool:
    """Sets the time limit ("3s") of each statement that follows. Returns whether ``text`` holds any word that an index
    has; stop words are in none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT numnode(websearch_to_tsquery('english', %s)), set_config('statement_timeout', %s, true)",
            [text, timeout],
        )
        return bool(cursor.fetchone()[0])


def limit_statements(timeout: str) -> None:
    """Sets the time limit ("3s") of each statement that follows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [timeout])


def begin_name_search(*, likeness: float, timeout: str) -> None:
    """Sets the time limit of each statement that follows, and the share of trigrams above which a name counts as near
    (``pg_trgm``'s word similarity)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true), set_config('statement_timeout', %s,"
            " true)",
            [str(likeness), timeout],
        )


_WALKS = "SELECT " + ", ".join(f"set_config('enable_{way}', 'off', true)" for way in ("bitmapscan", "seqscan", "sort"))


def walk_indexes_in_order() -> None:
    """Makes the statements that follow read along an index that has their order. Where several common words stand
    together, PostgreSQL underestimates the matches and would rather sort them all."""
    with connection.cursor() as cursor:
        cursor.execute(_WALKS)
