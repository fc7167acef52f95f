"""What a ruling decides of requests that it names without a number."""

import pytest

from rulings.reading.filing import read_filing

SEAL = "motion to seal: denied"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # Other words for what a motion asks.
        ("OPINION. Defendants' Rule 12(b)(6) motion is GRANTED.", "defendant's motion to dismiss: granted"),
        ("ORDER. Defendant's summary judgment motion is DENIED.", "defendant's motion for summary judgment: denied"),
        ("ORDER. Partial summary judgment GRANTED; Poe is out.", "motion for summary judgment: granted"),
        ("ORDER. The Court GRANTS reconsideration.", "motion for reconsideration: granted"),
        ("ORDER. Rule 30(b)(6) motion is GRANTED.", "motion: granted"),
        # What is said of the rest splits a verdict.
        ("ORDER. The motion to stay is ALLOWED as to A, otherwise DENIED.", "motion to stay: in_part"),
        ("ORDER. The motion to stay is granted as to A, but denied as to B.", "motion to stay: in_part"),
        ("ORDER. The R&R is not adopted as to A; the motion to stay is otherwise GRANTED.", "motion to stay: in_part"),
        ("Omnibus Order Approving Interim Fee Applications.", "application for compensation: granted"),
        ("ORDER. The filing fee application is DENIED.", "application: denied"),
        (
            "FILED MEMORANDUM DISPOSITION (A. ROE, B. POE) We grant the motion to stay and deny the motion to abate.",
            "motion to stay: granted, motion to abate: denied",
        ),
        (
            "ORDER THAT UPON DEFENDANT'S MOTION TO COMPEL AND NO RESPONSE, IT IS ORDERED THAT SAID MOTION IS GRANTED.",
            "motion to compel: granted",
        ),
        (
            "EP: Sentencing held. USA's oral and written motion to dismiss Count 2 - GRANTED.",
            "motion to dismiss count 2: granted",
        ),
        (
            "ORDER. Plaintiff's motion for leave is GRANTED to the extent it adds Poe, the motion to stay is DENIED.",
            "plaintiff's motion for leave: in_part, motion to stay: denied",
        ),
        # What a court does without a word of the motion.
        ("ORDER entered. PRELIMINARILY APPROVING CLASS ACTION SETTLEMENT.", "motion for preliminary approval: granted"),
        ("ORDER. Plaintiff is awarded $6,412.88 in attorney's fees.", "motion for attorney fees: granted"),
        ("MINUTE ORDER. The Clerk shall reopen this action. Answer due in 60 days.", "motion to reopen: granted"),
        ("ORDER that the materials in the Index are SEALED.", "motion to seal: granted"),
        ("Minute Entry: Hearing held. Defendant admits violation. Release revoked.", "motion to revoke: granted"),
        ("Minute Entry: Hearing held. If he fails again, release is revoked.", ""),
        (
            "ORDER. At the parties' request the trial setting of October 3, 2022 is vacated.",
            "motion to vacate trial: granted, motion to continue trial: granted",
        ),
        ("ORDER. The case being dismissed, the trial of October 3, 2022 is vacated.", ""),
        (
            "ORDER. Counsel's motion for fees is allowed in the amount of $4 rather than $5.",
            "counsel's motion for fees: in_part",
        ),
        # Whose it is.
        ("ORDER that Elm's motion to stay is GRANTED; Poe is out.", "elm's motion to stay: granted"),
        # A verdict alone, and what is given without one.
        ("ORDER. A stay is not warranted. Denied.", "motion: denied"),
        ("ORDER as to all. Trial is continued until 10/17/2023.", "motion to continue trial: granted"),
        ("ORDER. If no answer comes by May 3, trial is continued to May 9.", ""),
        ("TEXT ORDER as to Ben Poe. The motion is GRANTED. Signed by Judge Roe.", "motion: granted"),
        ("Minute Entry: the Court sustains in part Elm's motion in limine.", "elm's motion in limine: in_part"),
        # Where what is asked ends.
        (
            "ORDER DENYING AS MOOT Elm's first motion to dismiss in light of the complaint.",
            "elm's motion to dismiss: moot",
        ),
        # What is decided beside a recommendation.
        (
            "REPORT AND RECOMMENDATION AND ORDER: motion to seal is DENIED, and it is RECOMMENDED that 1 be granted.",
            SEAL,
        ),
        ("REPORT AND RECOMMENDATION: it is RECOMMENDED that the motion to strike be DENIED.", ""),
        # What was asked by word of mouth is no motion of the docket.
        ("ORAL ORDER: the motion to stay is GRANTED.", "motion to stay: granted"),
        ("Minute Entry: oral motion to stay is GRANTED.", ""),
    ],
)
def test_what_is_decided_without_a_number(text: str, told: str) -> None:
    found = [
        f"{on.whose + chr(39) + 's ' if on.whose else ''}{on.words}: {on.outcome.value if on.outcome else '?'}"
        for on in read_filing(text).on_requests
    ]
    assert ", ".join(found) == told
