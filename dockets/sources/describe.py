"""Describes a file that no source accepts, in a sentence for the person who tried, with what to do next. Pure."""

import hashlib
import json
import re
from collections.abc import Callable

from dockets.sources import markup
from dockets.sources.decoding import decode_payload

_HEAD = 200_000
_MANY_COLUMNS = 50
_AGAIN = (
    "Save it again, complete and as “web page, HTML only” (or as it was downloaded), and import it without naming a"
    " source."
)
"""Advice for a file of a known kind that is incomplete, or was given to another source."""
_SAVE_DOCKET = "In PACER, open the case, choose “Docket Report”, run it and save that page."

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "This is a PDF. Documents are not imported; save the docket page itself as HTML."),
    (b"PK\x03\x04", "This is a zip archive. Unpack it and import the files in it one by one."),
    (b"PK\x05\x06", "This is an empty zip archive."),
    (b"\x1f\x8b", "This is a gzip archive. Unpack it and import what is in it."),
    (b"\x89PNG", "This is a picture. A docket must come as the page itself, saved as HTML."),
    (b"\xff\xd8\xff", "This is a picture. A docket must come as the page itself, saved as HTML."),
    (b"GIF8", "This is a picture. A docket must come as the page itself, saved as HTML."),
    (
        b"\xd0\xcf\x11\xe0",
        "This is an office document. Save the docket page itself as HTML, or write the docket as JSON.",
    ),
    (b"BZh", "This is a bzip2 archive. Unpack it and import what is in it."),
    (b"7z\xbc\xaf", "This is a 7-Zip archive. Unpack it and import the files in it one by one."),
)
_BINARY = "This is no text: a program's file or a damaged one. A docket must come as HTML, RSS or JSON."
_NOT_KEPT = "Not kept: "
_NO_SOURCE = "There is no source for it yet; what it says can be written as JSON (docs/import-format.md)."


def _any(*forms: str) -> re.Pattern[str]:
    return re.compile("|".join(forms), re.IGNORECASE | re.DOTALL)


_PAGES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        _any(
            r"session\s+has\s+(?:expired|timed\s+out)",
            r"session\s+expired",
            r"invalid\s+session",
            r"your\s+(?:pacer\s+)?session",
        ),
        "This is a PACER page that says that the session has expired. Log in to PACER again and save the docket page.",
    ),
    (
        _any(
            r"<title>[^<]*(?:404|403|50\d|not\s+found|forbidden|service\s+unavailable|bad\s+gateway|maintenance)",
            r"temporarily\s+unavailable",
        ),
        "This is a web server's error page, not a docket. Open the docket again and save that page.",
    ),
    (
        _any(
            r"Attachment\s+Menu",
            r"Document\s+Selection\s+Menu",
            r"select\s+(?:the|a)\s+(?:pdf\s+)?document\s+(?:you|to)",
            r"name=[\"']?document_\d+_\d+",
        ),
        "This is a PACER page of one entry's attachments. " + _AGAIN,
    ),
    (
        _any(r"History/Documents"),
        "This is a PACER history report (“History/Documents”). " + _AGAIN,
    ),
    (
        _any(r"Court\s+of\s+Appeals\s+Docket\s*#?", r"NEW\s+SECTION\s+-\s+Case\s+Stub"),
        "This is a docket of a court of appeals. " + _AGAIN,
    ),
    (
        _any(r"servlet=(?:CaseSummary|DocketReport|CaseQuery|CaseSelectionTable)"),
        (
            "This is a page of a court of appeals, but not its docket. Open the case, choose “Full Docket”, and save"
            " that page."
        ),
    ),
    (
        _any(r"supremecourt\.gov", r"ctl00_ctl00_Head1", r"NO\.?\s*\d\d[-A-Z]\d+.{0,400}supreme\s+court"),
        (
            "This is a page of the Supreme Court of the United States, but no docket. Open the case’s docket and save"
            " that page."
        ),
    ),
    (
        _any(
            r"name=[\"']?(?:loginForm|login|pacer_?login)",
            r"Manage\s+PACER\s+Account",
            r"pacer\.login",
            r"login\.jsf",
            r"loginName",
            r"Please\s+(?:log\s?in|enter\s+your\s+(?:login|PACER))",
        ),
        "This is the PACER login page. Log in, open the docket, and save that page.",
    ),
    (
        _any(
            r"Select\s+a\s+(?:Case|Person)",
            r"Case\s+Selection",
            r"iquery\.pl\?\d{3,}-L",
            r"PACER\s+Case\s+Locator",
            r"Search\s+Results",
            r"Advanced\s+Search",
            r"There\s+(?:was|were)\s+\d+\s+match",
        ),
        "This is a PACER search or case-selection page. Choose the case. " + _SAVE_DOCKET,
    ),
    (_any(r"Claims?\s+Register"), "This is a bankruptcy claims register, not a docket. " + _SAVE_DOCKET),
    (
        _any(
            r"Invalid\s+date_",
            r"Unable\s+to\s+create",
            r"Case\s+not\s+found",
            r"This\s+case\s+is\s+SEALED",
            r"not\s+have\s+permission",
            r"cmecfMainContent",
            r"cmecf-logo",
            r"ecf\.[\w-]+\.uscourts\.gov",
        ),
        "This is a PACER page without a docket on it, perhaps an error message or a form. " + _SAVE_DOCKET,
    ),
)


def describe_unknown_file(body: bytes, name: str) -> str:
    """One or two sentences saying what a file is. ``name``: the file's name, "" where it has none. Never raises."""
    if not body.strip(b"\x00\t\n\r\f\v "):
        return "This file is empty. Save the page or download the feed again."
    if sentence := _not_kept(body) or _of_no_text(body):
        return sentence
    text = decode_payload(body[:_HEAD]).lstrip()
    return _kind(text)(text, body)


def is_unreadable_file(body: bytes) -> bool:
    """Whether a file is of a kind in which nothing can be read, and so nothing can be masked."""
    return bool(_of_no_text(body))


def build_replacement_payload(body: bytes) -> bytes:
    """What is stored in place of a file that ``is_unreadable_file``: the reason, and what identifies the file.
    ``describe_unknown_file`` gives the same reason for it."""
    sha256 = hashlib.sha256(body).hexdigest()
    told = f"{_NOT_KEPT}{_of_no_text(body)}\nBytes: {len(body)}\nSHA-256: {sha256}\nBegins with: {body[:16].hex(' ')}\n"
    return told.encode()


LONGEST_REPLACEMENT = 1_000
"""Bytes that ``build_replacement_payload`` writes at most."""


def find_unkept_size(body: bytes) -> int | None:
    """The bytes of the file in whose place ``build_replacement_payload`` was stored; None for any other payload."""
    size = re.search(rb"\nBytes: (\d{1,15})\n", body[:LONGEST_REPLACEMENT]) if _not_kept(body) else None
    return int(size[1]) if size else None


def _not_kept(body: bytes) -> str:
    """The reason that ``build_replacement_payload`` wrote; "" for any other file."""
    first = body[:1_000].decode("utf-8", "replace").partition("\n")[0]
    reason = first.removeprefix(_NOT_KEPT)
    known = {_BINARY, *(sentence for _, sentence in _MAGIC)}
    return reason if first.startswith(_NOT_KEPT) and reason in known else ""


def _of_no_text(body: bytes) -> str:
    """Says what a file is that is not text; "" for text."""
    named = (sentence for magic, sentence in _MAGIC if body.startswith(magic))
    return next(named, _BINARY if _is_binary(body) else "")


def _kind(text: str) -> Callable[[str, bytes], str]:
    if text[:1] in {"{", "["}:
        return _json
    if re.match(r"<\?xml|<rss\b|<feed\b|<gov_uscourts", text, re.IGNORECASE) and not re.search(
        r"<html\b", text[:2000], re.IGNORECASE
    ):
        return _xml
    if re.match(
        r"(?:Return-Path|Received|From|Delivered-To|MIME-Version|X-[\w-]+|Date|Subject|Message-ID|To):? ",
        text,
        re.IGNORECASE,
    ):
        return _mail
    if re.search(r"<(?:!doctype|html|head|body|table|div|title)\b", text, re.IGNORECASE):
        return _html
    return _plain


def _html(text: str, body: bytes) -> str:
    if re.search(r"Notice\s+of\s+(?:Electronic\s+Filing|Docket\s+Activity)", text, re.IGNORECASE):
        return _mail(text, body)
    page = markup.strip_scripts(text)
    for form, sentence in _PAGES:
        if form.search(page):
            return sentence
    return "This is a web page, but not a docket from PACER. " + _SAVE_DOCKET


def _xml(text: str, body: bytes) -> str:
    if "<gov_uscourts_docket" in text[:2000]:
        return "This is a docket from the Internet Archive (RECAP's docket.xml). " + _AGAIN
    if re.search(r"<(?:rss|rdf:RDF|feed)\b", text[:5000], re.IGNORECASE):
        return (
            "This is a feed, but its channel does not link to a federal court (ecf.….uscourts.gov). "
            "If it is a court's all the same, say which: the source court-feed, and the court."
        )
    return "This is XML of a kind that is not known here. " + _NO_SOURCE


def _mail(text: str, body: bytes) -> str:
    if re.search(r"This\s+is\s+an\s+announcement\s+e-?mail", text, re.IGNORECASE):
        return "This is a court's announcement by e-mail, and not about an entry of a docket."
    if re.search(r"Notice\s+of\s+(?:Electronic\s+(?:Claims\s+)?Filing|Docket\s+Activity)", text, re.IGNORECASE):
        return (
            "This is of a court's notice by e-mail (of electronic filing, or of docket activity), but not the whole of"
            " it: the transaction and the docket text are missing. Save the message itself (.eml) and import that."
        )
    return "This is an e-mail, but no court's notice of electronic filing or of docket activity. " + _SAVE_DOCKET


def _json(text: str, body: bytes) -> str:
    try:
        document = json.loads(decode_payload(body))
    except (ValueError, RecursionError):
        return (
            "This begins like JSON, but is cut off or damaged, so nothing in it can be read. Save or download it again."
        )
    first = document[0] if isinstance(document, list) and document else document
    keys = set(first) if isinstance(first, dict) else set()
    return _json_by_keys(keys)


def _json_by_keys(keys: set[str]) -> str:
    if {"caseDetails", "docketInfoModel"} & keys:
        return "This is of a docket of a court of appeals' new system (ACMS). " + _AGAIN
    if {"CaseNumber", "ProceedingsandOrder", "PetitionerTitle"} & keys:
        return (
            "This is of a docket of the Supreme Court of the United States, but its case number or its list of"
            " proceedings is missing. Download it from the court again."
        )
    if {"payload", "webhook"} <= keys:
        return (
            "This is a message of a CourtListener webhook, which does not say of which court and case it is. "
            "Let CourtListener send such messages to this site itself (docs/sources.md)."
        )
    if {"resource_uri", "absolute_url", "docket_entries", "recap_documents"} & keys or {"results", "next"} <= keys:
        return (
            "This is CourtListener's JSON, but not a docket: it does not say of which court and case it is. Import the"
            " docket by its address there, courtlistener.com/docket/…, which brings its entries and parties along."
        )
    return (
        'This is JSON, but not of a kind that is known here: it does not say "format": "casetracker-docket/1". '
        "See docs/import-format.md."
    )


def _plain(text: str, body: bytes) -> str:
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    separators = {line.count(",") for line in lines} if len(lines) > 1 else set()
    # Of a table with very many columns, the text read may hold only the first row.
    is_wide = len(lines) == 1 and lines[0].count(",") > _MANY_COLUMNS
    if is_wide or (len(separators) == 1 and max(separators) > 0) or any("\t" in line for line in lines[:1]):
        return (
            "This is a table (CSV). Its first row must name the columns, as docs/import-csv.md has them: then it can be"
            " imported."
        )
    if re.search(r"Notice of (?:Electronic Filing|Docket Activity)", text, re.IGNORECASE):
        return _mail(text, body)
    return "This is plain text, and which case it is about cannot be told from it. " + _SAVE_DOCKET


def _is_binary(body: bytes) -> bool:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    head = body[:4000]
    strange = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return strange > len(head) // 20
