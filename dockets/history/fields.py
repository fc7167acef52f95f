"""Defines the fields of the record that are exported: a docket, its relations, parties, counsel, filings and documents.

Forms: "file" is what ``export_docket`` prints, with the names of ``docket.schema.json``; "csv" is the list of cases;
"json" is the head of a timeline; "api" is the API. Fields of the interpretation are in ``rulings.exports.fields``.
"""

from typing import Any
from urllib.parse import urljoin

from dockets.format.fields import (
    ADDRESS,
    DAY,
    MOMENT,
    NUMBER,
    NUMBER_OR_NULL,
    TEXT,
    TEXT_OR_NULL,
    TEXTS,
    Field,
    Table,
    one_of,
)
from dockets.format.urls import build_docket_url, build_filing_url
from dockets.format.web_links import allow_web_link
from dockets.history.as_of import AS_OF
from dockets.models import CaseStatus, Docket, DocketRelation, Document, Filing, Party


def _page(docket: Docket, site: str) -> str:
    return urljoin(site, build_docket_url(docket.court_id, docket.docket_number))


def _as_of(docket: Docket, site: str) -> Any:
    return Docket.objects.values_list(AS_OF).get(pk=docket.pk)[0]


DOCKET = Table(
    Field("court", TEXT, 'The court\'s id, as CourtListener has it: "wawd".', "court_id", csv=1, json=1, api=1, file=1),
    Field("court_name", TEXT, "The court's name.", "court.name", csv=2, json=2, api=2, file=2),
    Field("docket_number", TEXT, "As the court writes it.", csv=3, json=3, api=3, file=3),
    Field("case_name", TEXT, "The caption.", csv=4, json=4, api=4, file=4),
    Field("pacer_case_id", TEXT, "The case's id in PACER.", file=5),
    Field("date_filed", DAY, "When the case was opened.", csv=(6, "filed"), api=5, file=16),
    Field("date_terminated", DAY, "Null where no closing date has been seen. Courts never say that a case is open.",
          csv=(7, "closed"), api=6, file=17),
    Field("status", one_of(CaseStatus.values, or_blank=True),
          "Read by machine from its header and its filings. `open`: no end was seen; \"\" until they are read.",
          csv=15, json=7, api=19),
    Field("ended_on", DAY, "When it ended; null where it has not, as far as is known.", csv=16, json=8, api=20),
    Field("ended_how", TEXT, "What ended it: \"dismissed\", \"affirmed\".", csv=17, json=9, api=21),
    Field("date_last_filing", DAY, "The day of its newest filing.", csv=(8, "last_filing"), api=7, file=18),
    Field("assigned_to", TEXT, "The judge.", csv=(5, "judge"), api=8, file=6),
    Field("referred_to", TEXT, "The magistrate judge.", api=9, file=7),
    Field("judge_initials", TEXT, "The judges' initials, as they stand behind the docket number.", file=19),
    Field("cause", TEXT, "The court's cause of action.", csv=11, api=10, file=8),
    Field("nature_of_suit", TEXT, "The court's nature of suit.", csv=12, api=11, file=9),
    Field("jury_demand", TEXT, "Who asked for a jury.", api=12, file=10),
    Field("demand", TEXT, "The amount that is asked for.", file=11),
    Field("jurisdiction", TEXT, "On what the court's jurisdiction rests.", api=13, file=12),
    Field("mdl_status", TEXT, "Its place in a multidistrict litigation.", file=13),
    Field("division", TEXT, "A part of the court that its name does not tell.", file=14),
    Field("source_url", TEXT, "Where this can be looked up.", file=15),
    Field("filing_count", NUMBER, "How many filings are known.", csv=(9, "filings"), api=14, file=23),
    Field("party_count", NUMBER, "How many parties are known.", csv=(10, "parties"), api=15, file=24),
    Field("checked_at", MOMENT, "When a source last confirmed or changed it.",
          csv=(13, "checked"), json=5, api=16, file=20),
    Field("checked_source", TEXT, "Which source that was.", file=21),
    Field("record_changed_at", MOMENT, "When anything in the record last changed.", api=17),
    Field("as_of", MOMENT, "As of when it is known.", _as_of, file=22),
    Field("url", ADDRESS, "Its page.", _page, csv=14, json=6, api=18),
)  # fmt: skip
RELATION = Table(
    Field("kind", one_of(DocketRelation.Kind.values), "This docket is … the other one.", file=1),
    Field("court", TEXT, "The id of the other's court.", "other_court_id", file=2),
    Field("docket_number", TEXT, "The other's number.", "other_number", file=3),
    Field("case_name", TEXT, "The other's caption.", "other_name", file=4),
)
COUNSEL = Table(
    Field("name", TEXT, "The lawyer.", "attorney.name", api=1, file=1),
    Field("firm", TEXT, "The lawyer's firm.", "attorney.firm", api=2, file=3),
    Field("city", TEXT, "The firm's city.", "attorney.city", api=3, file=4),
    Field("roles", TEXTS, 'The court\'s words: "LEAD ATTORNEY".', api=4, file=2),
    Field("contact", TEXT, "Address, telephone, e-mail; only where it is asked for.", "attorney.contact", file=5),
)
"""Fields of a ``Representation``."""
PARTY = Table(
    Field("id", NUMBER, "Its id here.", "pk", api=1),
    Field("name", TEXT, "As the court writes it.", file=1),
    Field("name", TEXT, "As the editors have corrected it, or as the court writes it.", "display_name", api=2),
    Field("listed_as", TEXT, "As the court writes it.", "name", api=8),
    Field("same_as", NUMBER_OR_NULL, "The id of the party that this is another name of, as the editors say.",
          "same_as_id", api=9),
    Field("type", TEXT, 'The court\'s word: "Intervenor Defendant".', api=3, file=2),
    Field("side", one_of(Party.Side.values), "On which side that is.", "display_side", api=4),
    Field("side", one_of(Party.Side.values), "On which side that is.", file=3),
    Field("extra_info", TEXT, "What the court prints below the name.", api=5, file=4),
    Field("date_terminated", DAY, "When it left the case.", api=6, file=5),
    Field("counsel", {}, "Who acts for it.", lambda party, _: party.representations.all(), items=COUNSEL,
          api=7, file=(6, "attorneys")),
)  # fmt: skip
"""Fields of a ``Party`` whose representations and attorneys are prefetched."""


def _link(document: Document, page: str) -> str:
    return allow_web_link(document.url)


DOCUMENT = Table(
    Field("number", NUMBER, "0: the main document; from 1 on, its attachments.", json=3, api=1, file=1),
    Field("description", TEXT, "What the court calls it.", json=4, api=2, file=2),
    Field("pacer_doc_id", TEXT, "Its id in PACER.", file=3),
    Field("page_count", NUMBER_OR_NULL, "How many pages it has.", json=(2, "pages"), api=(3, "pages"), file=4),
    Field("file_size", NUMBER_OR_NULL, "Bytes.", file=5),
    Field("url", TEXT, "Where the court or an archive has it, as a source told it.", file=6),
    Field("url", TEXT, 'An address, or "" where none is known.', _link, json=1, api=4),
)


def _twin(filing: Filing, page: str) -> str | None:
    return filing.possible_duplicate_of.public_id if filing.possible_duplicate_of else None


def _address(filing: Filing, page: str) -> str:
    return build_filing_url(page, filing.number, filing.public_id)


FILING = Table(
    Field("id", TEXT, "Never changes.", "public_id", api=1, file=(1, "public_id")),
    Field("number", TEXT, 'The court\'s entry number, or "".', api=2, file=2),
    Field("date_filed", DAY, "The day in the court's own zone.", api=3, file=3),
    Field("date_entered", DAY, "When the clerk entered it.", api=4, file=4),
    Field("entered_at", MOMENT, "The moment of entry, where it is known.", api=5, file=5),
    Field("short_text", TEXT, 'The type of event: "Motion for TRO".', api=6, file=6),
    Field("long_text", TEXT, "The court's words.", api=7, file=(7, "text")),
    Field("pacer_doc_id", TEXT, "Its id in PACER.", file=8),
    Field("pacer_seq_no", TEXT, "Its place in the court's own counting.", file=9),
    Field("first_seen", MOMENT, "When a source first showed it.", api=8),
    Field("changed_at", MOMENT, "When anything of it last changed.", api=9),
    Field("missing_since", MOMENT, "When it was last shown, where no source shows it any more.", api=10, file=10),
    Field("possible_duplicate_of", TEXT_OR_NULL, "The id of a filing that may be the same.", _twin, api=11),
    Field("documents", {}, "Its documents.", lambda filing, _: filing.documents.all(), items=DOCUMENT, api=12, file=11),
    Field("url", ADDRESS, "Its page.", _address, api=13),
)
"""Fields of a ``Filing`` whose documents are prefetched. Its addresses begin with the absolute address of its case's
page."""
