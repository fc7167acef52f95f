"""A CourtListener on a real local port: dockets, entries on cursor pages, parties, attorneys, and messages of its
webhooks.

It holds state, as the real one does: a test changes an entry, and the next poll sees it. It refuses what the real one
refuses (no token, unknown filters), leaks what the real one leaks unless asked not to, and fails as it is told to
(``fail``). The shapes of what it sends are held against real ones by ``test_courtlistener_shapes``. The case and the
people in it are invented.
"""

import base64
import itertools
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.fakes.fakes import Script, answer
from tests.servers.workers import empty_broker

TOKEN = "token-of-the-fake"
PAGE = 20
DOCKET = 70100200
CASE = "2:24-cv-00917"
LONG_AGO = "2024-03-01T09:00:00.000000-08:00"
BEFORE = "2024-02-28T09:00:00.000000-08:00"
"""When the entries of a docket were last modified that was itself modified ``LONG_AGO``."""
API = "https://www.courtlistener.com/api/rest/v4"
_RANGES = {
    f"date_{what}{end}" for what in ("created", "modified", "filed") for end in ("", "__gte", "__gt", "__lte", "__lt")
}
_PAGING = {"cursor", "order_by", "omit", "fields", "page_size", "count"}
FILTERS = {
    "dockets": {"id", "court", "docket_number", "docket_number_core", "pacer_case_id"} | _RANGES | _PAGING,
    "docket-entries": {"docket", "entry_number", "pacer_sequence_number"} | _RANGES | _PAGING,
    "parties": {"docket", "name", "filter_nested_results"} | _PAGING,
    "attorneys": {"docket", "name", "filter_nested_results"} | _PAGING,
    "recap-documents": {"pacer_doc_id", "docket_entry__docket__court", "docket_entry", "is_available"} | _PAGING,
}

type Row = dict[str, Any]


@dataclass
class Asked:
    """One request: ``endpoint`` is "docket-entries", ``id`` what stood behind it."""

    endpoint: str
    id: str
    query: dict[str, str]
    at: float = field(default_factory=time.monotonic)


@dataclass
class Courtlistener:
    """What it holds, and what it was asked. ``denied``: endpoints that answer 403; ``files``: of its storage, by
    path; ``authorizations``: what each request bore."""

    url: str
    dockets: dict[int, Row] = field(default_factory=dict)
    entries: list[Row] = field(default_factory=list)
    parties: list[Row] = field(default_factory=list)
    attorneys: list[Row] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    authorizations: list[str] = field(default_factory=list)
    denied: set[str] = field(default_factory=set)
    asked: list[Asked] = field(default_factory=list)
    faults: list[tuple[Callable[[Asked], bool], Script]] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(9001))
    ended: threading.Event = field(default_factory=threading.Event)

    def add_docket(self, docket_id: int = DOCKET, *, entries: int = 0, **fields: Any) -> Row:
        """With so many numbered entries, two parties and a lawyer for each."""
        self.dockets[docket_id] = docket(docket_id, **fields)
        for number in range(1, entries + 1):
            self.add_entry(docket_id, number)
        for name, type, lawyer in (
            ("Harbor Light Press", "Plaintiff", "Ada Wren"),
            ("Tidewater Data, Inc.", "Defendant", "Bo Castile"),
        ):
            self.add_party(docket_id, name, type, lawyer)
        return self.dockets[docket_id]

    def add_entry(self, docket_id: int, number: int | None, **fields: Any) -> Row:
        row = entry(next(self.ids), docket_id, number, **fields)
        self.entries.append(row)
        return row

    def add_party(self, docket_id: int, name: str, type: str, lawyer: str, *, role: int = 2) -> None:
        party_id, lawyer_id = next(self.ids), next(self.ids)
        self.parties.append(party(party_id, docket_id, name, type, lawyer_id, role))
        self.attorneys.append(attorney(lawyer_id, docket_id, party_id, lawyer, role))

    def change(self, row: Row, **fields: Any) -> None:
        """As an upload does: the row changes, and with it its docket."""
        now = datetime.now(UTC).isoformat()
        row |= {"date_modified": now} | fields
        if "docket" in row:
            self.dockets[_docket_of(row)]["date_modified"] = now

    def fail(self, script: Script, *, endpoint: str = "", cursor: bool | None = None, times: int = 1) -> None:
        """The next requests to an endpoint (with or without a cursor) are answered by ``script`` instead."""
        left = itertools.count(1)

        def applies(asked: Asked) -> bool:
            wanted = not endpoint or asked.endpoint == endpoint
            page = cursor is None or cursor == ("cursor" in asked.query)
            return wanted and page and next(left) <= times

        self.faults.append((applies, script))

    def paths(self) -> list[str]:
        return [asked.endpoint for asked in self.asked]


def docket(docket_id: int, **fields: Any) -> Row:
    slug = "harbor-light-press-v-tidewater-data-inc"
    told: Row = {
        "resource_uri": f"{API}/dockets/{docket_id}/",
        "id": docket_id,
        "court": f"{API}/courts/wawd/",
        "court_id": "wawd",
        "original_court_info": None,
        "idb_data": None,
        "bankruptcy_information": None,
        "clusters": [],
        "audio_files": [],
        "assigned_to": f"{API}/people/77/",
        "referred_to": None,
        "absolute_url": f"/docket/{docket_id}/{slug}/",
        "date_created": LONG_AGO,
        "date_modified": LONG_AGO,
        "source": 9,
        "appeal_from_str": "",
        "assigned_to_str": "Odile Marchetti",
        "referred_to_str": "",
        "panel_str": "",
        "date_last_index": LONG_AGO,
        "date_cert_granted": None,
        "date_cert_denied": None,
        "date_argued": None,
        "date_reargued": None,
        "date_reargument_denied": None,
        "date_filed": "2024-01-08",
        "date_terminated": None,
        "date_last_filing": "2024-02-29",
        "case_name_short": "",
        "case_name": "Harbor Light Press v. Tidewater Data, Inc.",
        "case_name_full": "",
        "slug": slug,
        "docket_number": CASE,
        "docket_number_core": "2400917",
        "pacer_case_id": "330917",
        "cause": "28:1332 Diversity-Breach of Contract",
        "nature_of_suit": "Contract: Other",
        "jury_demand": "Plaintiff",
        "jurisdiction_type": "Diversity",
        "appellate_fee_status": "",
        "appellate_case_type_information": "",
        "mdl_status": "",
        "filepath_ia": "",
        "filepath_ia_json": "",
        "ia_upload_failure_count": None,
        "ia_needs_upload": True,
        "ia_date_first_change": None,
        "date_blocked": None,
        "blocked": False,
        "appeal_from": None,
        "tags": [],
        "panel": [],
    }
    return told | fields


def entry(entry_id: int, docket_id: int, number: int | None, **fields: Any) -> Row:
    day = date(2024, 1, 8) + timedelta(days=number or 0)
    text = f"NOTICE {number} by Plaintiff Harbor Light Press. (Wren, Ada) (Entered: {day:%m/%d/%Y})"
    told: Row = {
        "resource_uri": f"{API}/docket-entries/{entry_id}/",
        "id": entry_id,
        "docket": f"{API}/dockets/{docket_id}/",
        "date_filed": day.isoformat(),
        "time_filed": None,
        "description": text,
        "date_created": BEFORE,
        "entry_number": number,
        "date_modified": BEFORE,
        "recap_documents": [document(entry_id, docket_id, number, 0)] if number else [],
        "pacer_sequence_number": 3 * (number or 0) + 5,
        "recap_sequence_number": f"{day.isoformat()}.001",
        "tags": [],
    }
    return told | fields


def document(entry_id: int, docket_id: int, number: int | None, attachment: int, **fields: Any) -> Row:
    document_id = entry_id * 100 + attachment
    told: Row = {
        "resource_uri": f"{API}/recap-documents/{document_id}/",
        "id": document_id,
        "sha1": "",
        "file_size": 20_480,
        "is_sealed": None,
        "thumbnail": None,
        "ocr_status": None,
        "page_count": 4,
        "date_upload": None,
        "description": "Notice" if not attachment else f"Exhibit {attachment}",
        "filepath_ia": "",
        "absolute_url": f"/docket/{docket_id}/{number}/harbor-light-press-v-tidewater-data-inc/",
        "date_created": LONG_AGO,
        "is_available": False,
        "pacer_doc_id": f"1970{number or 0:06}{attachment:02}",
        "date_modified": LONG_AGO,
        "document_type": 2 if attachment else 1,
        "filepath_local": None,
        "document_number": str(number or ""),
        "is_free_on_pacer": None,
        "thumbnail_status": 0,
        "attachment_number": attachment or None,
        "ia_upload_failure_count": None,
        "tags": [],
        "plain_text": "words of the document " * 50,
    }
    return told | fields


def party(party_id: int, docket_id: int, name: str, type: str, lawyer_id: int, role: int) -> Row:
    def acting(docket: int, role: int) -> Row:
        ids = {"attorney": f"{API}/attorneys/{lawyer_id}/", "attorney_id": lawyer_id}
        return ids | {"date_action": None, "docket": f"{API}/dockets/{docket}/", "docket_id": docket, "role": role}

    def of(docket: int, type: str) -> Row:
        ids = {
            "docket": f"{API}/dockets/{docket}/",
            "docket_id": docket,
            "name": type,
            "date_terminated": None,
            "extra_info": "",
        }
        levels = {"highest_offense_level_opening": "", "highest_offense_level_terminated": ""}
        return ids | levels | {"criminal_counts": [], "criminal_complaints": []}

    return {
        "resource_uri": f"{API}/parties/{party_id}/",
        "id": party_id,
        "attorneys": [acting(docket_id, role), acting(111, 6)],
        "party_types": [of(docket_id, type), of(111, "Movant")],
        "date_created": LONG_AGO,
        "date_modified": LONG_AGO,
        "name": name,
        "extra_info": "",
    }


def attorney(lawyer_id: int, docket_id: int, party_id: int, name: str, role: int) -> Row:
    def of(docket: int, role: int) -> Row:
        party = f"{API}/parties/{party_id}/"
        return {"role": role, "docket": f"{API}/dockets/{docket}/", "party": party, "date_action": None}

    return {
        "resource_uri": f"{API}/attorneys/{lawyer_id}/",
        "id": lawyer_id,
        "parties_represented": [of(docket_id, role), of(111, 6)],
        "date_created": LONG_AGO,
        "date_modified": LONG_AGO,
        "name": name,
        "contact_raw": f"{name} LLP\n1 Quay Street\nSeattle, WA 98101\n",
        "phone": "",
        "fax": "",
        "email": "",
    }


def alert(*entries: Row, version: int = 2) -> bytes:
    """The message of a docket alert: entries without what only the API adds, and the docket as a number."""
    rows = []
    for row in entries:
        documents = [_without(one, "resource_uri", "tags", "plain_text") for one in row["recap_documents"]]
        bare = _without(row, "resource_uri", "tags", "time_filed")
        rows.append(bare | {"docket": _docket_of(row), "recap_documents": documents})
    return message({"results": rows}, 1, version)


def message(payload: Row, event: int, version: int = 2) -> bytes:
    sent = datetime.now(UTC).isoformat()
    about = {"version": version, "event_type": event, "date_created": sent, "deprecation_date": None}
    return json.dumps({"payload": payload, "webhook": about}).encode()


def deliver(url: str, body: bytes, key: str = "") -> int:
    """Sends a message as CourtListener does, and returns the status that came back."""
    headers = {"Content-Type": "application/json"} | ({"Idempotency-Key": key} if key else {})
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=10) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def throttled(seconds: int | None = 7) -> Script:
    told = {"detail": f"Request was throttled. Rate limit exceeded: 5/min. Expected available in {seconds} seconds."}
    headers = {"Retry_After": str(seconds)} if seconds is not None else {}
    return answer(json.dumps(told).encode(), status=429, content_type="application/json", **headers)


def error(status: int, detail: str) -> Script:
    return answer(json.dumps({"detail": detail}).encode(), status=status, content_type="application/json")


def _without(row: Row, *names: str) -> Row:
    return {name: value for name, value in row.items() if name not in names}


def _docket_of(row: Mapping[str, Any]) -> int:
    return int(str(row["docket"]).rstrip("/").rsplit("/", 1)[-1])


@contextmanager
def courtlistener() -> Iterator[Courtlistener]:
    """Runs one for the time of the block. It knows nothing of what was asked before: no test is kept waiting for what
    an earlier one was told."""
    empty_broker()
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    fake = Courtlistener(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = _handler(fake)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield fake
    finally:
        fake.ended.set()
        server.shutdown()
        thread.join(60)
        server.server_close()


def _handler(fake: Courtlistener) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 5

        def do_GET(self) -> None:
            asked = _asked(self.path)
            fake.asked.append(asked)
            fake.authorizations.append(self.headers.get("Authorization", ""))
            fault = next((script for applies, script in fake.faults if applies(asked)), None)
            try:
                (fault or _answered(fake, asked, self.headers.get("Authorization", "")))(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            """Quiet."""

    return Handler


def _asked(path: str) -> Asked:
    parts = urlsplit(path)
    if not parts.path.startswith("/api/"):
        return Asked("", parts.path.lstrip("/"), {})
    endpoint, _, rest = parts.path.removeprefix("/api/rest/v4/").partition("/")
    return Asked(endpoint, rest.strip("/"), {name: values[-1] for name, values in parse_qs(parts.query).items()})


def _answered(fake: Courtlistener, asked: Asked, authorization: str) -> Script:
    if not asked.endpoint:  # its storage, which asks for no account
        body = fake.files.get(asked.id)
        return answer(body, content_type="application/pdf") if body else error(404, "Not found.")
    if authorization != f"Token {TOKEN}":
        return error(401, "Invalid token.")
    if asked.endpoint in fake.denied:
        return error(403, "You do not have permission to perform this action.")
    if asked.endpoint not in FILTERS:
        return error(404, "Not found.")
    if unknown := set(asked.query) - FILTERS[asked.endpoint]:
        told = {"detail": "Unknown filter parameters are not allowed.", "unknown_params": sorted(unknown)}
        return answer(json.dumps(told).encode(), status=400, content_type="application/json")
    if asked.endpoint == "dockets" and asked.id:
        found = fake.dockets.get(int(asked.id))
        return _json(found) if found else error(404, "No Docket matches the given query.")
    return _page(fake, asked)


def _json(document: Row) -> Script:
    return answer(json.dumps(document).encode(), content_type="application/json")


def _page(fake: Courtlistener, asked: Asked) -> Script:
    """Twenty rows after the cursor, in the order of an indexed column, as the real one pages."""
    order = asked.query.get("order_by", "-id")
    column, backwards = order.lstrip("-"), order.startswith("-")
    rows = sorted(_rows(fake, asked), key=lambda row: (str(row[column]).zfill(20), row["id"]), reverse=backwards)
    after = (
        base64.b64decode(asked.query["cursor"]).decode(errors="replace").removeprefix("p=")
        if "cursor" in asked.query
        else ""
    )
    if after:
        places = [place for place, row in enumerate(rows) if str(row["id"]) == after]
        if not places:
            return error(404, "Invalid cursor")
        rows = rows[places[0] + 1 :]
    shown, more = rows[:PAGE], len(rows) > PAGE
    cursor = base64.b64encode(f"p={shown[-1]['id']}".encode()).decode() if more else ""
    here = f"{API}/{asked.endpoint}/"
    told = {
        "count": f"{here}?count=on",
        "next": f"{here}?cursor={cursor.replace('=', '%3D')}" if cursor else None,
        "previous": None,
        "results": [_shown(row, asked) for row in shown],
    }
    return _json(told)


def _rows(fake: Courtlistener, asked: Asked) -> list[Row]:
    query = asked.query
    if asked.endpoint == "dockets":
        exact = {"court": "court_id", "docket_number": "docket_number", "docket_number_core": "docket_number_core"}
        wanted = {column: query[name] for name, column in exact.items() if name in query}
        return [row for row in fake.dockets.values() if all(row[name] == value for name, value in wanted.items())]
    if asked.endpoint == "recap-documents":
        of_court = {key for key, row in fake.dockets.items() if row["court_id"] == query["docket_entry__docket__court"]}
        rows = [one for row in fake.entries if _docket_of(row) in of_court for one in row["recap_documents"]]
        return [one for one in rows if one["pacer_doc_id"] == query["pacer_doc_id"]]
    docket_id = int(query["docket"])
    if asked.endpoint == "docket-entries":
        since = datetime.fromisoformat(query.get("date_modified__gte", "2000-01-01T00:00:00+00:00"))
        rows = [row for row in fake.entries if _docket_of(row) == docket_id]
        return [row for row in rows if datetime.fromisoformat(row["date_modified"]) >= since]
    if asked.endpoint == "parties":
        return [row for row in fake.parties if any(each["docket_id"] == docket_id for each in row["party_types"])]
    return [row for row in fake.attorneys if any(_docket_of(each) == docket_id for each in row["parties_represented"])]


def _shown(row: Row, asked: Asked) -> Row:
    if fields := asked.query.get("fields"):
        return {name: value for name, value in row.items() if name in fields.split(",")}
    if asked.endpoint == "docket-entries" and "recap_documents__plain_text" in asked.query.get("omit", ""):
        return row | {"recap_documents": [_without(one, "plain_text") for one in row["recap_documents"]]}
    if asked.query.get("filter_nested_results") == "True":
        nested = ("attorneys", "party_types", "parties_represented")
        docket_id = int(asked.query["docket"])
        return row | {
            name: [each for each in row[name] if _docket_of(each) == docket_id] for name in nested if name in row
        }
    return row
