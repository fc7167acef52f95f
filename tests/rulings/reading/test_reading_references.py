"""Which entries a text refers to, and how."""

import pytest

from rulings.reading.filing import read_filing
from rulings.vocabulary.relations import Relation

SPOKEN = [
    ("REPLY to MOTION to Amend Complaint[24] [30] [32] filed by Elm",
     dict.fromkeys(("24", "30", "32"), Relation.REPLIES)),
    ("BNC Certificate of Mailing (Related document(s) 9 341 Meeting of Creditors).", {"9": Relation.ABOUT}),
    ("ORDER granting the motions of Ann Gray (ECF No. 22), Bo Voss (ECF No. 23), and Cy Elm (ECF No. 24).",
     dict.fromkeys(("22", "23", "24"), Relation.DECIDES)),
    ("Hearing held. (related document(s): 41) Appearances: Bo Voss", {"41": Relation.ABOUT}),
    ("ORDER re: 41. The parties shall confer by 3/1/2021.", {"41": Relation.ABOUT}),
    ("Withdraw Document ( 91 )", {"91": Relation.WITHDRAWS}),
    ("MINUTES as to Ann Roe ( 1 ). Motions No Longer Referred", {}),
    ("ORDER denying the motion for the reasons in the master docket (2:19-mn-02991, Dkt. No. 2188).", {}),
    ("ORDER denying the motion as unsigned (Dkt. No. 2188).", {"2188": Relation.DECIDES}),
    ("Addendum to 22", {"22": Relation.SUPPORTS}),
    ("Supplement (Ref # 22)", {"22": Relation.ABOUT}),
    ("ORDER on 14 Opposed MOTION to Compel.", {"14": Relation.DECIDES}),
    ("RESPONSE, by Defendant Elm, to 2 MOTION for TRO (Attachments: # 1 Proposed Order)", {"2": Relation.OPPOSES}),
    ("MEMORANDUM OF LAW in Support re: 39 MOTION to Compel . MOTION to Stay . Document filed by Elm.",
     {"39": Relation.SUPPORTS}),
    ("DECLARATION of Ann Roe in Opposition re: 39 MOTION to Compel. Document filed by Elm.", {"39": Relation.OPPOSES}),
    ("DECLARATION of Ann Roe re 62 Brief by ELM LIMITED", {"62": Relation.ABOUT}),
    ("REPLY to Response to Motion re 79 MOTION for Summary Judgment filed by Elm", {"79": Relation.REPLIES}),
    ("Elm Corp.'s REPLY in support of 12 motion", {"12": Relation.REPLIES}),
    ("ANSWER to 1 Complaint by Elm", {"1": Relation.REPLIES}),
    ("AMENDED COMPLAINT amending 1 Complaint filed by Ann Roe", {"1": Relation.AMENDS}),
    ("NOTICE OF ERRATA by Elm re 12 Brief", {"12": Relation.AMENDS}),
    ("CORRECTED BRIEF re 40 Brief by Elm", {"40": Relation.AMENDS}),
    ("STIPULATION withdrawing 12 MOTION to Compel", {"12": Relation.WITHDRAWS}),
    # "Claim, 35" ends one title, and 35 begins the next.
    (("Set Deadlines as to 41 MOTION to Dismiss for Failure to State a Claim, 35 MOTION for Sanctions, 22 MOTION to "
      "Dismiss"),
     {"41": Relation.ABOUT, "35": Relation.ABOUT, "22": Relation.ABOUT}),
    ("ANSWER to First Amended Complaint, 5 JURY DEMAND. filed by defendant Elm.", {"5": Relation.REPLIES}),
    ("NOTICE of Withdrawal of 12 Motion by Ann Roe", {"12": Relation.WITHDRAWS}),
    ("Withdrawal of 57 Trustee's Motion to Dismiss Filed by Chapter 13 Trustee.", {"57": Relation.WITHDRAWS}),
    ("Exhibit to 72 Letter,, Exhibit A by Ann Roe", {"72": Relation.SUPPORTS}),
    ("Acknowledgment of Receipt re [3] Notice of Appeal", {"3": Relation.ABOUT}),
    ("LETTER from Ann Roe re: 12", {"12": Relation.ABOUT}),
    ("Certificate of Service (RE: related document(s) 30 Motion to Stay, 31 Notice). Filed by Elm",
     {"30": Relation.ABOUT, "31": Relation.ABOUT}),
    ("Certificate of service (related document(s) 7, 2, 3 ). Filed by Elm.",
     dict.fromkeys(("7", "2", "3"), Relation.ABOUT)),
    ("Protective Order signed on 2/16/2010 (Related Doc # 1093, 1863).",
     dict.fromkeys(("1093", "1863"), Relation.DECIDES)),
    ("Order Granting [2-1] Application for order compelling attendance by Elm .", {"2": Relation.DECIDES}),
    ("HEARING ORDER -- (re: pldg. 1 ) Setting motion to transfer for hearing", {"1": Relation.ABOUT}),
    ("MEMORANDUM by Elm Party in support of motion for preliminary injunction 5 (Attachments: # 1 Exhibit A)",
     {"5": Relation.SUPPORTS}),
    ("ANSWER to First Amended Complaint, 5 filed by defendant Elm.", {"5": Relation.REPLIES}),
    # A number inside the title of the entry that is named is part of that title.
    ("REPLY BRIEF filed by Elm re 99 MOTION to Strike 81 Markman Response Brief,,, (Attachments: # 1 Exhibit E)",
     {"99": Relation.REPLIES}),
    ("RESPONSE in Opposition filed by Elm re 116 APPEAL OF DECISION by Oak re 107 Order", {"116": Relation.OPPOSES}),
    ("Set Deadlines as to 99 MOTION to Strike 81 Markman Response Brief, 98 MOTION to Strike. Motion set for 5/20/2024",
     {"99": Relation.ABOUT, "98": Relation.ABOUT}),
    ("Set Deadlines as to 2 MOTION. Telephone Conference set for 3/4/2021 at 10:00 AM before Judge Poe.",
     {"2": Relation.SETS_HEARING}),
    (("Certificate of Service Filed by Elm (RE: related document(s) 28 Exhibit, 21 Cover Sheet for Amendments, 7 "
      "Meeting)"),
     dict.fromkeys(("28", "21", "7"), Relation.ABOUT)),
    ("MINUTE entry before Judge B. Poe: Motion for extension 12 is taken under advisement.", {"12": Relation.DECIDES}),
    ("ORDER adopting R&R (71). The motion to compel (45) is granted.", {"45": Relation.DECIDES, "71": Relation.ABOUT}),
    ("MINUTE ORDER: In light of the parties' 33 joint status report, the case is stayed.", {"33": Relation.ABOUT}),
    ("ORDER as to Documents 45 through 47. See Entry No. 50.",
     dict.fromkeys(("45", "46", "47", "50"), Relation.ABOUT)),
    ("Certificate of Service (Re: Doc #s 12, 14, 15) filed by Elm",
     dict.fromkeys(("12", "14", "15"), Relation.ABOUT)),
    ("Reply in Support of Omnibus Objection (D.I. 120), and Response to Objection of Oak (D.I. 131) Filed by Elm",
     dict.fromkeys(("120", "131"), Relation.REPLIES)),
    ("OBJECTIONS to 60 Presentence Investigation Report by Elm", {"60": Relation.OPPOSES}),
    ("MEMORANDUM in Opposition to Doc. 61 and Doc. 63 Motions by Elm", dict.fromkeys(("61", "63"), Relation.OPPOSES)),
    ("ORDER denying Motions #61, #63, and #64", dict.fromkeys(("61", "63", "64"), Relation.DECIDES)),
    # Courts that put the number after the title, which is capitalised.
    (("NOTIFICATION OF APPEAL by Clerk to USCA regarding Text Order on Motion to Extend Time 128 , Notice of Appeal to "
      "USCA 132 , Judgment, 124 , and Certificate 133 ."),
     dict.fromkeys(("128", "132", "124", "133"), Relation.ABOUT)),
    ("OPPOSITION to MOTION to Dismiss Case 22, MOTION to Strike 23 filed by Elm",
     dict.fromkeys(("22", "23"), Relation.OPPOSES)),
    ("ABSTRACT of Judgment issued in the amount of $ 45,000. RE: Judgment 99.", {"99": Relation.ABOUT}),
    ("TEXT MINUTE ENTRY. Elm's Objection to the Findings 117 is overruled. Oak's Motion for Variance is granted 116 .",
     {"116": Relation.DECIDES, "117": Relation.DECIDES}),
    ("RESPONSE to 12, 14 and 15 by Elm", dict.fromkeys(("12", "14", "15"), Relation.OPPOSES)),
    ("RESPONSE re 12 Declaration of Dr. Poe by Elm", {"12": Relation.OPPOSES}),
    ("ORDER denying MOTION 45 to Compel and MOTION 47 to Strike.",
     {"45": Relation.DECIDES, "47": Relation.ABOUT}),
    ("Order to Adjourn (related documents Motion). Hearing to be held on 9/29/2008 at 10:00 AM Courtroom 1825 for 37 .",
     {"37": Relation.SETS_HEARING}),
]  # fmt: skip

SILENT = [
    "ORDER granting Elm's 12(b)(6) motion and 12(c) motion",
    "TEXT ORDER: the dispute raised at ECF No. 161 in the Lupin action, and the motion (ECF No. 80 in the Elm Action)",
    "Copy of District Court Order (RE #100) filed June 24, 2022 granting in forma pauperis.",
    (
        "Received copy of District Court order filed on 11/02/2017. EO: In view of the order (Dkt. No. 399) issuing the"
        " mandate"
    ),
    "Disposition of Adversary [96-90893] Dismissing [1-1] Complaint NOS 454 Recover Money/Property",
    "TRANSCRIPT ordered from Ms. Roe, filed by Mr. Poe for Mr. Elm. [11] ; ----- This is to order a transcript",
    (
        "COMPLAINT against Elm. ( Filing fee $ 402 receipt number AXYZ-14125450), filed by Ann Roe. (Attachments: # 1 "
        "Exhibit 1, # 2 Exhibit 2)"
    ),
    "MOTION to Dismiss under Fed. R. Civ. P. 12(b)(6) and Rule 9 Motion practice by Elm",
    "NOTICE pursuant to 28 U.S.C. 636(c) and 28 U.S.C. § 1331 by Elm",
    "Exhibit 5 Declaration by Elm",
    "MOTION to Strike Affirmative Defenses 3, 5 and 7 by Elm",
    "NOTICE of Deposition of Officer Badge 412 by Elm",
    "ORDER: The 14 day notice is waived. His 2254 petition, the 10 page letter and the 2018 order remain.",
    "MOTION to Compel Production of Documents Nos. 12-15 by Elm",
    "MOTION to Compel Responses to Interrogatories 4, 7, 9 filed by Elm",
    "Minute Entry: Motion to Detain Ann Roe (1); hearing not held.",
    "MOTION for Summary Judgment on Counts 1, 2, and 5, by Elm",
    "ORDER granting Motion to Compel Answer to Interrogatory 12. Motion in Limine 3.",
    "Certificate of Financial Management Course Filed by Debtor 1.",
    "Motion for Relief from Stay re: 123 Main Street, Elmville, NY 10022. Filed by Elm Bank",
    "Motion for Relief from Stay re: 2014 Honda Civic. Filed by Elm Bank",
    "RULE 26(f) DISCOVERY PLAN REPORT by Elm, estimated length of trial 5-7 days",
    "Notice of MDL 2741 by Elm",
    "LETTER re Court's January 11, 2021 Order by Elm",
    "MOTION for Extension of Time to 30 days by Elm",
    "20 DAY Summons Issued as to Elm",
    "CONSENT LETTER MOTION 1 for Extension of Time to file fee applications. Document filed by Elm.",
    "APPEARANCE filed for Appellee USA by B. Poe. Certificate of Service: 06/09/2022. [22-5459] (BP)",
    "Complaint [96-90894] Ann Roe vs. Elm USA . NOS 454 Recover Money/Property . Filing Fee $ 120.00 Receipt # 51651",
    "Chapter 13 Plan filed by Debtor Ann Roe. Fee Amount $310",
    "TRANSCRIPT of Proceedings held on 6/28/2017. Court Reporter: B. Poe, (212) 555-0300. Page Numbers: 1-72.",
]


@pytest.mark.parametrize(("text", "spoken"), SPOKEN)
def test_references(text: str, spoken: dict[str, Relation]) -> None:
    assert {refers.number: refers.relation for refers in read_filing(text).refers_to} == spoken


@pytest.mark.parametrize("text", SILENT)
def test_numbers_of_other_things_are_no_references(text: str) -> None:
    assert read_filing(text).refers_to == ()


def test_an_order_speaks_of_entries_anywhere_in_its_text() -> None:
    text = "TEXT ORDER: Plaintiffs' request (ECF No. 59 ) is DENIED. The schedule (ECF No. 38 ) stands."
    assert [(refers.number, refers.relation) for refers in read_filing(text).refers_to] == [
        ("38", Relation.ABOUT),
        ("59", Relation.DECIDES),
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        # A list that counts on, whatever its entries are called.
        ("Certificate/Proof of Service of 15 Motion to Employ, 16 Declaration, 17 Summary/Schedule(s)", "15 16 17"),
        ("Certificate/Proof of Service of 15 Motion to Employ, 16 Declaration, 30 Oak Street", "15 16"),
        # The section by which creditors meet, and the steps of a clerk's instructions.
        ("Request by U.S. Trustee to Send 341 Notice; Meeting of Creditors to be held on 3/4/2021", ""),
        ("Summons Issued.Instructions to Counsel:1. Click on the document number.2. If you are prompted, log in.", ""),
        ("Memorandum in support of # 12 Motion", "12"),
    ],
)
def test_lists_count_on_and_instructions_do_not(text: str, numbers: str) -> None:
    assert " ".join(one.number for one in read_filing(text).refers_to) == numbers
