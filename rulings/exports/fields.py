"""The fields of the reading that leave the site: events, what rulings decided, claims.

Forms: "csv" and "json" are ``timeline.csv`` and ``timeline.json``, ``claims.csv`` and ``claims.json``; "api" is the
API, "file" what ``export_docket`` prints. What words a field can hold is the vocabulary's and the models'.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin

from dockets.documents.availability import Place
from dockets.format.fields import (
    ADDRESS,
    DAY,
    MOMENT,
    NUMBER,
    NUMBER_OR_NULL,
    TEXT,
    TEXT_OR_NULL,
    TEXTS,
    YES_NO,
    Field,
    Table,
    entry_of,
    get_attribute_reader,
    one_of,
)
from dockets.format.urls import build_docket_url
from dockets.history.fields import DOCKET, DOCUMENT
from dockets.models import Docket, Party
from rulings.claims.matrix_values import ClaimsMatrix, MatrixCell, MatrixColumn, NamedFiling
from rulings.claims.matrix_values import MatrixLine as ClaimLine
from rulings.claims.status import ClaimFate
from rulings.exports.across_cases import CaseLine
from rulings.exports.event_values import EventValues
from rulings.http.subscription_keys import API
from rulings.timeline.summary import RelatedDocket
from rulings.vocabulary.claims import CLAIM_KIND_LABELS, Change, Stance
from rulings.vocabulary.details import DETAIL_LABELS
from rulings.vocabulary.hearing_status import HearingStatus
from rulings.vocabulary.kinds import KIND_LABELS, EventKind
from rulings.vocabulary.motion_states import STATES_WITHOUT_RULING
from rulings.vocabulary.outcomes import OUTCOME_LABELS
from rulings.vocabulary.read_by import ReadBy
from rulings.wanted.wanted_list import WantedLine


def _api_address(docket: Docket, site: str) -> str:
    return urljoin(site, f"{API}cases/{docket.court_id}/{quote(docket.docket_number, safe=':/')}/")


CASE = Table(*DOCKET.fields, Field("api_url", ADDRESS, "Its address in the API.", _api_address, api=22))


def _related_address(other: RelatedDocket, site: str) -> str:
    return urljoin(site, other.url) if other.url else ""


RELATED = Table(
    Field("relation", TEXT, 'What the case is to the other one: "removed from".', api=1),
    Field("court", TEXT, "The other's court.", api=2),
    Field("number", TEXT, "The other's docket number.", api=3),
    Field("name", TEXT, "The other's caption.", api=4),
    Field("url", TEXT, 'Its page, or "" where it is not here.', _related_address, api=5),
)
EVENT_DOCUMENT = Table(
    *(replace(field, name=name, value=entry_of(name), api=field.place_in("api"), json=field.place_in("json"), file=0)
      for field in DOCUMENT.fields_in("api") for name in [field.name_in("api")])
)  # fmt: skip
"""For a document as a mapping with the API's names."""
DECIDED = Table(
    Field("what", TEXT, "The motion or claim.", json=1, api=1),
    Field("outcome", TEXT, "What became of it, in words.", json=2, api=2),
    Field("parties", TEXT, "For whom, where that is not all.", json=3, api=3),
    Field("reason", TEXT, "Why, in a sentence of ours.", json=4, api=4),
    Field("quotation", TEXT, "The court's own words.", json=5, api=5),
    Field("place", TEXT, 'Where they stand: "at 8".', json=6, api=6),
    Field("machine", YES_NO, "Read from the text by the machine, and not yet confirmed by an editor.", json=7, api=7),
    Field(
        "quoted_from",
        TEXT,
        "Whom the editors quote them from, where no text that is kept here says them.",
        json=8,
        api=8,
    ),
)


def _decided_in_words(line: EventValues, site: str) -> str:
    return "; ".join(f"{item.what}: {item.outcome}" for item in line.decided)


def _documents_in_words(line: EventValues, site: str) -> str:
    return "; ".join(_document(document) for document in line.documents if document["description"] or document["url"])


def _document(document: Mapping[str, Any]) -> str:
    """The main document has number 0, which means nothing to a reader."""
    return " ".join(filter(None, [str(document["number"] or ""), document["description"], document["url"]]))


def _entered(line: EventValues, site: str) -> Any:
    return line.entered_at or line.date_entered


def _motion_read_by(motion: Mapping[str, Any], site: str) -> ReadBy:
    return ReadBy.EDITOR if motion["is_corrected"] else ReadBy.MACHINE


def _motion_address(motion: Mapping[str, Any], site: str) -> str:
    return urljoin(site, str(motion["url"]))


def _price_in_dollars(line: WantedLine, site: str) -> str:
    return "" if line.place.cents is None else f"{line.place.cents / 100:.2f}"


def _wanters(line: WantedLine, site: str) -> str:
    return "; ".join(wish.name for wish in line.wishes)


def _wanted_for(line: WantedLine, site: str) -> str:
    return "; ".join(wish.why for wish in line.wishes if wish.why)


def _page_of_wanted(line: WantedLine, site: str) -> str:
    return urljoin(site, line.url)


EVENT = Table(
    Field("id", TEXT, "Stable: filing/kx7…, hearing/kx7…/2021-01-14T1000, milestone/12.", json=1, api=1),
    Field("type", one_of(EventKind), "What stands on the timeline.", csv=3, json=2, api=2,
          file=(1, "event_kind")),
    Field("date", DAY, "Its day, in the court's own zone.", csv=1, json=3, api=3, file=3),
    Field("at", MOMENT, "Of a hearing, in the court's zone.", csv=(2, "time"), json=4, api=4, file=4),
    Field("kind", one_of(KIND_LABELS, or_blank=True), "What a filing is.", json=5, api=5, file=2),
    Field("kind_label", TEXT, "Its kind in words.", csv=(4, "kind"), json=24, api=21),
    Field("number", TEXT, 'The court\'s entry number, or "".', csv=5, json=6, api=6),
    Field("headline", TEXT, "What it is, in words of ours.", csv=6, json=7, api=7, file=5),
    Field("text", TEXT, "The court's words; of a milestone, the editors'.", csv=11, json=8, api=8),
    Field("filed_by", TEXT, "Who filed it.", csv=7, json=9, api=9, file=7),
    Field("side", one_of(Party.Side.values, or_blank=True), "On which side that is.", csv=8, json=10, api=10, file=8),
    Field("outcome", one_of(OUTCOME_LABELS, or_blank=True), "What became of a motion, or what a ruling decided.",
          "outcome_key", json=(12, "outcome_key"), api=22, file=6),
    Field("outcome_label", TEXT, "Its outcome in words; of a motion, with the ruling that it rests on.", "outcome",
          csv=(9, "outcome"), json=(11, "outcome"), api=23),
    Field("decided", {}, "What a ruling did to each motion and claim.", items=DECIDED, json=25, api=25),
    Field("decided", TEXT, "What a ruling did to each motion and claim.", _decided_in_words, csv=10),
    Field("documents", {}, "Its documents.", items=EVENT_DOCUMENT, json=16, api=24),
    Field("documents", TEXT, "Its documents: number, description, address.", _documents_in_words, csv=12),
    Field("place", TEXT, "Of a hearing: where it is held.", csv=13, json=13, api=11),
    Field("cancelled", YES_NO, "A hearing that the court took off its calendar.", csv=14, json=14, api=12),
    Field("status", one_of(HearingStatus, or_blank=True), "Of a hearing or trial: what is known of its day.", csv=21,
          json=26, api=26),
    Field("told_by", TEXT, 'The filing that says that a hearing was held or called off, or "".', csv=22, json=27,
          api=27),
    Field("read_by", one_of(ReadBy), "Who says what stands here in words of ours: a machine, or an editor who entered"
          " or confirmed it.", csv=23, json=28, api=28),
    Field("url", ADDRESS, "The filing's page, or the line on the timeline.", csv=17, json=15, api=13),
    Field("date_entered", DAY, "When the clerk entered it.", json=17, api=14),
    Field("entered_at", MOMENT, "The moment of entry, where it is known.", json=18, api=15),
    Field("entered", MOMENT, "The moment or else the day of entry.", _entered, csv=15),
    Field("first_seen", MOMENT, "When a source first showed it.", csv=16, json=19, api=16),
    Field("changed_at", MOMENT, "When the court last changed it; of a hearing, also when it was called off.",
          json=20, api=17),
    Field("missing_since", MOMENT, "When a filing was last shown, where no source shows it any more.",
          csv=18, json=21, api=18),
    Field("source", TEXT, "Of a milestone: who says so.", csv=19, json=22, api=19),
    Field("source_url", TEXT, 'Where the source says it, or "".', csv=20, json=23, api=20),
)  # fmt: skip
"""For an ``EventValues``."""
PENDING_MOTION = Table(
    Field("court", TEXT, "The court's id.", entry_of("docket__court_id"), csv=1),
    Field("docket_number", TEXT, "As the court writes it.", entry_of("docket__docket_number"), csv=2),
    Field("case_name", TEXT, "The caption.", entry_of("docket__case_name"), csv=3),
    Field("judge", TEXT, "The judge of the case.", entry_of("docket__assigned_to"), csv=4),
    Field("number", TEXT, 'The court\'s entry number, or "".', entry_of("filing__number"), csv=5),
    Field("headline", TEXT, "What is asked, in words of ours.", entry_of("headline"), csv=6),
    Field("kind", one_of(DETAIL_LABELS, or_blank=True), "What the motion is about.", entry_of("detail"), csv=7),
    Field("filed_by", TEXT, "Who filed it.", entry_of("filed_by"), csv=8),
    Field("filed", DAY, "When it was filed.", entry_of("date"), csv=9),
    Field("days", NUMBER_OR_NULL, "Days since then, at the moment of the download.", entry_of("days"), csv=10),
    Field("state", one_of(STATES_WITHOUT_RULING), "How far it has come. `not_seen_decided`: no ruling was seen, and too"
          " little of the docket is known to call it pending.", entry_of("state"), csv=11),
    Field("since", DAY, "From which day it was so, where that is later.", entry_of("since"), csv=12),
    Field("read_by", one_of(ReadBy), "Who says so.", _motion_read_by, csv=13),
    Field("url", ADDRESS, "Its page.", _motion_address, csv=14),
)  # fmt: skip
"""For a row of ``/pending/``."""
WANTED = Table(
    Field("court", TEXT, "The court's id.", "court_id", csv=1),
    Field("docket_number", TEXT, "As the court writes it.", csv=2),
    Field("case_name", TEXT, "The caption.", csv=3),
    Field("number", TEXT, 'The court\'s entry number, or "".', csv=4),
    Field("document", NUMBER, "Of the entry's documents: 0 the main one, 1 and up its attachments.", csv=5),
    Field("headline", TEXT, "What the entry is, in words of ours.", csv=6),
    Field("title", TEXT, "What the document is called.", csv=7),
    Field("filed", DAY, "When it was filed.", csv=8),
    Field("place", one_of(Place), "Where it can be got, as far as is known.", "place.place", csv=9),
    Field("pages", NUMBER_OR_NULL, "How many pages it has.", csv=10),
    Field("price", TEXT, 'At PACER, in dollars: "1.20"; "" where it is not known, or nothing is to be paid.',
          _price_in_dollars, csv=11),
    Field("wanted_by", TEXT, "Who wants it.", _wanters, csv=12),
    Field("why", TEXT, "What for.", _wanted_for, csv=13),
    Field("since", MOMENT, "Since when somebody wants it.", csv=14),
    Field("url", ADDRESS, "Its page.", _page_of_wanted, csv=15),
    Field("source_url", TEXT, 'Where a source found it, or "".', "place.url", csv=16),
)  # fmt: skip
"""For a ``WantedLine``."""
EXPORTED_EVENT = Table(
    *(replace(field, value=entry_of(field.name_in("file")), csv=0, json=0, api=0) for field in EVENT.fields_in("file")),
    Field("thread", {"type": "array", "items": {"type": "object"}}, "What it speaks of and what speaks of it, by date.",
          entry_of("thread"), file=9),
    Field("filing_public_id", TEXT, "The id of the filing that it is, or that set it.",
          entry_of("filing_public_id"), file=10),
)  # fmt: skip
"""For a row of ``TimelineEvent`` in these names, as ``export_docket`` prints it."""
PARENT = CASE.pick("court", "docket_number", "case_name", "url", "api_url")


def _of_line(field: Field) -> Callable[[CaseLine, str], Any]:
    found = get_attribute_reader(field.value or field.name)
    return lambda told, site: found(told.line, site)


RULING = Table(
    Field("case", {}, "Its case.", "docket", part=PARENT, api=1),
    *(replace(field, value=_of_line(field), api=field.place_in("api") + 1) for field in EVENT.fields_in("api")),
)
"""For a ``CaseLine``: an event with its case."""


class Decision(NamedTuple):
    """A disposition of a claim: a row of ``claims.csv``, which has a row for a claim without any, too."""

    line: ClaimLine
    column: MatrixColumn | None = None
    said: MatrixCell | None = None


class ClaimDecided(NamedTuple):
    """A claim with its dispositions in order of time."""

    line: ClaimLine
    decisions: list[Decision]


def _absolute(filing: NamedFiling, site: str) -> str:
    return urljoin(site, filing.url)


def _claims_address(docket: Docket, site: str) -> str:
    return urljoin(site, f"{build_docket_url(docket.court_id, docket.docket_number)}claims/")


CLAIMS_DOCKET = Table(
    *CASE.pick("court", "court_name", "docket_number", "case_name").fields,
    Field("url", ADDRESS, "The page of its claims.", _claims_address, json=6),
)
NAMED_FILING = Table(
    Field("number", TEXT, 'The court\'s entry number, or "".', json=1),
    Field("id", TEXT, "Never changes.", "public_id", json=2),
    Field("date", DAY, "When it was filed.", json=3),
    Field("told", TEXT, 'As a page calls it: "Order of Jan. 21, 2021".', json=4),
    Field("url", ADDRESS, "Its page.", _absolute, json=5),
)
LATER_PLEADING = Table(
    Field("pleading", {}, "Which.", lambda row, _: row[0], part=NAMED_FILING, json=1),
    Field("change", one_of(Change), "What it did to the claim.", lambda row, _: row[1].lower(), json=2),
    Field("number", NUMBER_OR_NULL, "The claim's number there, if that is another one.", lambda row, _: row[2], json=3),
)
POSITION = Table(
    Field("stance", one_of(Stance), "For the claim, or against it.", json=1),
    Field("who", TEXT, "Which side that is.", json=2),
    Field("text", TEXT, "What it says, in a sentence of ours.", json=3),
    Field("filing", {}, "Where it says so.", part=NAMED_FILING, or_null=True, json=4),
)
STATUS = Table(
    Field("parties", TEXTS, "For whom; empty: for all.", json=1),
    Field("fate", one_of(ClaimFate), "What the claim has come to.", json=2),
    Field("word", TEXT, "What it has come to, in words.", json=3),
    Field("note", TEXT, "Since when, and by what.", json=4),
    Field("outcome", one_of(OUTCOME_LABELS, or_blank=True), "The decision that it follows from.", json=5),
    Field("since", DAY, "The day of that.", json=6),
)


def _said(name: str) -> Callable[[Decision, str], Any]:
    """Reads a field of the disposition; "" where there is none."""
    return lambda row, _: getattr(row.said, name) if row.said else ""


def _column(of: Callable[[MatrixColumn], Any]) -> Callable[[Decision, str], Any]:
    """Reads a field of the ruling; "" where there is none."""
    return lambda row, _: of(row.column) if row.column else ""


def _standard(row: Decision, site: str) -> str:
    return (row.said and row.said.standard) or (row.column and row.column.standard) or ""


def _ruling_address(row: Decision, site: str) -> str:
    return urljoin(site, row.column.filing.url) if row.column else ""


def _pleading(row: Decision, site: str) -> str:
    return (row.line.pleading.number or row.line.pleading.told) if row.line.pleading else ""


def _status_in_words(row: Decision, site: str) -> list[str]:
    return [f"{now.word} ({', '.join(now.parties)})" if now.parties else now.word for now in row.line.now]


def _notes(row: Decision, site: str) -> list[str]:
    return [now.note for now in row.line.now if now.note]


DISPOSITION = Table(
    Field("claim", TEXT, 'The claim\'s number on the day that is shown: "2, formerly 3".', "line.label", csv=1),
    Field("title", TEXT, "What is claimed.", "line.claim.title", csv=2),
    Field("ground", TEXT, 'The law that it rests on: "15 U.S.C. § 1".', "line.claim.ground", csv=3),
    Field("asserted_by", TEXTS, "Who makes it.", "line.asserted_by", csv=4),
    Field("against", TEXTS, "Against whom.", "line.against", csv=5),
    Field("pleading", TEXT, "The pleading that makes it.", _pleading, csv=6),
    Field("date", DAY, "The day of the ruling.", _column(lambda column: column.filing.date), csv=7, json=1),
    Field("filing", TEXT, "Its entry number, or else its id.",
          _column(lambda column: column.filing.number or column.filing.public_id), csv=8, json=2),
    Field("url", ADDRESS, "Its page.", _ruling_address, csv=21, json=3),
    Field("ruling", TEXT, "Its title.", _column(lambda column: column.title), csv=9, json=4),
    Field("by_court", YES_NO, "A ruling, not what parties filed.", _column(lambda column: column.is_ruling), json=5),
    Field("outcome", one_of(OUTCOME_LABELS), "What it did to the claim.", _said("outcome"), json=6),
    Field("outcome_label", TEXT, "What it did to the claim, in words.", _said("label"), csv=(10, "outcome"), json=7),
    Field("parties", TEXTS, "For whom; empty: for all.", _said("parties"), csv=11, json=8),
    Field("standard", TEXT, "The standard that the court applied.", _standard, csv=15, json=9),
    Field("reason", TEXT, "Why, in a sentence of ours.", _said("reason"), csv=12, json=10),
    Field("quotation", TEXT, "The court's own words.", _said("quotation"), csv=13, json=11),
    Field("place", TEXT, 'Where they stand: "at 8".', _said("place"), csv=14, json=12),
    Field("read_by_machine", YES_NO, "Read by the machine, and not yet confirmed by an editor.", _said("machine"),
          csv=16, json=13),
    Field("undone", TEXT, 'What became of it: "Reversed Jan. 3, 2022".', _said("undone"), csv=17, json=14),
    Field("status", TEXTS, "What the claim has come to.", _status_in_words, csv=18),
    Field("status_note", TEXTS, "Since when, and by what.", _notes, csv=19),
    Field("quoted_from", TEXT, "Whom the editors quote it from, where no text that is kept here says it.",
          _said("quoted_from"), csv=20, json=15),
    Field("judge", TEXT, "Who decided.", _column(lambda column: column.judge), csv=22, json=16),
)  # fmt: skip
"""For a ``Decision``."""
CLAIM = Table(
    Field("kind", one_of(CLAIM_KIND_LABELS), "Who makes it against whom.", "line.claim.kind", json=1),
    Field("number", NUMBER, "In the pleading that makes it.", "line.claim.number", json=2),
    Field("label", TEXT, 'Its number on the day that is shown: "2, formerly 3".', "line.label", json=3),
    Field("title", TEXT, "What is claimed.", "line.claim.title", json=4),
    Field("ground", TEXT, 'The law that it rests on: "15 U.S.C. § 1".', "line.claim.ground", json=5),
    Field("summary", TEXT, "In plain language, by an editor.", "line.claim.summary", json=6),
    Field("asserted_by", TEXTS, "Who makes it.", "line.asserted_by", json=7),
    Field("against", TEXTS, "Against whom.", "line.against", json=8),
    Field("pleading", {}, "The pleading that makes it.", "line.pleading", part=NAMED_FILING, or_null=True, json=9),
    Field("later_pleadings", {}, "What later pleadings did to it.", "line.later", items=LATER_PLEADING, json=10),
    Field("positions", {}, "What each side says of it.", "line.stood", items=POSITION, json=11),
    Field("status", {}, "What it has come to, for all or some of its parties.", "line.now", items=STATUS, json=12),
    Field("dispositions", {}, "What rulings did to it, in order of time.", "decisions", items=DISPOSITION, json=13),
)
"""For a ``ClaimDecided``."""
CLAIMS = Table(
    Field("docket", {}, "Its case.", part=CLAIMS_DOCKET, json=1),
    Field("on", DAY, "The day whose end is shown; null: today.", json=2),
    Field("claims", {}, "Each claim.", lambda found, _: list_decided_claims(found), items=CLAIM, json=3),
)
"""For a ``ClaimsMatrix``."""


def list_decided_claims(found: ClaimsMatrix) -> list[ClaimDecided]:
    """Each claim with what rulings did to it; what pleadings did is left out."""
    return [ClaimDecided(line, list(_decisions(found, line))) for line in found.lines]


def _decisions(found: ClaimsMatrix, line: ClaimLine) -> Iterator[Decision]:
    for column, cell in zip(found.columns, line.cells, strict=True):
        yield from (Decision(line, column, said) for said in cell if said.id > 0)


def _of_row(name: str) -> Callable[[Any, str], Any]:
    """The value of ``name`` in the link that a tracker's row rests on, of its latest development, or its next date."""
    part, _, key = name.partition(".")

    def found(row: Any, base: str) -> Any:
        told = getattr(row, part)
        value = told.get(key) if told else None
        return value and urljoin(base, value) if key == "url" else value or ("" if key != "date" else None)

    return found


def _is_machine(row: Any, base: str) -> bool:
    return bool(row.latest and row.latest["by"] == "machine")


def _say_in_effect(row: Any, base: str) -> str:
    return {True: "yes", False: "no", None: ""}[row.in_effect]


ROW_DOCKET = Table(
    Field("court", TEXT, "The court, as it is cited.", entry_of("court"), json=1, api=1),
    Field("docket_number", TEXT, "As the court writes it.", entry_of("number"), json=2, api=2),
    Field("case_name", TEXT, "The caption.", entry_of("name"), json=3, api=3),
    Field("relation", TEXT, 'What it is of the docket before it: "appealed as"; "" of the one that leads.',
          entry_of("relation"), json=4, api=4),
    Field("is_appeal", YES_NO, "Whether it is an appeal of the docket before it.", entry_of("nested"), json=5, api=5),
    Field("ended_on", DAY, "When it ended; null where it has not, as far as is known.",
          entry_of("ended"), json=6, api=6),
    Field("url", ADDRESS, "Its page.", lambda told, base: urljoin(base, told["url"]), json=7, api=7),
)  # fmt: skip
"""For a docket of a tracker's row, as ``Matter.values`` has it."""
ROW_LINK = Table(
    Field("words", TEXT, "What it is, in the editors' words.", entry_of("words"), json=1, api=1),
    Field("url", ADDRESS, "Its page.", lambda told, base: urljoin(base, told["url"]), json=2, api=2),
)
"""For a key document of a tracker's row, as ``Matter.documents`` has it."""
TRACKER_ROW = Table(
    Field("row", TEXT, "The end of its permanent link; it stays.", "anchor", csv=1, json=1, api=1),
    Field("dispute", TEXT, "What it is called.", "name", csv=2, json=2, api=2),
    Field("court", TEXT, "Where the docket that leads it is.", "court_name", csv=3, json=3, api=3),
    Field("docket_number", TEXT, "Its number.", csv=4, json=4, api=4),
    Field("filed_on", DAY, "When the dispute began.", csv=5, json=5, api=5),
    Field("topic", TEXT, "In the editors' words.", csv=6, json=6, api=6),
    Field("action", TEXT, "What is challenged, in the editors' words.", csv=7, json=7, api=7),
    Field("sides", TEXT, "Who is on which side, in the editors' words.", csv=8, json=8, api=8),
    Field("status", TEXT, "Where it stands, in the tracker's own vocabulary.", csv=9, json=9, api=9),
    Field("status_side", TEXT, "Whom that favours.", csv=10, json=10, api=10),
    Field("status_open", YES_NO, "Whether that counts as open.", csv=11, json=11, api=11),
    Field("status_since", DAY, "From when on it has that status.", "since", csv=12, json=12, api=12),
    Field("status_rests_on", TEXT, "The number of the filing that it rests on.", _of_row("rests_on.number"),
          csv=13, json=13, api=13),
    Field("status_rests_on_url", TEXT_OR_NULL, "The page of that filing.", _of_row("rests_on.url"),
          csv=14, json=14, api=14),
    Field("status_by_editors", YES_NO, "Whether an editor says so. If not, it follows by rule from what is known of "
          "the cases, read by machine where no editor has entered it.", "is_editors", csv=15, json=15, api=15),
    Field("status_reason", TEXT, "Why an editor says so.", "reason", csv=16, json=16, api=16),
    Field("latest", TEXT, "The latest development.", _of_row("latest.words"), csv=17, json=17, api=17),
    Field("latest_on", DAY, "Its day.", csv=18, json=18, api=18),
    Field("latest_url", TEXT_OR_NULL, "The page of its filing.", _of_row("latest.url"), csv=19, json=19, api=19),
    Field("latest_read_by_machine", YES_NO, "Whether a machine read it.", _is_machine, csv=20, json=20, api=20),
    Field("next", TEXT, "The next date that a court has set.", _of_row("next.title"), csv=21, json=21, api=21),
    Field("next_on", DAY, "Its day, in the court's zone.", _of_row("next.date"), csv=22, json=22, api=22),
    Field("judge", TEXT, "Of the docket that leads it.", csv=23, json=23, api=23),
    Field("stage", TEXT, "How far that docket has come, read by machine.", csv=24, json=24, api=24),
    Field("last_activity", DAY, "The day of the newest filing in any of its dockets.", csv=25, json=25, api=25),
    Field("confirmed_at", MOMENT, "When an editor last wrote or confirmed the row; null: none has.",
          csv=26, json=26, api=26),
    Field("may_be_out_of_date", TEXT, "What a court did since then that no editor has looked at.", "doubt",
          csv=27, json=27, api=27),
    Field("url", ADDRESS, "Its permanent link.", lambda row, base: urljoin(base, row.link), csv=28, json=28, api=28),
    Field("dockets", {}, "All dockets of the dispute.", "dockets", items=ROW_DOCKET, json=29, api=29),
    Field("own", {"type": "object", "additionalProperties": TEXT}, "The editors' own columns, by their names.",
          json=30, api=30),
    Field("in_effect", one_of(("yes", "no"), or_blank=True), "Whether something that was asked for is in effect; "
          "nothing: not known.", _say_in_effect, csv=29, json=31, api=31),
    Field("documents", {}, "Key documents, which the editors chose.", "documents", items=ROW_LINK, json=32, api=32),
)  # fmt: skip
"""For a row of a tracker (``rulings.trackers.display.Row``). The CSV has the editors' own columns after these."""
TRACKER = Table(
    Field("slug", TEXT, "The end of its address.", json=1, api=1),
    Field("title", TEXT, "What it is called.", json=2, api=2),
    Field("standfirst", TEXT, "What it is about, in a sentence or two.", json=3, api=3),
    Field("topic", TEXT, "Its topic.", json=4, api=4),
    Field("byline", TEXT, "Who keeps it.", json=5, api=5),
    Field("methodology", TEXT, "How rows are counted.", json=6, api=6),
    Field("inclusion_rule", TEXT, "What is in it.", json=7, api=7),
    Field("known_gaps", TEXT, "What is known to be missing.", json=8, api=8),
    Field("url", ADDRESS, "Its page.", lambda row, base: urljoin(base, f"/trackers/{row.slug}/"), json=9, api=9),
)
"""For a ``Tracker``."""
