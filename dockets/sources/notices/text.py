"""Extracts from a court's notice what it says about the case, and nothing about its recipients. Pure.

A notice contains the names and addresses of everyone who gets it, and links that open a document once without payment.
So nothing is crossed out in it; it is put together anew from the parts that are known to be about the case (heading,
transaction, cases, docket text, names of the documents). None of these contains header fields (but the subject),
scripts, comments, attributes, what a mail program or a person wrote around a forwarded notice, or lists of recipients.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

from dockets.record.records import CourtFacts, NotADocket
from dockets.sources import describe, markup
from dockets.sources.decoding import decode_payload
from dockets.sources.notices import mail
from dockets.sources.notices.links import LINK, restore_court_link, strip_link_key

_TITLE = re.compile(r"Notice\s+of\s+(?:Electronic\s+(?:Claims\s+)?Filing|Docket\s+Activity)", re.IGNORECASE)
_TRANSACTION = re.compile(r"following\s+transaction\s+was|Docket\s+Text:", re.IGNORECASE)
_ANNOUNCEMENT = re.compile(r"This\s+is\s+an\s+announcement\s+e-?mail\s+message", re.IGNORECASE)
_HEADING = re.compile(
    r"U(?:\.?\s?S\.?|nited\s+States)\s+(?:District\s+Court|Bankruptcy\s+|Court\s+of\s+)", re.IGNORECASE
)

_SPACE = r"(?:&nbsp;?|[ \t\xa0])*"
_CASE = r"<table\b[^<>]*>(?=(?:\s++|<[^<>]*+>){0,10}+Case\s+Name:)|(?:\A|(?<=\n))[ \t]*+(?=Case\s+Name:)"
_CASES = re.compile(_CASE + r"|<div>(?=<strong>Case\s+Name:)", re.IGNORECASE)
_MARKS = re.compile(
    # Above recipients stands "1:20-cv-08924-CM Notice has been electronically mailed to:", or "… will not be …".
    rf"(?P<people>(?:\A|(?<=[>\n])){_SPACE}(?:[\w:/.-]{{4,40}}{_SPACE})?"
    r"(?:Notice\s+(?:has\s+been|will\s+(?:not\s+)?be|was(?:\s+not)?|is)\s+"
    r"(?:electronically\s+)?(?:e-?mailed|mailed|delivered|sent|served|stored)"
    r"|(?:Case\s+)?participants\s+listed\s+below)\b[^:<>]{0,150}:)"
    r"|(?P<documents>The\s+following\s+document\(?s?\)?\s+(?:is|are)\s+associated\s+with)"
    rf"|(?P<case>{_CASE})",
    re.IGNORECASE,
)
_NAME = re.compile(r"Case\s+Name:", re.IGNORECASE)
_DOCKET_TEXT = re.compile(r"Docket\s+Text:", re.IGNORECASE)
_OPENERS = ("<br>", "<b>", "<strong>", "<p>", "<div>", "<center>")
_DOCUMENTS = "The following document(s) are associated with this transaction:"
_DOCUMENT = re.compile(
    r"Document\s+Description:(.*?)(?=<br|Original\s+filename|Document\s+Description:|\n[ \t]*\n|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w.-]{1,250}")
WITHHELD = "[address withheld]"

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*|[!?])([^<>]*)>", re.IGNORECASE)
_KEPT_TAGS = frozenset({
    "a", "b", "br", "center", "div", "em", "font", "h1", "h2", "h3", "h4", "i", "li", "p", "pre", "span",
    "strong", "table", "tbody", "td", "th", "tr", "u", "ul",
})  # fmt: skip
_KEPT_ATTRIBUTE = re.compile(r"""\b(href|face)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)

_NO_NOTICE = (
    "This is an e-mail, but no court's notice of electronic filing or of docket activity, and nothing of it is kept. "
    "A notice that is sent on must come whole: by a rule of the mail server, or as an attachment."
)
_PICTURE = (
    "This notice carries a picture, as no court's does: somebody wrote in it when they sent it on, and nothing of it is"
    " kept. Send it on as an attachment."
)
_TORN = (
    "This has the title of a court's notice by e-mail, but not the whole of one in one piece, and nothing of it is"
    " kept. Save the message itself (.eml) and import that."
)
_NOT_KEPT = "X-Not-Kept: "
_REASONS = frozenset({_NO_NOTICE, _PICTURE, _TORN, mail.TOO_LARGE, mail.TOO_MANY_PARTS, mail.TOO_LONG_A_FIELD})


@dataclass(frozen=True, slots=True)
class CourtNotice:
    """A notice without its recipients."""

    subject: str
    is_html: bool
    text: str


def is_court_notice(body: bytes) -> bool:
    """Whether a message, page or text is a court's notice, or what ``scrub_court_notice`` made of one. Never raises."""
    try:
        return bool(_reason(body)) or any(map(_is_notice, mail.list_message_texts(body)))
    except mail.MailError:
        # It must not be opened; its title stands near its beginning.
        return mail.is_mail(head := decode_payload(body[:200_000])) and bool(_TITLE.search(head))


def read_notice_text(body: bytes) -> CourtNotice:
    """The notice in a message, a page or a text. Raises ``NotADocket``, which says what the file is instead."""
    if reason := _reason(body):
        raise NotADocket(reason)
    try:
        found = [text for text in mail.list_message_texts(body) if _is_notice(text)]
    except mail.MailError as error:
        raise NotADocket(str(error)) from error
    if not found:
        raise NotADocket(
            _NO_NOTICE if mail.is_mail(decode_payload(body[:4_000])) else describe.describe_unknown_file(body, "")
        )
    # Of the HTML and the plain version, the one with the links.
    told = next((text for text in found if text.is_html), found[0])
    if told.has_picture:
        raise NotADocket(_PICTURE)
    notice = CourtNotice(_subject(told), told.is_html, _put_together(told))
    if why := _flaw(notice):
        raise NotADocket(why)
    return notice


def scrub_court_notice(body: bytes, _court: CourtFacts | None = None, _private: bool = False, /) -> bytes:
    """The notice as it is stored; for a message that is no notice, only the reason why nothing is stored. Parses to the
    same records as ``body``."""
    try:
        notice = read_notice_text(body)
    except NotADocket as error:
        return f"{_NOT_KEPT}{error}\n".encode() if str(error) in _REASONS else body
    return _settled(_written(notice))


def _settled(written: bytes) -> bytes:
    """Repeats extraction until nothing changes: a damaged notice can lose one more blank line the second time."""
    for _ in range(3):
        try:
            again = _written(read_notice_text(written))
        except NotADocket:
            return written
        if again == written:
            return written
        written = again
    return written


def _written(notice: CourtNotice) -> bytes:
    kind = "html" if notice.is_html else "plain"
    head = f"Subject: {notice.subject}\nMIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8"
    return f"{head}\nContent-Transfer-Encoding: 8bit\n\n{notice.text}".encode()


def _flaw(notice: CourtNotice) -> str:
    """Why the extracted notice could not be read again; "" where it can."""
    try:
        mail.decode_message(_written(notice))
    except mail.MailError as error:
        return str(error)
    return "" if _is_notice(mail.MessageText("", notice.is_html, notice.text)) else _TORN


def split_notice_by_case(notice: CourtNotice) -> list[str]:
    """Splits a notice of several cases into one text per case. Where the cases share a docket text, each gets it."""
    starts = [case.start() for case in _CASES.finditer(notice.text)]
    end = notice.text.rfind(_Dress(notice.is_html).sign)  # after the last docket text
    if len(starts) < 2 or end < starts[-1]:
        return [notice.text]
    head, tail = notice.text[: starts[0]][-3_000:], notice.text[end:][:3_000]
    found, docket_text = [], ""
    for start, stop in reversed(list(zip(starts, [*starts[1:], end], strict=True))):
        case = notice.text[start:stop]
        if own := _DOCKET_TEXT.search(case):
            docket_text = ("<p><strong>" if notice.is_html else "") + case[own.start() :]
        else:
            case = f"{case}\n{docket_text}"
        found.append(f"{head}{case}\n{tail}")
    return found[::-1]


def _reason(body: bytes) -> str:
    """Why nothing was kept, as ``scrub_court_notice`` wrote it; "" for everything else."""
    text = body[:1_000].decode("utf-8", "replace")
    reason = text.removeprefix(_NOT_KEPT).removesuffix("\n")
    return reason if text.startswith(_NOT_KEPT) and reason in _REASONS else ""


def _is_notice(told: mail.MessageText) -> bool:
    text = told.text
    tells = re.search(r"following\s+transaction\s+was", text, re.IGNORECASE) or (
        _DOCKET_TEXT.search(text) and _NAME.search(text)
    )
    return bool(tells and _TITLE.search(text) and not _ANNOUNCEMENT.search(text))


def _subject(told: mail.MessageText) -> str:
    subject = told.subject
    if (
        not subject
        and told.is_html
        and (title := re.search(r"<title>([^<]{1,1000})</title>", told.text, re.IGNORECASE))
    ):
        subject = " ".join(unescape(title[1]).split())
    return re.sub(r"^(?:(?:fwd?|re|wg|tr)\s*:\s*)+", "", subject, flags=re.IGNORECASE)


def _put_together(told: mail.MessageText) -> str:
    text = _html(markup.cut_broken_end(told.text)) if told.is_html else told.text
    parts = _about_the_case(text[_beginning(text) :], _Dress(told.is_html))
    lines = (line.rstrip() for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _beginning(text: str) -> int:
    """Where the court's name stands above the transaction. Anything above that is not part of the notice."""
    transaction = _TRANSACTION.search(text)
    end = transaction.start() if transaction else len(text)
    for form in (_HEADING, _TITLE):
        if above := [found.start() for found in form.finditer(text, 0, end)]:
            return above[-1]
    return 0


@dataclass(frozen=True, slots=True)
class _Dress:
    """How an HTML or plain notice marks the end of its docket text, which juriscraper looks for, and how it lists its
    documents."""

    is_html: bool

    @property
    def sign(self) -> str:
        if self.is_html:
            return "<br><strong>Notice will be electronically mailed to:</strong>"
        return "Notice has been electronically mailed to:"

    def end(self, before: str) -> str:
        """``before`` and the mark that ends a docket text, without elements opened at the end of ``before``."""
        if not self.is_html:
            return f"{before.rstrip()}\n\n{self.sign}\n\n"
        before, tail = before[:-2_000], before[-2_000:].rstrip()
        while tail.endswith(_OPENERS):
            tail = tail[: tail.rindex("<")].rstrip()
        return f"{before}{tail}\n{self.sign}\n\n"

    def documents(self, piece: str) -> str:
        """The list of documents without the names of files on somebody's computer, and without what a mail program put
        below."""
        names = [markup.get_visible_text(name)[:1_000] for name in _DOCUMENT.findall(piece)]
        if self.is_html:
            rows = (f"<strong>Document Description: </strong>{escape(name, quote=False)}<br>\n" for name in names)
            return f"{_DOCUMENTS}<br>\n{''.join(rows)}\n"
        return f"{_DOCUMENTS}\n" + "".join(f"Document Description: {name}\nOriginal filename:\n" for name in names)


def _about_the_case(text: str, dress: _Dress) -> Iterator[str]:
    """The text without its lists of recipients; of its list of documents, only the documents' names."""
    marks = [*_MARKS.finditer(text)]
    ends = [mark.start() for mark in marks] + [len(text)]
    before, state = [_without_addresses(text[: ends[0]])], "case"
    for mark, end in zip(marks, ends[1:], strict=True):
        piece, kind = text[mark.start() : end], str(mark.lastgroup)
        if kind == "case":
            before.append(_without_addresses(piece))
            state = "case"
            continue
        if state == "case":
            yield dress.end("".join(before))
            before = []
        state = kind
        if kind == "documents":
            yield dress.documents(piece)
    if state == "case":
        yield dress.end("".join(before))


def _without_addresses(piece: str) -> str:
    """Withholds e-mail addresses and link keys. An address in the docket text is the court's own wording (a chamber's,
    or that of somebody without a lawyer) and stays."""
    docket_text = _DOCKET_TEXT.search(piece)
    end = docket_text.start() if docket_text else len(piece)
    beside = _ADDRESS.sub(WITHHELD, LINK.sub(lambda link: strip_link_key(link[0]), piece[:end]))
    return beside + LINK.sub(lambda link: restore_court_link(link[0]), piece[end:])


def _html(page: str) -> str:
    """The page with only the elements that notices consist of, and the attributes by which they are read."""
    pieces = markup.strip_scripts(page).split("<!--")
    return _TAG.sub(_kept_tag, "".join([pieces[0], *(piece.partition("-->")[2] for piece in pieces[1:])]))


def _kept_tag(tag: re.Match[str]) -> str:
    end, name = tag[1], tag[2].lower()
    if name not in _KEPT_TAGS:
        return " "
    told = {} if end else {found[0].lower(): "".join(found[1:]) for found in _KEPT_ATTRIBUTE.findall(tag[3])}
    values = {"href": strip_link_key(link[0]) if (link := LINK.match(told.get("href", "").strip())) else ""}
    values["face"] = re.sub(r"[^\w, -]", "", told.get("face", ""))
    return f"<{end}{name}" + "".join(f' {key}="{value}"' for key, value in values.items() if value) + ">"
