"""Forms in which district courts decide motions: which number, and how."""

import pytest

from rulings.reading.filing import read_filing
from rulings.vocabulary.outcomes import Outcome

G, D, P, M = Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART, Outcome.MOOT

DECIDED = [
    # A number that only the verb shows to be an entry's.
    ("ORDER: The motion for summary judgment 18 is GRANTED; the report (Doc. 22) is filed.", {"18": G}),
    ("Minute Entry: Motion Hearing held. Dft's motions 12, 13, 14 granted; 15 and 16 denied; 17 reserved for trial.",
     {"12": G, "13": G, "14": G, "15": D, "16": D, "17": Outcome.DEFERRED}),
    ("ORDER on Motions in Limine: 12 granted; 13 denied; 14 granted in part.", {"12": G, "13": D, "14": P}),
    (("ORDER signed by Judge Una Voss. 12 Defendants' motion to dismiss GRANTED. 15 Plaintiff's motion to appoint "
     "counsel DENIED WITHOUT PREJUDICE."), {"12": G, "15": D}),
    (("ORDER granting defendant's motion 12 for summary judgment and denying plaintiff's cross-motion 15 for summary "
     "judgment."), {"12": G, "15": D}),
    ("MINUTE entry before Judge Ann Roe: Application for leave to appear pro hac vice 9, 10 granted.",
     {"9": G, "10": G}),
    (("ORDER: IT IS HEREBY ORDERED: 1. The Motion to Dismiss 12 is GRANTED; 2. The Motion for Leave 15 is DENIED AS "
     "MOOT."), {"12": G, "15": M}),
    # Motions named first, and then told by what they ask for.
    (("OPINION AND ORDER re: 40 MOTION to Dismiss filed by Elm LLC, 44 MOTION for Sanctions filed by Oak Inc. Elm's "
     "motion to dismiss is granted in part and denied in part. Oak's motion for sanctions is denied."),
     {"40": P, "44": D}),
    # What was asked for by word of mouth is no entry.
    (("Minute Entry: MOTION HEARING held. Court GRANTS Dft's motion to dismiss [12]. Pltf's oral motion for leave to "
     "amend DENIED."), {"12": G}),
    # The motion behind the sentence, or before it.
    ("ORDER that the Motion is GRANTED - re 12 MOTION for Extension of Time filed by Elm.", {"12": G}),
    ("Judge Ann Roe: ORDER entered. \"The motion is allowed.\" re 12 Motion to Compel", {"12": G}),
    ("MEMO ENDORSEMENT on re: 33 Letter, filed by Elm LLC. ENDORSEMENT: The request is granted.", {"33": G}),
    (("Memorandum Opinion and Order: Defendant's Motion to dismiss is granted (Related Doc # 12 ). Plaintiff's motion "
     "to amend is denied as futile (Related Doc # 15 )."), {"12": G, "15": D}),
    (("Minute Entry: the motion to continue (Rec. Doc. 33) is GRANTED and the motion to compel (Rec. Doc. 34) is "
     "DISMISSED AS MOOT."), {"33": G, "34": M}),
    ("Minute Entry: Motion Hearing held re 12 MOTION to Dismiss. Court GRANTS motion in part and DENIES in part.",
     {"12": P}),
    # In part.
    ("ORDER: GRANTED as to Elm and DENIED as to Oak re 12 Motion for Summary Judgment", {"12": P}),
    ("ORDER: The Court GRANTS Defendant's 12 Motion to Dismiss in part.", {"12": P}),
    ("ORDER: The motion (Doc. 12) is GRANTED as to Count I, but is otherwise DENIED.", {"12": P}),
    ("ORDER: The motion (Doc. 12) is GRANTED and the motion (Doc. 13) is DENIED.", {"12": G, "13": D}),
    # Moot in other words.
    ("ORDER terminating 12 Motion to Compel as moot.", {"12": M}),
    ("MEMORANDUM AND ORDER sustaining 12 Motion to Dismiss; overruling as moot 13 Motion to Strike.",
     {"12": G, "13": M}),
    ("ORDER. Motions 13 and 14 are denied without prejudice as moot.", {"13": M, "14": M}),
    # A report is one thing, the motion another; the order that a motion attacks is not decided.
    ("ORDER: The Court ACCEPTS IN WHOLE the R&R 33 and the motion to suppress 12 is DENIED.", {"12": D}),
    (("OPINION and ORDER (1) SUSTAINING the Objections, (2) REJECTING 33 Report and Recommendation, (3) DENYING "
     "12 MOTION for Summary Judgment"), {"33": D, "12": D}),
    ("ORDER: the Petition for Writ of Habeas Corpus (Doc. 1) is denied as the Report and Recommendation explains.",
     {"1": D}),
    ("ORDER: the motion to reconsider (Doc. 12) the order denying motion to remand (Doc. 10) is denied.", {"12": D}),
    # Notes of a word or two.
    ("Docket Text ORDER Re: 12 MOTION for Extension of Time by Elm. ; ORDERED GRANTED.", {"12": G}),
    ("Docket Text ORDER: Re: 12 Motion for Leave to Appear Pro Hac Vice by Bo Dill; SO ORDERED.", {"12": G}),
    ("SO ORDERED D.I. 12 Stipulation. Ordered by Judge Jon Kent on 3/3/2012.", {"12": G}),
    ("ORDER: noted and granted 12 MOTION to Withdraw as attorney.", {"12": G}),
    ("MARGINAL ENTRY granting 12 Motion for More Time. Judge Ann Roe on 2/3/2021", {"12": G}),
    ("ENTRY - The motion to compel (Dkt. 12) is GRANTED. Signed by Judge Ann Roe", {"12": G}),
    ("ORDER-re: 12 Motion to Compel is granted.", {"12": G}),
    ("ENDORSEDORDER granting 12 Motion to Compel", {"12": G}),
    ("(This is a TEXT ENTRY ONLY. There is no pdf document.) ORDER granting 12 Motion to Compel", {"12": G}),
    ("(In Chambers) The Court GRANTS 12 Motion to Compel", {"12": G}),
    # Northern California's list behind the heading; all of a list with blanks before its commas.
    ("ORDER GRANTING ADMINISTRATIVE MOTIONS TO SEAL. Re: Dkt. Nos. 33, 35. Signed by Judge Hal Moss.",
     {"33": G, "35": G}),
    ("ORDER GRANTING MOTION TO SEAL; DENYING MOTION TO STAY. Re: Dkt. Nos. 33, 35.", {}),
    ("MINUTE entry before Judge Ann Roe: Defendants' motions to dismiss 12 , 15 are granted.", {"12": G, "15": G}),
    (("Order on (1) Joint Motion to Continue (Doc. No. 14) and (2) Ex Parte Motion to Seal (Doc. No. 16). The Joint "
     "Motion is GRANTED. The Ex Parte Motion is DENIED."), {"14": G, "16": D}),
    # An order does what the motion is called that it names.
    ("ORDER REDUCING SENTENCE as to Bo Poe re 77 MOTION to Reduce Sentence.", {"77": G}),
    ("ORDER REGARDING re 77 MOTION to Reduce Sentence.", {}),
    ("STIPULATION AND ORDER for extension of time re 20 Stipulation. IT IS SO ORDERED.", {"20": G}),
    # Bare lists.
    ("ORDER: #12 MOTION to Seal is GRANTED. #13 MOTION to Redact is DENIED.", {"12": G, "13": D}),
    ("MINUTES OF PROCEEDINGS: Motion Hearing held. The Court ruled: Doc. 31 GRANTED; Doc. 33 - DENIED; Doc. 35 MOOT.",
     {"31": G, "33": D, "35": M}),
    ("ORDER: Motion (28) for extension is granted. Motion (29) for sanctions is denied.", {"28": G, "29": D}),
    ("Minute Entry: Defendant's Motion to Suppress (Doc. 20) argued and DENIED.", {"20": D}),
    ("ORDER DENYING [33] Motion for Reconsideration of [30] Order granting [22] Motion to Compel.", {"33": D}),
    # Minutes in other words.
    ("Hearing Held. Trustee withdraws motion. (RE: related document(s) 12 Motion to Dismiss Case)",
     {"12": Outcome.WITHDRAWN}),
    ("Hearing Held re 12 Motion to Dismiss. The motion was denied.", {"12": D}),
    # The judge's other verbs.
    ("ORDER: Having considered the motion 12 , the Court finds it is not well taken.", {"12": D}),
    ("ORDER. I will grant the motion (D.I. 12).", {"12": G}),
    ("ORDERED that the Motion to Dismiss 12 be and the same hereby is GRANTED.", {"12": G}),
    ("ORDER: The motion (Doc. 12) is, in all things, DENIED.", {"12": D}),
]  # fmt: skip
UNDECIDED = [
    "ORDER directing response to 12 Motion to Dismiss. The Court cautions that the motion may be granted.",
    "ORDER TO SHOW CAUSE why 12 Motion should not be denied for failure to comply with a local rule.",
    "ORDER: Count 2 remains. Rule 12 governs. The Court declines to rule on the motion 12 at this time.",
    "Minute Entry: Motion Hearing held re 12 MOTION to Dismiss. Oral motion to stay discovery is granted.",
    "Minute Entry: hearing held re 12 Motion to Suppress. Objection overruled. Matter continued.",
    "Notice of Document Discrepancies and Order Thereon Rejecting Document: Letter, from Defendant Bo Poe.",
]


@pytest.mark.parametrize(("text", "decides"), DECIDED)
def test_each_form_names_its_motion(text: str, decides: dict[str, Outcome]) -> None:
    assert {one.number: one.outcome for one in read_filing(text).decides} == decides


@pytest.mark.parametrize("text", UNDECIDED)
def test_what_is_not_decided_is_left_open(text: str) -> None:
    assert read_filing(text).decides == ()


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Order on Motion to Extend Time to Object (Related Doc # 13). Objections due by 8/16/2021.", Outcome.OTHER),
        ("Order on Motion to Extend Time (Related Doc # 13). Hearing scheduled for 8/16/2021 at 9:00 AM.", None),
        ("Order Regarding Utilities Pursuant to Section 366 of the Bankruptcy Code (Related Doc # 13)", Outcome.OTHER),
        ("Order Regarding Hearing on Utilities (Related Doc # 13)", None),
        ("Order Regarding Utilities (related document(s)13)", None),
        ("Memorandum Opinion and Order awarding actual damages to debtor (Related Doc # 13)", Outcome.GRANTED),
    ],
)
def test_the_motion_that_a_bankruptcy_clerk_marks_as_ended(text: str, outcome: Outcome | None) -> None:
    assert [one.outcome for one in read_filing(text).decides] == ([outcome] if outcome else [])


def test_motions_that_are_named_by_their_numbers_alone() -> None:
    reading = read_filing("ORDER: For the reasons stated, ECF No. 9 is GRANTED and ECF No. 10 is DENIED.")
    assert [(one.number, one.outcome) for one in reading.decides] == [("9", Outcome.GRANTED), ("10", Outcome.DENIED)]
    assert not read_filing("ORDER re 12: If ECF No. 9 is granted, the parties shall confer.").decides
    vacated = read_filing("ORDER: The order at ECF No. 9 is vacated.").decides
    assert [(one.number, one.outcome) for one in vacated] == [("9", Outcome.VACATED)]
