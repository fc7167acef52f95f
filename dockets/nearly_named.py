"""Cases whose name, or a party's, is nearly what was typed: for a reader who misspelled it, and found nothing.

The filters of lists forgive less (PostgreSQL's own 0.6, by which "Parlor" is not "Parler"): what they find is all shown as found.
"""

from django.db import connection

from dockets.models import Docket
from dockets.search import TooSlow, hurried

LIKENESS = "0.45"
"""The share of trigrams that a name has to have, in ``pg_trgm``'s word similarity."""
TIMEOUT = "2s"
"""Names of common words ("the State of New York") are like many others, and most of a large tracker's would be compared."""
SHORTEST, LONGEST = 4, 80
"""Characters. Of fewer nearly every name has some; of more it is a sentence."""
_NEAR = """SELECT id FROM (
 SELECT id, word_similarity(%(text)s, case_name) AS likeness FROM dockets_docket
 WHERE %(text)s <%% case_name AND merged_into_id IS NULL
 UNION ALL
 SELECT d.id, word_similarity(%(text)s, p.name) FROM dockets_party p JOIN dockets_docket d ON d.id = p.docket_id
 WHERE %(text)s <%% p.name AND d.merged_into_id IS NULL
) near GROUP BY id ORDER BY max(likeness) DESC, id DESC LIMIT %(shown)s"""


def nearly_named(text: str, shown: int) -> list[Docket]:
    """The likest first, with their courts; [] for what is too short or too long to be a misspelled name, or takes too long.
    Three statements, and one more where something is found."""
    if not SHORTEST <= len(text) <= LONGEST:
        return []
    try:
        ids = _near(text, shown)
    except TooSlow:
        return []
    found = Docket.objects.select_related("court").defer("search").in_bulk(ids) if ids else {}
    return [found[key] for key in ids if key in found]


def _near(text: str, shown: int) -> list[int]:
    with hurried(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true), set_config('statement_timeout', %s, true)",
            [LIKENESS, TIMEOUT],
        )
        cursor.execute(_NEAR, {"text": text, "shown": shown})
        return [row[0] for row in cursor.fetchall()]
