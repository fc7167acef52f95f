"""What a person says of possible duplicates that a preview foresees: kept with the run, taken once it is imported.

A filing that is not there yet has no id; it is named by the fingerprint of the observation that it will be made for, which the
import computes from the same bytes. What has come otherwise by then is left undecided, and waits among the possible duplicates.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser

from dockets.decide import CannotDecide, Verdict, decide
from dockets.models import Filing

type Word = dict[str, Any]
"""``pair``: the two fingerprints; ``verdict``; ``by``: the id of who said it."""


def words(preview: Mapping[str, Any], answers: Mapping[str, str], *, by: AbstractBaseUser) -> list[Word]:
    """What was said of the pairs of a preview, each under the name of its field: "pair-" with its fingerprints. Whatever else was
    sent is not looked at."""
    lines = (line for docket in preview.get("dockets", []) for line in docket["lines"])
    pairs = [line["pair"] for line in lines if line.get("pair")]
    said = [(pair, answers.get(f"pair-{pair[0]}-{pair[1]}", "")) for pair in pairs]
    return [{"pair": pair, "verdict": verdict, "by": by.pk} for pair, verdict in said if verdict in Verdict.values]


def take(said: Sequence[Word], docket_ids: Sequence[int], *, now: datetime) -> list[str]:
    """Decides as was said, on the filings of these dockets. What came of it, in sentences."""
    done = Counter(_taken(word, docket_ids, now) for word in said)
    told = [f"{done[verdict]:,} {label}" for verdict, label in Verdict.choices if done[verdict]]
    left = done[""]
    sentences = [f"Of possible duplicates it was decided, as was said: {', '.join(told)}."] if told else []
    if left:
        sentences.append(f"{left:,} could not be decided as was said: what the preview had foreseen came otherwise.")
    return sentences


def _taken(word: Word, docket_ids: Sequence[int], now: datetime) -> str:
    """The verdict; "" where there is no such pair any more."""
    standing = Filing.objects.current().filter(docket__in=docket_ids, founded_by__in=word["pair"])
    filing = standing.filter(possible_duplicate_of__founded_by__in=word["pair"]).defer("search").first()
    if filing is None or filing.possible_duplicate_of_id is None:
        return ""
    by = get_user_model().objects.filter(pk=word["by"]).first()
    try:
        decide(filing.pk, filing.possible_duplicate_of_id, Verdict(word["verdict"]), by=by, now=now)
    except CannotDecide:
        return ""
    return str(word["verdict"])
