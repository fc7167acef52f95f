"""Keeps a person's decisions on possible duplicates that a preview expects: stored with the run, applied after its
import.

A filing that does not exist yet has no id; it is identified by the fingerprint of the observation that it will be
created for, which the import computes from the same bytes. What turned out differently by then is left undecided, and
stays among the possible duplicates.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser

from dockets.identity.decisions import CannotDecide, Verdict, decide_identity
from dockets.models import Filing

type Word = dict[str, Any]
"""``pair``: the two fingerprints; ``verdict``; ``by``: the id of the user who decided."""


def collect_verdicts(preview: Mapping[str, Any], answers: Mapping[str, str], *, by: AbstractBaseUser) -> list[Word]:
    """The decisions on the pairs of a preview, each from the form field "pair-" with its fingerprints. Other fields are
    ignored."""
    lines = (line for docket in preview.get("dockets", []) for line in docket["lines"])
    pairs = [line["pair"] for line in lines if line.get("pair")]
    said = [(pair, answers.get(f"pair-{pair[0]}-{pair[1]}", "")) for pair in pairs]
    return [{"pair": pair, "verdict": verdict, "by": by.pk} for pair, verdict in said if verdict in Verdict.values]


def apply_verdicts(said: Sequence[Word], docket_ids: Sequence[int], *, now: datetime) -> list[str]:
    """Applies the decisions to the filings of these dockets. Returns what came of it, in sentences."""
    done = Counter(_taken(word, docket_ids, now) for word in said)
    told = [f"{done[verdict]:,} {label}" for verdict, label in Verdict.choices if done[verdict]]
    left = done[""]
    sentences = [f"Of possible duplicates it was decided, as was said: {', '.join(told)}."] if told else []
    if left:
        sentences.append(f"{left:,} could not be decided as was said: what the preview had foreseen came otherwise.")
    return sentences


def _taken(word: Word, docket_ids: Sequence[int], now: datetime) -> str:
    """Applies one decision. Returns the verdict; "" where there is no such pair any more."""
    standing = Filing.objects.current().filter(docket__in=docket_ids, founded_by__in=word["pair"])
    filing = standing.filter(possible_duplicate_of__founded_by__in=word["pair"]).defer("search").first()
    if filing is None or filing.possible_duplicate_of_id is None:
        return ""
    by = get_user_model().objects.filter(pk=word["by"]).first()
    try:
        decide_identity(filing.pk, filing.possible_duplicate_of_id, Verdict(word["verdict"]), by=by, now=now)
    except CannotDecide:
        return ""
    return str(word["verdict"])
