"""Forms that only one court or one circuit uses, each in its wording, where the common rules would fail."""

from datetime import date, time

import pytest

from rulings.reading.filers.names import PartyRoster
from rulings.reading.filing import read_filing
from rulings.reading.values import PartyName, SetsDeadline, SetsHearing
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import Kind

ELM = PartyName(1, "Elm Corp.", "Plaintiff", "plaintiff")
ROE = PartyName(2, "Jane Q. Roe", "Plaintiff", "plaintiff")
OAK = PartyName(3, "Oak Bank, N.A.", "Defendant", "defendant")
PARTIES = PartyRoster([ELM, ROE, OAK])

KINDS = [
    # Delaware's judges grant a stipulation or a request by the words "SO ORDERED".
    ("SO ORDERED, re 8 STIPULATION TO EXTEND TIME to answer to March 3, 2021 filed by Oak Bank, N.A..", Kind.ORDER),
    # Massachusetts.
    (
        "Electronic Clerk's Notes for proceedings held before Judge A. Poe: Motion Hearing held on 3/3/2021",
        Kind.MINUTES,
    ),
    ("Assented to MOTION for Extension of Time to File Answer by Oak Bank, N.A..", Kind.MOTION),
    # Arizona, Colorado.
    ("SERVICE EXECUTED filed by Elm Corp.: Affidavit of Service upon Oak Bank, N.A. on 1/2/2021.", Kind.SERVICE),
    (
        "MEMORANDUM regarding 12 MOTION to Dismiss. Motions referred to Magistrate Judge B. Poe. Text Only Entry",
        Kind.ORDER,
    ),
    # Bankruptcy courts open an adversary proceeding in the main case's docket.
    ("Adversary case 21-01001. Complaint by Ann Coe against Oak Bank, N.A.. Fee Amount $350.", Kind.COMPLAINT),
    ("FINDINGS OF FACT AND CONCLUSIONS OF LAW. Signed by Judge A. Poe.", Kind.OPINION),
    ("PROPOSED Findings of Fact and Conclusions of Law by Elm Corp.", Kind.OTHER),
    # The circuits: second, third, fourth, sixth, ninth, tenth.
    ("CASE, before AC, BD, CF, C.JJ., HEARD.[1234567] [21-1001]", Kind.MINUTES),
    (
        "ECF FILER: ENTRY OF APPEARANCE from Ann Poe on behalf of Appellee(s) Oak Bank, N.A.. [21-1001] (AP)",
        Kind.APPEARANCE,
    ),
    (
        "JUDGMENT ORDER filed. Decision: Affirmed. Originating case number: 1:20-cv-00001. [1000006] [21-1001]",
        Kind.JUDGMENT,
    ),
    ("ORAL ARGUMENT heard before the Honorable A. Coe, B. Doe and C. Foe.", Kind.MINUTES),
    (
        (
            "BRIEFING LETTER SENT setting briefing schedule: appellant brief due 03/03/2021; appellee brief due"
            " 04/04/2021;"
        ),
        Kind.NOTICE,
    ),
    ("OPINION and JUDGMENT filed : AFFIRMED. Decision not for publication.", Kind.OPINION),
    ("DOCKETED CAUSE AND ENTERED APPEARANCES OF COUNSEL. SEND MQ: Yes.", Kind.NOTICE),
    ("Filed (ECF) Appellant Elm Corp. opening brief. Date of service: 03/03/2021. [12345678]", Kind.BRIEF),
    ("Filed (ECF) Appellant Elm Corp. petition for rehearing en banc (from 03/03/2021 memorandum).", Kind.MOTION),
    ("Streamlined request [12] by Appellee Oak Bank, N.A. to extend time to file the brief is approved.", Kind.ORDER),
    ("[10123456] Entry of appearance filed by Ann Poe for Oak Bank, N.A.. Served on 03/03/2021.", Kind.APPEARANCE),
    # The Supreme Court.
    (
        (
            "Motion to extend the time to file a response is granted and the time is extended to and including April 4,"
            " 2021."
        ),
        Kind.ORDER,
    ),
    ("Response Requested. (Due April 4, 2021)", Kind.NOTICE),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds_in_a_courts_own_form(text: str, kind: Kind) -> None:
    assert read_filing(text, "", PARTIES).kind is kind


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ("Miscellaneous Relief", Kind.MOTION),
        ("Attorney Fees", Kind.MOTION),
        ("Amend/Correct", Kind.MOTION),
        ("Proceed In Forma Pauperis", Kind.MOTION),
        ("Terminate Motions", Kind.OTHER),
        ("Change of Plea Hearing", Kind.MINUTES),
    ],
)
def test_event_types_that_feeds_cut_short(event: str, kind: Kind) -> None:
    assert read_filing("", event).kind is kind


ROUTINE = [
    ("In accordance with Rule 73 of the Federal Rules of Civil Procedure and Local Rule 73.1, the parties are notified "
     "that *if* all parties consent a United States magistrate judge of this court is available to conduct all "
     "proceedings."),
    ("CLERK'S NOTICE: Pursuant to Local Rule 73.1(b), a United States Magistrate Judge of this court is available to "
     "conduct all proceedings in this civil action."),
    "Answer Due Deadline Updated for Oak Bank, N.A. to 4/4/2021.",
    "Notice, Consent and Referral forms re: U.S. Magistrate Judge jurisdiction.",
    "Report to the Commissioner of Patents and Trademarks for Patent/Trademark Number(s) 9,123,456.",
    "MAILED Trademark report with certified copy of minute order to Patent Trademark Office, Alexandria VA",
    "NOTIFICATION of Affiliates pursuant to Local Rule 3.2 by Elm Corp.",
    "LETTER from Clerk to counsel re receipt of case from King County Superior Court",
    "ADD and TERM Attorneys.",
    ("NOTICE OF ERROR re 5 Notice of Appearance; The PDF file you docketed contained errors: 1. Invalid attorney "
     "signature"),
    "Disclosure Statement Form pursuant to FRCP 7.1 by Oak Bank, N.A..",
    "DISCLOSURE STATEMENT by Elm Corp.. Was any question on Disclosure Form answered yes? No [1000000000]",
    "Disclosure statement filed by Attorney Ann Poe for Appellant Elm Corp.. [3] [7123456]",
    "COPY OF DOCUMENT NO. 12 MAILED TO PRO SE",
    "Submission of 10 MOTION to Dismiss to District Judge A. Poe.",
    "LR7.1/LR72.2 WORD COUNT COMPLIANCE CERTIFICATE by Oak Bank, N.A. re 13 Memorandum in Support of Motion",
    "MEET and CONFER STATEMENT re 12 Motion to Dismiss/General filed by Oak Bank, N.A..",
    "MEMORANDUM regarding 12 MOTION to Dismiss filed by Oak Bank, N.A.. Motions referred to Magistrate Judge B. Poe.",
    "Filed (ECF) Acknowledgment of hearing notice by Attorney Ann Poe for Appellant Elm Corp..",
    "Filed (ECF) Elm Corp. Correspondence: Notice of change of address.",
    "FORM D, on behalf of Appellant Elm Corp., FILED. Service date 03/03/2021 by CM/ECF.",
    ("LR 31.2 SCHEDULING NOTIFICATION, on behalf of Appellant Elm Corp., informing Court of proposed due date "
     "06/06/2021, FILED."),
    "CIVIL RIGHTS CASE docketed. NOA filed by Appellant Elm Corp. [21-10001] (ABC)",
    "Set/Reset Motion and R&R Deadlines/Hearings",
    "Filing fee: $ 402, receipt number AFLSDC-14",
    "TIME SCHEDULE ORDER/USCA CASE NUMBER 21-35001 for 50 Notice of Appeal filed by Elm Corp..",
    "Certified Mail Receipt",
    "LETTER from Oak Bank, N.A. requesting adjournment of conference.",
    "NOTICE of Docket Text Modification by Deputy Clerk re: 12 Motion",
]  # fmt: skip
TELLING = [
    # A debtor's disclosure statement belongs to its plan, and is not a disclosure form.
    "Disclosure Statement Filed by Debtor Elm Corp.",
    "MOTION for Leave to Exceed Word Count Limit by Elm Corp.",
    "MOTION to Reassign Case by Elm Corp.",
    "MOTION to Dismiss by Oak Bank, N.A.. Motions referred to B. Poe.",
    "LETTER from Elm Corp. re discovery.",
]


@pytest.mark.parametrize("text", ROUTINE)
def test_routine_in_a_courts_own_form(text: str) -> None:
    assert read_filing(text, "", PARTIES).routine


@pytest.mark.parametrize("text", TELLING)
def test_what_only_looks_like_such_a_form_is_not_folded(text: str) -> None:
    assert not read_filing(text, "", PARTIES).routine


FILERS = [
    # Northern California's form lacks a blank: "filed byOak Bank".
    ("REPLY (re 20 MOTION to Dismiss ) filed byOak Bank, N.A.. (Poe, Ann)", (3,)),
    ("OPPOSITION/RESPONSE (re 20 MOTION to Dismiss ) filed byElm Corp., Jane Q. Roe. (Roe, Ann)", (1, 2)),
    # A second period ends the list of those who had it served; those who were served follow.
    ("SUMMONS Returned Executed by Elm Corp.. Oak Bank, N.A. served on 3/1/2021, answer due 3/22/2021.", (1,)),
    ("NOTICE to Take Deposition of John Foe on March 3, 2021 filed by Elm Corp..", (1,)),
    ("NOTICE TO FILER OF DEFICIENCY re 22 Reply filed by Elm Corp..", ()),
    (
        (
            "APPLICATION OF ATTORNEY Ann Poe FOR LEAVE TO APPEAR PRO HAC VICE for Plaintiff Elm Corp. (Fee Paid)"
            " Receipt No. 68"
        ),
        (1,),
    ),
    ("Notice of Hearing (related document(s)12) Filed by Elm Corp.. Hearing scheduled for 8/8/2021 at 10:00 AM.", (1,)),
    ("Notice of Hearing on (RE: related document(s) 30 Motion filed by Elm Corp.) Hearing to be held on 8/18/2021", ()),
    # A clerk's entry about another entry names that entry's filer.
    ("Electronic filing error. Incorrect event used. Re: 12 Notice of Appearance filed by Oak Bank, N.A.", ()),
    ("CIVIL RIGHTS CASE docketed. NOA filed by Appellant Elm Corp. [21-10001]", ()),
    ("SO ORDERED, re 10 MOTION for Pro Hac Vice Appearance of Attorney Ann Poe filed by Elm Corp..", ()),
]


@pytest.mark.parametrize(("text", "filed_by"), FILERS)
def test_filers_in_a_courts_own_form(text: str, filed_by: tuple[int, ...]) -> None:
    assert read_filing(text, "", PARTIES).filed_by == filed_by


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Filed (ECF) Appellants Elm Corp. and Oak Bank, N.A. Correspondence: Rule 28(j) letter.",
            "Elm Corp. and Oak Bank, N.A.",
        ),
        ("Filed (ECF) Appellee Oak Bank, N.A. Unopposed Motion for extension of time.", "Oak Bank, N.A."),
        ("Filed (ECF) Appellee response to motion.", ""),
    ],
)
def test_in_a_notice_that_lists_no_party_the_names_before_the_noun_are_the_filers(text: str, words: str) -> None:
    assert read_filing(text).filer_text == words


DUE = [
    (("STIPULATION Extending Time to Answer the complaint as to Oak Bank, N.A. answer now due 4/30/2021, filed by "
      "Defendant Oak Bank, N.A.."), [date(2021, 4, 30)]),
    ("Answer Due Deadline Updated for Oak Bank, N.A. to 4/4/2021. Pursuant to Local Rule CV-12.", [date(2021, 4, 4)]),
    ("SCHEDULING ORDER: The parties are directed to file a proposed discovery plan by April 28, 2021.",
     [date(2021, 4, 28)]),
    ("DOCKETED CAUSE. The schedule is set as follows: MQ due on 03/30/2021. Transcript ordered by 04/22/2021.",
     [date(2021, 3, 30), date(2021, 4, 22)]),
    ("SO-ORDERED SCHEDULING NOTIFICATION, setting Appellant Elm Corp. Brief due date as 03/03/2021, FILED.",
     [date(2021, 3, 3)]),
    (("LR 31.2 SCHEDULING NOTIFICATION, on behalf of Appellant Elm Corp., informing Court of proposed due date "
      "06/06/2021."), []),
    ("BRIEFING LETTER SENT setting briefing schedule: appellant brief due 03/03/2021; appellee brief due 04/04/2021;",
     [date(2021, 3, 3), date(2021, 4, 4)]),
    ("Minute Entry. Motion Denied. Amended Plan shall be filed 9/29/2008.", [date(2008, 9, 29)]),
    ("Response Requested. (Due April 4, 2021)", [date(2021, 4, 4)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), DUE)
def test_deadlines_in_a_courts_own_form(text: str, days: list[date]) -> None:
    assert [deadline.date for deadline in read_filing(text, "", PARTIES).deadlines] == days


def test_the_form_of_a_filers_name_is_not_part_of_what_is_due() -> None:
    text = (
        "Chapter 11 Voluntary Petition. Fee Amount $1039 Filed by Elm Village, LLC Application for Installments Due on"
        " 6/13/2008."
    )
    assert read_filing(text).deadlines == (SetsDeadline("Application for installments due", date(2008, 6, 13)),)


def test_a_deadline_updated_by_a_clerk_is_the_answers() -> None:
    text = "Answer Due Deadline Updated for Oak Bank, N.A. to 4/4/2021."
    assert read_filing(text).deadlines == (SetsDeadline("Answer due", date(2021, 4, 4)),)


@pytest.mark.parametrize(
    ("text", "hearing"),
    [
        ("CASE CALENDARED for oral argument. Date: 05/05/2021. Registration Time: 8:45 - 9:00.",
         SetsHearing("Oral argument", date(2021, 5, 5))),
        ("Meeting of Creditors 341(a) meeting to be held on 7/3/2008",
         SetsHearing("Meeting of creditors", date(2008, 7, 3))),
        ("First Meeting of Creditors Scheduled For 7/10/2008", SetsHearing("Meeting of creditors", date(2008, 7, 10))),
        # Southern Florida sets a case for a two-week trial period.
        ("TRIAL ORDER. This case is set for trial commencing the two-week period of February 7, 2022 at 9:00 AM.",
         SetsHearing("Trial", date(2022, 2, 7), time(9))),
        ("CASE CALENDARING, for argument on 05/05/2021, B Panel, SET.[1234567]",
         SetsHearing("Argument", date(2021, 5, 5))),
    ],
)  # fmt: skip
def test_what_a_court_calendars(text: str, hearing: SetsHearing) -> None:
    assert read_filing(text).hearings == (hearing,)


def test_a_hearing_that_is_named_and_then_vacated_is_not_set() -> None:
    """Central California's form for a motion taken under submission."""
    text = (
        "MINUTES (IN CHAMBERS): The Court finds that the motion calendared for hearing on April 5, 2021 is fit for"
        " decision without oral argument. The hearing calendared for April 5, 2021 is vacated and the matter taken off"
        " calendar."
    )
    assert read_filing(text).hearings == ()
    assert read_filing(text).vacates == (date(2021, 4, 5),)
    moved = "ORDER. The hearing set for April 5, 2021 at 9:00 AM is vacated. Hearing set for April 5, 2021 at 2:00 PM."
    assert [hearing.starts for hearing in read_filing(moved).hearings] == [time(14)]


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("MOTION by Defendant Oak Bank, N.A. to dismiss (Poe, Ann)", Detail.MOTION_TO_DISMISS),
        ("ORDER filed: Appeal dismissed pursuant to Rule 42(b). Mandate issued. [21-1001]", Detail.DISMISSAL),
        ("ORDER REGARDING INITIAL DISCLOSURES, JOINT STATUS REPORT, AND EARLY SETTLEMENT by Judge A. Poe", None),
    ],
)
def test_details_in_a_courts_own_form(text: str, detail: Detail | None) -> None:
    assert read_filing(text, "", PARTIES).detail is detail
