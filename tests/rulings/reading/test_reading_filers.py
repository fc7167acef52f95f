"""Who filed a text."""

import pytest

from rulings.reading.filers.names import PartyRoster
from rulings.reading.filing import read_filing
from rulings.reading.values import PartyName

PARLER = PartyName(1, "Parler LLC", "Plaintiff", "plaintiff")
AWS = PartyName(2, "Amazon Web Services, Inc.", "Defendant", "defendant")
AMAZON = PartyName(3, "Amazon.com, Inc.", "Defendant", "defendant")
USA = PartyName(4, "United States of America", "Intervenor", "other")
ELM_LLC = PartyName(5, "Elm Group, LLC", "Defendant", "defendant")
ELM_INC = PartyName(6, "Elm Group, Inc.", "Defendant", "defendant")
PARTIES = PartyRoster([PARLER, AWS, AMAZON, USA, ELM_LLC, ELM_INC])
ALL_DEFENDANTS = (2, 3, 5, 6)

FILERS = [
    ("MOTION for Temporary Restraining Order by Plaintiff Parler LLC. (Attachments: # 1 Proposed Order) (Roe, Ann)",
     (1,)),
    ("COMPLAINT against Amazon Web Services Inc, filed by PARLER, LLC.", (1,)),
    ("MOTION to Dismiss by Amazon Web Services, Inc, Amazon.com Inc.. (Roe, Ann)", (2, 3)),
    ("RESPONSE, by Defendants Amazon Web Services, Inc. and Amazon.com, Inc., to 2 MOTION for TRO", (2, 3)),
    # After the entry that is named comes that entry's own filer.
    ("RESPONSE by Defendant Amazon.com, Inc. to 2 MOTION for TRO filed by Parler LLC", (3,)),
    ("RESPONSE to Motion re 2 MOTION for TRO filed by Amazon.com, Inc.", (3,)),
    # The Supreme Court's amici curiae.
    ("Motion of Amazon.com, Inc. for leave to file amicus brief", (3,)),
    ("OPPOSITION of Defendant Amazon Web Services, Inc., to 2 MOTION for TRO", (2,)),
    (("MEMORANDUM OF LAW in Support re: 39 MOTION to Compel by Parler LLC. . Document filed by Amazon Web Services, "
      "Inc.."), (2,)),
    ("REPLY to Response filed by Parler LLC re 116 APPEAL by Amazon Web Services, Inc. re 107 Order", (1,)),
    ("REDACTION to 81 Response Brief,,, by Parler LLC. (Attachments: # 1 Exhibit 21)", (1,)),
    ("NOTICE of Appearance by Ann Roe on behalf of Amazon Web Services, Inc.", (2,)),
    ("NOTICE of Appearance by Ann Roe on behalf of All Defendants (Roe, Ann)", ALL_DEFENDANTS),
    ("MOTION to Seal by All Defendants. (Attachments: # 1 Declaration)", ALL_DEFENDANTS),
    ("MOTION to Strike by Plaintiff. (Roe, Ann)", (1,)),
    ("Parler LLC's ANSWER to 5 Counterclaim", (1,)),
    ("MOTION to Intervene by USA. (Roe, Ann)", (4,)),
    ("MOTION to Stay by Elm Group, Inc.. (Roe, Ann)", (6,)),
    (("Motion to appear Pro Hac Vice by Ann Roe and Certification of Local Counsel Bo Poe Filing fee $ 75, receipt "
      "number 1-2. by Parler LLC. (Poe, Bo)"),
     (1,)),
    ("MOTION filed by Mr. Bo Poe for United States of America to extend time to file brief.", (4,)),
    # Filers of other filings do not count.
    (("Notice of Hearing on (RE: related document(s) 30 Motion to Stay filed by Parler LLC) Hearing to be held on "
      "8/18/2008"), ()),
    ("NOTICE TO FILER OF DEFICIENCY re 22 Reply filed by Parler LLC.", ()),
    ("ORDER granting 14 Motion filed by Parler LLC.", ()),
    ("***Motions terminated: 14 MOTION to Seal filed by Parler LLC.", ()),
    ("USCA Case Number 21-1122 for 101 Notice of Appeal filed by Parler LLC.", ()),
    ("Hearing Scheduled for 2/7/2021 at 10:30 AM RE: 44 Motion to Extend Time filed by Parler LLC.", ()),
    # Of a whole side those who are named; a number is no part of a name.
    ("Defendants' MOTION to Stay filed by Amazon.com, Inc., Elm Group, Inc.", (3, 6)),
    ("MOTION to Stay by Amazon.com, Inc. (1), Elm Group, Inc. (2).", (3, 6)),
    ("STIPULATION by and between Parler LLC and Amazon.com, Inc. for dismissal.", (1, 3)),
    ("LETTER addressed to Judge Poe from Ann Roe, attorney for Amazon.com, Inc. dated 3/3/2021.", (3,)),
    ("Response to (14 MOTION to Seal filed by Parler LLC) filed by Amazon.com, Inc.", (3,)),
    ("MOTION to Compel by Elm Group. (Roe, Ann)", ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "filed_by"), FILERS)
def test_parties_are_known_by_name(text: str, filed_by: tuple[int, ...]) -> None:
    assert read_filing(text, "", PARTIES).filed_by == filed_by


def test_the_side_is_that_of_all_who_filed() -> None:
    assert read_filing("MOTION to Seal by All Defendants.", "", PARTIES).side == "defendant"
    assert read_filing("STIPULATION by Parler LLC, Amazon.com, Inc..", "", PARTIES).side == ""
    assert read_filing("MOTION to Intervene by USA.", "", PARTIES).side == ""


@pytest.mark.parametrize(
    ("text", "words", "side"),
    [
        ("MOTION to Quash by Oak Bank, N.A.. (Roe, Ann)", "Oak Bank, N.A", ""),
        (
            "Objection to Plan Filed by Creditor Oak Works, LLC (RE: related document(s) 64 Plan)",
            "Creditor Oak Works, LLC",
            "",
        ),
        ("MOTION to Dismiss by Defendant (Roe, Ann)", "", "defendant"),
        ("STATUS REPORT by Oak Property AB (Roe, Ann)", "Oak Property AB", ""),
        ("ERRATA by DISTRICT OF OAK. (Attachments: # 1 Exhibit)(Roe, Ann)", "DISTRICT OF OAK", ""),
        ("JOINDER by Vera Oak in 14 MOTION to Seal filed by Parler LLC (Roe, Ann)", "Vera Oak", ""),
        ("NOTICE of Change of Address by ANN ROE (ROE, ANN)", "", ""),
        ("CERTIFICATE of Service by Certified Mail (Roe, Ann)", "", ""),
        ("REPORT by Mediator Vera Oak (Oak, Vera)", "", ""),
        ("MOTION for leave filed by Ann Roe of Poe LLP on behalf of Oak Inc.. (Roe, Ann)", "Oak Inc", ""),
        ("DISCLOSURE STATEMENT filed by Clear With Oak LLC  (Roe, Ann)", "Clear With Oak LLC", ""),
        ("MOTION to Dismiss by Elm Bank With Exhibits", "Elm Bank", ""),
        (
            (
                "Notice of Hearing (RE: related document(s) 62 Motion filed by Creditor Vera Oak) filed by Ann Roe"
                " on behalf of Vera Oak. Hearing scheduled for 12/22/2009 at 09:30 AM."
            ),
            "Vera Oak",
            "",
        ),
    ],
)
def test_a_name_that_is_no_party_stays_the_courts_words(text: str, words: str, side: str) -> None:
    reading = read_filing(text, "", PARTIES)
    assert (reading.filed_by, reading.filer_text, reading.side) == ((), words, side)


def test_a_name_without_its_form_counts_where_one_party_has_it() -> None:
    assert PartyRoster([AWS]).match("amazon web services", 0)[0] == [2]
    assert PARTIES.match("elm group", 0)[0] == []


def test_a_name_that_goes_on_is_anothers() -> None:
    elm = PartyRoster(
        [PartyName(1, "Elm Corp.", "Plaintiff", "plaintiff"), PartyName(2, "Poe Institute", "Defendant", "defendant")]
    )
    assert elm.match("elm institute", 0)[0] == []
    assert elm.match("elm's motion", 0)[0] == [1]
    assert elm.match("poe institute of law", 0)[0] == [2]


PEOPLE = PartyRoster([
    PartyName(1, "Hollis Elm", "Debtor", "other"),
    PartyName(2, "Maeve Elm", "Joint Debtor", "other"),
    PartyName(3, "Carl Birch, Jr. d/b/a Birch Roofing", "Defendant", "defendant"),
    PartyName(4, "U.S. Bank National Association, as Trustee for Oak Trust 2006-1", "Defendant", "defendant"),
    PartyName(5, "J.D., a minor", "Plaintiff", "plaintiff"),
    PartyName(6, "Oak Builders, Inc.", "Counter Claimant", "defendant"),
    PartyName(7, "International Association of Roofers", "Creditor", "other"),
    PartyName(8, "Sheriff Dale Poplar", "Defendant", "defendant"),
    PartyName(9, "County of Oak", "Creditor", "other"),
])  # fmt: skip
CALLED = [
    ("Response to Motion filed by the Debtors", (1, 2)),
    ("Financial Management Course Certificate Filed by Debtor 2.", (2,)),
    ("Debtors' Response to Motion to Dismiss", (1, 2)),
    ("MOTION to Dismiss by Defendant Birch.", (3,)),
    ("Defendant Birch's ANSWER to Complaint", (3,)),
    ("RESPONSE by Debtor Elm to Motion", ()),
    ("COMPLAINT filed by Hollis Elm, Maeve Elm against Ash LLC, Carl Birch.", (1, 2)),
    ("RESPONSE filed by Oak County.", (9,)),
    ("Motion to Withdraw filed by attorney Ann Roe for Hollis Elm.", (1,)),
    ("Defendants Dale Poplar and Carl Birch's Reply in Support of Motion to Dismiss", (8, 3)),
    ("NOTICE of Appearance by Ann Roe on behalf of US Bank, NA", (4,)),
    ("MOTION for Approval by J.D.. (Roe, Ann)", (5,)),
    ("MOTION to Stay by All Defendants.", (3, 4, 8)),
    ("Objection Filed by International Association of Roofers", (7,)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "filed_by"), CALLED)
def test_parties_are_known_by_surname_and_role(text: str, filed_by: tuple[int, ...]) -> None:
    assert read_filing(text, "", PEOPLE).filed_by == filed_by


def test_one_name_in_two_roles_is_both_rows() -> None:
    roles = [PARLER, PartyName(9, "Parler LLC", "Counter Defendant", "plaintiff")]
    assert read_filing("REPLY by Parler LLC", "", roles).filed_by == (1, 9)


OFFICIALS = PartyRoster([
    PartyName(1, "DONALD J. ROE, in his official capacity as President", "Appellant", "other"),
    PartyName(2, "U.S. DEPARTMENT OF HOMELAND SECURITY", "Appellant", "other"),
    PartyName(3, "ANN B. POE (#20575-509)", "Appellant", "other"),
    PartyName(4, "Harold S. Elm", "Trustee", "other"),
    PartyName(5, "Oak Lawyers Association, et al.", "Amicus", "other"),
    PartyName(6, "Hans Elm SA", "Plaintiff", "plaintiff"),
    PartyName(7, "Birch Limited", "Defendant", "defendant"),
    PartyName(8, "United States Trustee", "U.S. Trustee", "other"),
])  # fmt: skip
OTHERWISE_NAMED = [
    # Titles, offices and prison numbers are no part of a name, nor is a middle initial; a department also
    # matches its initials.
    (
        (
            "Filed (ECF) notice of appearance of Bo Poe for Appellants Donald J. Roe and USDHS. Date of service:"
            " 03/31/2017."
        ),
        (1, 2),
    ),
    ("Reply of applicants Donald J. Roe, et al. filed.", (1,)),
    ("MOTION filed by Mr. Samuel R. Fir for Ms. Ann Poe to extend time to file brief.", (3,)),
    ("APPEARANCE filed for Appellant Ms. Ann Poe by Colter L. Fir.", (3,)),
    ("TRANSCRIPT ordered from Ms. Fir, filed by Mr. Colter Fir for Ms. Ann Poe. [11]", (3,)),
    ("Objection by Trustee Harold Elm to [63-1] Declaration by Joel Fir", (4,)),
    (
        (
            "Certificate Of Service By Jeffry A. Fir for Trustee Harold Elm Of [130-1] Motion Hearing Notice by Birch"
            " Limited"
        ),
        (4,),
    ),
    ("Brief amicus curiae of Oak Lawyers Association filed. (Distributed)", (5,)),
    ("RECORD RECEIVED from Mr. Samuel R. Fir for Ms. Ann Poe. Aty/Pty - CD/DVD", (3,)),
    ("AMICUS APPEARANCE filed for  Oak Lawyers Association by Joseph G.S. Fir.", (5,)),
    (
        "Declaration in support by: Melissa W. Fir for Trustee Harold S. Elm Re: [34-1] Application by Birch Limited",
        (4,),
    ),
    # Only one party has the role.
    ("Report by Trustee RE: [172-1] To Abandon Notice", (4,)),
    ("Trustee's Final Report and Account", (4,)),
    ("Complaint [96-90894] Harold S. Elm vs. Votainer USA . NOS 454 Recover Money/Property", (4,)),
    ("Defendant's ANSWER to 1 Complaint", (7,)),
    ("NOTICE OF INITIAL PRETRIAL CONFERENCE: appearances by the attorney for each side", ()),
    # A new sentence names no filer.
    ("SUMMONS Returned Executed by Hans Elm SA. BIRCH LIMITED served on 3/13/2023, answer due 4/3/2023.", (6,)),
    ("TRANSCRIPT of Proceedings held before Judge Poe. Court Reporter: Harold Elm", ()),
]


@pytest.mark.parametrize(("text", "filed_by"), OTHERWISE_NAMED)
def test_parties_are_known_by_what_else_they_are_called(text: str, filed_by: tuple[int, ...]) -> None:
    assert read_filing(text, "", OFFICIALS).filed_by == filed_by


@pytest.mark.parametrize("name", ["USA", "United States", "U.S.", "Government"])
def test_the_government_goes_by_several_names(name: str) -> None:
    assert read_filing(f"MOTION to Continue by {name} as to Ann Roe", "", [USA]).filed_by == (4,)


def test_of_a_motion_of_a_party_it_is_the_filer() -> None:
    court = PartyRoster(
        [
            PartyName(1, "Oak & Elm Corp.", "Petitioner", "plaintiff"),
            PartyName(2, "Birch Ltd", "Respondent", "defendant"),
        ]
    )
    assert read_filing("Waiver of right of respondent Birch Ltd to respond filed.", "", court).filed_by == (2,)
    assert read_filing(
        "Motion of petitioner Oak and Elm Corporation for leave to file under seal filed.", "", court
    ).filed_by == (1,)


def test_of_several_on_a_side_its_possessive_tells_the_side() -> None:
    reading = read_filing("Defendant's OPPOSITION to 12 Motion", "", PARTIES)
    assert (reading.filed_by, reading.side) == ((), "defendant")


def test_a_name_that_two_parties_may_have_is_neithers() -> None:
    two = PartyRoster(
        [PartyName(1, "Ann B. Poe", "Plaintiff", "plaintiff"), PartyName(2, "Ann C. Poe", "Plaintiff", "plaintiff")]
    )
    assert read_filing("MOTION to Stay by Ann Poe", "", two).filed_by == ()
    assert read_filing("MOTION to Stay by Ann C. Poe", "", two).filed_by == (2,)


def test_a_role_before_an_unknown_name_tells_that_it_filed() -> None:
    text = "Certificate Of Service By Creditor Oak Corporation Of [96-1] Declaration by Oak Corporation ."
    assert read_filing(text).filer_text == "Creditor Oak Corporation"


DISTRICT = PartyRoster([
    PartyName(1, "Elm Corp.", "Plaintiff", "plaintiff"), PartyName(2, "Oak Bank, N.A.", "Defendant", "defendant"),
    PartyName(3, "Ann Roe", "Defendant", "defendant"),
])  # fmt: skip
BANKRUPTCY = PartyRoster(
    [PartyName(1, "Harold S. Poe", "Trustee", ""), PartyName(2, "United States Trustee", "U.S. Trustee", "")]
)
SUPREME = PartyRoster([
    PartyName(1, "Elm Motors, LLC",
              "Petitioner", "plaintiff"), PartyName(2, "Maria Roe, et al.", "Respondent", "defendant"),
])  # fmt: skip

BY_ROSTER = [
    # Illinois: the "by" right after the noun names the filer, the later one another filing's.
    (DISTRICT, "RESPONSE by Elm Corp.in Opposition to MOTION by Defendant Oak Bank, N.A. to dismiss 5", (1,)),
    (DISTRICT, "NOTICE of Appearance by Bo Poe for Ann Roe", (3,)),
    (DISTRICT, "Letter from Ann Roe re: schedule", (3,)),
    (DISTRICT, "Joint STIPULATION by all parties", (1, 2, 3)),
    (DISTRICT, "JOINT REPORT by Plaintiff and Defendants", (1, 2, 3)),
    (DISTRICT, "Defendants' Joint MOTION to dismiss", (2, 3)),
    (DISTRICT, "MOTION to Seal. Document filed by Oak Bank, N.A., Fir Corporatoin of Rye, Ann Roe.", (2, 3)),
    # Bankruptcy clerks of the nineties: after the entry in brackets come its title and its own filer.
    (BANKRUPTCY, "Declaration in Support by: Bo Fir Re: [136-1] Objection by United States Trustee", ()),
    (BANKRUPTCY, "Reply By Creditor Elm Corporation To [58-1] Opposition by Harold Poe .", ()),
    (BANKRUPTCY, "Declaration Of Howard Elm On Behalf Of Himself by: Re: [111-1] Intent Notice by Harold Poe", ()),
    (BANKRUPTCY, "Objection by U.S. Trustee United States Trusteeto [125-1] Application by Harold Poe", (2,)),
    (BANKRUPTCY, "Statement of Position by the U.S. Trustee Re: Employ Elm as counsel", (2,)),
    (BANKRUPTCY, "Fifth Application By Bo Fir/Elm Cary Ware/ Trustee Harold Poe For allowance of fees", (1,)),
    (
        BANKRUPTCY,
        "Notice by court of Withdrawal of proof of claim filed by Elm/ Withdrawal filed by trustee Harold Poe",
        (),
    ),
    (BANKRUPTCY, "Notice of Hearing Filed by Ann Fir on behalf of Harold S. Poe", (1,)),
    (BANKRUPTCY, "Report of Trustee", (1,)),
    # Courts of appeals and the Supreme Court.
    (SUPREME, "Brief amici curiae of State of Ohio, et al. in support of petitioner filed.", ()),
    (SUPREME, "Response to application from respondents Maria Roe, et al. filed.", (2,)),
    (SUPREME, "Response of Maria Roe, et al. to application filed.", (2,)),
    (
        SUPREME,
        "RESPONSE regarding a motion to stay, [12]; Response from Attorney Mr. Bo R. Poe for Respondent Maria Roe.",
        (2,),
    ),
    (SUPREME, "Filed (ECF) Elm Motors, LLC Motion to extend time", (1,)),
    (SUPREME, "NOTICE filed by Bo Poe for Elm Motors, LLC", (1,)),
]


@pytest.mark.parametrize(("roster", "text", "filed_by"), BY_ROSTER)
def test_who_filed_is_told_from_whose_entry_is_spoken_of(
    roster: PartyRoster, text: str, filed_by: tuple[int, ...]
) -> None:
    assert read_filing(text, parties=roster).filed_by == filed_by


OTHERS = [
    (
        "Declaration in support by: Joel Fir/ Creditor Elm Corporation Re: [72-1] Motion by Elm Corporation",
        "Creditor Elm Corporation",
    ),
    ("Reply By Creditor Elm Corporation To [58-1] Opposition by Harold Poe .", "Creditor Elm Corporation"),
    (
        "Supplemental Application By accountant R. Dean Fir, CPA For allowance of Compensation",
        "accountant R. Dean Fir, CPA",
    ),
    (
        "CONSENT LETTER MOTION for Extension of Time. Document filed by Ann Roe.Filed In Associated Cases: 1:20-cv-1",
        "Ann Roe",
    ),
    # The Judicial Panel's abbreviations end no sentence.
    ("RESPONSE -- (re: pldg. 3 ) Filed by pltfs. Mary Elm, et al. - w/cert of svc (tb)", "pltfs. Mary Elm, et al"),
    ("Brief amicus curiae of United States supporting respondents filed.", "United States"),
]


@pytest.mark.parametrize(("text", "words"), OTHERS)
def test_a_filer_that_is_no_party_keeps_its_name(text: str, words: str) -> None:
    reading = read_filing(text, parties=BANKRUPTCY)
    assert (reading.filed_by, reading.filer_text) == ((), words)


TRUSTEE = PartyName(7, "Ann Q. Roe", "Trustee", "other")
SIGNERS = PartyRoster([PartyName(8, "Bo Poe", "Debtor", "other"), TRUSTEE])

BY_SIGNATURE = [
    ("Chapter 7 Trustee's Meeting of Creditors Continued on 4/26/2021 at 08:30 AM (Roe, Ann) (Entered: 03/24/2021)",
     (7,)),
    ("Report On Unclaimed Dividends. (Roe, Ann)", (7,)),
    (("Trustee's Report of No Distribution: I, Ann Roe, having been appointed trustee of the estate, report that Bo Poe"
      " has nothing. Filed by me for Bo Poe"), (7,)),
    ("Certificate of Mailing. (Doe, Jane)", ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "filed_by"), BY_SIGNATURE)
def test_a_trustee_signs_with_the_own_name(text: str, filed_by: tuple[int, ...]) -> None:
    assert read_filing(text, "", SIGNERS).filed_by == filed_by


UNKNOWN = [
    ("MOTION of Appellee Elm Works to extend the time to file a brief.", "Appellee Elm Works"),
    ("Motion of Creditor Elm Department of Revenue to Withdraw 57 Motion", "Creditor Elm Department of Revenue"),
    ("Objection Filed by Bo Poe on behalf of Creditor Elm Bank, as Receiver for Oak Bank (related document(s)5).",
     "Creditor Elm Bank, as Receiver for Oak Bank"),
    ("Affidavit Filed by Claims and Noticing Agent Elm & Oak, Inc. (related document(s) 4 Order).",
     "Claims and Noticing Agent Elm & Oak, Inc"),
    ("MOTION to Strike filed by Plaintiff Elm AB by Bo Poe", "Plaintiff Elm AB"),
    ("RESPONSE filed by Elm ABin Opposition to 12 Motion", "Elm AB"),
    ("NOTICE by Elm Bank re 12 Order", "Elm Bank"),
    (
        "WAIVER OF SERVICE filed by Plaintiff Oak Ltd. upon Bo Oak, waiver sent by Plaintiff on 5/6/2014.",
        "Plaintiff Oak Ltd",
    ),
    ("NOTICE by Jane Doe re 12 Order", ""),
    ("Motion for Relief filed by Elm Bank NA The Hearing date is set for 9/23/2021", "Elm Bank NA"),
    ("Documents filed by the Clerk by electronic means", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), UNKNOWN)
def test_a_filer_who_is_no_party_is_named_in_the_courts_words(text: str, words: str) -> None:
    assert read_filing(text).filer_text == words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("INDICTMENT as to Ann B. Roe (1) count(s) 1, 2, Ben Poe, Jr (2) count(s) 1, Cy Doe (3) count(s) 1.", 3),
        ("JUDGMENT as to Ben Poe (2), Count(s) 1, 18 months", 2),
        ("MOTION to Suppress by Ann Roe as to Ann Roe.", 0),
        ("ORDER granting relief as to Rule 404 (2) and as to Counts (1) and (2)", 0),
        ("COMPLAINT against Ann Roe (1)", 0),
    ],
)
def test_the_highest_number_of_a_defendant_is_read(text: str, number: int) -> None:
    assert read_filing(text).defendant_number == number
