"""One invented case as six sources show it: each function makes a payload of some of its entries, shaped like the real
ones.

What a source does not tell, its payload does not: a docket page no sequence number of an entry without a document, a
feed no docket text.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from tests.fakes import fake_courtlistener

NUMBER, NAME, CASE_ID = "2:24-cv-00417", "Lantern Street Press LLC v. Meridian Hosting, Inc.", "900417"
HOST = "https://ecf.wawd.uscourts.gov"
ZONE = ZoneInfo("America/Los_Angeles")
FILED = date(2024, 3, 27)


@dataclass(frozen=True)
class Entry:
    """An entry as it is. ``number`` "": a minute entry, which has no document either."""

    serial: int
    number: str
    day: date
    minute: int
    short: str
    long: str

    @property
    def doc_id(self) -> str:
        return f"1970110{self.serial:05}" if self.number else ""

    @property
    def sequence(self) -> int:
        return 3 * self.serial + 5

    @property
    def entered_at(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 11, self.minute, self.serial, tzinfo=ZONE)

    @property
    def us_day(self) -> str:
        return f"{self.day:%m/%d/%Y}"


def docket_page(entries: Sequence[Entry], at: datetime) -> bytes:
    """A saved docket report, bought at ``at`` and whole."""
    rows = "\n".join(
        f"<tr><td width='94' valign=top nowrap>{one.us_day}</td><td style='white-space:nowrap' valign='top'"
        f" align='right'>{_link(one)}&nbsp;</td><td valign=top>{escape(one.long)} (Entered: {one.us_day})</td></tr>"
        for one in entries
    )
    return f"""<html><head><title>CM/ECF</title></head><body><div id="cmecfMainContent">
<h3 align=center>U.S. District Court<BR>Western District of Washington (Seattle)<BR>\
CIVIL DOCKET FOR CASE #: {NUMBER}-QRS</h3>
<table width='100%' border=0 CELLSPACING=5><tr>
<td valign=top width="60%"><br>{NAME}<br>Assigned to: Judge Quentin R. Sorrel<br></td>
<td valign=top width="40%"><br>Date Filed: {FILED:%m/%d/%Y}<br>Jury Demand: None<br></td></tr></table>
<table width="100%" border=0 cellspacing=5><tr><td><b><u>Plaintiff</u></b></td></tr>
<tr><td valign=top width="40%"><b>Lantern Street Press LLC</b></td></tr><tr><td></td></tr></table><br>
<table align=center width='99%' border=1 rules=all cellpadding=5 cellspacing=0>
<tr><td style='font-weight:bold; width=94; white-space:nowrap'>Date Filed</td><th>#</th>
<td style='font-weight:bold'>Docket Text</td></tr>
{rows}
</table><br>{_receipt(at, "Docket Report", f"{NUMBER}-QRS")}</div></body></html>""".encode()


def history_page(entries: Sequence[Entry], at: datetime) -> bytes:
    """A saved history with docket texts."""
    rows = "\n".join(
        f"""<TR valign=top><TD valign=center align=center rowspan=2>{_link(one)}</TD>
<TD><TABLE width=100% border=0 cellpadding=0 cellspacing=0>
<TR><TD><I>Filed &amp; Entered: &nbsp;</I></TD><TD align=right>{one.us_day}</TD></TR></TABLE></TD>
<TD>{escape(one.short)}</TD></TR><TR><TD colspan=2><B>Docket Text:</B> {escape(one.long)}</TD></TR>"""
        for one in entries
    )
    return f"""<html><head>
<title>CM/ECF - U.S. District Court for the Western District of Washington-History/Documents Query</title></head>
<body><div id="cmecfMainContent"><a href='{HOST}/cgi-bin/iquery.pl'>Query</a>
<CENTER><B><FONT SIZE=+1>{NUMBER}-QRS</FONT></B> {NAME}<BR>Judge Quentin R. Sorrel, presiding<BR>
<B>Date filed:</B> {FILED:%m/%d/%Y}<BR>\
<B>Date of last filing:</B> {max(one.day for one in entries):%m/%d/%Y}<BR></CENTER><BR>
<h2 align=center>History</h2><center><TABLE cellpadding=2 cellspacing=0 border=1 >
<TR><TH>Doc.<BR>No.</TH><TH>Dates</TH><TH>Description</TH></TR>
{rows}
</TABLE></center><br>{_receipt(at, "History/Documents", f"{NUMBER}-QRS")}</div></body></html>""".encode()


def _link(one: Entry) -> str:
    if not one.number:
        return "&nbsp;"
    address = f"/doc1/{one.doc_id}"
    return (
        f"<a href=\"{HOST}{address}\" onClick=\"goDLS('{address}','{CASE_ID}','{one.sequence}','','','1','','');"
        f'return(false);">{one.number}</a>'
    )


def _receipt(at: datetime, kind: str, criteria: str) -> str:
    told = [
        ("PACER Login:", "newsroom"),
        ("Description:", kind),
        ("Search Criteria:", criteria),
        ("Billable Pages:", "1"),
    ]
    rows = "".join(
        f"<TR><TH ALIGN=LEFT>{_blue(name)}</TH><TD ALIGN=LEFT>{_blue(value)}</TD></TR>" for name, value in told
    )
    printed = _blue(at.astimezone(ZONE).strftime("%m/%d/%Y %H:%M:%S"))
    return (
        '<HR><CENTER><TABLE BORDER=1 BGCOLOR=white width="400"><TR><TH COLSPAN=4><FONT SIZE=+1 COLOR=DARKRED>PACER'
        " Service Center </FONT></TH></TR><TR><TH COLSPAN=4><FONT COLOR=DARKBLUE>Transaction Receipt"
        f" </FONT></TH></TR><TR></TR><TR><TD COLSPAN=4 ALIGN=CENTER>{printed}</TD></TR>{rows}</TABLE></CENTER>"
    )


def _blue(words: str) -> str:
    return f"<FONT SIZE=-1 COLOR=DARKBLUE> {words} </FONT>"


def feed(entries: Sequence[Entry], at: datetime) -> bytes:
    """The court's feed, newest first, as it was built at ``at``."""
    items = "\n".join(
        f"""<item><title>{NUMBER}-QRS {escape(NAME)}</title><link>{HOST}/cgi-bin/DktRpt.pl?{CASE_ID}</link>
<description>{escape(f"[{one.short}] {_feed_link(one)}")}</description>
<guid isPermaLink="true">{HOST}/cgi-bin/DktRpt.pl?{CASE_ID}&#x26;{one.sequence}</guid>
<pubDate>{one.entered_at.astimezone(UTC):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"""
        for one in reversed(entries)
    )
    return f"""<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel>
<title>Western District of Washington - Recent Entries</title><link>{HOST}</link>
<description>Docket entries of type: all</description>
<lastBuildDate>{at.astimezone(UTC):%a, %d %b %Y %H:%M:%S} GMT</lastBuildDate>
{items}
</channel></rss>""".encode()


def _feed_link(one: Entry) -> str:
    if not one.number:
        return ""
    return f'(<a href="{HOST}/doc1/{one.doc_id}?caseid={CASE_ID}&de_seq_num={one.sequence}" >{one.number}</a>)'


def notice(one: Entry) -> bytes:
    """The court's e-mail about one entry."""
    when, day = one.entered_at, f"{one.day.month}/{one.day.day}/{one.day.year}"
    link = (
        f'<a href="{HOST}/doc1/{one.doc_id}?caseid={CASE_ID}&de_seq_num={one.sequence}&magic_num=86420975">'
        f"{one.number}</a>"
    )
    return f"""From:ECF@wawd.uscourts.gov
To:CourtMail@wawd.uscourts.gov
Date: {when:%a, %d %b %Y %H:%M:%S %z}
Message-Id:<{one.serial}@wawd.uscourts.gov>
MIME-Version:1.0
Subject:Activity in Case {NUMBER}-QRS {NAME} {one.short}
Content-Type: text/html

<p><strong>This is an automatic e-mail message generated by the CM/ECF system.</strong></p>
<p align=center><strong>U.S. District Court</strong></p>
<p align=center><strong>United States District Court for the Western District of Washington</strong></p>
<b>Notice of Electronic Filing</b><BR>
<div><BR>The following transaction was entered on {day} at {when.hour}:{when.minute:02} AM {when:%Z} \
and filed on {day} <BR>
<table border=0 cellspacing=0>
<tr><td><strong>Case Name:</strong></td><td>{escape(NAME)}</td></tr>
<tr><td><strong>Case Number:</strong></td><td><A HREF={HOST}/cgi-bin/DktRpt.pl?{CASE_ID}>{NUMBER}-QRS</A></td></tr>
<tr><td><strong>Filer:</strong></td><td></td></tr>
<tr><td><strong>Document Number:</strong></td><td>{link if one.number else "No document attached"}</td></tr>
<tr><td><strong></strong></td><td></td></tr></table>
<p><strong>Docket Text:</strong><BR><FONT COLOR="#0000cc" SIZE=3><b> {escape(one.long)} </b></Font></p><BR>
<B>{NUMBER}-QRS Notice has been electronically mailed to: </B><BR>
Quentin R. Underhill &nbsp &nbsp qunderhill@counsel.example <BR></div>
""".encode()


def courtlistener(entries: Sequence[Entry]) -> bytes:
    """A page of entries, with the header of its docket, as a watched docket's reading keeps it."""
    docket_id = fake_courtlistener.DOCKET
    header = {"docket_number": NUMBER, "case_name": NAME, "pacer_case_id": CASE_ID, "date_filed": FILED.isoformat()}
    rows = [_courtlistener_row(one, docket_id) for one in entries]
    told = {"courtlistener": "v4", "docket": fake_courtlistener.docket(docket_id, **header)}
    return json.dumps(told | {"entries": {"next": None, "previous": None, "results": rows}}).encode()


def _courtlistener_row(one: Entry, docket_id: int) -> fake_courtlistener.Row:
    number = int(one.number) if one.number else None
    return fake_courtlistener.entry(
        9000 + one.serial,
        docket_id,
        number,
        date_filed=one.day.isoformat(),
        description=f"{one.long} (Entered: {one.us_day})",
        pacer_sequence_number=one.sequence,
        recap_sequence_number=f"{one.day.isoformat()}.{one.serial:03}",
        recap_documents=(
            [
                fake_courtlistener.document(
                    9000 + one.serial, docket_id, number, 0, pacer_doc_id=one.doc_id, description=one.short
                )
            ]
            if number
            else []
        ),
    )


def own_json(entries: Sequence[Entry], at: datetime) -> bytes:
    """Our own format, as somebody keeps it by hand: numbers, days and texts."""
    rows = [
        {"date_filed": one.day.isoformat(), "text": one.long} | ({"number": one.number} if one.number else {})
        for one in entries
    ]
    told = {
        "format": "casetracker-docket/1",
        "court": "wawd",
        "docket_number": NUMBER,
        "case_name": NAME,
        "date_filed": FILED.isoformat(),
    }
    return json.dumps(told | {"as_of": at.isoformat(), "entries": rows}).encode()


def case(count: int, *, minute_entries: Sequence[int] = ()) -> list[Entry]:
    """So many entries, oldest first, two a day; at the places of ``minute_entries`` they have no number, and words that
    others have too."""
    found: list[Entry] = []
    for serial in range(count):
        day, minute = FILED + timedelta(days=serial // 2), serial % 2
        if serial in minute_entries:
            found.append(Entry(serial, "", day, minute, "Set/Reset Deadlines", "Set/Reset Deadlines. (AB)"))
        else:
            number = str(1 + sum(bool(one.number) for one in found))
            found.append(
                Entry(
                    serial,
                    number,
                    day,
                    minute,
                    f"Motion {number}",
                    f"MOTION {number} by Plaintiff Lantern Street Press LLC.",
                )
            )
    return found
