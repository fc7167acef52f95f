"""What became of each claim, as data (JSON, CSV) and as a picture for an article (SVG, PNG)."""

from collections.abc import Callable
from dataclasses import dataclass

import orjson

from dockets.format import csv_rows
from rulings.claims.matrix_values import ClaimsMatrix
from rulings.exports.claims_picture import draw_claims_png, draw_claims_svg
from rulings.exports.fields import CLAIMS, DISPOSITION, Decision, list_decided_claims


@dataclass(frozen=True, slots=True)
class ClaimsForm:
    """One form of export. ``write`` also takes the address of the site."""

    media_type: str
    label: str
    write: Callable[[ClaimsMatrix, str], str | bytes]
    saved: bool = False


def write_claims_json(found: ClaimsMatrix, site: str) -> bytes:
    """``{"docket": {…}, "on": null, "claims": [{…, "status": […], "dispositions": [{"date", "filing", "outcome",
    …}]}]}``. Every object of a kind has the same keys; what is not known is null, "" or empty."""
    return orjson.dumps(CLAIMS.serialize("json", found, site), option=orjson.OPT_INDENT_2)


def write_claims_csv(found: ClaimsMatrix, site: str) -> str:
    """A row for each disposition, and one for a claim without any; safe to open in a spreadsheet
    (``dockets.format.csv_rows``)."""
    decisions = [row for claim in list_decided_claims(found) for row in claim.decisions or [Decision(claim.line)]]
    header = csv_rows.format_csv_row(DISPOSITION.names_in("csv"))
    return "".join([header, *(csv_rows.format_csv_row(DISPOSITION.cells(row, site)) for row in decisions)])


FORMS = {
    "png": ClaimsForm("image/png", "Picture (PNG)", draw_claims_png),
    "svg": ClaimsForm("image/svg+xml; charset=utf-8", "Picture (SVG)", draw_claims_svg),
    "csv": ClaimsForm("text/csv; charset=utf-8", "Table (CSV)", write_claims_csv, saved=True),
    "json": ClaimsForm("application/json", "JSON", write_claims_json),
}
"""By the end of their address: ``claims.csv``."""
