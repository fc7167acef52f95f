"""What single clauses of minutes, orders and judgments decide: each motion by its number, or the outcome as a whole."""

import time

import pytest

from rulings.reading.filing import read_filing
from rulings.reading.text import READ_CHARACTERS

TOLD = [
    (("Minute Entry for proceedings held before Judge Ann Poe: Motion Hearing held on 3/4/2021 re 31 MOTION to Compel "
      "filed by Elm Corp., 34 MOTION for Protective Order filed by Oak Bank. The Court DENIES 31 and GRANTS 34."),
     "31 denied, 34 granted"),
    ("ORDER re 21 MOTION to Dismiss, 24 MOTION to Strike: The Court grants 21 and finds 24 moot.",
     "21 granted, 24 moot"),
    (("Minute Entry: Motion Hearing held re 12 Motion for Summary Judgment, 15 Motion for Summary Judgment. Court "
      "takes 12 under advisement and denies 15."), "12 deferred, 15 denied"),
    (("Hearing Held (related document(s) 22). Motion denied. Counsel to submit order. (related document(s) 25) Motion "
      "granted."), "22 denied, 25 granted"),
    ("Hearing Held. Re: 22 Motion to Avoid Lien. GRANTED. Re: 25 Objection to Claim: OVERRULED.",
     "22 granted, 25 denied"),
    (("PROCEEDING MEMO: Re: 12 Motion to Dismiss Case. Ruling: Denied without prejudice. Re: 15 Motion for Sanctions. "
      "Ruling: Taken under advisement."), "12 denied, 15 deferred"),
    (("Minute entry: Motion (Doc. 31) denied for the reasons stated; the trustee's application (Doc. 34) approved in "
      "the amount of $9,000."), "31 denied, 34 granted"),
    (("Minute Entry: Hearing on [50] Motion for Sanctions held. Motion denied. Hearing on [52] Motion to Intervene "
      "held. Motion taken under advisement."), "50 denied, 52 deferred"),
    (("Minute Entry: Arguments heard on 12 MOTION to Suppress. Motion DENIED. Arguments heard on 15 MOTION in Limine. "
      "Motion GRANTED IN PART."), "12 denied, 15 in_part"),
    (("Minute Entry on 12 MOTION for Bond as to Ann Roe, 15 MOTION for Discovery. Court GRANTS 12 over objection; "
      "DENIES 15 as moot."), "12 granted, 15 moot"),
    (("Hearing Held. RE: related document(s) 12 Motion to Dismiss Case. Ruling: Denied. RE: related document(s) 14 "
      "Motion to Convert. Ruling: Granted."), "12 denied, 14 granted"),
    ("Order granting 12 motion for extension; 15 motion to compel, terminated as moot", "12 granted, 15 moot"),
    ("ORDER entering 22 Consent Decree", "22 granted"),
    # A report's adoption is not what becomes of the objections to it.
    ("ORDER overruling plaintiff's objections 29 , adopting 27 Report and Recommendation, and dismissing case.",
     "27 granted, 29 denied"),
    ("ORDER adopting in part and rejecting in part 27 Report and Recommendation; denying 15 Motion to Dismiss",
     "15 denied, 27 in_part"),
    # What is threatened, or was only heard.
    (("ORDER: Defendant shall file the certificate by March 4, 2021 or the motion will be stricken. Re: 10 Motion to "
      "Dismiss."), ""),
    (("Minute Entry: Motion Hearing held re 2 MOTION for Temporary Restraining Order. The Court heard argument and "
      "DENIED the motion."), "2 denied"),
    ("MEMO ENDORSEMENT on 41 Letter Motion. ENDORSEMENT: Application GRANTED to the following extent: by May 3.",
     "41 in_part"),
    ("ORDER. For the reasons stated on the record, the motion is GRANTED as to Count Three and otherwise DENIED.",
     "- in_part"),
    (("Record of Proceeding. Argument held (RE: related document(s)27 Motion to Dismiss, 31 Motion to Strike). "
      "Motion to strike denied for the reasons stated on the record. Motion to dismiss taken under advisement."),
     "27 deferred, 31 denied"),
    # Numbers that stand behind, with what follows of other motions.
    ("ORDER: Motion for extension to file brief filed by Elm Corp. is GRANTED by clerk. [14] Brief is due 01/23/2023.",
     "14 granted"),
    ("CLERK'S ORDER [1978710] filed granting motion to intervene [1977915-2]. [22-5291]", "1977915 granted"),
    ("ORDER as to (3) Ann Roe: GRANTED 91 MOTION for Extension of Time.", "91 granted"),
    ("ORDER DENYING 2255 MOTION re 55 as to Ann Roe.", "55 denied"),
    ("Text Order - The document 6 Application to extend time submitted by Elm Corp. has been GRANTED.", "6 granted"),
    ("Judgment entered: decision of Commissioner affirmed, case closed", "- affirmed"),
    ("FINAL JUDGMENT entered REVERSED. Mandate to issue.", "- reversed"),
    ("Judgment filed. The order of the district court is affirmed. (ABC)", "- affirmed"),
    ("ORDER: The order to show cause dated 3/4/2021 is vacated.", "- vacated"),
    ("ORDER: Default entered against Elm Corp. is set aside.", "- vacated"),
    ("ORDER setting aside the clerk's entry of default", "- vacated"),
    ("ORDER TO VACATE Order of Dismissal", "- vacated"),
    ("ORDER on stipulation: all claims dismissed with prejudice", "- dismissed_with_prejudice"),
    ("Order To Dismiss Case.", "- dismissed"),
    ("ORDER TO DENY MOTION for new trial", "- denied"),
    ("ORDER: The conviction on Count I is herewith vacated and held for naught.", "- vacated"),
    ("TEXT Minutes: 40 Motion in Limine: GRANTED as to item 1 and DENIED as to item 2. 42 Motion in Limine: RESERVED.",
     "40 in_part, 42 deferred"),
    # Nothing is decided, or no more than one of them.
    ("Minute Entry: Motion Hearing held re 12 MOTION to Dismiss, 15 MOTION to Strike. Written decision to follow.", ""),
    ("ORDER: If 12 Motion is granted, 15 Motion should be denied as moot. Parties shall brief the question.", ""),
    (("Minute Entry: Re: 12 Motion for Relief. Not granted at this time; further hearing 4/5/2021. Re: 15 Motion: no "
      "appearance."), ""),
    (("Endorsed Order Dated 3/4/2021 RE: 33 Withdrawal RE: 18 Objection filed by Creditor Elm Bank. ALLOWED. The "
      "hearing is canceled."), "33 granted"),
    (("Endorsed Order Re: 40 Withdrawal (RE: 39 Motion for Relief From Stay, ). filed by Creditor Elm Bank. ALLOWED."),
     "40 granted"),
    ("Minute Entry: Motion hearing re 12 MOTION to Dismiss. Plaintiff asks that it be denied. Continued.", ""),
    ("ORDER to show cause why the complaint should not be dismissed with prejudice.", ""),
    ("ORDER: Counsel shall state by 4/5/2021 whether all claims are dismissed with prejudice.", ""),
    ("ORDER: The hearing set for 4/5/2021 on the order to show cause is vacated.", ""),
    ("Minute Entry: 15 Motion to Strike denied. Argument on 12 Motion for Injunction. Request approved.", "15 denied"),
    ("Order 15 Motion to Shorten Notice GRANTED. Hearing on 12 Motion to Sell set. Motion granted.", "15 granted"),
    ("ORDER entering 0 Consent Decree", ""),
    ("ORDER entering 2022 Consent Decree", ""),
    ("PRETRIAL ORDER: Claims dismissed before trial are listed in Exhibit A.", ""),
    ("ORDER requiring answer: petitioner's state conviction was affirmed on appeal.", ""),
    ("ORDER setting aside time for mediation", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_each_clause_decides_its_own_subject(text: str, told: str) -> None:
    read = read_filing(text)
    decided = ", ".join(f"{one.number} {one.outcome.value}" for one in read.decides)
    whole = f"- {read.outcome.value}" if read.outcome and not decided else ""
    assert ", ".join(sorted((decided or whole).split(", "))) == told


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (
            "REPORT AND RECOMMENDATION to grant 15 MOTION to Stay, and grant 22 MOTION to Dismiss",
            "15 granted, 22 granted",
        ),
        ("REPORT AND RECOMMENDATION recommending that 12 Motion be granted in part and denied in part.", "12 in_part"),
        (
            "FINDINGS AND RECOMMENDATION: It is RECOMMENDED that the motion to dismiss (ECF No. 14) be denied.",
            "14 denied",
        ),
        ("R&R re [12] Motion to Dismiss. It is respectfully recommended that the motion be denied.", "12 denied"),
        ("REPORT AND RECOMMENDATION re 12 Motion to Dismiss. Objections due by 3/4/2021.", ""),
        ("FINDINGS AND RECOMMENDATION recommending that 32 be denied in its entirety.", "32 denied"),
        ("FINDINGS & RECOMMENDATION: Motion to Dismiss for Failure to State a Claim 8 should be DENIED.", "8 denied"),
        (
            (
                "RECOMMENDATION re: 12 Motion to Dismiss, 14 Motion for Fees. It is recommended that the Court "
                "GRANT the motion to dismiss, DENY the motion for fees, and dismiss the claims."
            ),
            "12 granted, 14 denied",
        ),
        ("ORDER adopting 27 Report and Recommendation to grant 12 Motion to Dismiss.", ""),
    ],
)
def test_what_a_report_recommends_it_does_not_decide(text: str, advice: str) -> None:
    read = read_filing(text)
    assert ", ".join(f"{one.number} {one.outcome.value}" for one in read.recommends) == advice
    assert bool(read.decides) == text.startswith("ORDER")


@pytest.mark.parametrize(
    "text",
    [
        "ORDER: The order to show cause is vacated.",
        "ORDER setting aside default",
        "ORDER rescinding order to show cause",
    ],
)
def test_what_is_taken_back_of_little_weight_is_no_step_of_the_case(text: str) -> None:
    assert read_filing(text).steps == ()


def test_an_order_to_vacate_a_dismissal_reopens_the_case() -> None:
    assert [step.value for step in read_filing("ORDER TO VACATE Order of Dismissal").steps] == ["vacated", "reopened"]


@pytest.mark.slow_rows
@pytest.mark.parametrize(
    "piece",
    [
        "12 Motion granted; ", "re: 12 Motion. ", "the court grants 12 and denies 15, ", "the order of ",
        "is hereby now ",
        "claims dismissed ", "motion to ", "12 Motion ", "ruling: ", "(related document(s) 12) ", "grants 12, 13, 14 ",
        "order on motion to stay ( 12 ), ", "recommends that 12, 13 should be ", "report 55 is sustained, adopted, ",
        "preliminarily approving ", "documents in ", "trial set for 1/2 ", "in all other respects ", "having been ",
        "we grant and deny the motion to ", "granted in the amount of ", "affirmed; ", "(2:19-mn-02991, dkt. ",
        "all claims of the corp. ", "order to show cause dated ", ". a'", "motion (doc. ", "denied as to 1 and ",
    ],
)  # fmt: skip
def test_the_time_is_bounded_where_clauses_repeat(piece: str) -> None:
    began = time.process_time()
    read_filing("ORDER re 12 Motion, 15 Motion: " + piece * (READ_CHARACTERS // len(piece)))
    assert time.process_time() - began < 2
